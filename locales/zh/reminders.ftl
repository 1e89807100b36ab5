# 到点提醒：每天各种提醒的说法、按钮和答复；还有送不到时的说明。

letter-repeated = （重复发送：上一次可能没送到）
letter-unreachable = <b>{ $name }</b> 收不到消息，可能停用了机器人。
    今天给 TA 的提醒没有送到，请当面说一声，让 TA 打开机器人发 /start。
