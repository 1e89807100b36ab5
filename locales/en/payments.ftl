# Payments: recorded, set against what is owed, looked at by finance, taken back. Amounts come formatted: 1,234.50.
menu-payment = 💰 Record a payment
menu-review-payments = Payments today

payment-amount = <b>{ $customer }</b>
    { $owes ->
        [0] Nothing is owed at the moment; what came will be a prepayment.
       *[other] Owes ¥{ $owed }{ $late ->
            [0] , none of it due yet.
           *[other] , ¥{ $overdue } of it overdue ({ $late }).
        }
    }

    How much came? Tap below, or type the amount.
payment-meant = { $count ->
        [1] All of { $which }
       *[other] All { $count } chosen
    }: { $meant }
payment-all = All that is owed { $owed }
payment-first = The earliest due { $first }
payment-change-customer = Another customer
payment-day = <b>¥{ $amount }</b> came. On which day?
    You can also type it, for example 20 November.
payment-today = Today
payment-yesterday = Yesterday
payment-means = How was it paid?
payment-way = { $means ->
        [transfer] Bank transfer
        [cash] Cash
        [wechat] WeChat
        [alipay] Alipay
        [courier] By the courier
       *[cheque] Cheque
    }
payment-choose = Which ones does the customer pay? They are settled in the order you tap them.
    ¥{ $amount } came · { $count } chosen, ¥{ $meant }
payment-claim = { $chosen ->
        [1] ✅
       *[0] ▫️
    } { $open } · { $number } · { $due_on }
payment-choose-done = That is it
payment-earliest = Not said: the earliest due first
payment-note = { $differs ->
        [0] What should the note say?
       *[other] ¥{ $amount } came from <b>{ $payer }</b> where ¥{ $due } was due: ¥{ $gap } { $more ->
            [1] more
           *[0] less
        }. Why?
    }
    Tap one, or type it; finance will see it.
payment-reason = { $reason ->
        [part] Pays a part now, the rest later
        [ahead] The surplus is a prepayment
        [fee] Bank fee taken off
        [discount] Rounded down, to be approved
        [cod_fee] The courier took its fee off
        [cod_part] The rest comes next time
       *[cod_more] The courier paid more, to be checked
    }
payment-card = <b>Please check</b>
    Customer: { $customer }
    Amount: <b>¥{ $amount }</b>
    Came: { $received_on } · { $means ->
        [transfer] bank transfer
        [cash] cash
        [wechat] WeChat
        [alipay] Alipay
       *[cheque] cheque
    }{ $assumed ->
        [1] {" (nobody said how: assumed)"}
       *[0] {""}
    }
    { $owes ->
        [1] { $named ->
            [1] Set against what the customer named{ $others ->
                [1] , the rest against the earliest due
               *[0] {""}
            }:
           *[0] Nothing named, the earliest due first:
        }
       *[0] Nothing is owed:
    }
payment-line = · { $number } ({ $provisional ->
        [1] for now due
       *[0] due
    } { $due_on }) ¥{ $part }, { $whole ->
        [1] settled
       *[0] ¥{ $left } stays open
    }
payment-line-prepaid = · prepayment ¥{ $prepaid }, used by the next shipment
payment-card-note = {""}

    Note: { $note }
payment-confirm = ✅ Record it
payment-change-amount = Change amount
payment-change-day = Change day
payment-change-means = Change means
payment-change-claims = Choose what it pays
payment-change-note = Write a note
payment-done = ✅ Recorded as <b>{ $number }</b>
    { $customer } ¥{ $amount }
    { $owes ->
        [0] { $settled ->
            [1] Nothing is owed any more.
           *[0] Nothing was owed.
        }
       *[other] ¥{ $owed } stays open.
    }{ $ahead ->
        [1] {" "}Prepaid ¥{ $prepaid }.
       *[0] {""}
    }
payment-open = Open it
payment-another = Another payment

# One payment
payment-shown = <b>{ $number }</b> · { $state ->
        [confirmed] ✅ confirmed by finance
        [questioned] ❓ finance asks
        [void] ✖️ taken back
       *[recorded] waiting for finance
    }
    { $customer } <b>¥{ $amount }</b>
    Came { $received_on } · { $means ->
        [transfer] bank transfer
        [cash] cash
        [wechat] WeChat
        [alipay] Alipay
        [courier] handed over by { $courier }
       *[cheque] cheque
    }
payment-posted = · { $back ->
        [1] taken off
       *[0] against
    } { $number } ¥{ $part } ({ $posted_on }){ $noted ->
        [0] {""}
       *[other] : { $note }
    }
payment-shown-more = { $ahead ->
        [1] {"\u000A"}· prepayment ¥{ $unposted }
       *[0] {""}
    }{ $over ->
        [1] {"\u000A"}· ¥{ $unposted } more than the courier owed
       *[0] {""}
    }{ $noted ->
        [0] {""}
       *[other] {"\u000A"}Note: { $note }
    }{ $signed ->
        [0] {""}
       *[other] {"\u000A"}Recorded by { $recorder }
    }
payment-review-confirm = ✅ Confirm
payment-review-ask = ❓ Ask
payment-answer = Answer finance
payment-void = Take it back
payment-question-asked = <b>{ $number }</b> { $customer } ¥{ $amount }
    What do you want to know? Type it; whoever recorded it is asked at once.
payment-answer-asked = <b>{ $number }</b> { $customer } ¥{ $amount }
    { $reviewer } asks: { $question }

    Type the answer.
payment-void-asked = <b>{ $number }</b> { $customer } ¥{ $amount }
    What it settled is owed again; both entries stay visible. Why is it taken back? Type the reason.

# Finance looks at them
review-list = <b>{ $waiting ->
        [1] Payments to confirm
       *[0] Payments recorded today ({ $today })
    }</b>
    { $total ->
        [0] { $waiting ->
            [1] Everything is confirmed.
           *[0] Nothing recorded yet.
        }
       *[other] { $total } in all, ¥{ $sum }. Tap one to see it.
    }
review-row = { $state ->
        [confirmed] ✅
        [questioned] ❓
        [void] ✖️
       *[recorded] ▫️
    } { $amount } · { $customer }
review-confirm-all = ✅ Confirm all { $count } on this page
review-today = Recorded today
review-waiting = To confirm
review-done = ✅ { $count } confirmed.
review-more = Go on

# Letters
payment-difference-letter = <b>A payment differs from what was due</b> { $number }
    { $customer } paid ¥{ $amount } where ¥{ $due } was due, ¥{ $gap } { $more ->
        [1] more
       *[0] less
    }.
    { $by }: { $note }
courier-difference-letter = <b>A payment differs from what was due</b> { $number }
    <b>{ $courier }</b> handed over ¥{ $amount } where ¥{ $due } was due, ¥{ $gap } { $more ->
        [1] more
       *[0] less
    }. It was collected from { $customer }{ $customers ->
        [1] {""}
       *[other] {" "}and others, { $customers } customers
    }.
    { $by }: { $note }
payment-difference-void = Payment { $number } was taken back; the difference is settled.
payment-questioned-letter = <b>Finance asks about a payment</b> { $number }
    { $customer } ¥{ $amount }, came { $received_on }
    { $by }: { $question }
payment-questioned-over = The question about payment { $number } is settled.
payment-answered-letter = <b>An answer about a payment</b> { $number }
    { $customer } ¥{ $amount }
    { $by }: { $note }
payment-void-letter = <b>A payment was taken back</b> { $number }
    { $customer } ¥{ $amount }; what it settled is owed again.
    { $by }: { $note }
payment-open-letter = Open the payment

# What happened
journal-payment-recorded = Recorded a payment of ¥{ $amount }
journal-payment-confirmed = Confirmed by finance
journal-payment-questioned = Finance asked: { $note }
journal-payment-answered = Answered finance: { $note }
journal-payment-void = Taken back: { $note }

refusal-day-in-the-future = { $day } is still ahead. Please send today or an earlier day.
refusal-day-too-long-ago = { $day } is too long ago; the earliest is { $earliest }. Please ask finance for anything older.
refusal-difference-unexplained = ¥{ $amount } came where ¥{ $due } was due. Please add a note that says why.
refusal-own-entry = You recorded { $number } yourself; somebody else in finance has to confirm it.
refusal-already-confirmed = { $number } has been confirmed already.
refusal-already-void = { $number } was taken back already; please record the right one.
refusal-not-questioned = Finance asks nothing about { $number }, so there is nothing to answer.
refusal-reason-missing = Please give the reason in a sentence.
refusal-no-prepayment = This customer has no prepayment to use.
