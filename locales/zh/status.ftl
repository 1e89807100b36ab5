# 近况：一条消息、一张图。

menu-status = 📊 近况
status-title = 📊 <b>近况</b>
status-of = 📊 <b>{ $name }</b>
# $due 是今天及以前该发的单数。
status-figures = { $on }
    今日接单 { $today } 单，{ $today_sum } 元；本月 { $month } 单，{ $month_sum } 元
    今日收款 { $received } 笔，{ $received_sum } 元
    待发货 { $to_ship } 单{ $due ->
        [0] {""}
       *[other] ，其中 <b>{ $due } 单今天该发</b>
    }
    待审批 { $waiting } 单{ $refused ->
        [0] {""}
       *[other] ，没批准 { $refused } 单
    }
    应收 <b>{ $owed } 元</b>，其中逾期 <b>{ $late } 元</b>
    样品在外 { $samples } 份
status-due = 到期：{ $each }{ $more ->
        [0] {""}
       *[other] ，另 { $more } 天共 { $rest } 元
    }
status-due-each = { $on } { $open } 元
status-prepaid = 预收款 { $amount } 元（已收，还没冲抵）
status-receipts = 签回单未回：{ $each }{ $more ->
        [0] {""}
       *[other] ，另 { $more } 家
    }
status-receipts-each = { $courier } { $count } 张（最久 { $days } 天）
status-cod = 代收货款未回：{ $each }{ $more ->
        [0] {""}
       *[other] ，另 { $more } 家
    }
status-cod-each = { $courier } { $amount } 元（{ $count } 笔，最久 { $days } 天）
status-between = ，
status-own-delivery = 自己送货
status-age-not-due = 未到期
status-age-d30 = 逾期 1–30 天
status-age-d60 = 31–60 天
status-age-d90 = 61–90 天
status-age-d120 = 91–120 天
status-age-older = 120 天以上
status-owed = 应收账款 { $amount } 元
status-most-overdue = 逾期最多
status-late = { $amount } · { $days } 天
status-open-to-ship = 待发货 { $n }
status-open-waiting = 待审批 { $n }
status-open-overdue = 逾期客户
status-open-receipts = 签回单 { $n }
status-open-cod = 代收货款 { $n }
status-open-samples = 样品 { $n }
status-open-reps = 看业务员
status-open-again = 🔄 刷新
status-open-customer = 打开客户档案
status-overdue-list = <b>逾期客户</b>（{ $total } 家，欠得多的在前）
status-overdue-row = { $customer }　{ $amount } 元 · { $days } 天
status-reps-list = 看哪位业务员的近况？
status-rep-row = { $rep }
free-text-hint = 这句我没对上客户、产品或单号。
    下单直接写，例如「恒达 12A 20支 明天发顺丰」；查近况发「今天怎么样」，查欠款发「客户名 欠多少」，其它看 /help。
free-text-card-hint = 这句我没看懂，这张单没有动。产品、数量、怎么发、哪天发可以直接说，例如「12A改成30支」「明天发德邦，运费到付」「备注：送货前打电话」；
    别的点卡片上的「明细」「发货」「结算」「备注」来改。
free-text-order-hint = 像是订单，但没看出是什么产品。写上客户、产品和数量，例如「恒达 12A 20支 明天发」，或点 /order 一步步来。
