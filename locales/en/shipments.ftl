# Sending goods, waybill numbers, signed receipts, couriers.

menu-ship = 📦 Ship
menu-waybills = 🔢 Waybill numbers
menu-receipts = 🧾 Receipts
menu-couriers = 🚚 Couriers

# $total and $due are whole numbers.
ship-list = { $total ->
        [0] <b>Ship</b>
            No order is waiting to leave.
       *[other] <b>Ship</b>: { $total } to send, { $due } of them due by today. Tap one to begin:
    }
# $when is late, today or later; $morning is 1 or 0.
ship-row = { $when ->
        [late] ⚠️ { $customer } · was due { $on } · { $total }
        [today] 📦 { $customer } · today{ $morning ->
            [1] {" "}a.m.
           *[0] {""}
        } · { $total }
       *[later] 🗓 { $customer } · { $on } · { $total }
    }
ship-what = <b>Ship: { $customer }</b>
    { $number } · { $on }{ $morning ->
        [1] {" "}a.m.
       *[0] {""}
    } · { $via ->
        [express] courier
        [freight] freight
        [delivery] our own delivery
       *[pickup] picked up
    }{ $named ->
        [1] {" "}{ $courier }
       *[0] {""}
    }{ $settlement ->
        [cod] {" "}· cash on delivery
        [prepay] {" "}· paid in advance
       *[other] {""}
    }{ $addressed ->
        [1] {"\u000A"}📍 { $address }
       *[0] {""}
    }{ $noted ->
        [1] {"\u000A"}💬 { $note }
       *[0] {""}
    }
ship-line = • { $name } { $open } { $unit } (stock { $stock })
ship-line-short = • { $name } { $open } { $unit } ⚠️ stock { $stock }, short by { $missing }
ship-stop-shipped = ✅ Everything of this order has left already.
ship-stop-rest-gone = ✅ This order is done: what had not left was cancelled.
ship-all = Send everything (¥{ $left })
ship-at-hand = Send what is in stock
ship-pay = Record payment (¥{ $short } missing)
ship-part = Send a part
ship-open-order = Open order
ship-others = Other orders
ship-choose = <b>{ $customer }</b>: how much leaves now?
    Tap a line to change it, then "Send this".
ship-choose-row = { $name }: { $chosen } of { $open } { $unit }
ship-choose-done = Send this
ship-quantity = <b>{ $name }</b> ({ $sku })
    { $open } { $unit } still to send, { $stock } { $unit } in stock.
    How many leave now? Just type the number; 0 for none.
ship-quantity-all = Send { $at_hand } { $unit }
ship-quantity-none = None of it now
ship-via = How does it go?
ship-via-row = { $chosen ->
        [1] ✔︎{" "}
       *[0] {""}
    }{ $via ->
        [express] Courier
        [freight] Freight
        [delivery] Our own delivery
       *[pickup] Picked up
    }
ship-courier = <b>{ $customer }</b>: which courier?{ $named ->
        [1] {"\u000A"}The order says { $wanted }.
       *[0] {""}
    }
ship-courier-row = { $chosen ->
        [1] ✔︎{" "}
       *[0] {""}
    }{ $paused ->
        [1] ⏸{" "}
       *[0] {""}
    }{ $name }{ $brings ->
        [1] {" "}· receipts
       *[0] {""}
    }{ $collects ->
        [1] {" "}· COD
       *[0] {""}
    }
ship-no-courier = None of these, other freight
ship-new-courier = + Add a courier
ship-change-via = Change means
ship-change-courier = Change courier
ship-waybill = <b>{ $customer }</b>{ $named ->
        [1] {" "}· { $courier }
       *[0] {""}
    }
    Type or paste the waybill number, or send a photo of it.{ $numbered ->
        [1] {"\u000A"}It is <code>{ $waybill }</code> now.
       *[0] {""}
    }
ship-waybill-later = Enter the number later
ship-cod = These goods come to ¥{ $amount }; ¥{ $cod } is to be collected.
    How much shall the courier collect? Type the amount.
ship-cod-all = All, { $amount }
ship-cod-none = Collect nothing
ship-day = Which day did it leave? It says { $on } now.
    Tap a day or type one, such as yesterday or 11-20.
ship-day-row = { $day }
ship-reason = Why does it leave all the same? One sentence; the rep and those above will read it.
ship-card = <b>Ship: { $customer }</b>
    { $number }
ship-card-line = • { $name } × { $quantity } { $unit }
ship-card-way = Goods worth <b>¥{ $amount }</b>
    { $via ->
        [express] Courier
        [freight] Freight
        [delivery] Our own delivery
       *[pickup] Picked up
    }{ $named ->
        [1] {" "}{ $courier }
       *[0] {""}
    }{ $carried ->
        [1] { $numbered ->
            [1] {" "}<code>{ $waybill }</code>
           *[0] , number to follow
        }
       *[0] {""}
    } · { $on }
    { $collected ->
        [1] Collect ¥{ $cod }
       *[0] Nothing to collect
    } · { $receipt ->
        [1] signed receipt wanted
       *[0] no signed receipt
    }{ $reasoned ->
        [1] {"\u000A"}Reason: { $reason }
       *[0] {""}
    }
ship-finding-instruction = ℹ️ Ships before payment: { $text }
ship-finding-overdue = ⚠️ The customer is ¥{ $overdue } overdue. Say why it ships all the same.
ship-finding-paused = ⚠️ { $name } is paused ({ $reason }). Say why you use it all the same.
ship-finding-no-receipts = ⚠️ { $name } brings no signed receipts back; it has to come some other way.
ship-finding-unpaid = ⚠️ { $settlement ->
        [cod] The order is cash on delivery, but ¥{ $rest } is not collected
       *[cash] The order is settled in cash, but ¥{ $rest } has not been paid
    }: credit that nobody agreed to, due the day it leaves. Say why it ships all the same; the manager and the boss will read it.
ship-finding-part = ℹ️ Only a part leaves; the rest stays on the list.
ship-confirm = ✅ Confirm shipment
ship-say-why = ✍️ Say why
ship-change-goods = Quantities
ship-change-waybill = Waybill number
ship-toggle-receipt = { $receipt ->
        [1] Signed receipt: yes
       *[0] Signed receipt: no
    }
ship-change-cod = COD amount
ship-change-day = Change day
ship-done = ✅ <b>{ $number }</b> has left: { $customer }{ $named ->
        [1] {" "}· { $courier }
       *[0] {""}
    }{ $numbered ->
        [1] {" "}<code>{ $waybill }</code>
       *[0] {""}
    }{ $lacking ->
        [1] {"\u000A"}The waybill number is still missing.
       *[0] {""}
    }{ $rest ->
        [1] {"\u000A"}A part of this order is still here.
       *[0] {""}
    }
ship-claim = { $settled ->
        [1] Receivable ¥{ $amount }, paid
       *[0] Receivable ¥{ $amount }, due { $due }{ $basis ->
            [invoice] {" "}for now, until the invoice day is entered
            [statement] {" "}for now, until the statement day is entered
           *[shipment] {""}
        }{ $part ->
            [1] , ¥{ $open } still open
           *[0] {""}
        }
    }
ship-claim-courier = { $settled ->
        [1] Courier collected ¥{ $amount }, { $kept ->
            [1] ¥{ $came } handed over, fee of ¥{ $fee } kept back
           *[0] handed over
        }
       *[0] { $part ->
            [1] Courier collected ¥{ $amount }, ¥{ $came } handed over{ $kept ->
                [1] , fee of ¥{ $fee } kept back
               *[0] {""}
            }, ¥{ $open } still missing
           *[0] Courier collects ¥{ $amount }, to hand over by { $due }
        }
    }
ship-enter-waybill = Enter number
ship-open-shipment = Open shipment

waybill-list = { $total ->
        [0] Every waybill number is entered.
       *[other] <b>Waybill numbers to enter</b>: { $total }. Tap one and go on from there:
    }
waybill-row = { $customer } · { $named ->
        [1] { $courier }
       *[0] freight
    } · { $days ->
        [0] today
        [1] yesterday
       *[other] { $days } days ago
    }
waybill-number = { $just ->
        [1] ✅ { $entered }{"\u000A"}{"\u000A"}Next:{" "}
       *[0] {""}
    }<b>{ $customer }</b> · { $named ->
        [1] { $courier }
       *[0] freight
    }
    { $number } · left { $on } · ¥{ $amount }
    { $numbered ->
        [1] It is <code>{ $waybill }</code> now; type the new number to change it.
       *[0] Type or paste the waybill number, or send a photo of it.
    }
waybill-skip = ‹ The whole list
waybill-done = ✅ Number of { $number } { $customer }: <code>{ $waybill }</code>
waybill-open = Open shipment
waybill-others = Other numbers

# $days is the number of days allowed, $chosen is 1 or 0.
receipt-list = { $total ->
        [0] <b>Signed receipts</b>{ $chosen ->
            [1] {" "}· { $courier }
           *[0] {""}
        }{"\u000A"}All are back.
       *[other] <b>Signed receipts out</b>: { $total }{ $chosen ->
            [1] {" "}· { $courier }
           *[0] {""}
        }{"\u000A"}{ $may ->
            [1] Tap one that is back, type a waybill number, or just send a photo. ⚠️ is over { $days } days.
           *[0] Tap one for details. ⚠️ is over { $days } days.
        }
    }
receipt-row = { $late ->
        [1] ⚠️{" "}
       *[0] {""}
    }{ $customer } · { $numbered ->
        [1] { $waybill }
       *[0] { $number }
    } · { $days } d
receipt-taken = ✅ The receipt of { $customer } { $number } is back{ $photo ->
        [1] , the photo is kept.
       *[0] . To keep a photo, just send it.
    }
receipt-undone = ↩️ The receipt of { $customer } { $number } is out again.
receipt-undo = ↩️ A slip, undo it
receipt-by-courier = By courier
receipt-couriers = Whose signed receipts?
receipt-courier-row = { $name } · { $count }{ $late ->
        [0] {""}
       *[other] {" "}· { $late } late
    }
receipt-all-couriers = All
receipt-which = <b>Is this a signed receipt?</b> Which shipment is it for?
    { $total ->
        [0] No signed receipt is out. You can type a waybill's or an order's number.
       *[other] Tap one, or type a waybill's or an order's number.
    }
receipt-which-row = { $customer } · { $numbered ->
        [1] { $waybill }
       *[0] { $number }
    } · { $days } d
receipt-not = Not a receipt
receipt-one = <b>{ $customer }</b> · { $number }{ $numbered ->
        [1] {" "}· <code>{ $waybill }</code>
       *[0] {""}
    }
    Left { $on }, { $days } days ago.{"\u000A"}{ $out ->
        [1] Tap when the signed receipt is back, or just send its photo.
       *[0] { $photo ->
            [1] The signed receipt is back, with a photo.
           *[0] The signed receipt is back. To add a photo, just send it.
        }
    }
receipt-is-back = ✅ The receipt is back
receipt-done = ✅ The receipt of { $customer } { $number } is back{ $photo ->
        [1] , the photo is kept.
       *[0] .
    }
receipt-others = Other receipts

shipment-card = <b>{ $number }</b> · { $customer }{ $ordered ->
        [1] {"\u000A"}Order { $order_number }
       *[0] {""}
    }
shipment-card-way = Left { $on } · ¥{ $amount }
    { $via ->
        [express] Courier
        [freight] Freight
        [delivery] Our own delivery
       *[pickup] Picked up
    }{ $named ->
        [1] {" "}{ $courier }
       *[0] {""}
    }{ $carried ->
        [1] { $numbered ->
            [1] {" "}<code>{ $waybill }</code>
           *[0] {" "}· ⚠️ no number yet
        }
       *[0] {""}
    }{ $collected ->
        [1] {"\u000A"}To collect: ¥{ $cod }
       *[0] {""}
    }{"\u000A"}{ $receipt ->
        [none] No signed receipt wanted
        [back] Signed receipt back on { $back_on }
       *[out] { $late ->
            [1] ⚠️ Signed receipt not back after { $days } days
           *[0] Signed receipt not back yet
        }
    }{ $noted ->
        [1] {"\u000A"}💬 { $note }
       *[0] {""}
    }
shipment-waybill = { $numbered ->
        [1] Change number
       *[0] Enter number
    }
shipment-take-back = Receipt is back
shipment-show-photo = 🖼 Receipt photo
shipment-chase = Chased courier
shipment-undo = ↩️ Not back
shipment-chased = Noted: the courier was chased today.
shipment-customer = Customer
shipment-history = History
shipment-history-of = History of <b>{ $number }</b>
shipment-photo = Signed receipt of { $customer } { $number }

journal-shipment-posted = shipped, ¥{ $amount }
journal-waybill-entered = entered number { $waybill }
journal-waybill-corrected = changed number { $before } to { $waybill }
journal-receipt-back = took back the signed receipt
journal-receipt-photo = added the receipt's photo
journal-receipt-undone = put the signed receipt back to "out"
journal-courier-chased = chased the courier
journal-courier-added = added courier { $name }
journal-courier-changed = changed what the courier does
journal-courier-paused = paused: { $reason }
journal-courier-resumed = resumed

courier-list = <b>Couriers</b>
    Tap one to see the receipts and COD money it holds.
courier-row = { $paused ->
        [1] ⏸{" "}
       *[0] { $late ->
            [1] ⚠️{" "}
           *[0] {""}
        }
    }{ $name }{ $receipts ->
        [0] {""}
        [one] {" "}· { $receipts } receipt
       *[other] {" "}· { $receipts } receipts
    }{ $held ->
        [1] {" "}· COD { $cod }
       *[0] {""}
    }
courier-new = + Add a courier
courier-one = <b>{ $name }</b>{ $paused ->
        [1] {" "}⏸ paused: { $reason }
       *[0] {""}
    }
    Signed receipts out: { $receipts }{ $receipts_late ->
        [0] {""}
       *[other] , { $receipts_late } late
    }
    COD money out: ¥{ $cod }, { $cod_late } late
courier-receipts = Receipts
courier-money = COD money
courier-toggle-collects = { $collects ->
        [1] COD: yes
       *[0] COD: no
    }
courier-toggle-brings = { $brings ->
        [1] Receipts: yes
       *[0] Receipts: no
    }
courier-regions = Goes { $regions ->
        [home] within the province only
        [other] to other provinces only
       *[all] everywhere
    } (tap to change)
courier-pause = ⏸ Pause
courier-resume = ▶️ Resume
courier-reason = Why is { $name } paused? One sentence; whoever ships will read it.
courier-name = What is the courier called?
courier-does = What does <b>{ $name }</b> do? Tap to change, then save.
courier-save = ✅ Save

letter-order-shipped = 📦 The goods for <b>{ $customer }</b> have left ({ $number })
letter-order-shipped-more = …and { $count } more
letter-order-shipped-way = { $shipment } · ¥{ $amount } · { $via ->
        [express] courier
        [freight] freight
        [delivery] our own delivery
       *[pickup] picked up
    }{ $named ->
        [1] {" "}{ $courier }
       *[0] {""}
    }{ $carried ->
        [1] { $numbered ->
            [1] {"\u000A"}Waybill <code>{ $waybill }</code>
           *[0] {"\u000A"}Waybill number to follow
        }
       *[0] {""}
    }{ $collected ->
        [1] {"\u000A"}To collect: ¥{ $cod }
       *[0] {""}
    }{ $lacks ->
        [1] {"\u000A"}⚠️ ¥{ $unpaid } that was due at once is not paid: credit that nobody agreed to, due the day it left
       *[0] {""}
    }{ $reasoned ->
        [1] {"\u000A"}⚠️ Sent despite an exception: { $reason }
       *[0] {""}
    }

refusal-nothing-to-ship = Nothing is chosen. Please give at least one line a quantity.
refusal-over-open = Only { $open } of { $name } are still to send. Please enter less.
refusal-stock-short = There is not enough { $name } in stock: { $missing } { $unit } short. You can send what is there.
refusal-courier-missing = Please choose a courier.
refusal-courier-paused = { $name } is paused: { $reason }. Please choose another, or ask a manager.
refusal-cannot-collect = { $name } does not collect money. Choose another, or collect nothing.
refusal-nobody-collects = Without a courier nobody collects the money. Choose one, or collect nothing.
refusal-cod-too-much = No more than the goods' ¥{ $amount } can be collected. Please enter less.
refusal-not-a-shipping-day = The shipping day must be between { $earliest } and today. Please choose again.
refusal-why-unpaid = { $settlement ->
        [cod] The order is cash on delivery, but ¥{ $rest } is not collected
       *[cash] The order is settled in cash, but ¥{ $rest } has not been paid
    }. Please tap "Say why" first.
refusal-why-despite-overdue = The customer is ¥{ $overdue } overdue. Please tap "Say why" first.
refusal-not-a-waybill = "{ $text }" does not look like a waybill number. Send letters and digits only, five or more.
refusal-duplicate-waybill = Waybill { $waybill } already belongs to { $number }. Please check it.
refusal-no-waybill-needed = { $number } went without a courier; it needs no waybill number.
refusal-no-receipt-so-numbered = I could not find goods under that number. Type a waybill number (its last five digits will do), a shipment's or an order's number, or tap one below.
refusal-order-without-receipt = Nothing of { $number } has left yet that a signed receipt comes back for.
refusal-several-receipts = { $count } shipments match that: { $numbers }. Type one of these numbers in full, or tap one below.
refusal-receipt-is-back = The receipt of { $number } is back; its number can no longer be changed.
refusal-already-back = { $name } already took back the receipt of { $number } on { $day }. There is nothing left to do.
refusal-not-back = The receipt of { $number } is not back, so there is nothing to undo.
refusal-courier-known = There is a courier called { $name } already. Please choose it.
refusal-courier-name-missing = Please send the courier's name, { $limit } characters at most.
refusal-not-a-picture = This file is not a picture. Please take a photo, or send a JPG or PNG.
refusal-picture-too-large = This picture has too many pixels; { $limit } million are the most. Please take a photo with your phone.
