# 读懂发来的话：要问的、卡片上要说的、回答。

# 问一个问题，上面是原话。
read-join = 「{ $said }」
    没写客户。是加到 <b>{ $customer }</b> { $changes ->
        [1] 正在改的 { $number }
       *[other] 这张还没确认的单
    }里，还是另一张单？
read-join-yes = 加到这张单
read-join-no = 另开一单
read-customer = 「{ $said }」
    { $named ->
        [several] 话里写了不止一家，分不清哪些货是谁的。这一单先开给哪家？另一家的请另开一单。
        [one] <b>{ $term }</b> 是哪一家？点一个，或直接打客户名。
       *[other] 给哪个客户？点一个，或直接打客户名。
    }
read-other-customer = 都不是，去选
read-product = <b>{ $customer }</b>：「{ $said }」
    { $some ->
        [1] <b>{ $term }</b> { $quantity } 是哪个产品？点一个，或直接打名称。
       *[other] <b>{ $term }</b> { $quantity } 没对上产品。直接打名称或货号，或去选。
    }
read-product-row = { $name } · { $price } 元/{ $unit } · { $sku }
read-other-product = 都不是，去选
read-drop-line = 🗑 不要这一行
read-quantity = 「{ $said }」
    { $more ->
        [1] <b>{ $product }</b> 上次是 { $had } { $unit }，这次要再加：一共要多少{ $unit }？点一个，或直接打数字。
       *[other] <b>{ $product }</b> 要多少{ $unit }？点一个，或直接打数字。
    }
    { $price } 元/{ $unit }，可用 { $free } { $unit }。
read-unit = 「{ $said }」
    <b>{ $product }</b> 是按{ $unit }卖的，您写的是「{ $wrong }」。要多少{ $unit }？点一个，或直接打数字。
read-keep-number = 就是 { $quantity } { $unit }
read-term = 「{ $said }」
    { $field ->
        [ship_on] 哪天发？
        [arrive_by] 最晚哪天到？
        [ship_via] 怎么发？
        [courier] 用哪家快递？
        [freight] 运费谁付？
        [settlement] 怎么结？
        [receipt_back] 要签回单吗？
       *[invoice] 要开票吗？
    }话里有两种说法，点一个{ $field ->
        [ship_on] ，或直接打日期
        [arrive_by] ，或直接打日期
        [courier] ，或直接打名字
       *[other] { "" }
    }。
read-as-usual = 照平时的

# 卡片上
order-arrive-by = ⏰ 最晚 { $day } 到
order-said = 📄 原话：
    <blockquote>{ $said }</blockquote>
check-ship-too-late = ⚠️ { $day } 才发，客户要 { $arrive_by } 前到，请先和客户说好
read-again = 🔁 照 { $on } 的订单 { $number } 再来一份
read-kept-note = 📝 记在备注里了：{ $said }
read-kept-address = 📍 地址记下了：{ $said }
read-never-before = 这个客户以前没有订过。
read-apart = 👥 这句话是几家的，各开各的单：这张只有 <b>{ $customer }</b> 的货，{ $others } 的另有一张
read-several = ⚠️ 原话写了不止一家，分不清货是谁的：请逐行核对，这张单上只留 <b>{ $customer }</b> 的
read-stranger = ⚠️ 原话里的「{ $words }」没认出是谁，要是另一家客户，请把 TA 的货从这张单上去掉、另开一单
read-address = 📍 地址按原话写的「{ $address }」，平时是 { $usual }
read-noted = 📝 原话里的「{ $words }」写进了备注
read-tie-own = 🔁 「{ $term }」不止一家，按您自己的客户选了 <b>{ $customer }</b>
read-tie-usual = 🔁 「{ $term }」有几种，按常买的选了 <b>{ $product }</b>
read-not-applied = ⚠️ 原话里的「{ $words }」没有照办，请看一下
read-last-added = ➕ 加了 <b>{ $product }</b> { $quantity } { $unit }
read-last-set = ✏️ <b>{ $product }</b> 上次 { $was } { $unit }，这次 { $quantity } { $unit }
read-last-lacks = ⚠️ 上次那单没有 <b>{ $product }</b>，按新加的一行写了 { $quantity } { $unit }，请核对
read-last-out = ➖ 去掉了 <b>{ $product }</b>
read-last-missing = ⚠️ 上次那单里没有「{ $words }」，没有可去掉的
read-tie-second = 🤖 「{ $term }」不止一家，辅助阅读选了 <b>{ $customer }</b>，请核对
read-tie-goods = 🤖 「{ $term }」有几种，辅助阅读选了 <b>{ $product }</b>，请核对
read-unused = ⚠️ 原话里的「{ $words }」没有算进这张单，请看一下要不要改
read-changed = ✏️ 已按您说的改了 { $changes } 处，请再核对
take-source = 📄 原文
take-change-product = 换产品
take-waiting = 📝 还有 { $waiting } 张没确认，接着看
read-source = <b>原文</b>，和每一项是从哪几个字读出来的：
read-part = { $part }：「{ $said }」
read-part-line = { $number }. 「{ $said }」
read-field-customer = 客户
read-field-ship-on = 发货日
read-field-arrive-by = 到货日
read-field-ship-via = 怎么发
read-field-courier = 快递
read-field-freight = 运费
read-field-settlement = 结算
read-field-receipt-back = 签回单
read-field-address = 地址
read-field-note = 备注
read-field-invoice = 发票
read-field-instruction = 特批先发

# 回答
read-answer-product = <b>{ $product }</b>（{ $sku }）
read-answer-agreed = ：协议价 { $price } 元/{ $unit }
read-answer-list = ：标价 { $price } 元/{ $unit }
read-answer-free = ，可用 { $free } { $unit }
read-answer-none = ，没有可用的现货
read-answer-last = ，上次 { $last } 元（{ $on } 那单）
read-answer-order = 上次订货是 { $on }，<b>{ $number }</b>：
read-answer-line = • { $product } { $quantity } { $unit } × { $price }
read-payment-not-yours = 💰 收款由 { $who } 登记，请把这句话转给 TA；登记好后您会在客户卡上看到。

# 词表：大家怎么叫产品和客户
command-words = 词表
words-waiting = <b>词表</b>{ $total ->
        [0] 没有新叫法要看。
       *[other] ：{ $total } 个新叫法，点一个看，同意后读单就认得。
    }
words-known = <b>词表</b>{ $total ->
        [0] 还没有学到叫法。
       *[other] ：已认得 { $total } 个叫法，点一个可以去掉。
    }
words-row = 「{ $term }」→ { $name }
words-to-known = 看已认得的
words-to-waiting = 看等同意的
words-one = 「<b>{ $term }</b>」→ <b>{ $name }</b>（{ $code }）
    { $who } { $day } 说的{ $number ->
        [none] { "" }
       *[other] ，订单 { $number }
    }。
words-yes = ✅ 同意，以后就认得
words-no = ✖️ 不对，不学
words-remove = 🗑 去掉，不再认
journal-word-proposed = 有人叫它「{ $term }」
journal-word-accepted = 同意叫法「{ $term }」
journal-word-refused = 不同意叫法「{ $term }」
journal-word-removed = 去掉叫法「{ $term }」
refusal-word-taken = 「{ $term }」已经是别的名字了，一个叫法不能指两样。请先把那边的去掉，或不同意这个。
refusal-too-many-words = 别名太多了，放不下。请先去掉几个。
