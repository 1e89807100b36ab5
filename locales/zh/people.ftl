# 加入、邀请、同事、账期审批的信。
role-name = { $role ->
        [rep] 业务员
        [assistant] 业务助理
        [warehouse] 仓库
        [production] 生产
        [finance] 财务
        [manager] 业务经理
       *[boss] 老总
    }
join-welcome = 欢迎，<b>{ $name }</b>！您已加入。发 /start 打开菜单，发 /help 看怎么用。
join-waiting = 您好，{ $name }。已告诉 { $inviter }，等他确认后您就能用了，我会马上通知您。
join-asked = <b>{ $name }</b>（{ $roles }）的邀请有人来了：
    名字：{ $came }
    Telegram 号：<code>{ $number }</code>
    是本人吗？
join-let-in-button = ✅ 让他加入
join-keep-out-button = ✖ 不是他
join-ended = { $state ->
        [approved] ✅ { $by } 已让他加入。
        [refused] ✖ { $by } 没有让他加入，邀请作废。
       *[void] 这个邀请已作废。
    }
join-let-in = { $name } 已加入
join-kept-out = 没有让他加入；{ $name } 的邀请已作废
refusal-invitation-invalid = 这个邀请用不了：可能已用过、已过期，或抄错了。请向邀请您的同事要一个新的。
refusal-already-joined = { $name } 已经加入了，不用再邀请。
refusal-no-role = 至少要选一个岗位。
refusal-decision-made = 这个人已经处理过了，不用再点。
refusal-last-boss = 不能少了最后一位老总，请先让另一位老总加入。
refusal-not-a-rep = 客户只能交给在职的另一位业务员。

menu-people = 👥 同事
menu-invite = 邀请同事
invite-name = <b>邀请同事</b>：他叫什么？直接打名字；已在册还没加入的，点名字。
invite-person = { $name }
invite-roles = <b>{ $name }</b> 做什么？可以选几个，选好点“下一步”。
invite-role = { $chosen ->
        [1] ✅{" "}
       *[0] {""}
    }{ $role ->
        [rep] 业务员
        [assistant] 业务助理
        [warehouse] 仓库
        [production] 生产
        [finance] 财务
        [manager] 业务经理
       *[boss] 老总
    }
invite-manager = <b>{ $name }</b> 归哪位经理？
invite-reps = <b>{ $name }</b> 服务哪些业务员？选好点“下一步”。
invite-rep = { $chosen ->
        [1] ✅{" "}
       *[0] {""}
    }{ $name }
invite-card = 邀请 <b>{ $name }</b>
    岗位：{ $roles }{ $led ->
        [1] {"\u000A"}经理：{ $manager }
       *[0] {""}
    }{ $serves ->
        [1] {"\u000A"}服务：{ $served }
       *[0] {""}
    }
invite-issue = 生成邀请链接
invite-link = <b>{ $name }</b> 的邀请，24 小时内有效，只能用一次。转发给他，点开就行：
    { $link }
    或者让他给我发这一行：
    <code>/start { $code }</code>
    他来了以后，我会请您确认。

people-list = <b>同事</b>（{ $total } 人）
people-row = { $name }{ $state ->
        [left] （已离职，客户待移交）
        [invited] （未加入）
       *[joined] {""}
    }
people-card = { $has_done ->
        [1] ✅ { $done }{"\u000A\u000A"}
       *[0] {""}
    }<b>{ $name }</b>{ $state ->
        [left] （已离职）
        [invited] （未加入）
       *[joined] {""}
    }
    岗位：{ $roles }
    经理：{ $manager }{ $assistant ->
        [1] {"\u000A"}服务：{ $served }
       *[0] {""}
    }
    名下客户：{ $customers } 个
    Telegram 号：<code>{ $number }</code>{ $waits ->
        [1] {"\u000A"}⏳ 有人来加入：{ $came }，Telegram 号 { $came_number }，是本人吗？
       *[0] {""}
    }
people-roles-button = 改岗位
people-manager-button = 换经理
people-serves-button = 服务谁
people-hand-button = 移交客户
people-left-button = 已离职
people-roles = <b>{ $name }</b> 的岗位，点一下就改，马上生效。
people-manager = <b>{ $name }</b> 归哪位经理？
people-serves = <b>{ $name }</b> 服务哪些业务员？点一下就改。
people-taker = <b>{ $name }</b> 的 { $customers } 个客户交给谁？
people-what = 把 <b>{ $name }</b> 的客户交给 <b>{ $taker }</b>：还有 { $total } 个。全部移交，或一个一个点：
people-hand-all = 全部移交
people-customer = { $name } · { $code }
people-handed = 已移交 { $count } 个客户给 { $taker }
people-left = <b>{ $name }</b> 确定离职了？他马上就不能再用，也收不到任何提醒。名下 { $customers } 个客户留在账里，等您移交。
people-left-yes = 确定离职
people-has-left = 已停用。{ $count ->
        [0] 名下没有客户。
       *[other] 还有 { $count } 个客户，请点“移交客户”。
    }

terms-asked = <b>{ $by }</b> 给 <b>{ $customer }</b>（{ $code }）申请账期：
    现在：{ $now }
    申请：{ $terms }；今天发货，{ $basis ->
        [invoice] 暂按 { $due } 到期，开票日定了再算
        [statement] 暂按 { $due } 到期，对账日定了再算
       *[shipment] { $due } 到期
    }
terms-approve-button = ✅ 同意
terms-refuse-button = ✖ 不同意
terms-settled = 这个申请已处理，不用再点。
terms-none = 还没定
terms-ended = { $agreed ->
        [1] ✅ { $who } { $at } 已同意
       *[0] ⛔ { $who } { $at } 没有同意
    }
terms-approved = ✅ { $by } 同意了 <b>{ $customer }</b>（{ $code }）的账期：{ $terms }
terms-refused = ✖ { $by } 没有同意 <b>{ $customer }</b>（{ $code }）的账期：{ $terms }
customer-claimed = ⚠️ <b>{ $claimant }</b> 要给“{ $customer }”建档，但它已经是{ $house ->
        [1] 公司
       *[0] { $owner }
    }的客户，没有建。请你们商量归谁。
customers-handed = <b>{ $giver }</b> 的 { $count } 个客户交给您了：{ $names }{ $count ->
        [1] {""}
        [2] {""}
        [3] {""}
        [4] {""}
        [5] {""}
       *[other] 等
    }。以后由您跟进。
customer-open-button = 打开客户

language-which = 用哪种语言？ Which language?
language-zh = 中文
language-en = English
menu-language = 🌐 English
menu-help = ❓ 怎么用
help-paste = 📝 下单：把客户发来的话直接粘贴给我，例如“恒达 12A 20支 明天发顺丰”；跟上次一样就打“恒达 老规矩”
help-order = 📎 Excel 订货表也可以直接发来；一步步下单发 /order，草稿不会丢；申请样品发 /sample
help-orders = 📋 看订单发 /orders，今天要做的发 /todo；直接发订单号，马上看到哪一步
help-photo = 🚚 快递单：拍照发来，或打单号，马上看到是哪票货
help-find = 🔍 查客户、产品：直接打名字、编号或拼音首字母，例如 hd 找恒达
help-ask = 💬 直接问：“恒达 欠多少”“恒达付了多少”“12A 给恒达什么价”“恒达的货到哪了”
help-payment = 💵 登记收款：发 /payment，或打“恒达昨天转了5000”
help-status = 📊 近况：发 /status，或打“今天怎么样”
help-approve = 👍 审批：我会发给您，点一下就行；邀请、换岗、离职、移交客户：菜单里点“同事”
help-rest = ⚙️ 菜单 /start · 语言 /language · 退出当前操作 /cancel
