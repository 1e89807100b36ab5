# Orders: taking one, its card, its checks, its story. Amounts come with two decimals, days in words.

menu-order = 📝 Take an order
menu-orders = 📋 Orders

order-line = { $number }. { $product } { $quantity } { $unit } × { $price } = { $amount }
order-line-left = { "" } ✓ sent
order-line-missing = { "" } · { $missing } { $unit } to go
order-line-gone = { "" } · { $missing } { $unit } cancelled
order-total-left = Total of what left <b>¥{ $total }</b>
order-total = Total <b>¥{ $total }</b>
order-via-express = Courier
order-via-freight = Freight
order-via-delivery = Our delivery
order-via-pickup = Customer fetches it
order-freight-collect = freight collect
order-freight-prepaid = we pay the freight
order-receipt-back = signed receipt wanted
order-invoice = with invoice
order-settle-prepay = Payment before shipment
order-settle-cod = Cash on delivery
order-settle-monthly = On account
order-settle-cash = Cash
# $terms says the terms in words.
order-settle-terms = On account, { $terms }
order-settle-no-terms = On account, no terms are agreed with the customer
order-settle-outside = Payment before shipment (outside the home province, no reason to ship first)
order-instruction = ships before payment: { $instruction }
order-today = today ({ $day })
order-tomorrow = tomorrow ({ $day })
order-day = { $day }
order-nobody = the boss (nobody can decide right now)
order-house = the house
order-head = <b>{ $number }</b> · { $customer } · { $rep }
order-now-waiting = ⏳ Waiting for <b>{ $who }</b>: { $why }
order-now-refused = ⛔ { $who } refused ({ $why }): { $reason }
    Change it to ask again, or ask to cancel it.
# $when is am, pm or any.
order-now-open = 📦 To ship, promised for { $day }{ $when ->
        [am] { "" } in the morning
        [pm] { "" } in the afternoon
       *[any] { "" }
    }
order-now-asked = ⏳ Ships once it is approved, promised for { $day }{ $when ->
        [am] { "" } in the morning
        [pm] { "" } in the afternoon
       *[any] { "" }
    }
order-now-part = 📦 Partly shipped, the rest is promised for { $day }{ $when ->
        [am] { "" }
       *[other] { "" }
    }
order-now-asked-passed = ⏳ Ships once it is approved. The promised day has passed ({ $day }); a new one follows by the rules once it is
order-now-passed = { $late ->
        [0] 📦 May ship.
        [one] ⚠️ { $late } day late.
       *[other] ⚠️ { $late } days late.
    } The promised day ({ $day }) passed before it was approved; by the rules it leaves { $by }. Please tell the customer
order-now-late = ⚠️ Promised for { $day }, { $late ->
        [one] { $late } day late
       *[other] { $late } days late
    }, not all of it has left{ $when ->
        [am] { "" }
       *[other] { "" }
    }
order-now-shipped = ✅ All of it has left{ $reason ->
        [none] { "" }
       *[other] { "" }
    }
order-now-rest-cancelled = ✅ Done; what had not left was cancelled: { $reason }
order-now-cancelled = ✖️ Cancelled: { $reason }
order-now-unpaid = 💰 Goes only against payment: <b>¥{ $short }</b> is missing
order-now-cancel-asked = ✋ Cancellation asked for: { $reason } (the assistant decides; nothing ships until then)
order-now-confirmed = 🤝 Confirmed to the customer { $day }
order-now-unconfirmed = ☎ Not confirmed to the customer yet (within 24 hours)
order-fee = 🎁 The customer paid ¥{ $fee } for samples; this is the first order, so it comes off once the goods left
order-fee-ready = 🎁 The customer paid ¥{ $fee } for samples; it has not come off this order yet
order-day-reason = 📅 Why that day: { $reason }
order-left = 🚚 { $day } { $courier }, ¥{ $amount }, no waybill number yet{ $waybill ->
        [none] { "" }
       *[other] { "" }
    }
order-left-waybill = 🚚 { $day } { $courier } { $waybill }, ¥{ $amount }
order-receipt-out = , signed receipt still out
order-receipt-in = , signed receipt is back
order-story = Everything about <b>{ $number }</b>

order-do-note = Note
order-do-change = Change
order-do-copy = Order again
order-do-ask-cancel = Ask to cancel
order-do-take-back = Do not cancel
order-do-cancel = Cancel order
order-do-keep = Keep it, ship
order-do-confirm = ☎ Customer was told
order-do-refund = 🎁 Take off sample fee { $fee }
order-do-ship = 📦 Ship
order-do-story = Whole story
order-shipment = 🚚 { $day } · { $waybill }
order-note = What should be noted on { $number }? Just type it.
order-reason = { $name }
order-cancel = { $decides ->
        [0] Why should <b>{ $number }</b> be cancelled? Tap or type. The assistant decides and you will be told.
       *[other] Cancel what has not left of <b>{ $number }</b>. Why? Tap or type.
            What the rep said: { $reason }
    }
order-cancel-as-asked = Cancel as the rep asked
order-cancel-changed = Customer changed their mind
order-cancel-double = Ordered twice
order-cancel-late = Too late for the customer
order-cancel-price = No agreement on the price

orders-list = { $total ->
        [0] No orders here. Take one, or look at another state.
       *[other] <b>Orders</b> · { $tab ->
            [waiting] waiting for approval
            [open] to ship
            [done] shipped
            [refused] refused
           *[cancelled] cancelled
        }, { $total } in all. Tap one:
    }
orders-tab = { $chosen ->
        [1] { "● " }
       *[other] { "" }
    }{ $tab ->
        [waiting] Approval
        [open] To ship
        [done] Shipped
        [refused] Refused
       *[cancelled] Cancelled
    } { $count }
orders-row = { $late ->
        [1] { "⚠️ " }
       *[other] { "" }
    }{ $customer } · { $total } · { $state ->
        [waiting] approval
        [refused] refused
        [open] by { $day }
        [part] partly sent
        [shipped] sent
       *[cancelled] cancelled
    } · { $number }

take-customer = Who is the order for?
take-pick-customer = Choose a customer
take-no-lines = Nothing on it yet.
take-lines = Order of <b>{ $customer }</b>
    { $lines }
    { $any ->
        [1] { "" }
            Total <b>¥{ $total }</b>
            For one more, just type its name.
       *[other] Just type its name, or choose from the list.
    }
take-line-button = ✏️ { $number }. { $product } { $quantity } { $unit } × { $price }
take-add-line = { $any ->
        [1] ＋ One more
       *[other] ＋ A product
    }
take-other-customer = Another customer
take-quantity = <b>{ $product }</b>
    How many ({ $unit })? Just type the number. { $from ->
        [agreed] Agreed price
       *[list] List price
    } ¥{ $price } per { $unit }, { $free } { $unit } available.
take-usual = { $quantity } { $unit }
take-price = <b>{ $product }</b> { $quantity } { $unit }
    At what price? Tap, or type the price per { $unit }.
take-known-price = { $from ->
        [agreed] Agreed
       *[list] List
    } ¥{ $price }
take-list-price = List ¥{ $list }
take-line = { $number }. <b>{ $product }</b> { $quantity } { $unit } × { $price } = ¥{ $amount }
    What should change?
take-exchanged = ✏️ Now <b>{ $product }</b>, at its { $from ->
        [agreed] agreed
       *[list] list
    } price of ¥{ $price }; the ¥{ $was } given before was not kept
take-moved = 🔁 Another customer, so as usual for <b>{ $customer }</b>: { $fields }
take-moved-price = 🔁 <b>{ $product }</b> costs this customer { $price } (it was { $was })
take-change-quantity = Quantity
take-change-price = Price
take-drop-line = 🗑 Take it off
take-how = <b>How does it go?</b> What is ticked is chosen.
    Ships: { $day }
    Address: { $address }
take-choice = { $chosen ->
        [1] { "✓ " }
       *[other] { "" }
    }{ $name }
take-freight = Freight: { $freight ->
        [collect] collect
        [prepaid] we pay
       *[none] not said
    } (tap to change)
take-receipt = { $receipt ->
        [1] { "✓ " }
       *[other] { "" }
    }Signed receipt
take-invoice = { $invoice ->
        [1] { "✓ " }
       *[other] { "" }
    }Invoice
take-change-day = 📅 Day
take-change-address = 📍 Address
take-to-card = Done, back to the order
take-day-morning = this morning ({ $day })
take-day-afternoon = this afternoon ({ $day })
take-day-next = { $day } in the morning
take-day-within = by { $day }
take-day = Which day? Now it is: { $day }
    Tap, or type one: tomorrow, Friday, 1 Dec.
take-day-reason = { $day } instead of the usual { $promised }: why? Tap one, or type it.
take-day-why = { $id ->
        [customer] The customer wants it
        [stock] Waiting for goods
       *[together] Together with another order
    }
take-explain-day = 📅 Say why that day
take-promised = As usual: { $promised }
take-tomorrow = Tomorrow
take-after-tomorrow = In two days
take-calendar = 📅 Calendar
take-calendar-text = Tap the day it ships:
take-address = Where does it go? Type the new address.
    Now it is: { $address }
take-settlement = How does <b>{ $customer }</b> pay for this one? By their terms: { $usual }.
take-instruction = Why does it ship before payment? Say who agreed and when they pay. This stays on the order.
take-note = What should be noted? Just type it.
    Now it is: { $note }
take-no-note = No note
take-card-new = Check the order
take-card-change = Change { $number }
take-card-head = <b>{ $title }</b>
    <b>{ $customer }</b> ({ $code })
take-card-going = Ships: { $way }
    Address: { $address }
take-card-pickup = Ships: { $way }
take-card-paying = Payment: { $paying }
take-card-note = Note: { $note }
take-stopped = ⚠️ { $why }

    Tap { $part ->
        [day] “📅 Day” and choose another
        [lines] “Lines” and put it right
       *[other] “Customer” or “Lines” and put it right
    }; then { $changes ->
        [1] the change can be confirmed
       *[other] it can be placed
    }, and nothing you wrote is lost.
take-confirm = ✅ Place the order
take-confirm-change = ✅ Save the change
take-trust = Ship before payment (say why)
take-pay-first = Back to payment first
take-part-lines = Lines
take-part-how = Shipping
take-part-settlement = Payment
take-part-note = Note
take-part-customer = Customer
take-done = { $changed ->
        [1] ✅ Changed <b>{ $number }</b>
       *[other] ✅ Order <b>{ $number }</b> is placed
    }
    { $customer } · ¥{ $total }

    { $next }{ $learned ->
        [0] { "" }
       *[other] { "" }
            📖 What you put right is noted; once the assistant agrees, it is known next time.
    }
take-open = Open it
take-another = Take another

check-floor = 🔸 { $product } at { $price } is under the floor of { $floor } per { $unit }: a manager must approve
check-price-agreed = ▫️ { $product } at { $price }; { $known } was agreed
check-price-list = ▫️ { $product } at { $price }; the list says { $known }
check-overdue = ▫️ ¥{ $overdue } of this customer is overdue; please mention it
check-credit-terms = 🔸 On credit without approved terms: ¥{ $would } owed with this order ({ $owed } owed, { $coming } not shipped); the boss must approve
check-credit-limit = 🔸 On credit: ¥{ $would } owed with this order, over the limit of ¥{ $limit } ({ $owed } owed, { $coming } not shipped); the boss must approve
check-credit-overdue = 🔸 ¥{ $overdue } is overdue (¥{ $owed } owed): more credit needs the boss
check-credit-covered = ▫️ ¥{ $would } owed with this order, within the limit of ¥{ $limit }
check-sign-off = 🔸 { $rep } has less than { $years } years of service (since { $hired_on }): a manager must sign the order off
check-pay-first = 💰 Payment before shipment: it leaves once ¥{ $short } has come
check-pay-outside = 💰 Customer in another province ({ $province }): it leaves once ¥{ $short } has come
check-pay-paid = ▫️ Payment before shipment: enough was paid ahead
check-pay-instruction = ▫️ Ships before payment; the reason stays on the order: { $instruction }
check-terms = ▫️ This order: { $settlement ->
        [prepay] payment before shipment
        [cod] cash on delivery
        [monthly] on account
       *[cash] cash
    }; usually: { $usual ->
        [prepay] payment before shipment
        [cod] cash on delivery
        [monthly] on account
       *[cash] cash
    }
check-stock = 🔹 { $product }: { $missing } { $unit } short ({ $free } available); you can order it, the rest follows
check-stock-none = 🔹 { $product } is out of stock, { $missing } { $unit } short; you can order it and it follows
check-ship-morning = 🚚 Before { $cut }: ships this morning ({ $day })
check-ship-afternoon = 🚚 After { $cut }: ships this afternoon ({ $day })
check-ship-next = 🚚 Ships { $day } in the morning
check-ship-within = 🚚 Ships within three working days, by { $day }
check-ship-chosen = 🚚 Ships { $day } as agreed{ $said ->
        [1] {" "}({ $reason })
       *[0] {""}
    }
check-ship-off = ▫️ { $day } is a day off; please settle it with the warehouse
check-ship-calendar = ▫️ The holidays of { $year } are not published yet; Monday to Friday is assumed, with only 1 Jan, 1 May and 1–3 Oct off, as the law has them

journal-order-placed = placed it, ¥{ $total }
journal-order-edited = changed it, ¥{ $before } → ¥{ $total }
journal-order-note = noted: { $note }
journal-order-approved = approved ({ $kind ->
        [floor] price under the floor
        [credit] credit
       *[sign_off] new rep
    }) { $reason }
journal-order-refused = refused ({ $kind ->
        [floor] price under the floor
        [credit] credit
       *[sign_off] new rep
    }): { $reason }
journal-order-cancel-asked = asked to cancel it: { $reason }
journal-order-cancel-taken-back = took back the wish to cancel it
journal-order-cancelled = cancelled it: { $reason }
journal-order-rest-cancelled = cancelled what had not left: { $reason }
journal-order-kept = decided to keep it
journal-order-confirmed = confirmed to the customer
journal-order-part = shipped part of it
journal-order-shipped = shipped all of it
journal-other = changed something

letter-order-placed = 📦 New order <b>{ $number }</b> · { $customer } ({ $rep })
letter-order-released = ✅ Approved; it may ship now
letter-order-changed = ✏️ Order changed <b>{ $number }</b> · { $customer } ({ $rep }); please ship it as it is now
letter-order-superseded = <b>{ $number }</b> · { $customer }: this order was changed later; see the latest one.
letter-order-gone = <b>{ $number }</b> · { $customer }: cancelled, nothing to ship.
letter-order-rest-gone = <b>{ $number }</b> · { $customer }: ✅ done; what had not left was cancelled.
letter-order-sent = <b>{ $number }</b> · { $customer }: ✅ all of it has left.
letter-order-open = Open the order
letter-cancel-asked = ✋ { $who } asks to cancel <b>{ $number }</b> · { $customer } · ¥{ $total }
    Reason: { $reason }
    Please ship nothing of it until you have decided.
letter-cancel-taken-back = ↩️ { $who } no longer asks to cancel <b>{ $number }</b> · { $customer }. It ships as planned.
letter-cancel-settled = The wish to cancel <b>{ $number }</b> · { $customer } is settled: { $cancelled ->
        [1] cancelled.
       *[other] kept, it ships.
    }
letter-cancel-answered-yes = ✖️ <b>{ $number }</b> · { $customer } is cancelled: { $reason }
letter-cancel-answered-rest = ✖️ <b>{ $number }</b> · { $customer }: what had not left is cancelled: { $reason }
letter-cancel-answered-no = 📦 <b>{ $number }</b> · { $customer } is kept and ships. Ask the assistant if that is wrong.

refusal-no-customer = There is no customer yet. Please choose one first.
refusal-no-lines = There is nothing on the order yet. Please add a product.
refusal-too-many-lines = An order takes { $limit } lines at most. Please make two of it.
refusal-order-too-large = This order comes to more than ¥{ $limit }; a quantity or a price may be mistyped. Please check the lines.
refusal-worth-nothing = The line with { $product } comes to less than a fen. Please check quantity and price.
refusal-not-sold-any-more = { $product } is not sold any more. Please take it off the lines or choose another.
refusal-day-unexplained = The day was changed to { $day }. Please say why first.
refusal-day-too-far = { $day } is too far ahead. Please choose a day within a year.
refusal-order-text-too-long = That is too long; at most { $limit } characters. Please send it shorter.
refusal-approval-missing = { $number } is not approved, so it cannot ship. Wait for the approval, or have the rep change it.
refusal-order-cancelled = { $number } was cancelled. Please take a new order if it is needed.
refusal-already-shipped = { $number } is done: nothing is left to ship, change or cancel. If something is wrong, take a new order or ask the assistant.
refusal-shipped-in-part = Part of { $number } has left, so it cannot be changed. Take a new order for more, or ask to cancel the rest.
refusal-not-agreed-yet = { $number } is not agreed to in the house yet. Please confirm it to the customer after that.
refusal-cancellation-asked = Somebody asked to cancel { $number }; the assistant decides before anything leaves.
refusal-not-paid-yet = { $number } goes only against payment and ¥{ $short } is missing. Record the payment, or have the rep say why it ships before.
