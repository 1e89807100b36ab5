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
    地区：{ $province }
    地址：{ $address }
    账期：{ $terms }{ $credit ->
        [1] ；今天发货，{ $due } 到期
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
refusal-name-missing = 名字里要有字，请重新发一个。
refusal-text-too-long = 太长了，最多 { $limit } 个字，请缩短再发。
refusal-not-a-phone = “{ $text }”不像电话号码，请只发号码，例如 13800138000 或 0757-22221111。
refusal-unknown-province = 没有叫“{ $text }”的省。请发省名，例如 广东、浙江；国外的发“境外”。
refusal-not-asked-any-more = 这个账期申请已有结果，或已改成别的账期，不用再批了。
