# To do today: each button is a book with work in it and opens its list.

menu-todo = ✅ To do

# $none is 1 or 0.
todo = { $none ->
        [1] <b>To do</b> { $on }
            Nothing is waiting for you.
       *[0] <b>To do</b> { $on }
            Tap one to begin:
    }
# $section decides which line is said; the rest are whole numbers or formatted amounts.
todo-row = { $section ->
        [approvals] 🖋 Your approval wanted: { $approvals }
        [ship] 📦 To ship: { $to_ship }{ $ship_late ->
            [0] {""}
           *[other] {" "}· ⚠️ { $ship_late } late
        }{ $ship_today ->
            [0] {""}
           *[other] {" "}· { $ship_today } today
        }
        [waybills] 🔢 Waybills to enter: { $waybills }
        [receipts] 🧾 Receipts out: { $receipts }{ $receipts_late ->
            [0] {""}
           *[other] {" "}· ⚠️ { $receipts_late } late
        }
        [payments] 💰 Payments to confirm: { $payments }
        [cod] 🚚 COD money out: ¥{ $cod }{ $cod_is_late ->
            [1] {" "}· ⚠️ late
           *[0] {""}
        }
        [overdue] ⚠️ Overdue: { $overdue_count } · ¥{ $overdue }{ $overdue_resting ->
            [0] {""}
           *[other] {" "}· { $overdue_resting } not chased now
        }
        [due] 📅 Due by tomorrow: { $due_count } · ¥{ $due }
        [samples] 🧪 Samples to send: { $samples }
        [feedback] 🧪 Sample feedback to ask: { $feedback }
        [held] ⏳ My orders awaiting approval: { $held }
        [refused] ⛔ My orders refused: { $refused }
        [words] 📖 New names { $words }
       *[mine] 📦 My orders to ship: { $to_ship }
    }
