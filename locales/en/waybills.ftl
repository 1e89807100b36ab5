# Photos of waybills: the bar code is read, matched to a shipment, or entered with one tap.

# $known is 1 or 0.
photo-codes = { $count ->
        [0] None of the bar codes in the photo is in the books.
       *[other] There are { $count } bar codes in the photo. Which one?
    }
photo-code-row = { $known ->
        [1] { $waybill } · { $customer }
       *[0] { $waybill } · not entered yet
    }
photo-found = 🔍 <code>{ $waybill }</code>
    <b>{ $customer }</b> · { $number }{ $named ->
        [1] {" "}· { $courier }
       *[0] {""}
    }
    Left { $on }, ¥{ $amount }.{"\u000A"}{ $out ->
        [1] Its signed receipt is still out. Is this a photo of it?
       *[0] { $filed ->
            [1] The signed receipt is back, the photo is kept.
           *[0] The signed receipt is back, without a photo so far.
        }
    }
photo-file-receipt = { $out ->
        [1] ✅ This is the receipt: it is back
       *[0] 🖼 Keep as the receipt's photo
    }
photo-which = 🔍 Waybill <code>{ $waybill }</code> is not in the books yet.
    { $total ->
        [0] No shipment is waiting for a number.
       *[other] Which shipment is it? One tap enters it:
    }
photo-which-row = { $customer } · { $named ->
        [1] { $courier }
       *[0] freight
    } · { $days ->
        [0] today
        [1] yesterday
       *[other] { $days } days ago
    } · { $number }
photo-others = Other bar codes in the photo
photo-number-row = Enter { $code }
photo-unread = 🔍 No bar code could be read in the photo. Please type the number, or take it again from closer. Words in pictures (written notes, screenshots of chats) cannot be read: please type them.
photo-caption-read = 🔍 Words in pictures cannot be read; what follows is from your caption. If the picture says more, please type it.
photo-not-found = 🔍 { $numbers }: nothing found. Please check the number.

receipt-differs = ⚠️ The bar code in the photo says <code>{ $waybill }</code>, which is not <b>{ $customer }</b>'s shipment.
    Whose receipt is it?
receipt-differs-row = { $coded ->
        [1] As the code says: { $customer } · { $number }
       *[0] This one all the same: { $customer } · { $number }
    }
receipt-neither = Neither, drop the photo

refusal-no-code-read = No bar code could be read in the photo. Please type the number, or take it again from closer.
refusal-picture-broken = This picture cannot be opened; it may have been cut off. Please send it again.
