# 到点提醒：每天各种提醒的说法、按钮和答复；还有送不到时的说明。
# $n 编号，$count 笔数，$days 天数（整数）；$amount、$whole、$paid 是排好的金额；$since、$begun、$day 是写好的日期。

letter-repeated = （重复发送：上一次可能没送到）
letter-unreachable = <b>{ $name }</b> 收不到消息，可能停用了机器人。
letter-flood = 您发得太快了，后面的消息没有处理。请等前面的做完，再把没办成的发一次。
    今天给 TA 的提醒没有送到，请当面说一声，让 TA 打开机器人发 /start。

previous-page = ‹ 上一页
next-page = 下一页 ›

reminder-foot = 点编号看依据、作答复。
reminder-most-urgent = 只列最急的 { $count } 笔。
reminder-all-settled = { $day }的都已处理完，辛苦了。
reminder-none-yours = { $day }的都已不归您负责了。
reminder-not-yours = { $n }. 这一笔已不归您负责
reminder-settled = { $n }. <s>{ $customer } { $number }</s>
reminder-calendar = ▫️ { $year } 年放假安排还没公布，先按周一到周五上班算，只有法定的元旦、5月1日、10月1–3日算休息
reminder-was = <s>{ $card }</s>
reminder-paused = ⏸ 已暂停新发货：{ $names }
reminder-no-courier = 自送
reminder-rests-on = <b>依据</b>

reminder-provisional-invoice = 暂按发货日算，还没填开票日
reminder-provisional-statement = 暂按发货日算，还没填对账日
reminder-part-paid = 已收 { $paid } 元
reminder-part-sent = 已发 { $paid } 元，金额是没发的
reminder-had-promised = 曾答应 { $day } 付
reminder-had-promised-today = 答应今天付
reminder-rep = { $rep }的客户
reminder-answered-chased = ☎ { $who } 今天催过
reminder-answered-confirmed = { $who } 已向客户确认
reminder-answered-later = { $who }：明天再说
reminder-answered-paid = { $who } 说钱到了，待核对
reminder-answered-recorded = { $who } 说钱到了，{ $by } 已登记 { $amount } 元
reminder-said-paid = { $who } 说钱到了（{ $day }），待核对
reminder-answered-returned = { $who } 说回单回来了

reminder-state-paid = ✓ 已收齐
reminder-state-return = ✓ 已退货
reminder-state-sample_fee = ✓ 样品费已抵
reminder-state-courier_fee = ✓ 已结，余数是快递手续费
reminder-state-write_off = ✓ 已核销
reminder-state-promised = ⏳ 客户答应 { $day } 付
reminder-state-disputed = ⏸ 有争议
reminder-state-moved = ⏳ 到期日改为 { $day }
reminder-state-back = ✓ 回单已回
reminder-state-entered = ✓ 单号已填
reminder-state-confirmed = ✓ 已向客户确认
reminder-state-part = ✓ 已发一部分
reminder-state-shipped = ✓ 已发货
reminder-state-cancelled = ✓ 已取消
reminder-state-waiting = ⏸ 等审批
reminder-state-refused = ⏸ 审批没通过
reminder-state-sent = ✓ 样品已寄
reminder-state-answered = ✓ 已有反馈
reminder-state-requested = 还没寄

reminder-money = 钱到了
reminder-money-said = 钱到了
reminder-promised = 答应了某天
reminder-disputed = 有争议
reminder-chased = 今天催过
reminder-confirmed = 已向客户确认
reminder-later = 明天再说
reminder-receipt-back = 回单回来了
reminder-courier-chased = 催了快递
reminder-cod-settled = 快递交款了
reminder-enter-waybill = 填快递单号
reminder-basis-day = 填开票日/对账日
reminder-open = 打开看看
reminder-why = 为什么
reminder-list = ‹ 返回列表
reminder-card = ‹ 返回这一笔

reminder-payment-overdue-title = <b>逾期应收</b>
reminder-payment-overdue-head = { $day } · { $count } 笔，共 <b>{ $amount }</b> 元
reminder-payment-overdue-item = { $n }. <b>{ $customer }</b> { $amount } 元 · 逾期 { $days } 天
    { $number } · { $since }到期
reminder-payment-overdue-card = <b>{ $customer }</b> 还欠 <b>{ $amount }</b> 元，逾期 { $days } 天
    单据 { $number }，共 { $whole } 元，{ $begun }发货
    { $since }到期
reminder-claim-settled = <b>{ $customer }</b> 还欠 0 元
    单据 { $number }，共 { $whole } 元，{ $begun }发货
reminder-payment-overdue-why = 货款到期次日起，每个工作日 9:00 提醒助理和业务员；逾期满 7 天同时告诉经理，满 30 天告诉老总。

reminder-payment-due-tomorrow-title = <b>明天到期的货款</b>
reminder-payment-due-tomorrow-head = 下个工作日为止 · { $count } 笔，共 <b>{ $amount }</b> 元
reminder-payment-due-tomorrow-item = { $n }. <b>{ $customer }</b> { $amount } 元
    { $number } · { $since }到期
reminder-payment-due-tomorrow-card = <b>{ $customer }</b> 应付 <b>{ $amount }</b> 元
    单据 { $number }，共 { $whole } 元，{ $begun }发货
    { $since }到期
reminder-payment-due-tomorrow-why = 到期前一个工作日 16:00，提醒助理和财务核对；到下个工作日为止到期的都在内。

reminder-receipt-not-back-title = <b>回单没回</b>
reminder-receipt-not-back-head = { $day } · { $count } 张
reminder-receipt-not-back-item = { $n }. <b>{ $customer }</b> { $number } · 发出 { $days } 天
    { $courier } { $waybill } · { $since }发货
reminder-receipt-not-back-card = <b>{ $customer }</b> 的签回单还没回，发出 { $days } 天
    出库单 { $number }，{ $amount } 元，{ $since }发货
    { $courier }，单号 { $waybill }
reminder-receipt-not-back-why = 发货满 7 天回单没回，每个工作日 9:00 提醒助理；满 10 天告诉经理；是这家快递该带回的，就暂停它的新发货，直到恢复正常。

reminder-cod-not-settled-title = <b>代收货款没交回</b>
reminder-cod-not-settled-head = { $day } · { $count } 笔，共 <b>{ $amount }</b> 元
reminder-cod-not-settled-item = { $n }. <b>{ $courier }</b> { $amount } 元 · 发出 { $days } 天
    { $customer } · { $number }
reminder-cod-not-settled-card = <b>{ $courier }</b> 代收 <b>{ $amount }</b> 元没交回，发出 { $days } 天
    { $customer }，单据 { $number }，共 { $whole } 元
    { $since }发货
reminder-cod-not-settled-why = 发货满 7 天代收款没交回，每个工作日 9:00 提醒助理和财务；满 10 天告诉经理，并暂停这家快递的新发货。钱在快递手里，不催客户。

reminder-waybill-missing-title = <b>快递单号没填</b>
reminder-waybill-missing-head = { $day } · { $count } 单
reminder-waybill-missing-item = { $n }. <b>{ $customer }</b> { $number }
    { $courier } · { $since }发货
reminder-waybill-missing-card = <b>{ $customer }</b> 的快递单号还没填
    出库单 { $number }，{ $amount } 元，{ $since }发货
    { $courier }
reminder-waybill-missing-why = 发货次日 9:30 核对快递单号，没填的提醒助理，当天 16:00 再提醒一次。

reminder-promise = 答应 { $since } 发
reminder-promise-released = { $released }批下来，答应 { $since } 发
reminder-promise-passed = 约定的 { $passed } 已过，{ $released }才批，应 { $since } 发

reminder-not-shipped-title = <b>今天该发还没发</b>
reminder-not-shipped-head = { $day } · { $count } 单，共 { $amount } 元
reminder-not-shipped-item = { $n }. <b>{ $customer }</b> { $number }
    { $amount } 元 · { $promise }
reminder-not-shipped-card = <b>{ $customer }</b> 订单 { $number }，{ $amount } 元
    { $begun }下单，{ $promise }，还没发完
reminder-not-shipped-why = 每个工作日 17:30，该今天或更早发、还没发的订单提醒助理；18:00 一并报给经理。

reminder-order-unconfirmed-title = <b>还没向客户确认的订单</b>
reminder-order-unconfirmed-head = { $day } · { $count } 单，共 { $amount } 元
reminder-order-unconfirmed-item = { $n }. <b>{ $customer }</b> { $number }
    { $amount } 元 · { $begun }下单，{ $promise }
reminder-order-unconfirmed-card = <b>{ $customer }</b> 订单 { $number }，{ $amount } 元
    { $begun }下单，{ $promise }，还没向客户确认
reminder-order-unconfirmed-why = 订单要在 24 小时内向客户确认，要批的从批下来算起。过了还没确认的，上班时间每小时查一次，告诉助理；再过一个工作日告诉经理。每单只说一次。

reminder-order-late-title = <b>超过 3 天没发的订单</b>
reminder-order-late-head = { $day } · { $count } 单，共 { $amount } 元
reminder-order-late-item = { $n }. <b>{ $customer }</b> { $number }
    { $amount } 元 · { $begun }下单，{ $promise }
reminder-order-late-card = <b>{ $customer }</b> 订单 { $number }，{ $amount } 元
    { $begun }下单，{ $promise }，已过 { $days } 天
reminder-order-late-why = 下单（要批的从批下来）超过 3 天、也过了该发日期还没发的订单，上班时间每小时查一次，告诉助理；再过一个工作日告诉经理。每单只说一次。

reminder-sample-not-sent-title = <b>样品还没寄</b>
reminder-sample-not-sent-head = { $day } · { $count } 份
reminder-sample-not-sent-item = { $n }. <b>{ $customer }</b> { $number }
    { $begun }申请 · 应 { $since } 寄
reminder-sample-not-sent-card = <b>{ $customer }</b> 的样品 { $number } 还没寄
    { $begun }申请，应 { $since } 寄
reminder-sample-not-sent-why = 到了该寄的日子还没寄的样品，每个工作日 9:30 提醒助理。

reminder-sample-feedback-title = <b>样品没有反馈</b>
reminder-sample-feedback-head = { $day } · { $count } 份
reminder-sample-feedback-item = { $n }. <b>{ $customer }</b> { $number }
    { $since }起已 { $days } 天
reminder-sample-feedback-card = <b>{ $customer }</b> 的样品 { $number } 还没有反馈
    { $begun }申请，{ $since }到（或寄出），已 { $days } 天
reminder-sample-feedback-why = 样品到客户手里满 7 天没有反馈，每个工作日 9:30 提醒业务员去问。

reminder-quiet-receivable = 收齐、退货、核销、记了争议，或客户答应了以后的日子，就不再提醒这一笔；别的照旧。部分收款只提醒剩下的。
reminder-quiet-courier = 快递交清了（扣下的手续费记了账），或退货、核销，就不再提醒这一笔；交了一部分只提醒剩下的。
reminder-quiet-shipment = 登记好了，就不再提醒这一单。
reminder-quiet-order = 发完或取消了，就不再提醒这一单。
reminder-quiet-confirmation = 向客户确认了、发货了或取消了，就不再提醒这一单；改单后要重新确认。
reminder-quiet-sample = 寄出、有了反馈或取消了，就不再提醒。

reminder-pause-reason-receipts = { $receipts } 张回单超过 { $days } 天没回
reminder-pause-reason-money = 代收款 { $amount } 元超过 { $days } 天没交回
reminder-pause-reason-both = { $receipts } 张回单、代收款 { $amount } 元超过 { $days } 天没回

reminder-approval-again = { $days ->
        [0] ⏰ 已等 { $hours } 小时，还在等您批：
       *[other] ⏰ 已等 { $days } 天，还在等您批：
    }
reminder-approval-late = 订单 { $number } 的审批（{ $kind }）等了 { $hours } 小时还没人批。
    审批人：{ $names }。可以打个电话催一下。

reminder-money-came = <b>{ $who }</b> 说 <b>{ $customer }</b> 的钱到了
    { $number }，还欠 { $amount } 元。请核对到账后登记。
reminder-money-came-done = ✓ <b>{ $customer }</b> { $number } 已登记。{ $who } 说过钱到了，已核对。
reminder-money-came-recorded = ✓ <b>{ $customer }</b> { $number } 已登记 { $came } 元（{ $by }）{ $rest ->
        [1] ，还欠 { $amount } 元
       *[0] ，已结清
    }。{ $who } 说过钱到了，已核对。
reminder-record-payment = 登记收款

reminder-noted-chased = 记下了：今天催过。下个工作日再提醒您。
reminder-noted-later = 好，下个工作日再提醒您。
reminder-noted-confirmed = 记下了：已向客户确认。
reminder-noted-returned = 记下了：回单已回。
reminder-noted-paid = 已告诉助理核对登记。
reminder-noted-settled = 这一笔已经处理好了。

evening-title = <b>今天小结</b> · { $day }
evening-ordered = 新订单 { $count } 单，{ $amount } 元
evening-shipped = 已发货 { $count } 单，{ $amount } 元
evening-received = 收款 { $count } 笔，{ $amount } 元
evening-waiting = 等审批 <b>{ $count }</b> 单
evening-not-shipped = { $count ->
        [0] 该发的都发了
       *[other] 该发没发 <b>{ $count }</b> 单：
    }
evening-left-passed = { $n }. { $customer } { $number }，批下来晚了，应 { $day } 发
evening-left = { $n }. { $customer } { $number }，答应 { $day }
