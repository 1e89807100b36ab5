# 订单：下单、订单卡片、核对、经过。数额都已按两位小数排好，日期已写成字。

menu-order = 📝 下单
menu-orders = 📋 订单

order-line = { $number }. { $product } { $quantity } { $unit } × { $price } = { $amount }
order-line-left = { "" } ✓ 已发
order-line-missing = { "" } · 还差 { $missing } { $unit }
order-line-gone = { "" } · 取消 { $missing } { $unit }
order-total-left = 已发合计 <b>{ $total } 元</b>
order-total = 合计 <b>{ $total } 元</b>
order-via-express = 快递
order-via-freight = 物流
order-via-delivery = 送货
order-via-pickup = 自提
order-freight-collect = 运费到付
order-freight-prepaid = 运费我付
order-receipt-back = 要签回单
order-invoice = 要发票
order-settle-prepay = 款到发货
order-settle-cod = 代收货款
order-settle-monthly = 月结
order-settle-cash = 现结
# $terms 是账期的说法，例如 月结 30 天（发货当月月底起）。
order-settle-terms = 记账，{ $terms }
order-settle-no-terms = 月结，客户没有约定账期
order-settle-outside = 款到发货（外省客户，没写先发的原因）
order-instruction = 特批先发：{ $instruction }
order-today = 今天（{ $day }）
order-tomorrow = 明天（{ $day }）
order-day = { $day }
order-nobody = 老总（目前没有人能批）
order-house = 公司
order-head = <b>{ $number }</b> · { $customer } · { $rep }
order-now-waiting = ⏳ 等 <b>{ $who }</b> 批：{ $why }
order-now-refused = ⛔ { $who } 不同意（{ $why }）：{ $reason }
    改好可以再提交，或申请取消。
# $when 为 am（上午）、pm（下午）或 any（不分）。
order-now-open = 📦 待发货，约定 { $day }{ $when ->
        [am] { "" } 上午
        [pm] { "" } 下午
       *[any] { "" }
    }发出
order-now-asked = ⏳ 批了才发，约定 { $day }{ $when ->
        [am] { "" } 上午
        [pm] { "" } 下午
       *[any] { "" }
    }发出
order-now-part = 📦 已发一部分，其余约定 { $day } 发出{ $when ->
        [am] { "" }
       *[other] { "" }
    }
order-now-asked-passed = ⏳ 批了才发。约定的日子已过（{ $day }），批下来再按规矩定新的日子
order-now-passed = { $late ->
        [0] 📦 可以发货。
       *[other] ⚠️ 已晚 { $late } 天。
    }约定的日子（{ $day }）批下来前已过，按规矩 { $by } 发出，请告诉客户
order-now-late = ⚠️ 约定 { $day } 发，已晚 { $late } 天，还没发完{ $when ->
        [am] { "" }
       *[other] { "" }
    }
order-now-shipped = ✅ 已全部发出{ $reason ->
        [none] { "" }
       *[other] { "" }
    }
order-now-rest-cancelled = ✅ 已发完，余下的取消了：{ $reason }
order-now-cancelled = ✖️ 已取消：{ $reason }
order-now-unpaid = 💰 款到发货，客户还差 <b>{ $short } 元</b>，到款才能发
order-now-cancel-asked = ✋ 已申请取消：{ $reason }（等业务助理处理，先不发货）
order-now-confirmed = 🤝 { $day } 已向客户确认
order-now-unconfirmed = ☎ 还没向客户确认（下单后 24 小时内）
order-fee = 🎁 客户付过样品费 { $fee } 元，这是首单，发货后可以抵货款
order-fee-ready = 🎁 客户付过样品费 { $fee } 元，还没退，可以抵这单货款
order-day-reason = 📅 改日原因：{ $reason }
order-left = 🚚 { $day } { $courier } 发出 { $amount } 元，单号还没登记{ $waybill ->
        [none] { "" }
       *[other] { "" }
    }
order-left-waybill = 🚚 { $day } { $courier } { $waybill }，{ $amount } 元
order-receipt-out = ，签回单未回
order-receipt-in = ，签回单已回
order-story = <b>{ $number }</b> 全部经过

order-do-note = 备注
order-do-change = 改单
order-do-copy = 再来一单
order-do-ask-cancel = 申请取消
order-do-take-back = 撤回取消申请
order-do-cancel = 取消订单
order-do-keep = 不取消，照发
order-do-confirm = ☎ 已向客户确认
order-do-refund = 🎁 样品费 { $fee } 抵货款
order-do-ship = 📦 发货
order-do-story = 全部经过
order-shipment = 🚚 { $day } · { $waybill }
order-note = { $number } 要记什么？直接打字。
order-reason = { $name }
order-cancel = { $decides ->
        [0] 为什么要取消 <b>{ $number }</b>？点一个，或直接打字。业务助理处理后会告诉您。
       *[other] 取消 <b>{ $number }</b> 没发的部分。为什么？点一个，或直接打字。
            业务员写的原因：{ $reason }
    }
order-cancel-as-asked = 按业务员说的取消
order-cancel-changed = 客户不要了
order-cancel-double = 重复下单
order-cancel-late = 交期来不及
order-cancel-price = 价格没谈拢

orders-list = { $total ->
        [0] 这里没有订单。点「下单」开一张，或换一个状态看。
       *[other] <b>订单</b> · { $tab ->
            [waiting] 待审批
            [open] 待发货
            [done] 已发出
            [refused] 没批准
           *[cancelled] 已取消
        }，共 { $total } 张，点一张看详情：
    }
orders-tab = { $chosen ->
        [1] { "● " }
       *[other] { "" }
    }{ $tab ->
        [waiting] 待审批
        [open] 待发货
        [done] 已发出
        [refused] 没批准
       *[cancelled] 已取消
    } { $count }
orders-row = { $late ->
        [1] { "⚠️ " }
       *[other] { "" }
    }{ $customer } · { $total } · { $state ->
        [waiting] 待批
        [refused] 没批
        [open] { $day } 发
        [part] 发了一部分
        [shipped] 已发
       *[cancelled] 已取消
    } · { $number }

take-customer = 给哪个客户下单？
take-pick-customer = 选客户
take-no-lines = 还没有产品。
take-lines = <b>{ $customer }</b> 的订单
    { $lines }
    { $any ->
        [1] { "" }
            合计 <b>{ $total } 元</b>
            还要别的，直接打产品名。
       *[other] 直接打产品名，或去选。
    }
take-line-button = ✏️ { $number }. { $product } { $quantity }{ $unit } × { $price }
take-add-line = { $any ->
        [1] ＋ 再加一个
       *[other] ＋ 选产品
    }
take-other-customer = 换客户
take-quantity = <b>{ $product }</b>
    要多少{ $unit }？直接打数字{ $from ->
        [agreed] 。协议价
       *[list] 。标价
    } { $price } 元/{ $unit }，可用 { $free } { $unit }。
take-usual = { $quantity } { $unit }
take-price = <b>{ $product }</b> { $quantity } { $unit }
    什么价？点下面，或直接打单价（元/{ $unit }）。
take-known-price = { $from ->
        [agreed] 协议价
       *[list] 标价
    } { $price } 元
take-list-price = 标价 { $list } 元
take-line = { $number }. <b>{ $product }</b> { $quantity } { $unit } × { $price } = { $amount } 元
    要改什么？
take-exchanged = ✏️ 换成了 <b>{ $product }</b>，单价按它的{ $from ->
        [agreed] 协议价
       *[list] 标价
    } { $price }，原来的 { $was } 没有带过来
take-moved = 🔁 换了客户，按 <b>{ $customer }</b> 平时的来：{ $fields }
take-moved-price = 🔁 <b>{ $product }</b> 的单价随客户换成 { $price }（原来 { $was }）
take-change-quantity = 改数量
take-change-price = 改单价
take-drop-line = 🗑 去掉这一行
take-how = <b>怎么发？</b>点选，打勾的就是现在选的。
    发货：{ $day }
    地址：{ $address }
take-choice = { $chosen ->
        [1] { "✓ " }
       *[other] { "" }
    }{ $name }
take-freight = 运费：{ $freight ->
        [collect] 到付
        [prepaid] 我付
       *[none] 没说
    }（点一下换）
take-receipt = { $receipt ->
        [1] { "✓ " }
       *[other] { "" }
    }要签回单
take-invoice = { $invoice ->
        [1] { "✓ " }
       *[other] { "" }
    }要发票
take-change-day = 📅 改发货日
take-change-address = 📍 改地址
take-to-card = 好了，回到订单
take-day-morning = 今天上午（{ $day }）
take-day-afternoon = 今天下午（{ $day }）
take-day-next = { $day } 上午
take-day-within = { $day } 前
take-day = 哪天发？现在是：{ $day }
    点一个，或直接打，例如 明天、周五、12月1日。
take-day-reason = 改成 { $day } 发（按规矩是{ $promised }）。为什么？点一个，或直接打字。
take-day-why = { $id ->
        [customer] 客户要求
        [stock] 等货到齐
       *[together] 和别的单一起发
    }
take-explain-day = 📅 写改日原因
take-promised = 按规矩：{ $promised }
take-tomorrow = 明天
take-after-tomorrow = 后天
take-calendar = 📅 日历
take-calendar-text = 点一个发货日：
take-address = 送到哪里？直接打新地址。
    现在是：{ $address }
take-settlement = <b>{ $customer }</b> 这单怎么结？按客户账期是：{ $usual }。
take-instruction = 为什么没到款就先发？写清楚谁同意的、什么时候付。这句话会一直留在订单上。
take-note = 要备注什么？直接打字。
    现在是：{ $note }
take-no-note = 不要备注
take-card-new = 核对订单
take-card-change = 改单 { $number }
take-card-head = <b>{ $title }</b>
    <b>{ $customer }</b>（{ $code }）
take-card-going = 发货：{ $way }
    地址：{ $address }
take-card-pickup = 发货：{ $way }
take-card-paying = 结算：{ $paying }
take-card-note = 备注：{ $note }
take-stopped = ⚠️ { $why }

    { $part ->
        [day] 点「📅 改发货日」另选一天
        [lines] 点「明细」改一下
       *[other] 点「客户」或「明细」改一下
    }，{ $changes ->
        [1] 改好就能确认改单
       *[other] 改好就能下单
    }，写过的都还在。
take-confirm = ✅ 确认下单
take-confirm-change = ✅ 确认改单
take-trust = 特批先发（写原因）
take-pay-first = 改回先款后货
take-part-lines = 明细
take-part-how = 发货
take-part-settlement = 结算
take-part-note = 备注
take-part-customer = 客户
take-done = { $changed ->
        [1] ✅ 已改好 <b>{ $number }</b>
       *[other] ✅ 已下单 <b>{ $number }</b>
    }
    { $customer } · { $total } 元

    { $next }{ $learned ->
        [0] { "" }
       *[other] { "" }
            📖 您改过的叫法已记下，助理同意后下次就认得。
    }
take-open = 看订单
take-another = 再下一单

check-floor = 🔸 { $product } 报价 { $price }，低于底价 { $floor } 元/{ $unit }，要经理批
check-price-agreed = ▫️ { $product } 报价 { $price }，和协议价 { $known } 不一样
check-price-list = ▫️ { $product } 报价 { $price }，标价是 { $known }
check-overdue = ▫️ 客户有逾期 { $overdue } 元未付，请顺便催一下
check-credit-terms = 🔸 赊账：客户没有批过账期，连这单共欠 { $would } 元（已欠 { $owed }，未发 { $coming }），要老总批
check-credit-limit = 🔸 赊账：连这单共欠 { $would } 元，超过额度 { $limit } 元（已欠 { $owed }，未发 { $coming }），要老总批
check-credit-overdue = 🔸 客户逾期 { $overdue } 元（共欠 { $owed } 元），再赊要老总批
check-credit-covered = ▫️ 连这单共欠 { $would } 元，在额度 { $limit } 元之内
check-sign-off = 🔸 { $rep } 入职不满 { $years } 年（{ $hired_on } 入职），订单要经理签字
check-pay-first = 💰 款到发货：收到 { $short } 元才能发
check-pay-outside = 💰 外省客户（{ $province }）款到发货：收到 { $short } 元才能发
check-pay-paid = ▫️ 款到发货：预收款已经够了
check-pay-instruction = ▫️ 没到款先发，原因留在订单上：{ $instruction }
check-terms = ▫️ 这单{ $settlement ->
        [prepay] 款到发货
        [cod] 代收货款
        [monthly] 月结
       *[cash] 现结
    }，客户平时{ $usual ->
        [prepay] 款到发货
        [cod] 代收货款
        [monthly] 月结
       *[cash] 现结
    }
check-stock = 🔹 { $product } 缺 { $missing } { $unit }（可用 { $free }），照样能下单，缺的等到货
check-stock-none = 🔹 { $product } 没有现货，缺 { $missing } { $unit }，照样能下单，等到货
check-ship-morning = 🚚 { $cut } 前下的快递单，今天上午发（{ $day }）
check-ship-afternoon = 🚚 过了 { $cut }，今天下午发（{ $day }）
check-ship-next = 🚚 { $day } 上午发
check-ship-within = 🚚 三个工作日内发，最晚 { $day }
check-ship-chosen = 🚚 约定 { $day } 发{ $said ->
        [1] （{ $reason }）
       *[0] {""}
    }
check-ship-off = ▫️ { $day } 是休息日，请先和仓库说好
check-ship-calendar = ▫️ { $year } 年放假安排还没公布，先按周一到周五上班算，只有法定的元旦、5月1日、10月1–3日算休息

journal-order-placed = 下单，{ $total } 元
journal-order-edited = 改单，{ $before } → { $total } 元
journal-order-note = 备注：{ $note }
journal-order-approved = 同意（{ $kind ->
        [floor] 低于底价
        [credit] 赊账
       *[sign_off] 新人订单
    }）{ $reason }
journal-order-refused = 不同意（{ $kind ->
        [floor] 低于底价
        [credit] 赊账
       *[sign_off] 新人订单
    }）：{ $reason }
journal-order-cancel-asked = 申请取消：{ $reason }
journal-order-cancel-taken-back = 撤回取消申请
journal-order-cancelled = 取消：{ $reason }
journal-order-rest-cancelled = 取消没发的部分：{ $reason }
journal-order-kept = 决定不取消，照发
journal-order-confirmed = 已向客户确认
journal-order-part = 发出一部分
journal-order-shipped = 全部发出
journal-other = 有更新

letter-order-placed = 📦 新订单 <b>{ $number }</b> · { $customer }（{ $rep }）
letter-order-released = ✅ 已批准，可以发货了
letter-order-changed = ✏️ 订单改了 <b>{ $number }</b> · { $customer }（{ $rep }），请按新的发
letter-order-superseded = <b>{ $number }</b> · { $customer }：这张单后来又改过，请看最新的。
letter-order-gone = <b>{ $number }</b> · { $customer }：已取消，不用发了。
letter-order-rest-gone = <b>{ $number }</b> · { $customer }：✅ 已发完，余下的取消了。
letter-order-sent = <b>{ $number }</b> · { $customer }：✅ 已全部发出。
letter-order-open = 看订单
letter-cancel-asked = ✋ { $who } 申请取消 <b>{ $number }</b> · { $customer } · { $total } 元
    原因：{ $reason }
    没处理之前先不要发货。
letter-cancel-taken-back = ↩️ { $who } 撤回了 <b>{ $number }</b> · { $customer } 的取消申请，照常发货。
letter-cancel-settled = <b>{ $number }</b> · { $customer } 的取消申请已处理：{ $cancelled ->
        [1] 已取消。
       *[other] 不取消，照发。
    }
letter-cancel-answered-yes = ✖️ <b>{ $number }</b> · { $customer } 已取消：{ $reason }
letter-cancel-answered-rest = ✖️ <b>{ $number }</b> · { $customer } 没发的部分已取消：{ $reason }
letter-cancel-answered-no = 📦 <b>{ $number }</b> · { $customer } 不取消，照常发货。有问题请找业务助理。

refusal-no-customer = 还没选客户。请先选一个客户。
refusal-no-lines = 还没有产品。请至少加一个产品。
refusal-too-many-lines = 一张单最多 { $limit } 行，请分成两张下。
refusal-order-too-large = 这张单超过 { $limit } 元，数量或单价可能打错了，请核对明细。
refusal-worth-nothing = { $product } 这一行算下来不到一分钱，请核对数量和单价。
refusal-not-sold-any-more = { $product } 已经停售，请从明细里去掉或换一个。
refusal-day-unexplained = 发货日改成了 { $day }，请先写原因。
refusal-day-too-far = { $day } 太远了，请选一年以内的日子。
refusal-order-text-too-long = 太长了，最多 { $limit } 个字，请缩短再发。
refusal-approval-missing = { $number } 还没批下来，不能发货。请先等批准，或让业务员改单。
refusal-order-cancelled = { $number } 已经取消了。需要的话请重新下单。
refusal-already-shipped = { $number } 已经发完，不能再发、再改或取消。有问题请新下一单或找业务助理。
refusal-shipped-in-part = { $number } 已经发了一部分，不能改单。要加货请新下一单，不要的部分可以申请取消。
refusal-not-agreed-yet = { $number } 还没批下来，批了再向客户确认。
refusal-cancellation-asked = { $number } 已申请取消，等业务助理处理，先不要发货。
refusal-not-paid-yet = { $number } 是款到发货，还差 { $short } 元。请先登记收款，或让业务员写特批原因。
