menu-hello = Hello <b>{ $name }</b>. What would you like to do?
    Tap a button, or just type: a customer, an order number, "how are we doing?".
cancelled = Cancelled. Nothing was recorded.
stranger = Hello, this is an internal work assistant, open to invited colleagues only.
refusal-defect = Something went wrong on our side; this step was not recorded, and it has been noted. Please try again, or send /start for the menu.
refusal-key-reused = That button has been used already. Please go on in the new window.
command-start = Menu
menu-new-customer = + New customer
command-order = Take an order
command-orders = My orders
command-find = Find a customer or product
command-todo = To do today
command-status = How are we doing
command-sample = Request a sample
command-payment = Record a payment
command-help = How to use this
command-language = 切换语言 Language
command-cancel = Leave what is open
