# Spreadsheets that order something: what is asked, what the card says.

read-quantity-numbers = The sheet has several numbers: { $numbers }.
# $rows counts the rows of this order, $others names the other customers.
read-sheet-customer = 👥 The sheet is for several customers: this order has { $rows ->
        [1] this one's row
       *[other] this one's { $rows } rows
    } only; separately: { $others }
read-sheet-columns = 📊 Quantities are those under “{ $taken }”; not counted: { $unused }
read-sheet-remarks = 📝 Remarks in the sheet that were not acted on, please look: { $words }
read-sheet-left = ⚠️ { $rows ->
        [1] One row has no quantity or no product and is left out
       *[other] { $rows } rows have no quantity or no product and are left out
    }: { $words }
read-sheet-more = ⚠️ { $sheets ->
        [1] One more sheet of the file looks like an order and was not read
       *[other] { $sheets } more sheets of the file look like orders and were not read
    }: please send that separately

refusal-no-order-sheet = I see no order in that file. It needs a column of products and one of quantities, under any headings; name the customer in the caption.
refusal-no-headings = The sheet has several columns of numbers and no row of headings above them, so nobody can tell which is the quantity. Please put headings in the first row (such as Product, Quantity, Price) and send it again.
refusal-too-many-customers = Orders for at most { $limit } customers are read from one sheet. Please split it.

# A file that is neither a picture nor a spreadsheet
file-unread = 📎 { $name } cannot be read here. What can be read: text, spreadsheets (.xlsx, .csv), and bar codes in photos.{ $orders ->
        [1] { " " }If there is an order in it, please copy its words into a message, or save it as .xlsx and send that.
       *[0] { "" }
    }
file-caption-read = 📎 { $name } cannot be read here; what follows is from your caption. If the file says more, please copy it into a message.
refusal-file-not-read = A file of this kind cannot be read here. Please type what is meant.
