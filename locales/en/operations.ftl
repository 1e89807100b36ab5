# About the program itself, for the boss: letters that do not get out, a disk nearly full, a backup that failed.
# $since and $until are like “11-23 09:05”, $free is what is left in MB (whole), $why the reason.
trouble-letters = ⚠️ Since { $since } messages do not get out, for more than 10 minutes now. The program keeps trying; please have the network and the log looked at.
trouble-letters-over = ✅ Messages get out again (held up from { $since } to { $until }). What was held up arrives now.
trouble-disk = ⚠️ The server's disk is nearly full: { $free } MB are left. When it is full nothing can be recorded; please have it cleared soon.
trouble-disk-over = ✅ The server's disk has room again (nearly full from { $since } to { $until }).
trouble-backup = ⚠️ The daily backup of { $since } failed ({ $why }). The books are fine, but there is no new backup for now; it is tried again every hour. Please have it looked at.
trouble-backup-over = ✅ Backups work again (the one of { $since } failed, it was made up for at { $until }).
