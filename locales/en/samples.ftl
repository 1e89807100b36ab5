# Samples: asked for, the fee waived, sent, answered.

menu-sample = 🎁 Request a sample
menu-samples = Samples
command-samples = Samples

# Asking
sample-customer = <b>Request a sample</b>
    For which customer?
sample-pick-customer = Choose the customer
sample-lines = <b>Request a sample</b> · { $customer }
    { $lines }
sample-no-lines = No product yet.
sample-line = • { $product } <b>{ $quantity }</b> { $unit }
sample-line-button = ✎ { $product } { $quantity } { $unit }
sample-add-line = + Another
sample-quantity = <b>{ $product }</b>
    How many { $unit }? Tap one, or type the number.
sample-quick = { $quantity } { $unit }
sample-drop-line = Take it off
sample-purpose = <b>What is the sample for?</b> · { $customer }
    { $lines }
    Tap one, or type it.
sample-choice = { $name }
sample-purpose-test = Customer trial
sample-purpose-compare = Quality comparison
sample-purpose-new-product = Introduce a new product
sample-purpose-show = Display
sample-way = <b>How does it go?</b>
    Tap one; type a courier's name to ask for that one.
sample-via-express = Courier
sample-via-freight = Freight
sample-via-delivery = We deliver
sample-via-pickup = Picked up
sample-address = <b>Where to?</b> { $customer }
    Type the address, the recipient and their phone.
sample-known-address = 📍 { $known } { $person }
sample-fee = <b>Sample fee</b>
    A new customer pays for samples and gets it back with the first order. At list price it is ¥{ $fee }; type another amount if you like.
sample-fee-usual = Charge ¥{ $fee }
sample-fee-waive = Ask to waive it (manager)
sample-card-new = <b>Request a sample</b> · { $customer } ({ $code })
sample-for = For: { $purpose }
sample-going = By: { $way }
sample-to = To: { $address }
sample-told-purpose = 💬 The purpose is as the message says: please check
sample-told-address = 📍 The address is the one in the message: please check
sample-waybill = waybill <code>{ $waybill }</code>
sample-fee-paid = Fee: ¥{ $fee }
sample-fee-asked = Fee: ¥{ $fee }, waiver asked of the manager
sample-fee-none = Fee: none
sample-fee-waived = Fee: waived by { $who }
sample-fee-kept = { $who } did not waive it
sample-fee-refunded = Given back with the first bulk order
sample-confirm = ✅ Submit
sample-change-lines = Products
sample-change-purpose = Purpose
sample-change-way = Way
sample-change-address = Address
sample-change-fee = Fee
sample-change-customer = Customer
sample-done = ✅ Sample request <b>{ $number }</b> is recorded.
    { $waits ->
        [1] The manager has been asked about the fee; then the assistant is told.
       *[other] The assistant has been told.
    }
sample-open = Open the sample
sample-another = Another one

# Lists and the card
samples-list = <b>Samples</b>
    { $total ->
        [0] There is none here now.
        [one] { $total } sample; tap it to open.
       *[other] { $total } samples; tap one to open.
    }
# $tab is the state; $chosen is 1 for the tab that is shown.
samples-tab = { $chosen ->
        [1] ● { "" }
       *[other] { "" }
    }{ $tab ->
        [requested] To send
        [sent] Sent
        [answered] Answered
       *[cancelled] Cancelled
    } { $n }
samples-row = { $waits ->
        [1] ⏳ { "" }
       *[other] { "" }
    }{ $customer } · { $day } · { $number }
samples-new = + Request a sample
sample-head = <b>{ $number }</b> · { $customer } · { $rep }
sample-house = the house
sample-state-waits = ⏳ waits for a manager to waive the fee
sample-state-requested = to be sent by { $day }
sample-state-sent = 📦 sent { $day }
sample-state-arrived = 📬 arrived { $day }, feedback awaited
sample-state-answered = ✅ the customer answered (sent { $day })
sample-state-cancelled = ✖️ cancelled
sample-answer = 💬 { $answer }
sample-verdict-satisfied = Satisfied
sample-verdict-thinking = Still thinking
sample-verdict-unsuitable = Not suitable
sample-waive = ✅ Waive the fee
sample-keep-fee = Charge the fee
sample-send = 📦 Record as sent
sample-arrived = It arrived
sample-feedback = 💬 Feedback
sample-whose = The customer
sample-cancel = Cancel it
sample-cancel-sure = Cancel sample { $number }?
    Type the reason, or just confirm.
sample-cancel-yes = Yes, cancel it
sample-arrived-when = <b>{ $number }</b>: when did it arrive?
    Tap one, or type the day.
sample-day = { $back ->
        [0] Today
        [1] Yesterday
       *[other] Two days ago
    }
sample-waiver-said = { $yes ->
        [1] Waived; the assistant is told.
       *[other] Answered: the fee is charged.
    }

# Sending
sample-send-courier = <b>{ $number }</b>: with which courier?
    Tap one, or type the name.
sample-send-courier-row = { $name }
sample-send-waybill = <b>{ $number }</b>: please type the waybill number.
sample-send-no-waybill = No number yet
sample-send-day = <b>{ $number }</b>: on which day did it leave?
    Tap one, or type the day.
sample-send-card = <b>Record as sent</b> { $number } · { $customer }
    { $lines }
    By: { $way }
    Waybill: { $waybill }
    To: { $address }
    Day: { $day }
sample-send-confirm = ✅ Sent
sample-send-waybill-button = Courier, waybill
sample-send-day-button = Day
sample-send-done = ✅ Sample <b>{ $number }</b> ({ $customer }) is recorded as sent; the rep is told.

# Feedback
sample-say = <b>{ $number }</b> · { $customer }
    What does the customer say? Tap one, or type it.{ $any ->
        [1] { "" }
    { $answers }
       *[other] { "" }
    }
sample-said = ✅ Recorded what { $customer } said about sample <b>{ $number }</b>:
    { $answers }
sample-say-more = Add more

# Letters
tell-sample-about = <b>{ $customer }</b> { $number }, asked for by { $who }, for: { $purpose }
tell-sample-requested = <b>A sample to send</b>
tell-sample-sent = <b>Sample sent</b> { $day } · { $way }
tell-sample-waiver = <b>Please decide: sample fee</b>
    { $who } asks to waive the fee of ¥{ $fee } (new customer).
tell-sample-decision = { $answer ->
        [approved] ✅ { $who } waived the sample fee
        [refused] { $who } did not waive it; the fee is charged
       *[cancelled] The sample was cancelled
    }

# What happened
journal-sample-requested = asked for the sample
journal-sample-waived = waived the fee of ¥{ $fee }
journal-sample-not-waived = did not waive the fee of ¥{ $fee }
journal-sample-sent = sent it { $courier } { $waybill }
journal-sample-arrived = noted that it arrived
journal-sample-answered = recorded feedback
journal-sample-cancelled = cancelled it { $reason }

refusal-fee-over-order = The sample fee of ¥{ $fee } is more than the ¥{ $most } that can come off this order. Please give it back another way.
refusal-no-sample-lines = A sample takes 1 to { $limit } products.
refusal-purpose-missing = Please say what the sample is for.
refusal-address-missing = What is sent needs an address; please send it, or change the way to “Picked up”.
refusal-sample-text-too-long = That is too long; { $limit } characters are the most. Please say it shorter.
refusal-fee-needed = A new customer pays for samples, ¥{ $fee } at list price; ask for a waiver if they should not.
refusal-nobody-to-waive = There is no other manager or boss, and nobody approves their own request; please charge the fee.
refusal-own-sample = Somebody else has to decide on your own request or your own customer.
refusal-waiver-decided = { $answer ->
        [approved] { $who } has waived it already.
        [refused] It was answered already: the fee is charged.
       *[cancelled] This sample was cancelled.
    }
refusal-waiver-waiting = Sample { $number } waits for a manager to decide about the fee; send it after that.
refusal-sample-already-sent = Sample { $number } has left already.
refusal-sample-not-sent = Sample { $number } has not left yet.
refusal-sample-cancelled = Sample { $number } was cancelled.
refusal-feedback-missing = Please say what the customer said.
