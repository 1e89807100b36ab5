# 样品：申请、免费审批、寄出、反馈。

menu-sample = 🎁 申请样品
menu-samples = 样品记录
command-samples = 样品记录

# 申请
sample-customer = <b>申请样品</b>
    寄给哪个客户？
sample-pick-customer = 选客户
sample-lines = <b>申请样品</b> · { $customer }
    { $lines }
sample-no-lines = 还没有选产品。
sample-line = • { $product } <b>{ $quantity }</b> { $unit }
sample-line-button = ✎ { $product } { $quantity }{ $unit }
sample-add-line = + 再加一个
sample-quantity = <b>{ $product }</b>
    要几{ $unit }？点一个，或直接打数字。
sample-quick = { $quantity } { $unit }
sample-drop-line = 不要这个了
sample-purpose = <b>样品做什么用？</b> · { $customer }
    { $lines }
    点一个，或直接打字。
sample-choice = { $name }
sample-purpose-test = 客户试用
sample-purpose-compare = 和别家比质量
sample-purpose-new-product = 推新产品
sample-purpose-show = 展示陈列
sample-way = <b>怎么给客户？</b>
    点一个；指定快递就直接打快递公司的名字。
sample-via-express = 快递
sample-via-freight = 物流
sample-via-delivery = 我们送
sample-via-pickup = 客户来拿
sample-address = <b>寄到哪里？</b> { $customer }
    直接打收件地址、收件人和电话。
sample-known-address = 📍 { $known } { $person }
sample-fee = <b>样品费</b>
    这是新客户，样品要收费，首单退还。按标价是 { $fee } 元；收别的数就直接打。
sample-fee-usual = 收 { $fee } 元
sample-fee-waive = 申请免费（经理同意）
sample-card-new = <b>申请样品</b> · { $customer }（{ $code }）
sample-for = 用途：{ $purpose }
sample-going = 方式：{ $way }
sample-to = 地址：{ $address }
sample-told-purpose = 💬 用途是原话里写的，请核对
sample-told-address = 📍 地址是原话里写的，请核对
sample-waybill = 单号 <code>{ $waybill }</code>
sample-fee-paid = 样品费：{ $fee } 元
sample-fee-asked = 样品费：{ $fee } 元，申请免费，等经理同意
sample-fee-none = 样品费：不收
sample-fee-waived = 样品费：{ $who }同意免收
sample-fee-kept = { $who }没有同意免费
sample-fee-refunded = 首次批量订货时退还样品费
sample-confirm = ✅ 提交申请
sample-change-lines = 改产品
sample-change-purpose = 改用途
sample-change-way = 改方式
sample-change-address = 改地址
sample-change-fee = 改费用
sample-change-customer = 换客户
sample-done = ✅ 样品申请 <b>{ $number }</b> 已记下。
    { $waits ->
        [1] 已请经理看免费的事，同意后通知助理寄。
       *[other] 已通知助理寄样。
    }
sample-open = 打开样品
sample-another = 再申请一个

# 列表和单张
samples-list = <b>样品记录</b>
    { $total ->
        [0] 这里现在没有样品。
       *[other] 共 { $total } 份，点一份看详情。
    }
# $tab 是状态，$chosen 为 1 是正在看的这一栏。
samples-tab = { $chosen ->
        [1] ● { "" }
       *[other] { "" }
    }{ $tab ->
        [requested] 待寄
        [sent] 已寄未反馈
        [answered] 已反馈
       *[cancelled] 已取消
    } { $n }
samples-row = { $waits ->
        [1] ⏳ { "" }
       *[other] { "" }
    }{ $customer } · { $day } · { $number }
samples-new = + 申请样品
sample-head = <b>{ $number }</b> · { $customer } · { $rep }
sample-house = 公司
sample-state-waits = ⏳ 等经理同意免费
sample-state-requested = 待寄，{ $day }要寄
sample-state-sent = 📦 { $day }已寄出
sample-state-arrived = 📬 { $day }客户收到，等反馈
sample-state-answered = ✅ 客户已反馈（{ $day }寄出）
sample-state-cancelled = ✖️ 已取消
sample-answer = 💬 { $answer }
sample-verdict-satisfied = 满意
sample-verdict-thinking = 再看看
sample-verdict-unsuitable = 不合适
sample-waive = ✅ 同意免费
sample-keep-fee = 照收样品费
sample-send = 📦 登记寄出
sample-arrived = 客户收到了
sample-feedback = 💬 记反馈
sample-whose = 客户档案
sample-cancel = 取消样品
sample-cancel-sure = 取消样品 { $number }？
    可以直接打原因，或点确认。
sample-cancel-yes = 确认取消
sample-arrived-when = <b>{ $number }</b> 客户哪天收到的？
    点一个，或直接打日期。
sample-day = { $back ->
        [0] 今天
        [1] 昨天
       *[other] 前天
    }
sample-waiver-said = { $yes ->
        [1] 已同意免费，助理会收到通知。
       *[other] 已回复照收样品费。
    }

# 寄出
sample-send-courier = <b>{ $number }</b> 用哪家快递？
    点一个，或直接打名字。
sample-send-courier-row = { $name }
sample-send-waybill = <b>{ $number }</b> 的运单号是多少？直接打。
sample-send-no-waybill = 还没有单号
sample-send-day = <b>{ $number }</b> 哪天寄的？
    点一个，或直接打日期。
sample-send-card = <b>登记寄出</b> { $number } · { $customer }
    { $lines }
    方式：{ $way }
    单号：{ $waybill }
    地址：{ $address }
    日期：{ $day }
sample-send-confirm = ✅ 确认寄出
sample-send-waybill-button = 改快递单号
sample-send-day-button = 改日期
sample-send-done = ✅ 样品 <b>{ $number }</b>（{ $customer }）已登记寄出，业务员会收到通知。

# 反馈
sample-say = <b>{ $number }</b> · { $customer }
    客户怎么说？点一个，或直接打字。{ $any ->
        [1] { "" }
    { $answers }
       *[other] { "" }
    }
sample-said = ✅ 已记下 { $customer } 对样品 <b>{ $number }</b> 的反馈：
    { $answers }
sample-say-more = 再补充

# 通知
tell-sample-about = <b>{ $customer }</b> { $number }，{ $who }申请，用途：{ $purpose }
tell-sample-requested = <b>有样品要寄</b>
tell-sample-sent = <b>样品已寄出</b> { $day } · { $way }
tell-sample-waiver = <b>请看：样品免费</b>
    { $who }申请免收样品费 { $fee } 元（新客户）。
tell-sample-decision = { $answer ->
        [approved] ✅ { $who }同意免收样品费
        [refused] { $who }没有同意免费，样品费照收
       *[cancelled] 样品已取消
    }

# 经过
journal-sample-requested = 申请样品
journal-sample-waived = 同意免收样品费 { $fee } 元
journal-sample-not-waived = 没有同意免费，样品费 { $fee } 元照收
journal-sample-sent = 寄出 { $courier } { $waybill }
journal-sample-arrived = 记客户收到
journal-sample-answered = 记反馈
journal-sample-cancelled = 取消 { $reason }

refusal-fee-over-order = 样品费 { $fee } 元比这单还能抵的 { $most } 元多，请另外退给客户。
refusal-no-sample-lines = 样品要选 1 到 { $limit } 个产品。
refusal-purpose-missing = 请写一下样品做什么用。
refusal-address-missing = 要寄就得有收件地址，请发地址；客户自己来拿请改方式。
refusal-sample-text-too-long = 太长了，最多 { $limit } 个字，请写短一些。
refusal-fee-needed = 新客户的样品要收费，按标价是 { $fee } 元；不收的话请申请免费。
refusal-nobody-to-waive = 除了您没有别的经理或老总，自己的申请不能自己批，请照收样品费。
refusal-own-sample = 自己的申请、自己的客户，要别人来批。
refusal-waiver-decided = { $answer ->
        [approved] { $who }已经同意免费了。
        [refused] 已经回复照收样品费了。
       *[cancelled] 这份样品已经取消了。
    }
refusal-waiver-waiting = 样品 { $number } 还在等经理同意免费，定了再寄。
refusal-sample-already-sent = 样品 { $number } 已经寄出了。
refusal-sample-not-sent = 样品 { $number } 还没寄出，寄了再记。
refusal-sample-cancelled = 样品 { $number } 已经取消了。
refusal-feedback-missing = 请写一下客户怎么说。
