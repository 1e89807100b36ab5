# 回答关于客户、订单、快递单号、收款的问题。
read-answer-for = <b>{ $customer }</b>：
read-answer-agreed-for = ：协议价 { $price } 元/{ $unit }（标价 { $list }）
read-answer-list-for = ：没有协议价，标价 { $price } 元/{ $unit }
# $on 是“今天”或日期；$total 是几单，$more 是没列出的几单。
read-answer-day = { $on }{ $total ->
        [0] 没有下过单。
       *[other] 的单，共 { $total } 单{ $more ->
            [0] ：
           *[other] ，最新的几单（发单号看详情）：
        }
    }
read-answer-day-order = • <b>{ $number }</b> { $customer } { $total } 元：{ $state ->
        [waiting] 待批，还没发
        [refused] 没批准，没发
        [open] 还没发，约定 { $day } 发
        [part] 发了一部分
        [shipped] 已发
       *[other] 已完成
    }
read-answer-shipments = 🚚 <b>{ $customer }</b> 最近发的货：
# $courier、$waybill、$order 没有时是 none。
read-answer-shipment = • { $on } { $number }{ $order ->
        [none] { "" }
       *[other] （{ $order }）
    }：{ $courier ->
        [none] { $via ->
            [pickup] 客户自提
            [delivery] 自己送货
            [freight] 走物流
           *[express] 快递
        }
       *[other] { $courier }
    }{ $waybill ->
        [none] { $via ->
            [pickup] { "" }
            [delivery] { "" }
           *[express] ，还没有单号
        }
       *[other] { " " }<code>{ $waybill }</code>
    }
read-answer-paid = 💵 <b>{ $customer }</b> { $count ->
        [0] 本月还没有付款。
       *[other] 本月付了 <b>{ $sum } 元</b>（{ $count } 笔）。
    }最近的：
read-answer-never-paid = 💵 还没有收到过 <b>{ $customer }</b> 的款。
read-answer-payment = • { $on } { $amount } 元 · { $means } · { $number }
read-answer-owes = { $owes ->
        [0] 现在不欠款。
       *[other] 现在还欠 <b>{ $owed } 元</b>。
    }
