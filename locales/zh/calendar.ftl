# 日历。$year、$month、$day 是整数，$weekday 从 1（周一）到 7，$today 为 1 是今天。
calendar-day = { $today ->
        [1] ·{ $day }·
       *[other] { $day }
    }
calendar-month = { $year }年{ $month }月
calendar-month-before = ‹ { $month }月
calendar-month-after = { $month }月 ›
calendar-months = 选月份
calendar-year = { $year }年
calendar-weekday = { $weekday ->
        [1] 一
        [2] 二
        [3] 三
        [4] 四
        [5] 五
        [6] 六
       *[other] 日
    }
