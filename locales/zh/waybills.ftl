# 快递单照片：读条码，对上发货单，或一点就填单号。

# $known 是 1 或 0。
photo-codes = { $count ->
        [0] 照片里的条码都不在账上。
       *[other] 照片里有 { $count } 个条码，看哪一个？
    }
photo-code-row = { $known ->
        [1] { $waybill } · { $customer }
       *[0] { $waybill } · 还没登记
    }
photo-found = 🔍 <code>{ $waybill }</code>
    <b>{ $customer }</b> · { $number }{ $named ->
        [1] {" "}· { $courier }
       *[0] {""}
    }
    { $on } 发出，{ $amount } 元。{"\u000A"}{ $out ->
        [1] 签回单还没回来。照片拍的就是签回单吗？
       *[0] { $filed ->
            [1] 签回单已收回，照片已存。
           *[0] 签回单已收回，还没有照片。
        }
    }
photo-file-receipt = { $out ->
        [1] ✅ 是签回单，收回并存照片
       *[0] 🖼 存作签回单照片
    }
photo-which = 🔍 单号 <code>{ $waybill }</code> 还没登记。
    { $total ->
        [0] 现在没有等着填单号的货。
       *[other] 是哪一单的？点一下就填好：
    }
photo-which-row = { $customer } · { $named ->
        [1] { $courier }
       *[0] 物流
    } · { $days ->
        [0] 今天
        [1] 昨天
       *[other] { $days } 天前
    } · { $number }
photo-others = 照片里的其他条码
photo-number-row = 填 { $code }
photo-unread = 🔍 照片里没有读出条码。请把单号打过来，或者靠近些再拍一张。照片里的字（手写单子、聊天截图）我读不了，请打成文字发来。
photo-caption-read = 🔍 照片里的字我读不了，下面是按您写的说明读的；照片里还有别的，请打成文字补上。
photo-not-found = 🔍 { $numbers }：没有找到。请核对一下单号。

receipt-differs = ⚠️ 照片上的条码是 <code>{ $waybill }</code>，不是 <b>{ $customer }</b> 这一单的。
    照片存到哪一单？
receipt-differs-row = { $coded ->
        [1] 按条码：{ $customer } · { $number }
       *[0] 就是这单：{ $customer } · { $number }
    }
receipt-neither = 都不是，照片不要

refusal-no-code-read = 照片里没有读出条码。请把单号打过来，或者靠近些再拍一张。
refusal-picture-broken = 这张图片打不开，可能没传完整。请再发一次。
