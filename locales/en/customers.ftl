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
    Province: { $province }
    Address: { $address }
    Terms: { $terms }{ $credit ->
        [1] ; shipped today, due { $due }
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
refusal-name-missing = A name needs letters in it; please send it again.
refusal-text-too-long = That is too long: at most { $limit } characters. Please shorten it and send it again.
refusal-not-a-phone = “{ $text }” does not look like a phone number. Please send only the number, for example 13800138000.
refusal-unknown-province = There is no province “{ $text }”. Please send its name, for example Guangdong, or “abroad”.
refusal-not-asked-any-more = These terms have been decided on, or others were asked for; nothing is left to approve.
