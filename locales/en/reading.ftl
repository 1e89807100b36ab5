# Reading what is pasted: questions, notes on the card, answers.

# One question; above it what was said.
read-join = “{ $said }”
    No customer is named. Does it go with { $changes ->
        [1] { $number } for <b>{ $customer }</b>, which you are changing
       *[other] the order for <b>{ $customer }</b> that is not placed yet
    }, or is it another order?
read-join-yes = Add to that order
read-join-no = Another order
read-customer = “{ $said }”
    { $named ->
        [several] Several customers are named, and whose goods are whose is not clear. Whose order is this? The other is an order of its own.
        [one] Which customer is <b>{ $term }</b>? Tap one, or type the name.
       *[other] For which customer? Tap one, or type the name.
    }
read-other-customer = None of these
read-product = <b>{ $customer }</b>: “{ $said }”
    { $some ->
        [1] Which product is <b>{ $term }</b> { $quantity }? Tap one, or type its name.
       *[other] <b>{ $term }</b> { $quantity } matches no product. Type its name or code, or choose it.
    }
read-product-row = { $name } · ¥{ $price }/{ $unit } · { $sku }
read-other-product = None of these
read-drop-line = 🗑 Leave this line out
read-quantity = “{ $said }”
    { $more ->
        [1] <b>{ $product }</b> was { $had } { $unit } last time, and more is wanted: how many { $unit } in all? Tap one, or type the number.
       *[other] How many { $unit } of <b>{ $product }</b>? Tap one, or type the number.
    }
    ¥{ $price }/{ $unit }, { $free } { $unit } available.
read-unit = “{ $said }”
    <b>{ $product }</b> is sold by { $unit }, not by “{ $wrong }”. How many { $unit }? Tap, or type the number.
read-keep-number = { $quantity } { $unit }
read-term = “{ $said }”
    { $field ->
        [ship_on] Which day does it leave?
        [arrive_by] By which day must it be there?
        [ship_via] How does it go?
        [courier] Which courier?
        [freight] Who pays the freight?
        [settlement] How is it paid?
        [receipt_back] Is a signed receipt wanted?
       *[invoice] Is an invoice wanted?
    } The message says two things; tap one{ $field ->
        [ship_on] , or type the day
        [arrive_by] , or type the day
        [courier] , or type the name
       *[other] { "" }
    }.
read-as-usual = As usual

# On the card
order-arrive-by = ⏰ Must be there by { $day }
order-said = 📄 As it was said:
    <blockquote>{ $said }</blockquote>
check-ship-too-late = ⚠️ It leaves on { $day }, but must be there by { $arrive_by }: agree that with the customer first
read-again = 🔁 The same as order { $number } of { $on }
read-kept-note = 📝 Kept as the note: { $said }
read-kept-address = 📍 Kept as the address: { $said }
read-never-before = This customer has not ordered before.
read-apart = 👥 The message is for several customers, an order each: here are only the goods of <b>{ $customer }</b>, those of { $others } have a card of their own
read-several = ⚠️ The message names several customers, and not whose goods are whose: check every line, and keep only those of <b>{ $customer }</b>
read-stranger = ⚠️ Nobody is known as “{ $words }”: if that is another customer, take their goods off this order
read-address = 📍 The address is the one in the message, “{ $address }”; usually it is { $usual }
read-noted = 📝 “{ $words }” went into the note
read-tie-own = 🔁 “{ $term }” may be several; of your own customers it is <b>{ $customer }</b>
read-tie-usual = 🔁 “{ $term }” may be several; <b>{ $product }</b> is what they usually buy
read-not-applied = ⚠️ “{ $words }” was said and not done: please look
read-last-added = ➕ Added <b>{ $product }</b>, { $quantity } { $unit }
read-last-set = ✏️ <b>{ $product }</b>: { $was } { $unit } last time, { $quantity } { $unit } now
read-last-lacks = ⚠️ That order had no <b>{ $product }</b>: { $quantity } { $unit } are a new line, please check
read-last-out = ➖ Left out <b>{ $product }</b>
read-last-missing = ⚠️ That order had no “{ $words }” to leave out
read-tie-second = 🤖 “{ $term }” may be several; the second reader chose <b>{ $customer }</b>: please check
read-tie-goods = 🤖 “{ $term }” may be several; the second reader chose <b>{ $product }</b>: please check
read-unused = ⚠️ “{ $words }” is not in this order as it was said: please look
read-changed = ✏️ Changed as you said ({ $changes }); please check again
take-source = 📄 The message
take-change-product = Another product
take-waiting = 📝 { $waiting } more to confirm
read-source = <b>The message</b>, and the words each part was read from:
read-part = { $part }: “{ $said }”
read-part-line = { $number }. “{ $said }”
read-field-customer = Customer
read-field-ship-on = Ships on
read-field-arrive-by = There by
read-field-ship-via = Goes by
read-field-courier = Courier
read-field-freight = Freight
read-field-settlement = Payment
read-field-receipt-back = Receipt
read-field-address = Address
read-field-instruction = Shipping before payment
read-field-note = Note
read-field-invoice = Invoice

# Answers
read-answer-product = <b>{ $product }</b> ({ $sku })
read-answer-agreed = : agreed price ¥{ $price }/{ $unit }
read-answer-list = : list price ¥{ $price }/{ $unit }
read-answer-free = , { $free } { $unit } available
read-answer-none = , none available
read-answer-last = , last time ¥{ $last } (order of { $on })
read-answer-order = Their last order was on { $on }, <b>{ $number }</b>:
read-answer-line = • { $product } { $quantity } { $unit } × ¥{ $price }
read-payment-not-yours = 💰 { $who } records payments. Please pass this on; you will see it on the customer's card.

# What people call products and customers
command-words = Names in use
words-waiting = <b>Names in use</b>{ $total ->
        [0] { "" }: no new name waits for you.
        [one] { "" }: 1 new name. Tap it; once you agree, messages are read with it.
       *[other] { "" }: { $total } new names. Tap one; once you agree, messages are read with it.
    }
words-known = <b>Names in use</b>{ $total ->
        [0] { "" }: none learned yet.
       *[other] { "" }: { $total } known. Tap one to take it back.
    }
words-row = “{ $term }” → { $name }
words-to-known = Known ones
words-to-waiting = New ones
words-one = “<b>{ $term }</b>” → <b>{ $name }</b> ({ $code })
    Said by { $who } on { $day }{ $number ->
        [none] { "" }
       *[other] { "" } in order { $number }
    }.
words-yes = ✅ Yes, learn it
words-no = ✖️ No, do not
words-remove = 🗑 Take it back
journal-word-proposed = somebody calls it “{ $term }”
journal-word-accepted = the name “{ $term }” is agreed to
journal-word-refused = the name “{ $term }” is refused
journal-word-removed = the name “{ $term }” is taken back
refusal-word-taken = “{ $term }” already names something else, and one name cannot mean two things. Take the other one back first, or refuse this one.
refusal-too-many-words = There is no room for another name. Take some back first.
