# 今日待办：每个按钮是一类，点开就是清单。

menu-todo = ✅ 待办

# $none 是 1 或 0。
todo = { $none ->
        [1] <b>待办</b> { $on }
            没有等着办的事。
       *[0] <b>待办</b> { $on }
            点一类开始办：
    }
# $section 决定说哪一句，其余都是整数或已排好的金额。
todo-row = { $section ->
        [approvals] 🖋 等您审批 { $approvals }
        [ship] 📦 待发货 { $to_ship }{ $ship_late ->
            [0] {""}
           *[other] {" "}· ⚠️ 超期 { $ship_late }
        }{ $ship_today ->
            [0] {""}
           *[other] {" "}· 今天 { $ship_today }
        }
        [waybills] 🔢 待填单号 { $waybills }
        [receipts] 🧾 签回单在外 { $receipts }{ $receipts_late ->
            [0] {""}
           *[other] {" "}· ⚠️ 超期 { $receipts_late }
        }
        [payments] 💰 待确认收款 { $payments }
        [cod] 🚚 代收款在外 { $cod } 元{ $cod_is_late ->
            [1] {" "}· ⚠️ 超期
           *[0] {""}
        }
        [overdue] ⚠️ 逾期 { $overdue_count } 笔 · { $overdue } 元{ $overdue_resting ->
            [0] {""}
           *[other] {" "}· { $overdue_resting } 笔暂不催
        }
        [due] 📅 今明到期 { $due_count } 笔 · { $due } 元
        [samples] 🧪 待寄样品 { $samples }
        [feedback] 🧪 待问样品反馈 { $feedback }
        [held] ⏳ 我的订单等审批 { $held }
        [refused] ⛔ 我的订单没批准 { $refused }
        [words] 📖 新叫法 { $words }
       *[mine] 📦 我的订单待发 { $to_ship }
    }
