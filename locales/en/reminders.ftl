# What the clock reminds of: how each reminder says it, its buttons and answers; and what is said when nothing arrives.
# $n is a number, $count a count, $days days (whole); $amount, $whole, $paid are amounts; $since, $begun, $day are days in words.

letter-repeated = (Repeated: the first one may not have arrived)
letter-unreachable = <b>{ $name }</b> cannot be reached; they may have stopped the bot.
letter-flood = That was too fast: your latest messages were passed over. Please wait a moment and send again what was not done.
    Today's reminders for them were not delivered. Please tell them in person, and ask them to send /start to the bot.

previous-page = ‹ Previous
next-page = Next ›

reminder-foot = Tap a number for the details and to answer.
reminder-most-urgent = Only the { $count } most urgent are listed.
reminder-all-settled = Everything of { $day } is dealt with. Thank you.
reminder-none-yours = None of { $day } are yours any more.
reminder-not-yours = { $n }. No longer yours
reminder-settled = { $n }. <s>{ $customer } { $number }</s>
reminder-calendar = ▫️ The holidays of { $year } are not published yet: for now Monday to Friday, with only 1 Jan, 1 May and 1–3 Oct off, as the law has them
reminder-was = <s>{ $card }</s>
reminder-paused = ⏸ New shipments paused: { $names }
reminder-no-courier = own delivery
reminder-rests-on = <b>It rests on</b>

reminder-provisional-invoice = counted from the shipment; the invoice day is missing
reminder-provisional-statement = counted from the shipment; the statement day is missing
reminder-part-paid = ¥{ $paid } received
reminder-part-sent = ¥{ $paid } sent, the amount is the rest
reminder-had-promised = had promised { $day }
reminder-had-promised-today = promised for today
reminder-rep = customer of { $rep }
reminder-answered-chased = ☎ { $who } chased today
reminder-answered-confirmed = { $who } confirmed it to the customer
reminder-answered-later = { $who }: again tomorrow
reminder-answered-paid = { $who } says it is paid; to be checked
reminder-answered-recorded = { $who } said it is paid; { $by } recorded ¥{ $amount }
reminder-said-paid = { $who } said on { $day } that the money came; to be checked
reminder-answered-returned = { $who } says the receipt is back

reminder-state-paid = ✓ paid in full
reminder-state-return = ✓ goods returned
reminder-state-sample_fee = ✓ settled with the sample fee
reminder-state-courier_fee = ✓ settled, less the courier's fee
reminder-state-write_off = ✓ written off
reminder-state-promised = ⏳ promised for { $day }
reminder-state-disputed = ⏸ disputed
reminder-state-moved = ⏳ now due { $day }
reminder-state-back = ✓ receipt is back
reminder-state-entered = ✓ waybill entered
reminder-state-confirmed = ✓ confirmed to the customer
reminder-state-part = ✓ shipped in part
reminder-state-shipped = ✓ shipped
reminder-state-cancelled = ✓ cancelled
reminder-state-waiting = ⏸ waiting for approval
reminder-state-refused = ⏸ approval refused
reminder-state-sent = ✓ sample sent
reminder-state-answered = ✓ feedback recorded
reminder-state-requested = not sent yet

reminder-money = Money came
reminder-money-said = Money came
reminder-promised = Promised a day
reminder-disputed = Disputed
reminder-chased = Chased today
reminder-confirmed = Customer was told
reminder-later = Again tomorrow
reminder-receipt-back = Receipt is back
reminder-courier-chased = Courier chased
reminder-cod-settled = Courier paid
reminder-enter-waybill = Enter waybill
reminder-basis-day = Enter invoice/statement day
reminder-open = Open
reminder-why = Why
reminder-list = ‹ Back to the list
reminder-card = ‹ Back to this one

reminder-payment-overdue-title = <b>Overdue payments</b>
reminder-payment-overdue-head = { $day } · { $count ->
        [one] { $count } item
       *[other] { $count } items
    }, <b>¥{ $amount }</b> in all
reminder-payment-overdue-item = { $n }. <b>{ $customer }</b> ¥{ $amount } · { $days } d overdue
    { $number } · due { $since }
reminder-payment-overdue-card = <b>{ $customer }</b> still owes <b>¥{ $amount }</b>, { $days } days overdue
    Document { $number }, ¥{ $whole } in all, shipped { $begun }
    Due { $since }
reminder-claim-settled = <b>{ $customer }</b> owes nothing more
    Document { $number }, ¥{ $whole } in all, shipped { $begun }
reminder-payment-overdue-why = From the day after the due date, assistant and rep are reminded at 9:00 every working day; from day 7 the manager too, from day 30 the boss.

reminder-payment-due-tomorrow-title = <b>Payments due tomorrow</b>
reminder-payment-due-tomorrow-head = Until the next working day · { $count ->
        [one] { $count } item
       *[other] { $count } items
    }, <b>¥{ $amount }</b> in all
reminder-payment-due-tomorrow-item = { $n }. <b>{ $customer }</b> ¥{ $amount }
    { $number } · due { $since }
reminder-payment-due-tomorrow-card = <b>{ $customer }</b> has to pay <b>¥{ $amount }</b>
    Document { $number }, ¥{ $whole } in all, shipped { $begun }
    Due { $since }
reminder-payment-due-tomorrow-why = At 16:00 on the working day before, assistant and finance go through what falls due until the next working day.

reminder-receipt-not-back-title = <b>Signed receipts not back</b>
reminder-receipt-not-back-head = { $day } · { $count ->
        [one] { $count } receipt
       *[other] { $count } receipts
    }
reminder-receipt-not-back-item = { $n }. <b>{ $customer }</b> { $number } · { $days } d out
    { $courier } { $waybill } · shipped { $since }
reminder-receipt-not-back-card = The signed receipt of <b>{ $customer }</b> is not back, { $days } days out
    Shipment { $number }, ¥{ $amount }, shipped { $since }
    { $courier }, waybill { $waybill }
reminder-receipt-not-back-why = A receipt not back 7 days after dispatch: the assistant is reminded at 9:00 every working day; from day 10 the manager too, and where this courier was to bring it back, new shipments with it are paused until it is normal again.

reminder-cod-not-settled-title = <b>COD money not handed over</b>
reminder-cod-not-settled-head = { $day } · { $count ->
        [one] { $count } item
       *[other] { $count } items
    }, <b>¥{ $amount }</b> in all
reminder-cod-not-settled-item = { $n }. <b>{ $courier }</b> ¥{ $amount } · { $days } d out
    { $customer } · { $number }
reminder-cod-not-settled-card = <b>{ $courier }</b> has not handed over <b>¥{ $amount }</b>, { $days } days out
    { $customer }, document { $number }, ¥{ $whole } in all
    Shipped { $since }
reminder-cod-not-settled-why = COD money not handed over 7 days after dispatch: assistant and finance are reminded at 9:00 every working day; from day 10 the manager too, and new shipments with this courier are paused. The courier holds the money, so the customer is not asked.

reminder-waybill-missing-title = <b>Waybill numbers missing</b>
reminder-waybill-missing-head = { $day } · { $count ->
        [one] { $count } shipment
       *[other] { $count } shipments
    }
reminder-waybill-missing-item = { $n }. <b>{ $customer }</b> { $number }
    { $courier } · shipped { $since }
reminder-waybill-missing-card = The waybill number of <b>{ $customer }</b> is missing
    Shipment { $number }, ¥{ $amount }, shipped { $since }
    { $courier }
reminder-waybill-missing-why = Waybill numbers are checked at 9:30 the day after dispatch; for those missing the assistant is reminded, and again at 16:00.

reminder-promise = promised for { $since }
reminder-promise-released = approved { $released }, promised for { $since }
reminder-promise-passed = promised for { $passed }, approved only { $released }, due { $since }

reminder-not-shipped-title = <b>Due today, not shipped</b>
reminder-not-shipped-head = { $day } · { $count ->
        [one] { $count } order
       *[other] { $count } orders
    }, ¥{ $amount } in all
reminder-not-shipped-item = { $n }. <b>{ $customer }</b> { $number }
    ¥{ $amount } · { $promise }
reminder-not-shipped-card = <b>{ $customer }</b> order { $number }, ¥{ $amount }
    Placed { $begun }, { $promise }, not shipped in full
reminder-not-shipped-why = At 17:30 every working day the assistant is reminded of orders due today or earlier that have not left; the manager has them at 18:00.

reminder-order-unconfirmed-title = <b>Orders not confirmed to the customer</b>
reminder-order-unconfirmed-head = { $day } · { $count ->
        [one] { $count } order
       *[other] { $count } orders
    }, ¥{ $amount } in all
reminder-order-unconfirmed-item = { $n }. <b>{ $customer }</b> { $number }
    ¥{ $amount } · placed { $begun }, { $promise }
reminder-order-unconfirmed-card = <b>{ $customer }</b> order { $number }, ¥{ $amount }
    Placed { $begun }, { $promise }, not confirmed to the customer
reminder-order-unconfirmed-why = An order is confirmed to the customer within 24 hours, counted from the last approval where it needs one. Those that are not are looked for every hour of a working day; the assistant is told, a working day later the manager. Each order is told once.

reminder-order-late-title = <b>Orders not shipped in 3 days</b>
reminder-order-late-head = { $day } · { $count ->
        [one] { $count } order
       *[other] { $count } orders
    }, ¥{ $amount } in all
reminder-order-late-item = { $n }. <b>{ $customer }</b> { $number }
    ¥{ $amount } · placed { $begun }, { $promise }
reminder-order-late-card = <b>{ $customer }</b> order { $number }, ¥{ $amount }
    Placed { $begun }, { $promise }, { $days } days ago
reminder-order-late-why = Orders that could have shipped for more than 3 days (those that need approval: since it was given) and are past their day are looked for every hour of a working day; the assistant is told, a working day later the manager. Each order is told once.

reminder-sample-not-sent-title = <b>Samples not sent</b>
reminder-sample-not-sent-head = { $day } · { $count ->
        [one] { $count } sample
       *[other] { $count } samples
    }
reminder-sample-not-sent-item = { $n }. <b>{ $customer }</b> { $number }
    asked for { $begun } · to be sent { $since }
reminder-sample-not-sent-card = Sample { $number } for <b>{ $customer }</b> is not sent
    Asked for { $begun }, to be sent { $since }
reminder-sample-not-sent-why = Samples whose day to send has come: the assistant is reminded at 9:30 every working day.

reminder-sample-feedback-title = <b>Samples without feedback</b>
reminder-sample-feedback-head = { $day } · { $count ->
        [one] { $count } sample
       *[other] { $count } samples
    }
reminder-sample-feedback-item = { $n }. <b>{ $customer }</b> { $number }
    { $days } days since { $since }
reminder-sample-feedback-card = No feedback on sample { $number } from <b>{ $customer }</b>
    Asked for { $begun }, there (or sent) since { $since }, { $days } days
reminder-sample-feedback-why = A sample that has been with the customer for 7 days without a word: the rep is reminded at 9:30 every working day to ask.

reminder-quiet-receivable = It goes quiet when it is paid, returned, written off, disputed, or promised for a later day; nothing else of this customer does. After a part payment it is about the rest.
reminder-quiet-courier = It goes quiet when the courier has handed all of it over (a fee it kept being booked), or the goods came back or were written off. After a part it is about the rest.
reminder-quiet-shipment = It goes quiet when it is entered.
reminder-quiet-order = It goes quiet when the order is shipped in full or cancelled.
reminder-quiet-confirmation = It goes quiet when the order is confirmed to the customer, shipped or cancelled; after a change it is to be confirmed anew.
reminder-quiet-sample = It goes quiet when the sample is sent, answered or cancelled.

reminder-pause-reason-receipts = { $receipts } receipts out for more than { $days } days
reminder-pause-reason-money = ¥{ $amount } of COD money out for more than { $days } days
reminder-pause-reason-both = { $receipts } receipts and ¥{ $amount } of COD money out for more than { $days } days

reminder-approval-again = { $days ->
        [0] ⏰ Waiting for you for { $hours } hours:
        [one] ⏰ Waiting for you for { $days } day:
       *[other] ⏰ Waiting for you for { $days } days:
    }
reminder-approval-late = Nobody has decided on order { $number } ({ $kind }) for { $hours } hours.
    It is with { $names }. A call may help.

reminder-money-came = <b>{ $who }</b> says that <b>{ $customer }</b> has paid
    { $number }, ¥{ $amount } open. Please check and record it.
reminder-money-came-done = ✓ <b>{ $customer }</b> { $number } is recorded, as { $who } said.
reminder-money-came-recorded = ✓ <b>{ $customer }</b> { $number }: ¥{ $came } recorded by { $by }{ $rest ->
        [1] , ¥{ $amount } still open
       *[0] , nothing left open
    }. { $who } had said that it came.
reminder-record-payment = Record payment

reminder-noted-chased = Noted: chased today. You are reminded again on the next working day.
reminder-noted-later = All right, again on the next working day.
reminder-noted-confirmed = Noted: the customer was told.
reminder-noted-returned = Noted: the receipt is back.
reminder-noted-paid = The assistant has been told to check and record it.
reminder-noted-settled = This one is dealt with already.

evening-title = <b>Today</b> · { $day }
evening-ordered = Orders taken: { $count }, ¥{ $amount }
evening-shipped = Shipped: { $count }, ¥{ $amount }
evening-received = Payments: { $count }, ¥{ $amount }
evening-waiting = Waiting for approval: <b>{ $count }</b>
evening-not-shipped = { $count ->
        [0] Everything due has left
       *[other] Due and not shipped: <b>{ $count }</b>
    }
evening-left-passed = { $n }. { $customer } { $number }, approved late, due { $day }
evening-left = { $n }. { $customer } { $number }, promised for { $day }
