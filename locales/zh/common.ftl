# 各处都用的按钮、数额和婉拒的话。

yes = 是
no = 否
back = ‹ 返回
cancel = 取消
confirm = 确认
next = 下一步
previous = 上一步
done = 完成
menu = 主菜单

# $page 和 $pages 是整数。
page = 第 { $page }/{ $pages } 页
# $amount 已按两位小数排好，例如 1,280.00。
money = { $amount } 元

refusal-not-allowed = 这一步您没有权限，请找您的经理办理或开通。
refusal-not-found = 没有找到，可能已删除，或不归您负责。请换个名称或编号再找一次。
refusal-nothing-so-named = 没有找到叫这个的。请换个名称、简称或编号，或点下面的。
refusal-outdated = 这条内容刚才已有变动，这个按钮不能再用了。请看最新内容再操作。
refusal-not-understood = 这句我没看明白。请换个说法，或点“主菜单”来选。
refusal-not-a-number = “{ $text }”不是数字。请只写数字，例如 1280.50。
refusal-not-a-quantity = “{ $text }”不是数字。请只写数字，例如 20。
refusal-not-positive = 数字要大于 0。
refusal-below-zero = 数字不能小于 0。
refusal-too-many-decimals = 小数位太多了，请少写几位。
refusal-too-large = 数字太大了，最多 { $limit }。请核对。
refusal-other-unit = 这个产品按“{ $unit }”算，您说的是“{ $given }”。请换算成{ $unit }再发。
refusal-not-a-day = 看不出“{ $text }”是哪一天。请写日期，例如 3月15日、明天或 2026-03-15。
refusal-day-in-the-past = { $day } 已经过了，请发今天或以后的日期。
refusal-unknown-terms = 看不懂账期“{ $text }”。请换个写法，例如 款到发货、月结30天或货到15天。
