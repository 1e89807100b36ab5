# Quick status: one message, one picture.

menu-status = 📊 How are we doing
status-title = 📊 <b>How we are doing</b>
status-of = 📊 <b>{ $name }</b>
# $due counts orders due to leave today or earlier.
status-figures = { $on }
    Orders today: { $today }, ¥{ $today_sum }; this month: { $month }, ¥{ $month_sum }
    Received today: { $received } { $received ->
        [one] payment
       *[other] payments
    }, ¥{ $received_sum }
    To ship: { $to_ship }{ $due ->
        [0] {""}
       *[other] , <b>{ $due } due today</b>
    }
    Waiting for approval: { $waiting }{ $refused ->
        [0] {""}
       *[other] ; refused: { $refused }
    }
    Owed to us: <b>¥{ $owed }</b>, overdue <b>¥{ $late }</b>
    Samples out: { $samples }
status-due = Due: { $each }{ $more ->
        [0] {""}
       *[other] , { $more ->
            [one] { $more } more day
           *[other] { $more } more days
        } ¥{ $rest }
    }
status-due-each = { $on } ¥{ $open }
status-prepaid = Paid in advance: ¥{ $amount }, set against nothing yet
status-receipts = Signed receipts out: { $each }{ $more ->
        [0] {""}
       *[other] , { $more } more couriers
    }
status-receipts-each = { $courier } { $count } (oldest { $days } d)
status-cod = COD money out: { $each }{ $more ->
        [0] {""}
       *[other] , { $more } more couriers
    }
status-cod-each = { $courier } ¥{ $amount } ({ $count }, oldest { $days } d)
status-between = , { "" }
status-own-delivery = own delivery
status-age-not-due = Not due
status-age-d30 = 1–30 days
status-age-d60 = 31–60 days
status-age-d90 = 61–90 days
status-age-d120 = 91–120 days
status-age-older = Over 120
status-owed = Receivables ¥{ $amount }
status-most-overdue = Most overdue
status-late = { $amount } · { $days } d
status-open-to-ship = To ship { $n }
status-open-waiting = Approvals { $n }
status-open-overdue = Overdue customers
status-open-receipts = Receipts { $n }
status-open-cod = COD money { $n }
status-open-samples = Samples { $n }
status-open-reps = By rep
status-open-again = 🔄 Refresh
status-open-customer = Open the customer
status-overdue-list = <b>Overdue customers</b> ({ $total }, most owed first)
status-overdue-row = { $customer }  ¥{ $amount } · { $days } d
status-reps-list = Whose figures?
status-rep-row = { $rep }
free-text-hint = I could not match that to a customer, a product or a document number.
    To order just write, e.g. "Hengda 12A 20 pcs, ship tomorrow"; for figures ask "how are we doing?", for a debt "NAME owes?", for the rest /help.
free-text-card-hint = I did not understand that, and the order is as it was. You can say goods, quantities, how and when it goes, e.g. "12A: change to 30 pcs", "ship tomorrow by SF, freight collect", "note: call first";
    for the rest tap "Lines", "Shipping", "Payment" or "Note" on the card.
free-text-order-hint = That looks like an order, but I cannot tell of which product. Name customer, product and quantity, e.g. "Hengda 12A 20 pcs", or tap /order.
