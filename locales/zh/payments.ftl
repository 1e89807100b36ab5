# 收款：登记、冲抵、核对、撤销。金额都已排好，例如 1,234.50。
menu-payment = 💰 登记收款
menu-review-payments = 今日收款

payment-amount = <b>{ $customer }</b>
    { $owes ->
        [0] 目前没有欠款，收到的钱会记为预收款。
       *[other] 欠款 { $owed } 元{ $late ->
            [0] ，都没到期。
           *[other] ，其中逾期 { $overdue } 元（{ $late } 笔）。
        }
    }

    收到多少？点下面的，或直接发金额。
payment-meant = { $count ->
        [1] 指定的 { $which }
       *[other] 指定的 { $count } 笔
    } { $meant }
payment-all = 全部欠款 { $owed }
payment-first = 最早到期 { $first }
payment-change-customer = 换客户
payment-day = 收到 <b>{ $amount } 元</b>。哪天到账的？
    也可以直接发日期，例如 11月20日。
payment-today = 今天
payment-yesterday = 昨天
payment-means = 怎么付的？
payment-way = { $means ->
        [transfer] 银行转账
        [cash] 现金
        [wechat] 微信
        [alipay] 支付宝
        [courier] 快递代收
       *[cheque] 支票
    }
payment-choose = 客户指明付哪几笔？按点的先后冲抵。
    到账 { $amount } 元 · 已选 { $count } 笔，共 { $meant } 元
payment-claim = { $chosen ->
        [1] ✅
       *[0] ▫️
    } { $open } · { $number } · { $due_on }
payment-choose-done = 选好了
payment-earliest = 没指明，先冲最早到期的
payment-note = { $differs ->
        [0] 备注写什么？
       *[other] <b>{ $payer }</b> 到账 { $amount } 元，应收 { $due } 元，{ $more ->
            [1] 多 { $gap } 元
           *[0] 少 { $gap } 元
        }。是什么情况？
    }
    点一个，或打字说明；财务会看到。
payment-reason = { $reason ->
        [part] 先付一部分，余款后付
        [ahead] 多付的作预收款
        [fee] 扣了手续费
        [discount] 抹零、让价，待批
        [cod_fee] 快递扣了手续费
        [cod_part] 其余下次再结
       *[cod_more] 快递多结，待核对
    }
payment-card = <b>核对后登记</b>
    客户：{ $customer }
    金额：<b>{ $amount } 元</b>
    到账：{ $received_on } · { $means ->
        [transfer] 银行转账
        [cash] 现金
        [wechat] 微信
        [alipay] 支付宝
       *[cheque] 支票
    }{ $assumed ->
        [1] {"（没说怎么付，先按这个）"}
       *[0] {""}
    }
    { $owes ->
        [1] { $named ->
            [1] 按客户指明的冲抵{ $others ->
                [1] ，多的冲最早到期的
               *[0] {""}
            }：
           *[0] 没指明，先冲最早到期的：
        }
       *[0] 没有可冲的欠款：
    }
payment-line = · { $number }（{ $provisional ->
        [1] {"暂按 "}
       *[0] {""}
    }{ $due_on } 到期）{ $part } 元，{ $whole ->
        [1] 结清
       *[0] 还欠 { $left } 元
    }
payment-line-prepaid = · 预收款 { $prepaid } 元，下次发货自动冲抵
payment-card-note = {""}

    备注：{ $note }
payment-confirm = ✅ 确认登记
payment-change-amount = 改金额
payment-change-day = 改日期
payment-change-means = 改方式
payment-change-claims = 指定付哪笔
payment-change-note = 写备注
payment-done = ✅ 已登记 <b>{ $number }</b>
    { $customer } { $amount } 元
    { $owes ->
        [0] { $settled ->
            [1] 欠款已结清。
           *[0] 没有欠款。
        }
       *[other] 还欠 { $owed } 元。
    }{ $ahead ->
        [1] {" "}预收款 { $prepaid } 元。
       *[0] {""}
    }
payment-open = 看这笔
payment-another = 再记一笔

# 收款单
payment-shown = <b>{ $number }</b> · { $state ->
        [confirmed] ✅ 财务已确认
        [questioned] ❓ 财务有疑问
        [void] ✖️ 已撤销
       *[recorded] 待财务确认
    }
    { $customer } <b>{ $amount } 元</b>
    { $received_on } 到账 · { $means ->
        [transfer] 银行转账
        [cash] 现金
        [wechat] 微信
        [alipay] 支付宝
        [courier] { $courier } 代收交回
       *[cheque] 支票
    }
payment-posted = · { $back ->
        [1] 退回
       *[0] 冲抵
    } { $number } { $part } 元（{ $posted_on }）{ $noted ->
        [0] {""}
       *[other] ：{ $note }
    }
payment-shown-more = { $ahead ->
        [1] {"\u000A"}· 预收款 { $unposted } 元
       *[0] {""}
    }{ $over ->
        [1] {"\u000A"}· 快递多结 { $unposted } 元
       *[0] {""}
    }{ $noted ->
        [0] {""}
       *[other] {"\u000A"}备注：{ $note }
    }{ $signed ->
        [0] {""}
       *[other] {"\u000A"}登记人：{ $recorder }
    }
payment-review-confirm = ✅ 确认
payment-review-ask = ❓ 提问
payment-answer = 回答财务
payment-void = 撤销这笔
payment-question-asked = <b>{ $number }</b> { $customer } { $amount } 元
    想问什么？打字发来，登记人马上收到。
payment-answer-asked = <b>{ $number }</b> { $customer } { $amount } 元
    { $reviewer } 问：{ $question }

    打字回答。
payment-void-asked = <b>{ $number }</b> { $customer } { $amount } 元
    撤销后欠款恢复原样，两边记录都留着。为什么撤销？打字发来。

# 财务核对
review-list = <b>{ $waiting ->
        [1] 待确认的收款
       *[0] 今日收款（{ $today }）
    }</b>
    { $total ->
        [0] { $waiting ->
            [1] 都确认过了。
           *[0] 今天还没有登记。
        }
       *[other] 共 { $total } 笔，{ $sum } 元。点一笔看明细。
    }
review-row = { $state ->
        [confirmed] ✅
        [questioned] ❓
        [void] ✖️
       *[recorded] ▫️
    } { $amount } · { $customer }
review-confirm-all = ✅ 本页 { $count } 笔全部确认
review-today = 今天登记的
review-waiting = 待确认的
review-done = ✅ 已确认 { $count } 笔。
review-more = 继续看

# 信
payment-difference-letter = <b>收款有差额</b> { $number }
    { $customer } 到账 { $amount } 元，应收 { $due } 元，{ $more ->
        [1] 多 { $gap } 元
       *[0] 少 { $gap } 元
    }。
    { $by } 备注：{ $note }
courier-difference-letter = <b>收款有差额</b> { $number }
    <b>{ $courier }</b> 交回代收款 { $amount } 元，应结 { $due } 元，{ $more ->
        [1] 多 { $gap } 元
       *[0] 少 { $gap } 元
    }。代收的是 { $customer }{ $customers ->
        [1] {""}
       *[other] {" "}等 { $customers } 家
    }的货款。
    { $by } 备注：{ $note }
payment-difference-void = 收款 { $number } 已撤销，这笔差额不用管了。
payment-questioned-letter = <b>财务问一笔收款</b> { $number }
    { $customer } { $amount } 元，{ $received_on } 到账
    { $by }：{ $question }
payment-questioned-over = 收款 { $number } 的疑问已处理。
payment-answered-letter = <b>收款疑问有回复</b> { $number }
    { $customer } { $amount } 元
    { $by }：{ $note }
payment-void-letter = <b>收款被撤销</b> { $number }
    { $customer } { $amount } 元，欠款恢复原样。
    { $by }：{ $note }
payment-open-letter = 看收款单

# 经过
journal-payment-recorded = 登记收款 { $amount } 元
journal-payment-confirmed = 财务确认
journal-payment-questioned = 财务提问：{ $note }
journal-payment-answered = 回答财务：{ $note }
journal-payment-void = 撤销：{ $note }

refusal-day-in-the-future = { $day } 还没到，请发今天或以前的日期。
refusal-day-too-long-ago = { $day } 太久了，最早能记 { $earliest }。更早的请财务处理。
refusal-difference-unexplained = 到账 { $amount } 元，应收 { $due } 元，请写一句备注说明差额。
refusal-own-entry = { $number } 是您自己登记的，请另一位财务确认。
refusal-already-confirmed = { $number } 已经确认过了。
refusal-already-void = { $number } 已经撤销了，请重新登记正确的。
refusal-not-questioned = 财务对 { $number } 没有疑问，不用回答。
refusal-reason-missing = 请用一句话写明原因。
refusal-no-prepayment = 这个客户没有预收款可用。
