# Buttons, amounts and polite refusals that are used everywhere.

yes = Yes
no = No
back = ‹ Back
cancel = Cancel
confirm = Confirm
next = Next
previous = Previous
done = Done
menu = Menu

# $page and $pages are whole numbers.
page = Page { $page } of { $pages }
# $amount comes with two decimals, for example 1,280.00.
money = ¥{ $amount }

refusal-not-allowed = You are not allowed to do this; please ask your manager to do it or to grant it to you.
refusal-not-found = I could not find that: it may have been removed, or it is not yours. Try another name or number.
refusal-nothing-so-named = I could not find anything by that name. Try another name or number, or tap one below.
refusal-outdated = This has changed since that button was shown. Please look at the latest version and go on from there.
refusal-not-understood = I did not understand that. Please say it another way, or tap “Menu” to choose.
refusal-not-a-number = “{ $text }” is not a number. Please write digits only, for example 1280.50.
refusal-not-a-quantity = “{ $text }” is not a number. Please write digits only, for example 20.
refusal-not-positive = The number must be above 0.
refusal-below-zero = The number must not be below 0.
refusal-too-many-decimals = That has too many decimals. Please write fewer.
refusal-too-large = That is too large; the most is { $limit }. Please check it.
refusal-other-unit = This product is counted in { $unit }, and you said { $given }. Please give the number in { $unit }.
refusal-not-a-day = I cannot tell which day “{ $text }” is. Please write a date, for example 15 March, tomorrow or 2026-03-15.
refusal-day-in-the-past = { $day } has already passed. Please send today or a later day.
refusal-unknown-terms = I do not know the payment terms “{ $text }”. Try, for example, prepaid, net 30 end of month or 15 days after delivery.
