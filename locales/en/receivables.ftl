# What is owed, what couriers collect, goods returned and money given up.
menu-receivables = Receivables
menu-cod = COD money

receivables-list = <b>Receivables{ $one ->
        [0] {""}
       *[other] {" "}· { $customer }
    }</b>
    ¥{ $total } in all{ $late ->
        [1] , ¥{ $overdue } overdue
       *[0] {""}
    }
    Not due { $not_due }
    1–30 days { $d30 } · 31–60 days { $d60 }
    61–90 days { $d90 } · 91–120 days { $d120 }
    Over 120 days { $older }

    { $count ->
        [0] Nothing is open.
       *[other] { $bucket ->
            [all] All open
            [overdue] Overdue
            [not_due] Not due
            [d30] Overdue 1–30 days
            [d60] Overdue 31–60 days
            [d90] Overdue 61–90 days
            [d120] Overdue 91–120 days
           *[older] Overdue over 120 days
        }: { $count }, ¥{ $open }
    }
receivables-row = { $late ->
        [1] 🔴 { $days }d late
       *[0] { $provisional ->
            [1] ~{ $due_on }
           *[0] { $due_on }
        }
    } { $open } { $own ->
        [1] · { $number }
       *[0] · { $customer }
    }
receivables-overdue = Overdue only
receivables-all = Show all

receivable-card = <b>{ $number }</b> · { $standing ->
        [settled] ✅ settled
        [overdue] 🔴 { $days } { $days ->
            [1] day
           *[other] days
        } overdue
        [today] ⏰ due today
       *[ahead] not due yet
    }
    { $customer }
    { $held ->
        [1] The courier still has <b>¥{ $open }</b>
       *[0] Owes <b>¥{ $open }</b>
    } (of ¥{ $amount }, ¥{ $settled } paid or taken off)
    Shipped { $arose_on }, due { $due_on }{ $basis ->
        [no-invoice] , counted from the shipment for now (the terms count from the invoice; its day is missing)
        [no-statement] , counted from the shipment for now (the terms count from the statement; its day is missing)
        [invoice] {" "}(invoice of { $basis_on })
        [statement] {" "}(statement of { $basis_on })
       *[shipment] {""}
    }{ $promised ->
        [1] {"\u000A"}🤝 Promised for { $promised_on }{ $promise_noted ->
            [0] {""}
           *[other] : { $promise_note }
        } (noted by { $promised_by }, { $promise_noted_on })
       *[0] {""}
    }{ $disputed ->
        [1] {"\u000A"}⚖️ In dispute: { $dispute_note } (noted by { $disputed_by }, { $dispute_noted_on })
       *[0] {""}
    }{ $answer ->
        [chased] {"\u000A"}☎ { $answered_on } { $answered_by } chased the customer
        [paid] {"\u000A"}💬 { $answered_on } { $answered_by } says it is paid; to be checked
        [recorded] {"\u000A"}💬 { $answered_on } { $answered_by } said that the money came; { $came_by } recorded ¥{ $came }
        [later] {"\u000A"}💬 { $answered_on } { $answered_by } asked to be reminded later
       *[none] {""}
    }
receivable-posting = · { $posted_on } { $kind ->
        [payment] { $back ->
            [1] payment taken back
           *[0] payment
        } { $payment }
        [return] goods returned
        [sample_fee] sample fee given back
        [courier_fee] fee kept by the courier
       *[write_off] written off
    } { $back ->
        [1] −{ $part }
       *[0] { $part }
    }{ $noted ->
        [0] {""}
       *[other] : { $note }
    }
receivable-pay = 💰 Money came
receivable-settle = 💰 The courier paid
receivable-use-prepaid = Use the prepayment { $prepaid }
receivable-basis = { $basis ->
        [no-invoice] 📄 Enter invoice day
        [no-statement] 📄 Enter statement day
        [invoice] 📄 Change invoice day
       *[statement] 📄 Change statement day
    }
receivable-basis-asked = <b>{ $number }</b> ¥{ $open } open, shipped { $arose_on }
    Terms: { $terms }
    Which day is the { $basis ->
        [invoice] invoice
       *[statement] statement
    } of? If today, it is due { $due_today }. Tap a day, or type it.
receivable-basis-today = Today
receivable-basis-yesterday = Yesterday
receivable-promise = 🤝 Promised
receivable-dispute = ⚖️ Disputed
receivable-agree = Dispute settled
receivable-return = Goods returned
receivable-courier-fee = Courier's fee
receivable-write-off = Write off
receivable-promise-asked = <b>{ $number }</b> ¥{ $open } open
    Which day does the customer promise? Nobody is reminded before. You can type it too, for example next Friday.
receivable-promise-p1 = Tomorrow
receivable-promise-p3 = In 3 days
receivable-promise-p7 = In a week
receivable-dispute-asked = <b>{ $number }</b> ¥{ $open } open
    What does the customer contest? Tap one, or type it. Nobody is reminded until it is settled.
dispute-cause = { $cause ->
        [quality] The quality is wrong
        [quantity] The quantity is wrong
        [price] The price is wrong
       *[unknown] The customer does not know of it
    }

credit-amount = <b>{ $kind ->
        [return] Goods returned
        [courier_fee] Courier's fee
       *[write_off] Write-off
    } · { $number }</b>
    { $customer }, ¥{ $open } open

    { $kind ->
        [return] What are the goods worth? Where they were paid for, the money becomes a prepayment.
        [courier_fee] How much did the courier keep back?
       *[write_off] How much is written off?
    }
credit-goods = <b>Goods returned · { $number }</b>
    { $customer }, ¥{ $open } open

    What came back? Tap a product and say how much; it goes into stock again.{ $back ->
        [1] {"\u000A"}Back: { $goods }, worth <b>¥{ $worth }</b>.
       *[0] {""}
    }
credit-goods-row = { $back ->
        [0] { $name } ({ $sent } { $unit } sent{ $gone ->
            [1] , { $returned } back before
           *[0] {""}
        })
       *[other] ✅ { $name }: { $quantity } { $unit } back
    }
credit-goods-done = Done, ¥{ $worth }
credit-goods-none = Nothing back, allowance only
credit-quantity = <b>{ $name }</b>
    How many { $unit } came back? At most { $left } { $unit }.
credit-quantity-all = All { $left } { $unit }
credit-quantity-none = Nothing
credit-change-goods = Change goods
credit-all = All { $open }
credit-reason = Why, and who agreed? Please type it.
credit-card = <b>{ $kind ->
        [return] Goods returned
        [courier_fee] Courier's fee
       *[write_off] Write-off
    } · { $number }</b>
    { $customer }
    Amount: <b>¥{ $credit }</b> (¥{ $open } open)
    { $kind ->
        [return] { $back ->
            [1] Back in stock: { $goods }
           *[0] No goods came back; an allowance only
        }{"\u000A"}
        [courier_fee] {""}
       *[write_off] {""}
    }Reason: { $reason }
credit-confirm = ✅ Book it
credit-change-reason = Change reason
credit-done = ✅ Booked: { $number }, { $kind ->
        [return] goods returned
        [courier_fee] courier's fee
       *[write_off] written off
    } ¥{ $credit }; ¥{ $open } open.{ $back ->
        [1] {"\u000A"}In stock again: { $goods }
       *[0] {""}
    }

# Money that couriers collect
cod-couriers = <b>Money that couriers hold</b>
    { $count ->
        [0] Everything is settled.
       *[other] ¥{ $open } in all, ¥{ $overdue } of it late. Who paid?
    }
cod-courier = { $late ->
        [1] 🔴 { $courier } { $open } ({ $count }, { $days }d late)
       *[0] { $courier } { $open } ({ $count })
    }
cod-items = Which shipments were settled? The oldest come first; { $total } in all, ¥{ $open }.
    { $count } chosen, <b>¥{ $sum }</b>
cod-item = { $chosen ->
        [1] ✅
       *[0] ▫️
    } { $open } · { $customer } · { $arose_on }
cod-select-all = Select all
cod-select-none = Clear
cod-settle = That is it: { $count }, ¥{ $sum }
cod-amount = They come to ¥{ $sum }. How much came? Type the amount.
cod-sum = Exactly { $sum }
cod-day = On which day did it come? Tap one, or type it.
cod-card = <b>Please check the courier's money</b>
    { $count ->
        [0] These have been settled meanwhile; please choose again.
       *[other] <b>{ $courier }</b>: { $count } shipments, ¥{ $due } due
    }
    Came: <b>¥{ $amount }</b> · { $received_on }{ $fee ->
        [1] {"\u000A"}The missing ¥{ $gap } is booked as the courier's fee, and that settles it
       *[0] {""}
    }
cod-line = · { $customer } { $number } (shipped { $arose_on }) ¥{ $open }
cod-more-lines = · and { $count } more
cod-confirm = ✅ Record it
cod-fee = { $fee ->
        [1] ✔︎ Missing { $gap } is the courier's fee
       *[0] Missing { $gap } is the courier's fee
    }
cod-change-amount = Another amount
cod-change-items = Choose again
cod-done = ✅ Recorded as <b>{ $numbers }</b>, ¥{ $amount } came.
    { $left ->
        [0] This courier holds nothing any more.
       *[other] This courier still holds ¥{ $left_sum } for { $left }.
    }
cod-next = Another courier

journal-receivable-arose = ¥{ $amount } became owed
journal-receivable-paid = Payment { $payment } settled ¥{ $amount }
journal-receivable-unpaid = Payment { $payment } taken back: { $note }
journal-receivable-due-set = { $basis ->
        [invoice] Invoice
       *[statement] Statement
    } of { $on }: due { $before } → { $due_on }
journal-receivable-promised = Promised for { $until_on }
journal-receivable-disputed = Disputed: { $note }
journal-receivable-agreed = Dispute settled
journal-receivable-returned = Goods returned, ¥{ $amount }: { $note }
journal-goods-returned = Back in stock: { $goods }
journal-receivable-fee-refunded = Sample fee given back, ¥{ $amount }: { $note }
journal-receivable-fee-kept = Courier kept its fee of ¥{ $amount }: { $note }
journal-receivable-written-off = Written off ¥{ $amount }: { $note }
journal-prepaid-used = Prepayment { $payment } used for ¥{ $amount }

refusal-not-open = { $number } is settled; there is nothing left to do.
refusal-due-day-fixed = { $number } counts from no invoice or statement; there is no day to enter.
refusal-more-than-left = The customer has at most { $left } { $unit } of { $name } from this shipment. Please send a smaller quantity.
refusal-more-than-open = At most ¥{ $open } can be taken off. Please send a smaller amount.
refusal-promise-too-far = { $day } is too far away; the last day is { $latest }.
refusal-already-disputed = { $number } is in dispute already.
refusal-not-disputed = { $number } is not in dispute.
refusal-cod-over-amount = The courier cannot collect more than the goods' ¥{ $amount }. Please send a smaller amount.
refusal-one-courier-only = One entry is for one courier only; please record them one by one.
