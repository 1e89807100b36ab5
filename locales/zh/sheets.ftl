# 发来的订货表格：要问的、卡片上要说的。

read-quantity-numbers = 表里有几个数：{ $numbers }。
# $rows 是这张单的行数，$others 是其他客户。
read-sheet-customer = 👥 表里不止一家客户：这张只有这家的 { $rows } 行，{ $others } 另开一张单
read-sheet-columns = 📊 数量按「{ $taken }」一列读，没有算：{ $unused }
read-sheet-remarks = 📝 表里的备注没有照办，请看一下：{ $words }
read-sheet-left = ⚠️ { $rows } 行没写数量或产品，没有算进来：{ $words }
read-sheet-more = ⚠️ 文件里还有 { $sheets } 张表像订单，没有读，请分开发

refusal-no-order-sheet = 没看出这是一张订单。表里要有产品和数量两列，标题随意；客户可以写在文件说明里。
refusal-no-headings = 表里有好几列数字，上面没有标题行，分不清哪一列是数量。请在第一行写上标题（如 产品、数量、单价）再发一次。
refusal-too-many-customers = 一张表里最多读 { $limit } 家客户的订单，请拆开再发。

# 不是照片也不是表格的文件
file-unread = 📎 { $name } 我读不了。能读的是文字、Excel（.xlsx）或 .csv 表格，和照片里的条码。{ $orders ->
        [1] 里面是订单的话，请把内容复制成文字发来，或存成 .xlsx 再发。
       *[0] { "" }
    }
file-caption-read = 📎 { $name } 里面我读不了，下面是按您写的说明读的；文件里还有别的，请复制成文字补上。
refusal-file-not-read = 这种文件我读不了，请打成文字发来。
