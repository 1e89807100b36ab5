# Answers to questions about a customer, an order, a waybill's number, payments.
read-answer-for = <b>{ $customer }</b>:
read-answer-agreed-for = : agreed price ¥{ $price }/{ $unit } (list ¥{ $list })
read-answer-list-for = : no agreed price, list price ¥{ $price }/{ $unit }
# $on is “today” or a date; $total counts the orders, $more those that are not listed.
read-answer-day = { $total ->
        [0] Nothing was ordered on { $on }.
        [one] Order of { $on }:
       *[other] { $total } orders of { $on }{ $more ->
            [0] :
           *[other] , the newest (send a number to open it):
        }
    }
read-answer-day-order = • <b>{ $number }</b> { $customer } ¥{ $total }: { $state ->
        [waiting] waits for approval, not shipped
        [refused] not approved, not shipped
        [open] not shipped yet, promised for { $day }
        [part] shipped in part
        [shipped] shipped
       *[other] done
    }
read-answer-shipments = 🚚 What left last for <b>{ $customer }</b>:
# $courier, $waybill, $order are none where there is none.
read-answer-shipment = • { $on } { $number }{ $order ->
        [none] { "" }
       *[other] { " " }({ $order })
    }: { $courier ->
        [none] { $via ->
            [pickup] picked up
            [delivery] our own delivery
            [freight] freight
           *[express] express
        }
       *[other] { $courier }
    }{ $waybill ->
        [none] { $via ->
            [pickup] { "" }
            [delivery] { "" }
           *[express] , no number yet
        }
       *[other] { " " }<code>{ $waybill }</code>
    }
read-answer-paid = 💵 <b>{ $customer }</b> { $count ->
        [0] has paid nothing this month yet.
        [one] paid <b>¥{ $sum }</b> this month (1 payment).
       *[other] paid <b>¥{ $sum }</b> this month ({ $count } payments).
    } Their last:
read-answer-never-paid = 💵 Nothing has been received from <b>{ $customer }</b> yet.
read-answer-payment = • { $on } ¥{ $amount } · { $means } · { $number }
read-answer-owes = { $owes ->
        [0] They owe nothing now.
       *[other] They still owe <b>¥{ $owed }</b>.
    }
