# Joining, inviting, colleagues, letters about terms.
role-name = { $role ->
        [rep] sales rep
        [assistant] sales assistant
        [warehouse] warehouse
        [production] production
        [finance] finance
        [manager] sales manager
       *[boss] boss
    }
join-welcome = Welcome, <b>{ $name }</b>! You are in. Send /start for the menu, /help for how it works.
join-waiting = Hello { $name }. I have told { $inviter }; as soon as you are confirmed I will let you know here.
join-asked = Somebody came with the invitation of <b>{ $name }</b> ({ $roles }):
    Name: { $came }
    Telegram id: <code>{ $number }</code>
    Is it really them?
join-let-in-button = ✅ Let them in
join-keep-out-button = ✖ Not them
join-ended = { $state ->
        [approved] ✅ { $by } let them in.
        [refused] ✖ { $by } did not let them in; the invitation is void.
       *[void] This invitation is void.
    }
join-let-in = { $name } has joined
join-kept-out = Not let in; the invitation of { $name } is void
refusal-invitation-invalid = This invitation does not work: it may have been used, be too old or be miscopied. Please ask for a new one.
refusal-already-joined = { $name } has joined already; no invitation is needed.
refusal-no-role = Please choose at least one role.
refusal-decision-made = This has been decided already; nothing is left to do.
refusal-last-boss = There must be a boss; please let another boss join first.
refusal-not-a-rep = Customers go to another rep who is at work here.

menu-people = 👥 Colleagues
menu-invite = Invite
invite-name = <b>Invite a colleague</b>: what is their name? Type it, or tap one who is on file and has not joined.
invite-person = { $name }
invite-roles = What does <b>{ $name }</b> do? Choose one or more, then “Next”.
invite-role = { $chosen ->
        [1] ✅{" "}
       *[0] {""}
    }{ $role ->
        [rep] Sales rep
        [assistant] Sales assistant
        [warehouse] Warehouse
        [production] Production
        [finance] Finance
        [manager] Sales manager
       *[boss] Boss
    }
invite-manager = Whose team does <b>{ $name }</b> join?
invite-reps = Whose books does <b>{ $name }</b> keep? Choose, then “Next”.
invite-rep = { $chosen ->
        [1] ✅{" "}
       *[0] {""}
    }{ $name }
invite-card = Invite <b>{ $name }</b>
    Roles: { $roles }{ $led ->
        [1] {"\u000A"}Manager: { $manager }
       *[0] {""}
    }{ $serves ->
        [1] {"\u000A"}Keeps the books of: { $served }
       *[0] {""}
    }
invite-issue = Make the link
invite-link = The invitation of <b>{ $name }</b>: good once, within 24 hours. Forward it to them; one tap opens it:
    { $link }
    or they send me this line:
    <code>/start { $code }</code>
    When they come, I will ask you to confirm.

people-list = <b>Colleagues</b> ({ $total })
people-row = { $name }{ $state ->
        [left] {" "}(left, customers to hand over)
        [invited] {" "}(not joined)
       *[joined] {""}
    }
people-card = { $has_done ->
        [1] ✅ { $done }{"\u000A\u000A"}
       *[0] {""}
    }<b>{ $name }</b>{ $state ->
        [left] {" "}(left)
        [invited] {" "}(not joined)
       *[joined] {""}
    }
    Roles: { $roles }
    Manager: { $manager }{ $assistant ->
        [1] {"\u000A"}Keeps the books of: { $served }
       *[0] {""}
    }
    Customers: { $customers }
    Telegram id: <code>{ $number }</code>{ $waits ->
        [1] {"\u000A"}⏳ Somebody came to join: { $came }, Telegram id { $came_number }. Is it really them?
       *[0] {""}
    }
people-roles-button = Roles
people-manager-button = Team
people-serves-button = Serves
people-hand-button = Hand over customers
people-left-button = Has left
people-roles = The roles of <b>{ $name }</b>: a tap changes one at once.
people-manager = Whose team is <b>{ $name }</b> in?
people-serves = Whose books does <b>{ $name }</b> keep? A tap changes it.
people-taker = Who takes over the { $customers } customers of <b>{ $name }</b>?
people-what = Handing customers of <b>{ $name }</b> to <b>{ $taker }</b>: { $total } left. All of them, or tap one by one:
people-hand-all = Hand over all
people-customer = { $name } · { $code }
people-handed = { $count ->
        [one] One customer handed to { $taker }
       *[other] { $count } customers handed to { $taker }
    }
people-left = Has <b>{ $name }</b> left? They can do nothing more at once and get no reminders. Their customers ({ $customers }) stay on file until you hand them over.
people-left-yes = Yes, has left
people-has-left = Access ended. { $count ->
        [0] There are no customers to hand over.
       *[other] Customers left: { $count }; tap “Hand over customers”.
    }

terms-asked = <b>{ $by }</b> asks for terms for <b>{ $customer }</b> ({ $code }):
    Now: { $now }
    Asked for: { $terms }; shipped today, due { $due }{ $basis ->
        [invoice] {" "}for now, until the invoice day is known
        [statement] {" "}for now, until the statement day is known
       *[shipment] {""}
    }
terms-approve-button = ✅ Agree
terms-refuse-button = ✖ Refuse
terms-settled = This has been decided; nothing is left to do.
terms-none = none yet
terms-ended = { $agreed ->
        [1] ✅ Approved by { $who } { $at }
       *[0] ⛔ Refused by { $who } { $at }
    }
terms-approved = ✅ { $by } agreed to the terms of <b>{ $customer }</b> ({ $code }): { $terms }
terms-refused = ✖ { $by } did not agree to the terms of <b>{ $customer }</b> ({ $code }): { $terms }
customer-claimed = ⚠️ <b>{ $claimant }</b> wanted to add “{ $customer }”, which already belongs to { $house ->
        [1] the house
       *[0] { $owner }
    }; it was not added. Please agree whose it is.
customers-handed = { $count ->
        [one] A customer of <b>{ $giver }</b> is yours now: { $names }.
       *[other] { $count } customers of <b>{ $giver }</b> are yours now: { $names } …
    }
customer-open-button = Open customer

language-which = 用哪种语言？ Which language?
language-zh = 中文 Chinese
language-en = English
menu-language = 🌐 中文
menu-help = ❓ How to
help-paste = 📝 An order: paste the customer's message, e.g. “恒达 20 pcs 12A tomorrow by SF”; the same again: “恒达 same as last time”
help-order = 📎 An order as a spreadsheet: send the file. Step by step: send /order, a draft is never lost; a sample: send /sample
help-orders = 📋 Orders: send /orders; to do today: send /todo; an order's number shows where it is
help-photo = 🚚 A waybill: send a photo of it, or its number, to see whose goods it carries
help-find = 🔍 A customer or product: type a part of the name, a code or pinyin initials, e.g. hd for 恒达
help-ask = 💬 Just ask: “what does 恒达 owe”, “how much has 恒达 paid”, “price of 12A for 恒达”, “where is 恒达's order”
help-payment = 💵 Money came in: send /payment, or type “恒达 paid 5000 yesterday”
help-status = 📊 How things stand: send /status, or type “how are we doing?”
help-approve = 👍 Approvals: I send them to you, one tap decides; inviting, roles, leaving, handing customers over: “Colleagues” in the menu
help-rest = ⚙️ Menu /start · language /language · leave what is open /cancel
