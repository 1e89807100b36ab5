# Customer records: new customers, the card, terms.
new-customer-name = <b>New customer</b>: what is the company's full name?
new-customer-use = Use “{ $offered }”
new-customer-contact = Who is the contact?
new-customer-phone = The contact's phone number?
new-customer-province = Which province? Tap one or type it (“abroad” for other countries).
new-customer-address = The delivery address, the city first?
new-customer-terms = How do they pay? Tap one or type it, for example: net 30, 30 days EOM, prepaid.
new-customer-owner = Whose customer is it?
new-customer-choice = { $name }
new-customer-owner-choice = { $id ->
        [0] The house
       *[other] { $name }
    }
new-customer-skip = Skip
new-customer-save = ✅ Save
# $due is when goods shipped today fall due; $credit, $asks (the boss must agree), $prepaid (other province), $house are 0 or 1.
new-customer-card = <b>{ $name }</b>
    Contact: { $contact } { $phone }
    Province: { $province }{ $elsewhere ->
        [none] {""}
       *[other] {"\u000A"}⚠️ The address says { $elsewhere }, not { $province }. Who pays before shipment goes by the province: please check, and tap “Province” if it is wrong.
    }
    Address: { $address }
    Terms: { $terms }{ $credit ->
        [1] ; shipped today, due { $due }{ $basis ->
            [invoice] {" "}for now, until the invoice day is known
            [statement] {" "}for now, until the statement day is known
           *[shipment] {""}
        }
       *[0] {""}
    }{ $asks ->
        [1] {"\u000A"}⏳ The boss has to agree to the terms and is asked at once; until then each order needs approval.
       *[0] {""}
    }{ $prepaid ->
        [1] {"\u000A"}⚠️ Another province: pays before shipment unless a specific instruction is recorded.
       *[0] {""}
    }{ $house ->
        [1] {"\u000A"}Belongs to: { $chooses_owner ->
            [1] the house
           *[0] you
        }
       *[0] {"\u000A"}Belongs to: { $owner }
    }
new-customer-change = { $id ->
        [name] Name
        [contact] Contact
        [phone] Phone
        [province] Province
        [address] Address
        [terms] Terms
       *[owner] Owner
    }
new-customer-added = ✅ Added: <b>{ $name }</b>, code { $code }

refusal-already-yours = “{ $name }” is on file already as { $code }; just look it up.
refusal-already-a-customer = “{ $name }” is already a customer of the company and cannot be added again. I have told the managers; please talk to yours.
refusal-name-missing = A name needs letters in it.
refusal-limit-reason-missing = A credit limit is asked for with a reason, so that the boss can decide. Please write one.
refusal-price-too-far = { $day } is too far away; the last day is { $latest }.
refusal-text-too-long = That is too long: at most { $limit } characters. Please shorten it.
refusal-not-a-phone = “{ $text }” does not look like a phone number. Please send only the number, for example 13800138000.
refusal-unknown-province = There is no province “{ $text }”. Please send its name, for example Guangdong, or “abroad”.
refusal-not-asked-any-more = These terms have been decided on, or others were asked for; nothing is left to approve.

# The card. $house (the house's own) and $has_note are 0 or 1.
customer-head = <b>{ $name }</b> · { $code }
customer-full-name = { $name }
customer-owes-nothing = Owes nothing
customer-owed = Owes <b>¥{ $owed }</b>
customer-overdue = of it overdue <b>¥{ $overdue }</b>
customer-prepaid = prepaid ¥{ $prepaid }
customer-terms = Terms: { $terms }
customer-terms-waiting = ⏳ Waiting for the boss: { $terms }
customer-terms-unapproved = ⚠️ The boss has not agreed to these terms; each order on credit needs approval
customer-open = Open orders: { $orders }{ $waiting ->
        [0] {""}
       *[other] , waiting for approval: { $waiting }
    }; samples: { $samples }
customer-contact = Contact: { $contact }
    Address: { $address }
    Belongs to: { $house ->
        [1] the house
       *[0] { $rep }{ $left ->
            [1] { " " }(left; to be handed over)
           *[0] {""}
        }
    }
customer-limit = Credit limit ¥{ $limit }, ¥{ $left } of it unused
customer-limit-waiting = ⏳ Waits for the boss: credit limit ¥{ $limit }, { $reason }
customer-wishes = Always wants { $receipt ->
        [1] a signed receipt{ $invoice ->
            [1] {" "}and an invoice
           *[0] {""}
        }
       *[0] an invoice
    }
customer-reminded = Last reminder: { $on }, { $title } { $number }, to { $told }
customer-not-answered = ; not answered yet
customer-answered = Answer: { $on }, { $by }: { $answer ->
        [chased] chased
        [later] again tomorrow
        [promised] promised for { $until }
        [disputed] disputed
        [paid] paid
        [returned] is back
        [confirmed] confirmed to the customer
        [sent] sent
       *[other] { $answer }
    }{ $has_note ->
        [1] {" "}({ $note })
       *[0] {""}
    }
customer-take-order = 📝 Take an order
customer-request-sample = 🎁 Sample
customer-record-payment = 💰 Payment
customer-receivables = Receivables
customer-orders = Orders
customer-samples = Samples
customer-prices = 🏷 Agreed prices
customer-edit = Edit
customer-history = History
customer-story = History of <b>{ $name }</b>
customer-no-story = Nothing has been changed yet.
customer-edit-which = <b>{ $name }</b>: what is to be changed?
customer-field = { $id ->
        [contact] Contact
        [phone] Phone
        [province] Province
        [address] Address
        [limit] Credit limit
        [wishes] Receipt, invoice
       *[terms] Terms
    }
customer-edit-value = <b>{ $name }</b>, { $field ->
        [contact] contact
        [phone] phone
        [province] province
       *[address] address
    } now: { $held }
    Please send the new one.
customer-edit-wishes = What does <b>{ $name }</b> always want? Tap to change; new orders begin with it.
customer-edit-limit = <b>{ $name }</b> has { $held ->
        [1] a credit limit of ¥{ $limit }.
       *[0] no credit limit.
    }{"\u000A"}{ $boss ->
        [1] What shall it be? Type the amount; it holds at once.
       *[0] How much do you ask for? Type the amount, then the reason; it holds when the boss agrees.
    }
customer-limit-why = { $boss ->
        [1] A limit of ¥{ $asked } for <b>{ $name }</b>, at once. Why? Tap one, type it, or skip it.
       *[0] ¥{ $asked } for <b>{ $name }</b>: why? Tap one, or type it.
    }
limit-no-reason = No reason
limit-none = No limit
limit-reason = { $id ->
        [good] Old customer, pays on time
        [grows] Orders are growing
       *[project] A large project
    }
limit-approve-button = ✅ Agree to limit
limit-refuse-button = ✖ Refuse limit
limit-noted-yes = Agreed; the limit holds at once
limit-noted-no = Refused; the limit stays as it was
limit-asked = <b>{ $by }</b> asks for a credit limit of <b>¥{ $limit }</b> for <b>{ $customer }</b> ({ $code })
    Reason: { $reason }
    Now: { $held ->
        [1] a limit of ¥{ $now },
       *[0] no limit,
    } ¥{ $owed } owed{ $late ->
        [1] , ¥{ $overdue } of it overdue
       *[0] {""}
    }
limit-settled = This has been dealt with; no need to tap.
limit-answered = { $approved ->
        [1] ✅ { $by } agreed to a credit limit of ¥{ $limit } for <b>{ $customer }</b> ({ $code })
       *[0] ✖ { $by } refused a credit limit of ¥{ $limit } for <b>{ $customer }</b> ({ $code })
    }
price-list = { $total ->
        [0] Nothing is agreed with <b>{ $customer }</b>; orders go by the list price.
       *[other] Prices agreed with <b>{ $customer }</b>: { $total }{ $sets ->
            [1] . Tap one to change it:
           *[0] {""}
        }
    }
price-row = { $name } · { $holds ->
        [1] { $price }/{ $unit }
       *[0] list price
    }{ $ahead ->
        [1] {" "}→ { $next } from { $next_on }
       *[0] {""}
    }
price-new = + Agree a price
price-asked = <b>{ $customer }</b> · <b>{ $name }</b>
    List price ¥{ $list }, floor ¥{ $floor } per { $unit }
    Now { $from ->
        [agreed] agreed at
       *[list] by the list,
    } ¥{ $now } per { $unit }

    What is the new price? Type it.
price-as-listed = List price again, { $list }
price-day = <b>{ $customer }</b> · { $name } <b>¥{ $new } per { $unit }</b>
    From which day? Tap one, or type it.
price-from-today = From today
price-next-month = From next month
price-card = <b>{ $customer }</b> · <b>{ $name }</b>
    ¥{ $now } → <b>¥{ $new } per { $unit }</b> from { $from_on }{ $under ->
        [1] {"\u000A"}⚠️ Under the floor of ¥{ $floor }: a manager still agrees to each order.
       *[0] {""}
    }
    Orders taken before stay as they are.
price-change = Change price
price-change-day = Change day
customer-edit-terms = <b>{ $name }</b> now has: { $terms_now }
    What instead? Tap one or type it, for example: net 30, 30 days EOM.
customer-terms-card = <b>{ $name }</b>
    Terms until now: { $before }
    New terms: { $terms }{ $credit ->
        [1] {"\u000A"}Shipped today, due { $due }{ $basis ->
            [invoice] {" "}for now, until the invoice day is known
            [statement] {" "}for now, until the statement day is known
           *[shipment] {""}
        }
       *[0] {""}
    }{ $asks ->
        [1] {"\u000A"}⏳ The boss has to agree; until then the old terms hold.
       *[0] {"\u000A"}They hold as soon as you confirm.
    }
terms-noted-yes = Agreed; the terms hold from now on
terms-noted-no = Refused; the old terms hold
journal-customer-added = added it as { $code }
journal-customer-claimed = wanted to add it too; the managers were told
journal-customer-edited = changed { $before } to { $after }
journal-customer-handed-over = handed it over: { $giver } → { $taker }
journal-customer-wish = { $field ->
        [receipt] signed receipt
       *[invoice] invoice
    }: { $wanted ->
        [1] wanted
       *[0] not wanted
    }
journal-limit-asked = asked for a credit limit of ¥{ $limit }: { $reason }
journal-limit-set = { $none ->
        [1] took the credit limit away
       *[0] set the credit limit to ¥{ $limit } { $reason }
    }
journal-limit-refused = refused a credit limit of ¥{ $limit }
journal-price-agreed = agreed { $product } at ¥{ $price } from { $from_on } (before: ¥{ $before })
journal-terms-asked = asked for other terms
journal-terms-set = set the terms
journal-terms-refused = refused the terms asked for

# Finding customers and products.
menu-find = 🔍 Find
find = { $state ->
        [empty] There are no customers and products yet.
        [none] Nothing found for “{ $text }”. Try another part of the name, its pinyin initials or its code.
        [found] “{ $text }”: { $kind ->
            [product] { $product_total ->
                [one] one product
               *[other] { $product_total } products
            }
           *[customer] { $customer_total ->
                [one] one customer
               *[other] { $customer_total } customers
            }
        }
       *[recent] <b>Find a customer or product</b>: type a part of the name, pinyin initials or a code. Used lately:
    }
find-to-products = Products ({ $product_total })
find-to-customers = Customers ({ $customer_total })
find-product-row = { $sku } { $name }
find-product = <b>{ $sku }</b> { $name }{ $sees_price ->
        [1] {"\u000A"}List price ¥{ $price } a { $unit }
       *[0] {""}
    }{ $sees_floor ->
        [1] , floor ¥{ $floor }
       *[0] {""}
    }
    In stock { $on_hand } { $unit }, { $short ->
        [1] { $available } { $unit } short (more is promised than is there)
       *[0] { $available } { $unit } available
    }
