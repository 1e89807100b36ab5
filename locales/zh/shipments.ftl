# 发货、快递单号、签回单、快递公司。

menu-ship = 📦 发货
menu-waybills = 🔢 补单号
menu-receipts = 🧾 签回单
menu-couriers = 🚚 快递公司

# $total、$due 是整数。
ship-list = { $total ->
        [0] <b>发货</b>
            没有等着发的货。
       *[other] <b>发货</b>：待发 { $total } 单，到今天为止该发 { $due } 单。点一单开始：
    }
# $when 是 late、today、later；$morning 是 1 或 0。
ship-row = { $when ->
        [late] ⚠️ { $customer } · 应发 { $on } · { $total }
        [today] 📦 { $customer } · 今天{ $morning ->
            [1] 上午
           *[0] {""}
        } · { $total }
       *[later] 🗓 { $customer } · { $on } · { $total }
    }
ship-what = <b>发货：{ $customer }</b>
    { $number } · { $on }{ $morning ->
        [1] {" "}上午
       *[0] {""}
    } · { $via ->
        [express] 快递
        [freight] 物流
        [delivery] 自己送
       *[pickup] 客户自提
    }{ $named ->
        [1] {" "}{ $courier }
       *[0] {""}
    }{ $settlement ->
        [cod] {" "}· 货到付款
        [prepay] {" "}· 款到发货
       *[other] {""}
    }{ $addressed ->
        [1] {"\u000A"}📍 { $address }
       *[0] {""}
    }{ $noted ->
        [1] {"\u000A"}💬 { $note }
       *[0] {""}
    }
ship-line = • { $name } { $open } { $unit }（库存 { $stock }）
ship-line-short = • { $name } { $open } { $unit } ⚠️ 库存 { $stock }，差 { $missing }
ship-stop-shipped = ✅ 这单已全部发出，不用再发。
ship-stop-rest-gone = ✅ 这单已发完，余下的取消了，不用再发。
ship-all = 全部发出（{ $left } 元）
ship-at-hand = 先发有货的
ship-pay = 登记收款（差 { $short } 元）
ship-part = 只发一部分
ship-open-order = 看订单
ship-others = 其他待发
ship-choose = <b>{ $customer }</b>：这次发多少？
    点一行改数量，改好点“就发这些”。
ship-choose-row = { $name }：{ $chosen } / { $open } { $unit }
ship-choose-done = 就发这些
ship-quantity = <b>{ $name }</b>（{ $sku }）
    还没发 { $open } { $unit }，库存 { $stock } { $unit }。
    这次发多少？直接打数字；不发打 0。
ship-quantity-all = 发 { $at_hand } { $unit }
ship-quantity-none = 这次不发
ship-via = 怎么发？
ship-via-row = { $chosen ->
        [1] ✔︎{" "}
       *[0] {""}
    }{ $via ->
        [express] 快递
        [freight] 物流
        [delivery] 自己送
       *[pickup] 客户自提
    }
ship-courier = <b>{ $customer }</b>：交给哪家？{ $named ->
        [1] {"\u000A"}订单上写的是 { $wanted }。
       *[0] {""}
    }
ship-courier-row = { $chosen ->
        [1] ✔︎{" "}
       *[0] {""}
    }{ $paused ->
        [1] ⏸{" "}
       *[0] {""}
    }{ $name }{ $brings ->
        [1] {" "}· 带签回单
       *[0] {""}
    }{ $collects ->
        [1] {" "}· 代收款
       *[0] {""}
    }
ship-no-courier = 不用选，其他物流
ship-new-courier = ＋ 添加一家
ship-change-via = 改发货方式
ship-change-courier = 换快递
ship-waybill = <b>{ $customer }</b>{ $named ->
        [1] {" "}· { $courier }
       *[0] {""}
    }
    把快递单号打过来、粘贴过来，或者拍一张快递单。{ $numbered ->
        [1] {"\u000A"}现在填的是 <code>{ $waybill }</code>。
       *[0] {""}
    }
ship-waybill-later = 单号稍后再填
ship-cod = 这批货 { $amount } 元，现定代收 { $cod } 元。
    要快递代收多少？直接打金额。
ship-cod-all = 全额 { $amount }
ship-cod-none = 不代收
ship-day = 哪天发的？现在填的是 { $on }。
    点一天，或者打日期，比如 昨天、11-20。
ship-day-row = { $day }
ship-reason = 为什么照样发？写一句，业务员和上级会看到。
ship-card = <b>发货：{ $customer }</b>
    { $number }
ship-card-line = • { $name } × { $quantity } { $unit }
ship-card-way = 货款 <b>{ $amount } 元</b>
    { $via ->
        [express] 快递
        [freight] 物流
        [delivery] 自己送
       *[pickup] 客户自提
    }{ $named ->
        [1] {" "}{ $courier }
       *[0] {""}
    }{ $carried ->
        [1] { $numbered ->
            [1] {" "}<code>{ $waybill }</code>
           *[0] ，单号稍后填
        }
       *[0] {""}
    } · { $on }
    { $collected ->
        [1] 代收 { $cod } 元
       *[0] 不代收
    } · { $receipt ->
        [1] 要签回单
       *[0] 不要签回单
    }{ $reasoned ->
        [1] {"\u000A"}原因：{ $reason }
       *[0] {""}
    }
ship-finding-instruction = ℹ️ 先发货的说明：{ $text }
ship-finding-overdue = ⚠️ 客户有逾期 { $overdue } 元。要发请写明原因。
ship-finding-paused = ⚠️ { $name } 已暂停（{ $reason }）。要用请写明原因。
ship-finding-no-receipts = ⚠️ { $name } 不带签回单，回单要另想办法拿。
ship-finding-unpaid = ⚠️ { $settlement ->
        [cod] 订单是货到付款，还有 { $rest } 元没安排代收
       *[cash] 订单是现结，还有 { $rest } 元没收到
    }：这是没批过的赊账，发货当天就到期。要发请写明原因，经理和老板会看到。
ship-finding-part = ℹ️ 这次只发一部分，剩下的留在待发里。
ship-confirm = ✅ 确认发货
ship-say-why = ✍️ 写明原因
ship-change-goods = 改数量
ship-change-waybill = 改单号
ship-toggle-receipt = { $receipt ->
        [1] 签回单：要
       *[0] 签回单：不要
    }
ship-change-cod = 代收金额
ship-change-day = 改日期
ship-done = ✅ <b>{ $number }</b> 已发出：{ $customer }{ $named ->
        [1] {" "}· { $courier }
       *[0] {""}
    }{ $numbered ->
        [1] {" "}<code>{ $waybill }</code>
       *[0] {""}
    }{ $lacking ->
        [1] {"\u000A"}单号还没填。
       *[0] {""}
    }{ $rest ->
        [1] {"\u000A"}这单还有货没发完。
       *[0] {""}
    }
ship-claim = { $settled ->
        [1] 应收 { $amount } 元，已付清
       *[0] 应收 { $amount } 元，{ $basis ->
            [invoice] 暂按 { $due } 到期，开票日定了再算
            [statement] 暂按 { $due } 到期，对账日定了再算
           *[shipment] { $due } 到期
        }{ $part ->
            [1] ，还欠 { $open } 元
           *[0] {""}
        }
    }
ship-claim-courier = { $settled ->
        [1] 快递代收 { $amount } 元，{ $kept ->
            [1] 交回 { $came } 元，扣手续费 { $fee } 元
           *[0] 已交回
        }
       *[0] 快递代收 { $amount } 元，{ $part ->
            [1] 已交回 { $came } 元{ $kept ->
                [1] ，扣手续费 { $fee } 元
               *[0] {""}
            }，还差 { $open } 元
           *[0] { $due } 前交回
        }
    }
ship-enter-waybill = 填单号
ship-open-shipment = 看发货单

waybill-list = { $total ->
        [0] 单号都填好了。
       *[other] <b>待填单号</b> { $total } 单。点一单，或挨个往下填：
    }
waybill-row = { $customer } · { $named ->
        [1] { $courier }
       *[0] 物流
    } · { $days ->
        [0] 今天
        [1] 昨天
       *[other] { $days } 天前
    }
waybill-number = { $just ->
        [1] ✅ { $entered }{"\u000A"}{"\u000A"}下一单：
       *[0] {""}
    }<b>{ $customer }</b> · { $named ->
        [1] { $courier }
       *[0] 物流
    }
    { $number } · { $on } 发出 · { $amount } 元
    { $numbered ->
        [1] 现在填的是 <code>{ $waybill }</code>，要改就把新单号打过来。
       *[0] 把快递单号打过来、粘贴过来，或者拍一张快递单。
    }
waybill-skip = ‹ 全部待填
waybill-done = ✅ { $number } { $customer } 的单号：<code>{ $waybill }</code>
waybill-open = 看发货单
waybill-others = 其他待填

# $days 是规定的天数，$chosen 是 1 或 0。
receipt-list = { $total ->
        [0] <b>签回单</b>{ $chosen ->
            [1] {" "}· { $courier }
           *[0] {""}
        }{"\u000A"}都收回了。
       *[other] <b>签回单在外</b> { $total } 张{ $chosen ->
            [1] {" "}· { $courier }
           *[0] {""}
        }{"\u000A"}{ $may ->
            [1] 收回了就点一下；也可以打单号，或直接发照片。⚠️ 是超过 { $days } 天的。
           *[0] 点一张看详情。⚠️ 是超过 { $days } 天的。
        }
    }
receipt-row = { $late ->
        [1] ⚠️{" "}
       *[0] {""}
    }{ $customer } · { $numbered ->
        [1] { $waybill }
       *[0] { $number }
    } · { $days } 天
receipt-taken = ✅ { $customer } { $number } 的签回单已收回{ $photo ->
        [1] ，照片已存。
       *[0] 。要留照片就发过来。
    }
receipt-undone = ↩️ { $customer } { $number } 的签回单改回“未收回”。
receipt-undo = ↩️ 点错了，撤回
receipt-by-courier = 按快递看
receipt-couriers = 哪家快递的签回单？
receipt-courier-row = { $name } · { $count } 张{ $late ->
        [0] {""}
       *[other] {" "}· 超期 { $late }
    }
receipt-all-couriers = 全部
receipt-which = <b>发来的是签回单吗？</b>是哪一单的？
    { $total ->
        [0] 现在没有在外的签回单。可以打快递单号或订单号来对。
       *[other] 点一单，或者打快递单号、订单号。
    }
receipt-which-row = { $customer } · { $numbered ->
        [1] { $waybill }
       *[0] { $number }
    } · { $days } 天
receipt-not = 不是签回单
receipt-one = <b>{ $customer }</b> · { $number }{ $numbered ->
        [1] {" "}· <code>{ $waybill }</code>
       *[0] {""}
    }
    { $on } 发出，{ $days } 天了。{"\u000A"}{ $out ->
        [1] 签回单回来了就点一下，或直接发照片。
       *[0] { $photo ->
            [1] 签回单已收回，照片也有了。
           *[0] 签回单已收回。要补照片就发过来。
        }
    }
receipt-is-back = ✅ 签回单已收回
receipt-done = ✅ { $customer } { $number } 的签回单已收回{ $photo ->
        [1] ，照片已存。
       *[0] 。
    }
receipt-others = 其他签回单

shipment-card = <b>{ $number }</b> · { $customer }{ $ordered ->
        [1] {"\u000A"}订单 { $order_number }
       *[0] {""}
    }
shipment-card-way = { $on } 发出 · { $amount } 元
    { $via ->
        [express] 快递
        [freight] 物流
        [delivery] 自己送
       *[pickup] 客户自提
    }{ $named ->
        [1] {" "}{ $courier }
       *[0] {""}
    }{ $carried ->
        [1] { $numbered ->
            [1] {" "}<code>{ $waybill }</code>
           *[0] {" "}· ⚠️ 单号没填
        }
       *[0] {""}
    }{ $collected ->
        [1] {"\u000A"}代收 { $cod } 元
       *[0] {""}
    }{"\u000A"}{ $receipt ->
        [none] 不要签回单
        [back] 签回单 { $back_on } 已收回
       *[out] { $late ->
            [1] ⚠️ 签回单还没回来，{ $days } 天了
           *[0] 签回单还没回来
        }
    }{ $noted ->
        [1] {"\u000A"}💬 { $note }
       *[0] {""}
    }
shipment-waybill = { $numbered ->
        [1] 改单号
       *[0] 填单号
    }
shipment-take-back = 收回签回单
shipment-show-photo = 🖼 签回单照片
shipment-chase = 已催快递
shipment-undo = ↩️ 没收回
shipment-chased = 已记下：今天催过快递。
shipment-customer = 客户
shipment-history = 经过
shipment-history-of = <b>{ $number }</b> 的经过
shipment-photo = { $customer } { $number } 的签回单

journal-shipment-posted = 发货 { $amount } 元
journal-waybill-entered = 填单号 { $waybill }
journal-waybill-corrected = 单号 { $before } 改为 { $waybill }
journal-receipt-back = 签回单收回
journal-receipt-photo = 补签回单照片
journal-receipt-undone = 签回单改回未收回
journal-courier-chased = 催快递
journal-courier-added = 添加快递公司 { $name }
journal-courier-changed = 改快递公司的服务
journal-courier-paused = 暂停发货：{ $reason }
journal-courier-resumed = 恢复发货

courier-list = <b>快递公司</b>
    点一家看它手上的签回单和代收款。
courier-row = { $paused ->
        [1] ⏸{" "}
       *[0] { $late ->
            [1] ⚠️{" "}
           *[0] {""}
        }
    }{ $name }{ $receipts ->
        [0] {""}
       *[other] {" "}· 回单 { $receipts }
    }{ $held ->
        [1] {" "}· 代收 { $cod }
       *[0] {""}
    }
courier-new = ＋ 添加一家
courier-one = <b>{ $name }</b>{ $paused ->
        [1] {" "}⏸ 已暂停：{ $reason }
       *[0] {""}
    }
    签回单在外 { $receipts } 张{ $receipts_late ->
        [0] {""}
       *[other] ，超期 { $receipts_late } 张
    }
    代收款在外 { $cod } 元，其中超期 { $cod_late } 元
courier-receipts = 看签回单
courier-money = 代收款
courier-toggle-collects = { $collects ->
        [1] 代收款：可以
       *[0] 代收款：不行
    }
courier-toggle-brings = { $brings ->
        [1] 签回单：带回
       *[0] 签回单：不带
    }
courier-regions = 去哪里：{ $regions ->
        [home] 只走省内
        [other] 只走外省
       *[all] 全国
    }（点一下换）
courier-pause = ⏸ 暂停发货
courier-resume = ▶️ 恢复发货
courier-reason = 为什么暂停 { $name }？写一句，发货的人会看到。
courier-name = 新快递公司叫什么？
courier-does = <b>{ $name }</b> 能做什么？点按钮改，再点保存。
courier-save = ✅ 保存

letter-order-shipped = 📦 <b>{ $customer }</b> 的货已发出（{ $number }）
letter-order-shipped-more = …还有 { $count } 种
letter-order-shipped-way = { $shipment } · { $amount } 元 · { $via ->
        [express] 快递
        [freight] 物流
        [delivery] 自己送
       *[pickup] 客户自提
    }{ $named ->
        [1] {" "}{ $courier }
       *[0] {""}
    }{ $carried ->
        [1] { $numbered ->
            [1] {"\u000A"}单号 <code>{ $waybill }</code>
           *[0] {"\u000A"}单号稍后填
        }
       *[0] {""}
    }{ $collected ->
        [1] {"\u000A"}代收 { $cod } 元
       *[0] {""}
    }{ $lacks ->
        [1] {"\u000A"}⚠️ 该当时收的 { $unpaid } 元没收，算赊账，没批过，发货当天到期
       *[0] {""}
    }{ $reasoned ->
        [1] {"\u000A"}⚠️ 有例外，照样发了：{ $reason }
       *[0] {""}
    }

refusal-nothing-to-ship = 一样都没选。请至少给一行填数量。
refusal-over-open = { $name } 只剩 { $open } 没发，请改小一点。
refusal-stock-short = { $name } 库存不够，还差 { $missing } { $unit }。可以先发有货的。
refusal-courier-missing = 请选一家快递。
refusal-courier-paused = { $name } 已暂停发货：{ $reason }。请换一家；非用不可请找经理。
refusal-cannot-collect = { $name } 不代收货款。请换一家，或改成不代收。
refusal-nobody-collects = 没有快递，没人代收货款。请选快递，或改成不代收。
refusal-cod-too-much = 代收不能超过这批货的 { $amount } 元，请改小一点。
refusal-not-a-shipping-day = 发货日期只能是 { $earliest } 到今天，请重新选。
refusal-why-unpaid = { $settlement ->
        [cod] 货到付款的订单还有 { $rest } 元没安排代收
       *[cash] 现结的订单还有 { $rest } 元没收到
    }，要发请先点“写明原因”。
refusal-why-despite-overdue = 客户有逾期 { $overdue } 元，要发请先点“写明原因”。
refusal-not-a-waybill = “{ $text }”不像快递单号。请只发字母和数字，5 位以上。
refusal-duplicate-waybill = 单号 { $waybill } 已经用在 { $number } 上了，请核对。
refusal-no-waybill-needed = { $number } 没走快递，不用填单号。
refusal-no-receipt-so-numbered = 没有找到这个单号的货。这里要快递单号（后五位也行）、发货单号或订单号，或点下面的。
refusal-order-without-receipt = { $number } 还没有要收签回单的发货。
refusal-several-receipts = 有 { $count } 票对得上：{ $numbers }。请打全其中一票的单号，或点下面的。
refusal-receipt-is-back = { $number } 的签回单已收回，单号不能再改。
refusal-already-back = { $number } 的签回单 { $day } 已由{ $name }收回，不用再收。
refusal-not-back = { $number } 的签回单本来就没收回。
refusal-courier-known = 已经有 { $name } 了，请直接选它。
refusal-courier-name-missing = 请发快递公司的名字，最多 { $limit } 个字。
refusal-not-a-picture = 这个文件不是照片。请拍照或发 JPG、PNG 图片。
refusal-picture-too-large = 这张图片尺寸太大，最多 { $limit } 百万像素。请直接用手机拍一张再发。
