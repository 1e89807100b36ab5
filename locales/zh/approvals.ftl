# 审批：谁要批什么、为什么、批了没有。

menu-approvals = ✍️ 待审批

approval-floor = 低于底价
approval-credit = 赊账
approval-sign_off = 新人订单
approval-button = { $answer ->
        [y] ✅ 同意（{ $kind }）
       *[n] ❌ 不同意（{ $kind }）
    }
approval-why = 为什么不同意？点一个，或直接打字，会原样告诉下单的人。
approval-reason-price = 价格太低，再谈谈
approval-reason-owes = 先把旧账收回来
approval-reason-talk = 先来找我当面说
approval-refused = 已告诉下单的人：<b>{ $number }</b> 不同意。
approval-done = { $void ->
        [1] 这次申请已作废，没有批：{ $number } 后来改过或取消了。{ $state ->
            [waiting] 请看最新的申请。
           *[other] {""}
        }
       *[other] 已同意 { $number }{ $state ->
            [waiting] ，还有 { $waiting } 项等别人批
            [open] ，可以发货了
            [refused] ，但另一项没通过，订单退回去改了
           *[other] {""}
        }
    }
approvals-list = { $total ->
        [0] 没有等您批的订单。
       *[other] <b>等您批的</b>，共 { $total } 项，等得最久的在前：
    }
approvals-row = { $customer } · { $total } · { $kind } · { $who }

letter-approval-wanted = ✍️ <b>请批：{ $kind }</b>
    { $number } · <b>{ $customer }</b> · { $who } 下的单
letter-approval-again = 🔁 { $mine ->
        [1] 您
       *[other] { $who }
    } { $at } 批过这张单（当时 { $was } 元）。之后单子改了，那次作废，要重新批。改了：
letter-change-line = • { $product } { $was } { $unit } × { $was_price } → { $now } { $unit } × { $now_price }
letter-change-added = • 加了 { $product } { $now } { $unit } × { $now_price }
letter-change-gone = • 去掉了 { $product } { $was } { $unit } × { $was_price }
letter-change-settlement = • 结算：{ $was } → { $now }
letter-change-other = • 发货、日期或备注，货和钱没变
take-approved-again = 🔁 { $who } 批过这张单（{ $kind }）。一改就作废，{ $again ->
        [1] 确认改单后要重新批
       *[other] 这样改不用再批
    }
letter-approval-yes = 同意
letter-approval-no = 不同意
letter-approval-approved = { $number } · { $customer } · { $total } 元（{ $kind }）
    ✅ { $who } { $at } 已同意
letter-approval-refused = { $number } · { $customer } · { $total } 元（{ $kind }）
    ⛔ { $who } { $at } 不同意：{ $reason }
letter-approval-void = { $number } · { $customer }（{ $kind }）
    这次申请已作废：订单后来改过、取消了，或别的审批没通过。
letter-order-approved = ✅ { $who } 同意了 <b>{ $number }</b> · { $customer }（{ $kind }）{ $waiting ->
        [0] ，可以发货了
       *[other] ，还有 { $waiting } 项等批
    }
letter-order-refused = ⛔ { $who } 没同意 <b>{ $number }</b> · { $customer }（{ $kind }）
    原因：{ $reason }
    改好可以再提交。

refusal-already-decided = { $who } 已经{ $answer ->
        [approved] 同意
       *[refused] 拒绝
    }了，不用再批。
refusal-own-order = 自己的单不能自己批，请让别的经理或老总批。
refusal-refusal-needs-reason = 不同意要说一句原因，请打字告诉下单的人。
