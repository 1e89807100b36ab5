# Approvals: who has to agree to what, why, and whether they did.

menu-approvals = ✍️ Approvals

approval-floor = price under the floor
approval-credit = credit
approval-sign_off = new rep's order
approval-button = { $answer ->
        [y] ✅ Approve ({ $kind })
       *[n] ❌ Refuse ({ $kind })
    }
approval-why = Why not? Tap or type; whoever placed the order will read it as it is.
approval-reason-price = Price too low, talk to them again
approval-reason-owes = Collect what they owe first
approval-reason-talk = Come and talk to me first
approval-refused = Whoever placed it has been told: <b>{ $number }</b> is refused.
approval-done = { $void ->
        [1] This request is void, nothing was approved: { $number } was changed or cancelled later.{ $state ->
            [waiting] {" "}Please look at the newest request.
           *[other] {""}
        }
       *[other] { $number } is approved{ $state ->
            [waiting] ; { $waiting ->
                [one] one more decision is missing
               *[other] { $waiting } more decisions are missing
            }
            [open] {" "}and can ship
            [refused] , but something else was refused: it went back to be changed
           *[other] {""}
        }
    }
approvals-list = { $total ->
        [0] Nothing waits for your approval.
       *[other] <b>Waiting for you</b>, { $total } in all, the longest waiting first:
    }
approvals-row = { $customer } · { $total } · { $kind } · { $who }

letter-approval-wanted = ✍️ <b>Please decide: { $kind }</b>
    { $number } · <b>{ $customer }</b> · placed by { $who }
letter-approval-again = 🔁 { $mine ->
        [1] You
       *[other] { $who }
    } approved this order at { $at } (it was ¥{ $was } then). It was changed since, so that is void and it is asked again. What changed:
letter-change-line = • { $product } { $was } { $unit } × { $was_price } → { $now } { $unit } × { $now_price }
letter-change-added = • added { $product } { $now } { $unit } × { $now_price }
letter-change-gone = • left out { $product } { $was } { $unit } × { $was_price }
letter-change-settlement = • payment: { $was } → { $now }
letter-change-other = • shipping, day or note; goods and money are the same
take-approved-again = 🔁 { $who } approved this order ({ $kind }). A change makes that void: { $again ->
        [1] it is asked again once you confirm
       *[other] as it stands now nobody has to approve it
    }
letter-approval-yes = Approve
letter-approval-no = Refuse
letter-approval-approved = { $number } · { $customer } · ¥{ $total } ({ $kind })
    ✅ approved by { $who } at { $at }
letter-approval-refused = { $number } · { $customer } · ¥{ $total } ({ $kind })
    ⛔ refused by { $who } at { $at }: { $reason }
letter-approval-void = { $number } · { $customer } ({ $kind })
    No longer asked: the order was changed, cancelled, or refused by somebody else.
letter-order-approved = ✅ { $who } approved <b>{ $number }</b> · { $customer } ({ $kind }){ $waiting ->
        [0] ; it can ship
       *[other] ; { $waiting } more to decide
    }
letter-order-refused = ⛔ { $who } refused <b>{ $number }</b> · { $customer } ({ $kind })
    Reason: { $reason }
    Change it to ask again.

refusal-already-decided = { $who } has already { $answer ->
        [approved] approved
       *[refused] refused
    } it; there is nothing left to decide.
refusal-own-order = Nobody decides on their own order. Please ask another manager or the boss.
refusal-refusal-needs-reason = A refusal needs a reason. Please type one for whoever placed the order.
