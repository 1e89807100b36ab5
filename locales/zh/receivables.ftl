# 应收款、代收货款、退货和坏账。
menu-receivables = 应收款
menu-cod = 代收货款

receivables-list = <b>应收款{ $one ->
        [0] {""}
       *[other] {" "}· { $customer }
    }</b>
    合计 { $total } 元{ $late ->
        [1] ，逾期 { $overdue } 元
       *[0] {""}
    }
    未到期 { $not_due }
    1–30 天 { $d30 } · 31–60 天 { $d60 }
    61–90 天 { $d90 } · 91–120 天 { $d120 }
    120 天以上 { $older }

    { $count ->
        [0] 没有未收的单。
       *[other] { $bucket ->
            [all] 全部未收
            [overdue] 逾期
            [not_due] 未到期
            [d30] 逾期 1–30 天
            [d60] 逾期 31–60 天
            [d90] 逾期 61–90 天
            [d120] 逾期 91–120 天
           *[older] 逾期 120 天以上
        } { $count } 笔，{ $open } 元：
    }
receivables-row = { $late ->
        [1] 🔴 逾期{ $days }天
       *[0] { $provisional ->
            [1] 暂 { $due_on }
           *[0] { $due_on }
        }
    } { $open } { $own ->
        [1] · { $number }
       *[0] · { $customer }
    }
receivables-overdue = 只看逾期
receivables-all = 看全部

receivable-card = <b>{ $number }</b> · { $standing ->
        [settled] ✅ 已结清
        [overdue] 🔴 逾期 { $days } 天
        [today] ⏰ 今天到期
       *[ahead] 未到期
    }
    { $customer }
    { $held ->
        [1] 快递代收，欠快递结款 <b>{ $open } 元</b>
       *[0] 欠 <b>{ $open } 元</b>
    }（共 { $amount } 元，已收已抵 { $settled } 元）
    { $arose_on } 发货，{ $due_on } 到期{ $basis ->
        [no-invoice] ，暂按发货日算（账期从开票日起，还没填）
        [no-statement] ，暂按发货日算（账期从对账日起，还没填）
        [invoice] （{ $basis_on } 开票起算）
        [statement] （{ $basis_on } 对账起算）
       *[shipment] {""}
    }{ $promised ->
        [1] {"\u000A"}🤝 答应 { $promised_on } 付{ $promise_noted ->
            [0] {""}
           *[other] ：{ $promise_note }
        }（{ $promised_by } { $promise_noted_on } 记）
       *[0] {""}
    }{ $disputed ->
        [1] {"\u000A"}⚖️ 有争议：{ $dispute_note }（{ $disputed_by } { $dispute_noted_on } 记）
       *[0] {""}
    }{ $answer ->
        [chased] {"\u000A"}☎ { $answered_on } { $answered_by } 催过客户
        [paid] {"\u000A"}💬 { $answered_on } { $answered_by } 说钱到了，待核对
        [recorded] {"\u000A"}💬 { $answered_on } { $answered_by } 说钱到了，{ $came_by } 已登记 { $came } 元
        [later] {"\u000A"}💬 { $answered_on } { $answered_by } 说改天再提醒
       *[none] {""}
    }
receivable-posting = · { $posted_on } { $kind ->
        [payment] { $back ->
            [1] 撤销收款
           *[0] 收款
        } { $payment }
        [return] 退货
        [sample_fee] 样品费抵货款
        [courier_fee] 快递扣手续费
       *[write_off] 坏账
    } { $back ->
        [1] −{ $part }
       *[0] { $part }
    } 元{ $noted ->
        [0] {""}
       *[other] ：{ $note }
    }
receivable-pay = 💰 收到钱了
receivable-settle = 💰 快递已结款
receivable-use-prepaid = 用预收款 { $prepaid } 冲抵
receivable-basis = { $basis ->
        [no-invoice] 📄 填开票日
        [no-statement] 📄 填对账日
        [invoice] 📄 改开票日
       *[statement] 📄 改对账日
    }
receivable-basis-asked = <b>{ $number }</b> 欠 { $open } 元，{ $arose_on } 发货
    账期：{ $terms }
    { $basis ->
        [invoice] 哪天开的票？
       *[statement] 哪天对的账？
    }今天的话，{ $due_today } 到期。点一天，或直接发日期。
receivable-basis-today = 今天
receivable-basis-yesterday = 昨天
receivable-promise = 🤝 答应付款
receivable-dispute = ⚖️ 有争议
receivable-agree = 争议已解决
receivable-return = 退货
receivable-courier-fee = 快递扣的手续费
receivable-write-off = 坏账
receivable-promise-asked = <b>{ $number }</b> 欠 { $open } 元
    客户答应哪天付？在那之前不催。也可以直接发日期，例如 下周五。
receivable-promise-p1 = 明天
receivable-promise-p3 = 3 天后
receivable-promise-p7 = 一周后
receivable-dispute-asked = <b>{ $number }</b> 欠 { $open } 元
    客户对什么有意见？点一个，或打字说明。解决之前不催。
dispute-cause = { $cause ->
        [quality] 质量有问题
        [quantity] 数量不对
        [price] 价格不对
       *[unknown] 客户不认这笔
    }

credit-amount = <b>{ $kind ->
        [return] 退货
        [courier_fee] 快递手续费
       *[write_off] 坏账
    } · { $number }</b>
    { $customer }，还欠 { $open } 元

    { $kind ->
        [return] 退货多少钱？已付款的货退回，多出的转为预收款。
        [courier_fee] 快递扣了多少手续费？
       *[write_off] 核销多少？
    }
credit-goods = <b>退货 · { $number }</b>
    { $customer }，还欠 { $open } 元

    退回了哪些货？点一样填数量，会加回库存。{ $back ->
        [1] {"\u000A"}退回 { $goods }，值 <b>{ $worth } 元</b>。
       *[0] {""}
    }
credit-goods-row = { $back ->
        [0] { $name }（发了 { $sent } { $unit }{ $gone ->
            [1] ，已退 { $returned }
           *[0] {""}
        }）
       *[other] ✅ { $name } 退 { $quantity } { $unit }
    }
credit-goods-done = 好了，退 { $worth } 元
credit-goods-none = 货没退，只减款
credit-quantity = <b>{ $name }</b>
    退回多少{ $unit }？最多 { $left } { $unit }。
credit-quantity-all = 全部 { $left } { $unit }
credit-quantity-none = 没退
credit-change-goods = 改退货
credit-all = 全部 { $open }
credit-reason = 为什么，谁同意的？打字发来。
credit-card = <b>{ $kind ->
        [return] 退货
        [courier_fee] 快递手续费
       *[write_off] 坏账
    } · { $number }</b>
    { $customer }
    金额：<b>{ $credit } 元</b>（现欠 { $open } 元）
    { $kind ->
        [return] { $back ->
            [1] 退回入库：{ $goods }
           *[0] 货没有退回，只减款
        }{"\u000A"}
        [courier_fee] {""}
       *[write_off] {""}
    }原因：{ $reason }
credit-confirm = ✅ 确认入账
credit-change-reason = 改原因
credit-done = ✅ 已入账：{ $number } { $kind ->
        [return] 退货
        [courier_fee] 快递手续费
       *[write_off] 坏账
    } { $credit } 元，还欠 { $open } 元。{ $back ->
        [1] {"\u000A"}已入库：{ $goods }
       *[0] {""}
    }

# 代收货款
cod-couriers = <b>快递代收，还没结的</b>
    { $count ->
        [0] 都结清了。
       *[other] 共 { $open } 元，其中超期 { $overdue } 元。哪家来结款？
    }
cod-courier = { $late ->
        [1] 🔴 { $courier } { $open }（{ $count } 票，超 { $days } 天）
       *[0] { $courier } { $open }（{ $count } 票）
    }
cod-items = 结了哪几票？最早的在前，共 { $total } 票 { $open } 元。
    已选 { $count } 票，<b>{ $sum } 元</b>
cod-item = { $chosen ->
        [1] ✅
       *[0] ▫️
    } { $open } · { $customer } · { $arose_on }
cod-select-all = 全选
cod-select-none = 清空
cod-settle = 选好了，{ $count } 票 { $sum } 元
cod-amount = 所选共 { $sum } 元。实收多少？直接发金额。
cod-sum = 正好 { $sum }
cod-day = 哪天到账的？点一天，或直接发日期。
cod-card = <b>核对后登记代收货款</b>
    { $count ->
        [0] 这几票刚才已经结了，请重新选。
       *[other] <b>{ $courier }</b> { $count } 票，应结 { $due } 元
    }
    实收：<b>{ $amount } 元</b> · { $received_on } 到账{ $fee ->
        [1] {"\u000A"}差的 { $gap } 元记为快递手续费，记完就结清
       *[0] {""}
    }
cod-line = · { $customer } { $number }（{ $arose_on } 发货）{ $open } 元
cod-more-lines = · 另有 { $count } 票
cod-confirm = ✅ 确认登记
cod-fee = { $fee ->
        [1] ✔︎ 差额 { $gap } 记为快递手续费
       *[0] 差额 { $gap } 记为快递手续费
    }
cod-change-amount = 实收不同
cod-change-items = 重新选
cod-done = ✅ 已登记 <b>{ $numbers }</b>，实收 { $amount } 元。
    { $left ->
        [0] 这家快递都结清了。
       *[other] 这家还有 { $left } 票 { $left_sum } 元没结。
    }
cod-next = 下一家快递

journal-receivable-arose = 产生应收 { $amount } 元
journal-receivable-paid = 收款 { $payment } 冲抵 { $amount } 元
journal-receivable-unpaid = 撤销收款 { $payment }：{ $note }
journal-receivable-due-set = { $basis ->
        [invoice] 开票日
       *[statement] 对账日
    } { $on }，到期日 { $before } → { $due_on }
journal-receivable-promised = 客户答应 { $until_on } 付款
journal-receivable-disputed = 有争议：{ $note }
journal-receivable-agreed = 争议已解决
journal-receivable-returned = 退货 { $amount } 元：{ $note }
journal-goods-returned = 退回入库：{ $goods }
journal-receivable-fee-refunded = 样品费抵货款 { $amount } 元：{ $note }
journal-receivable-fee-kept = 快递扣手续费 { $amount } 元：{ $note }
journal-receivable-written-off = 坏账 { $amount } 元：{ $note }
journal-prepaid-used = 用预收款 { $payment } 冲抵 { $amount } 元

refusal-not-open = { $number } 已经结清，不用再处理。
refusal-due-day-fixed = { $number } 不按开票日或对账日算账期，到期日不用填。
refusal-more-than-left = { $name } 这一单客户手里最多还有 { $left } { $unit }，请改小。
refusal-more-than-open = 最多只能减 { $open } 元，请改小金额。
refusal-promise-too-far = { $day } 太远了，最晚能记到 { $latest }。
refusal-already-disputed = { $number } 已经记为有争议。
refusal-not-disputed = { $number } 没有争议，不用解除。
refusal-cod-over-amount = 代收货款不能超过货款 { $amount } 元，请改小。
refusal-one-courier-only = 一次只能结一家快递的款，请分开登记。
