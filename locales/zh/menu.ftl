menu-hello = <b>{ $name }</b>，你好。要做什么？
    直接点按钮，或者打字：客户名、订单号、「今天怎么样」。
cancelled = 已取消，没有留下任何记录。
stranger = 你好，这里是内部工作助手，只对受邀请的同事开放。
refusal-defect = 程序出了点问题，这一步没有记录，已记下待查。请再试一次，或发 /start 回到菜单。
refusal-key-reused = 这个按钮已经用过了，请在新的窗口里再操作。
command-start = 菜单
menu-new-customer = + 新客户
command-order = 下单
command-orders = 我的订单
command-find = 查客户、查产品
command-todo = 今日待办
command-status = 近况
command-sample = 申请样品
command-payment = 登记收款
command-help = 怎么用
command-language = 切换语言 Language
command-cancel = 取消，退出当前操作
