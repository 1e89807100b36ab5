# 经过：单据上发生过什么，谁做的；老总还看得到谁想做而被拒绝。
journal-line = { $at } { $who } { $what }
journal-by-itself = 系统
journal-refused = { $tried ->
    [read] 想看，被拒绝
   *[do] 想操作，被拒绝
}（{ $refusal ->
    [not-found] 不归他管
    [own-order] 自己的单自己批
    [own-entry] 自己登记的自己核
    [own-sample] 自己的样品自己批
   *[other] 没有权限
}）
journal-erased = 个人资料已删除
journal-invited = 发出邀请
journal-joined = 加入
journal-join-refused = 拒绝加入
journal-role-given = 增加角色：{ $role ->
    [rep] 业务员
    [assistant] 业务助理
    [warehouse] 仓库
    [production] 生产
    [finance] 财务
    [manager] 业务经理
   *[boss] 老总
}
journal-role-taken = 取消角色：{ $role ->
    [rep] 业务员
    [assistant] 业务助理
    [warehouse] 仓库
    [production] 生产
    [finance] 财务
    [manager] 业务经理
   *[boss] 老总
}
journal-team-set = 调整所属经理
journal-serves = 开始跟 { $rep } 的单
journal-serves-not = 不再跟 { $rep } 的单
journal-left = 离职，权限收回
journal-reminder-chased = 催过

history-button = 经过
history-title = <b>{ $name }</b> 的经过
history-none = 还没有记录。
