# 客户档案：新客户、客户卡、账期。
new-customer-name = <b>新客户</b>：公司全称是什么？
new-customer-use = 用“{ $offered }”
new-customer-contact = 联系人叫什么？
new-customer-phone = 联系电话？
new-customer-province = 在哪个省？点一个，或直接打字（境外的打“境外”）。
new-customer-address = 收货地址？例如：佛山市顺德区容桂大道 8 号
new-customer-terms = 怎么付款？点一个，或打字，例如：月结30天、票到15天、次月10号。
new-customer-owner = 归哪位业务员？
new-customer-choice = { $name }
new-customer-owner-choice = { $id ->
        [0] 公司（不归个人）
       *[other] { $name }
    }
new-customer-skip = 先不填
new-customer-save = ✅ 建档
# $due 是今天发货的到期日；$credit、$asks（要老总批）、$prepaid（外省先款）、$house 为 0 或 1。
new-customer-card = <b>{ $name }</b>
    联系人：{ $contact } { $phone }
    地区：{ $province }{ $elsewhere ->
        [none] {""}
       *[other] {"\u000A"}⚠️ 地址写的是{ $elsewhere }，不是{ $province }。是不是要款到发货看省份，请核对，不对就点“改地区”。
    }
    地址：{ $address }
    账期：{ $terms }{ $credit ->
        [1] ；今天发货，{ $basis ->
            [invoice] 暂按 { $due } 到期，开票日定了再算
            [statement] 暂按 { $due } 到期，对账日定了再算
           *[shipment] { $due } 到期
        }
       *[0] {""}
    }{ $asks ->
        [1] {"\u000A"}⏳ 账期要老总批准，会马上问他；批准前每张单他另批。
       *[0] {""}
    }{ $prepaid ->
        [1] {"\u000A"}⚠️ 外省客户：除非写明特别约定，一律款到发货。
       *[0] {""}
    }{ $house ->
        [1] {"\u000A"}归：{ $chooses_owner ->
            [1] 公司
           *[0] 您
        }
       *[0] {"\u000A"}归：{ $owner }
    }
new-customer-change = { $id ->
        [name] 改名称
        [contact] 改联系人
        [phone] 改电话
        [province] 改地区
        [address] 改地址
        [terms] 改账期
       *[owner] 改归属
    }
new-customer-added = ✅ 已建档：<b>{ $name }</b>，编号 { $code }

refusal-already-yours = “{ $name }”已经在册，编号 { $code }，直接查找就行。
refusal-already-a-customer = “{ $name }”已经是公司的客户，不能重复建档。我已告诉经理，请找经理商量。
refusal-name-missing = 名字里要有字。
refusal-limit-reason-missing = 申请额度要写原因，老总好决定。请写一句。
refusal-price-too-far = { $day } 太远了，最晚能定到 { $latest }。
refusal-text-too-long = 太长了，最多 { $limit } 个字，请缩短。
refusal-not-a-phone = “{ $text }”不像电话号码，请只发号码，例如 13800138000 或 0757-22221111。
refusal-unknown-province = 没有叫“{ $text }”的省。请发省名，例如 广东、浙江；国外的发“境外”。
refusal-not-asked-any-more = 这个账期申请已有结果，或已改成别的账期，不用再批了。

# 客户卡。$house（归公司）、$has_note 为 0 或 1。
customer-head = <b>{ $name }</b> · { $code }
customer-full-name = { $name }
customer-owes-nothing = 没有欠款
customer-owed = 欠 <b>{ $owed } 元</b>
customer-overdue = 其中逾期 <b>{ $overdue } 元</b>
customer-prepaid = 预收 { $prepaid } 元
customer-terms = 账期：{ $terms }
customer-terms-waiting = ⏳ 等老总批账期：{ $terms }
customer-terms-unapproved = ⚠️ 账期老总还没批，赊账单要逐张批
customer-open = 未完订单 { $orders } 张{ $waiting ->
        [0] {""}
       *[other] ，待审批 { $waiting } 张
    }；样品 { $samples } 个
customer-contact = 联系：{ $contact }
    地址：{ $address }
    归：{ $house ->
        [1] 公司
       *[0] { $rep }{ $left ->
            [1] （已离职，待移交）
           *[0] {""}
        }
    }
customer-limit = 额度 { $limit } 元，还能欠 { $left } 元
customer-limit-waiting = ⏳ 等老总批额度 { $limit } 元：{ $reason }
customer-wishes = 习惯：{ $receipt ->
        [1] 要签回单{ $invoice ->
            [1] 、要发票
           *[0] {""}
        }
       *[0] 要发票
    }
customer-reminded = 最近提醒：{ $on }「{ $title }」{ $number }，发给 { $told }
customer-not-answered = ，还没有答复
customer-answered = 答复：{ $on } { $by }：{ $answer ->
        [chased] 催过了
        [later] 明天再提醒
        [promised] 客户答应 { $until } 付
        [disputed] 有争议
        [paid] 已付款
        [returned] 已收回
        [confirmed] 已向客户确认
        [sent] 已寄出
       *[other] { $answer }
    }{ $has_note ->
        [1] （{ $note }）
       *[0] {""}
    }
customer-take-order = 📝 下单
customer-request-sample = 🎁 申请样品
customer-record-payment = 💰 登记收款
customer-receivables = 应收款
customer-orders = 订单
customer-samples = 样品
customer-prices = 🏷 协议价
customer-edit = 修改
customer-history = 记录
customer-story = <b>{ $name }</b> 的记录
customer-no-story = 还没有改动。
customer-edit-which = <b>{ $name }</b>：改哪一项？
customer-field = { $id ->
        [contact] 联系人
        [phone] 电话
        [province] 省份
        [address] 地址
        [limit] 额度
        [wishes] 签回单、发票
       *[terms] 账期
    }
customer-edit-value = <b>{ $name }</b> 的{ $field ->
        [contact] 联系人
        [phone] 电话
        [province] 省份
       *[address] 地址
    }现在是：{ $held }
    请发新的。
customer-edit-wishes = <b>{ $name }</b> 平时要什么？点一下换，新订单会自动带上。
customer-edit-limit = <b>{ $name }</b> 现在{ $held ->
        [1] 额度 { $limit } 元。
       *[0] 没有设额度。
    }{"\u000A"}{ $boss ->
        [1] 改成多少？直接打金额，马上生效。
       *[0] 申请多少？直接打金额，再写原因，老总批准后生效。
    }
customer-limit-why = { $boss ->
        [1] <b>{ $name }</b> 的额度定为 { $asked } 元，马上生效。原因？点一个或打字，也可以不写。
       *[0] <b>{ $name }</b> 申请额度 { $asked } 元。为什么？点一个，或直接打字。
    }
limit-no-reason = 不写原因
limit-none = 不设额度
limit-reason = { $id ->
        [good] 老客户，回款准时
        [grows] 订货量变大
       *[project] 有个大项目
    }
limit-approve-button = ✅ 同意额度
limit-refuse-button = ✖ 不同意额度
limit-noted-yes = 已同意，额度马上生效
limit-noted-no = 没有同意，额度不变
limit-asked = <b>{ $by }</b> 给 <b>{ $customer }</b>（{ $code }）申请额度 <b>{ $limit } 元</b>
    原因：{ $reason }
    现在：{ $held ->
        [1] 额度 { $now } 元，
       *[0] 没有额度，
    }欠 { $owed } 元{ $late ->
        [1] ，其中逾期 { $overdue } 元
       *[0] {""}
    }
limit-settled = 这个申请已处理，不用再点。
limit-answered = { $approved ->
        [1] ✅ { $by } 同意了 <b>{ $customer }</b>（{ $code }）的额度：{ $limit } 元
       *[0] ✖ { $by } 没有同意 <b>{ $customer }</b>（{ $code }）的额度：{ $limit } 元
    }
price-list = { $total ->
        [0] <b>{ $customer }</b> 还没有协议价，下单按标价。
       *[other] <b>{ $customer }</b> 的协议价，共 { $total } 个产品{ $sets ->
            [1] 。点一个改价：
           *[0] ：
        }
    }
price-row = { $name } · { $holds ->
        [1] { $price }/{ $unit }
       *[0] 标价
    }{ $ahead ->
        [1] {" "}→ { $next_on } 起 { $next }
       *[0] {""}
    }
price-new = ＋ 定一个协议价
price-asked = <b>{ $customer }</b> · <b>{ $name }</b>
    标价 { $list }，底价 { $floor } 元/{ $unit }
    现在{ $from ->
        [agreed] 协议价
       *[list] 按标价
    } { $now } 元/{ $unit }

    新价多少？直接打单价。
price-as-listed = 不再协议，按标价 { $list }
price-day = <b>{ $customer }</b> · { $name } <b>{ $new } 元/{ $unit }</b>
    从哪天起？点一天，或直接发日期。
price-from-today = 今天起
price-next-month = 下月 1 号起
price-card = <b>{ $customer }</b> · <b>{ $name }</b>
    { $now } → <b>{ $new } 元/{ $unit }</b>，{ $from_on } 起{ $under ->
        [1] {"\u000A"}⚠️ 低于底价 { $floor }，每张单仍要经理批。
       *[0] {""}
    }
    已下的订单不变。
price-change = 改价
price-change-day = 改日期
customer-edit-terms = <b>{ $name }</b> 现在的账期：{ $terms_now }
    改成什么？点一个，或打字，例如：月结30天、次月10号。
customer-terms-card = <b>{ $name }</b>
    原账期：{ $before }
    新账期：{ $terms }{ $credit ->
        [1] {"\u000A"}今天发货，{ $basis ->
            [invoice] 暂按 { $due } 到期，开票日定了再算
            [statement] 暂按 { $due } 到期，对账日定了再算
           *[shipment] { $due } 到期
        }
       *[0] {""}
    }{ $asks ->
        [1] {"\u000A"}⏳ 要老总批准，批准前仍按原账期。
       *[0] {"\u000A"}确认后马上生效。
    }
terms-noted-yes = 已同意，账期马上生效
terms-noted-no = 没有同意，按原账期
journal-customer-added = 建档 { $code }
journal-customer-claimed = 也想建这个客户，已告诉经理
journal-customer-edited = 修改资料：{ $before } → { $after }
journal-customer-handed-over = 移交：{ $giver } → { $taker }
journal-customer-wish = { $field ->
        [receipt] 签回单
       *[invoice] 发票
    }：{ $wanted ->
        [1] 要
       *[0] 不要
    }
journal-limit-asked = 申请额度 { $limit } 元：{ $reason }
journal-limit-set = { $none ->
        [1] 取消额度
       *[0] 额度定为 { $limit } 元 { $reason }
    }
journal-limit-refused = 没有同意额度 { $limit } 元
journal-price-agreed = { $product } 协议价 { $before } → { $price } 元，{ $from_on } 起
journal-terms-asked = 申请改账期
journal-terms-set = 定下账期
journal-terms-refused = 没有同意账期申请

# 查客户、查产品。
menu-find = 🔍 查客户/产品
find = { $state ->
        [empty] 还没有客户和产品。
        [none] 没有找到“{ $text }”。换几个字再打一遍，拼音首字母、编号、货号都行。
        [found] “{ $text }”：{ $kind ->
            [product] { $product_total } 个产品
           *[customer] { $customer_total } 个客户
        }
       *[recent] <b>查客户、查产品</b>：直接打名字、拼音首字母、编号、货号。最近用过的：
    }
find-to-products = 产品（{ $product_total }）
find-to-customers = 客户（{ $customer_total }）
find-product-row = { $sku } { $name }
find-product = <b>{ $sku }</b> { $name }{ $sees_price ->
        [1] {"\u000A"}标价 { $price } 元/{ $unit }
       *[0] {""}
    }{ $sees_floor ->
        [1] ，底价 { $floor } 元
       *[0] {""}
    }
    库存 { $on_hand } { $unit }，{ $short ->
        [1] 缺 { $available } { $unit }（订出去的比库存多）
       *[0] 可用 { $available } { $unit }
    }
