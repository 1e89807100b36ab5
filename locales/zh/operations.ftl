# 程序自己的事，告诉老总：信发不出去、磁盘快满、备份没做成，以及好了。
# $since 和 $until 是“11-23 09:05”这样的时间，$free 是剩下的 MB（整数），$why 是原因。
trouble-letters = ⚠️ 从 { $since } 起有消息发不出去，已超过 10 分钟。程序会继续试；请管理员看看网络和日志。
trouble-letters-over = ✅ 消息又能发出去了（{ $since } 到 { $until } 之间有延误）。这段时间的通知会陆续到。
trouble-disk = ⚠️ 服务器磁盘快满了，只剩 { $free } MB。满了就记不了账，请管理员尽快清理。
trouble-disk-over = ✅ 服务器磁盘又有空间了（{ $since } 到 { $until } 快满）。
trouble-backup = ⚠️ { $since } 的自动备份没有成功（{ $why }）。账没有受影响，但暂时没有新备份；每小时会再试，请管理员看看。
trouble-backup-over = ✅ 备份恢复正常（{ $since } 那次没有成功，{ $until } 已补上）。
