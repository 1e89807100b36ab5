# Master data in and out.

menu-export = Export data
command-export = Export the master data
import-who = Only the boss imports data: { $bosses }. Please pass the file on.
import-who-nobody = Only the boss imports data, and there is no boss yet; please ask whoever runs this assistant.
# $sheet is a name already; $new, $changed, $same are whole numbers.
import-count = { $sheet }: <b>{ $new }</b> new, <b>{ $changed }</b> updated, { $same } unchanged
import-ready = <b>{ $name }</b> is checked and has no mistake:
    { $counts }
    { $notes }
    “Import” writes all of it at once; nothing has changed yet.
import-nothing-new = <b>{ $name }</b> is checked and says what the books say; there is nothing to import.
    { $counts }
    { $notes }
import-do = ✅ Import
import-done = ✅ <b>{ $name }</b> is imported.
    { $counts }
import-bad = { $rows ->
        [one] <b>{ $name }</b> has { $rows } bad row; nothing was written:
       *[other] <b>{ $name }</b> has { $rows } bad rows; nothing was written:
    }
    { $lines }
import-bad-more = …and { $more } more, all of them in the file below.
import-bad-again = Please mend them and send the whole file again.
import-bad-file = bad-rows.txt
import-ignored-column = Unknown column, not used: { $sheet } “{ $heading }”
import-ignored-sheet = Unknown sheet, not used: “{ $sheet }”
import-new-reps = Reps not in the books will be added, for you to invite: { $names }
import-new-reps-done = Reps that were not in the books were added, for you to invite: { $names }
import-default-terms = { $count ->
        [one] { $count } new customer has no terms: payment before shipment, for now.
       *[other] { $count } new customers have no terms: payment before shipment, for now.
    }
import-terms = Terms “{ $said }” ({ $count ->
        [one] { $count } customer
       *[other] { $count } customers
    }) are read as { $meant }, and count as granted: what is { $basis ->
        [invoice] invoiced
        [statement] on a statement of
       *[shipment] shipped
    } today is due { $due }
import-terms-more = … and { $more } more wordings of terms.
import-changed-head = { $count ->
        [one] { $count } field of the books changes:
       *[other] { $count } fields of the books change:
    }
import-changed = { $sheet } { $what }, { $column }: { $old } → { $new }
import-changed-nothing = (nothing)
import-changed-file = what-changes.txt
export-caption = All master data. Mend it and send it back to import it.
bad-row-line = { $sheet } row { $row }, { $column }: { $why }
bad-row-line-whole = { $sheet } row { $row }: { $why }

sheet-customers = customers
sheet-products = products
sheet-people = people
sheet-opening = opening

bad-row-empty = must not be empty.
bad-row-formula = is a formula whose value is not in the file. Open the file in a spreadsheet program and save it.
bad-row-cell-error = the cell is a formula that failed ({ $text }).
bad-row-too-long = too long; { $limit } characters are the most.
bad-row-twice = the same as row { $first }.
bad-row-heading-twice = this column is there twice.
bad-row-heading-missing = this column is missing.
bad-row-sheet-twice = the same sheet is there twice.
bad-row-quotes = a quotation mark is not closed; what follows cannot be read.
bad-row-name-not-unique = there are two called “{ $text }”.
bad-row-unknown-person = there is nobody called “{ $text }”.
bad-row-own-manager = nobody is their own manager.
bad-row-last-boss = Nobody would be boss then: make somebody else boss first.
bad-row-invitation-only = people join by invitation; a file cannot name their account.
bad-row-telegram-taken = this account is “{ $text }” already.
bad-row-not-a-rep = “{ $text }” is not a rep.
bad-row-floor-above-list = the floor price ¥{ $floor } is above the list price ¥{ $listed }.
bad-row-unknown-customer = there is no customer with the code “{ $text }”.
bad-row-has-postings = this has payments or a shipment already, ¥{ $open } is still open; a file cannot change it.
bad-row-from-order = { $text } left for an order; a file cannot change it.
bad-row-in-future = { $day } has not come yet.
bad-row-due-before = due { $day }, before it arose on { $arose }.

journal-imported = imported it from a file
refusal-unknown-word = “{ $text }” is not known here; write one of: { $known }.
refusal-not-a-spreadsheet = “{ $name }” is no spreadsheet that can be read. Please save it as .xlsx or .csv, without a password.
refusal-sheet-too-large = The file is too large; { $limit } MB are the most. Please split it.
refusal-unpacks-too-large = The file unpacks to more than { $limit } MB and was not read. Please take out what is not needed.
refusal-too-many-rows = Too many rows; { $limit } at a time are the most. Please import it in parts.
refusal-nothing-to-import = There is no sheet I know in it. Call the sheets customers, products, people or opening, with headings in the first row.
refusal-rows-refused = { $rows ->
        [one] { $rows } row is bad; nothing was written. Send the file again to see which.
       *[other] { $rows } rows are bad; nothing was written. Send the file again to see which.
    }

# Columns, as a file names them
column-code = code
column-name = name
column-short_name = short_name
column-aliases = aliases
column-province = province
column-city = city
column-address = address
column-contact = contact
column-phone = phone
column-rep = rep
column-terms = terms
column-sku = sku
column-unit = unit
column-list_price = list_price
column-floor_price = floor_price
column-stock = stock
column-roles = roles
column-language = language
column-manager = manager
column-reps = reps
column-telegram_id = telegram_id
column-hired_on = hired_on
column-active = active
column-kind = kind
column-number = number
column-customer = customer
column-amount = amount
column-arose_on = arose_on
column-due_on = due_on
column-courier = courier
column-waybill = waybill
column-shipped_on = shipped_on
refusal-file-too-large = The file is too large; { $limit } MB are the most. Please make it smaller or split it.
