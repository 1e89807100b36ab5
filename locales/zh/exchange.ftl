# 导入、导出基础资料。

menu-export = 导出资料
command-export = 导出基础资料
import-who = 导入资料只有老总能做：{ $bosses }。请把文件转给他。
import-who-nobody = 导入资料只有老总能做，现在还没有老总账号，请找管理员。
# $sheet 已是名称；$new、$changed、$same 是整数。
import-count = { $sheet }：新增 <b>{ $new }</b>，更新 <b>{ $changed }</b>，不变 { $same }
import-ready = <b>{ $name }</b> 检查过了，没有错误：
    { $counts }
    { $notes }
    点“导入”后一次写入；写入前什么都没变。
import-nothing-new = <b>{ $name }</b> 检查过了，和账上完全一样，不用导入。
    { $counts }
    { $notes }
import-do = ✅ 导入
import-done = ✅ <b>{ $name }</b> 已导入。
    { $counts }
import-bad = <b>{ $name }</b> 有 { $rows } 行不对，一行都没有写入：
    { $lines }
import-bad-more = …还有 { $more } 处，全部在附件里。
import-bad-again = 改好后把整份文件再发一次。
import-bad-file = 不对的行.txt
import-ignored-column = 不认识的列，没有用：{ $sheet }“{ $heading }”
import-ignored-sheet = 不认识的表，没有用：“{ $sheet }”
import-new-reps = 账上没有的业务员，会新建，等您邀请：{ $names }
import-new-reps-done = 账上原来没有的业务员，已新建，等您邀请：{ $names }
import-default-terms = { $count } 个新客户没写账期，先按款到发货。
import-terms = 账期“{ $said }”（{ $count } 个客户）按“{ $meant }”算，视为老总已批：今天{ $basis ->
        [invoice] 开票
        [statement] 对账
       *[shipment] 发货
    }的，{ $due } 到期
import-terms-more = …还有 { $more } 种账期写法。
import-changed-head = 账上会改 { $count } 处：
import-changed = { $sheet } { $what }“{ $column }”：{ $old } → { $new }
import-changed-nothing = （空）
import-changed-file = 会改的地方.txt
export-caption = 全部基础资料。改好发回来就能导入。
bad-row-line = { $sheet } 第 { $row } 行“{ $column }”：{ $why }
bad-row-line-whole = { $sheet } 第 { $row } 行：{ $why }

sheet-customers = 客户
sheet-products = 产品
sheet-people = 人员
sheet-opening = 期初

bad-row-empty = 不能空着。
bad-row-formula = 是公式，文件里没有算好的值。请用表格软件打开，保存一次。
bad-row-cell-error = 单元格是出错的公式（{ $text }）。
bad-row-too-long = 太长，最多 { $limit } 个字。
bad-row-twice = 和第 { $first } 行重复。
bad-row-heading-twice = 这一列出现了两次。
bad-row-heading-missing = 缺这一列。
bad-row-sheet-twice = 同样的表出现了两张。
bad-row-quotes = 引号没有配对，从这里往后读不下去。
bad-row-name-not-unique = 有两个“{ $text }”，分不清是哪一个。
bad-row-unknown-person = 没有“{ $text }”这个人。
bad-row-own-manager = 自己不能是自己的经理。
bad-row-last-boss = 这样就没有老总了，请先让别人当老总。
bad-row-invitation-only = 同事要用邀请链接加入，不能在文件里指定账号。
bad-row-telegram-taken = 这个账号已经是“{ $text }”的。
bad-row-not-a-rep = “{ $text }”不是业务员。
bad-row-floor-above-list = 底价 { $floor } 高于标价 { $listed }。
bad-row-unknown-customer = 没有编码为“{ $text }”的客户。
bad-row-has-postings = 这笔已经有收款或发货记录，账上还欠 { $open } 元，不能用文件改。
bad-row-from-order = { $text } 是订单发的货，不能用文件改。
bad-row-in-future = { $day } 还没到。
bad-row-due-before = 到期日 { $day } 早于发生日 { $arose }。

journal-imported = 从文件导入
refusal-unknown-word = 不认识“{ $text }”，可以写：{ $known }。
refusal-not-a-spreadsheet = “{ $name }”不是能读的表格。请存成 .xlsx 或 .csv，不要加密码。
refusal-sheet-too-large = 文件太大，最多 { $limit } MB。请拆开。
refusal-unpacks-too-large = 这个文件解开后超过 { $limit } MB，没有读。请去掉多余的内容。
refusal-too-many-rows = 行数太多，一次最多 { $limit } 行。请分几次导入。
refusal-nothing-to-import = 里面没有认识的表。表名用 客户、产品、人员、期初，第一行是列名。
refusal-rows-refused = 有 { $rows } 行不对，一行都没有写入。请重新发文件看看是哪些。

# 列名
column-code = 编码
column-name = 名称
column-short_name = 简称
column-aliases = 别名
column-province = 省份
column-city = 城市
column-address = 地址
column-contact = 联系人
column-phone = 电话
column-rep = 业务员
column-terms = 账期
column-sku = 型号
column-unit = 单位
column-list_price = 标价
column-floor_price = 底价
column-stock = 库存
column-roles = 角色
column-language = 语言
column-manager = 经理
column-reps = 负责的业务员
column-telegram_id = telegram_id
column-hired_on = 入职日期
column-active = 在职
column-kind = 类别
column-number = 单号
column-customer = 客户编码
column-amount = 金额
column-arose_on = 发生日期
column-due_on = 到期日
column-courier = 快递
column-waybill = 运单号
column-shipped_on = 发货日期
refusal-file-too-large = 文件太大，最多 { $limit } MB。请压小或拆开再发。
