# 在别的步骤里挑客户、挑产品。
# $state 为 empty（还没有）、none（没找到）、found（按打的字找到）或 recent（最近用过）。
pick-customer = { $state ->
        [empty] 您名下还没有客户。
        [none] 没有找到“{ $text }”。换几个字再试，拼音首字母、编号也行。
        [found] “{ $text }”找到 { $total } 个客户，点一个：
       *[recent] <b>哪个客户？</b>点一个，或直接打名字、拼音首字母、编号。
    }
pick-customer-paid = 收款 <b>{ $paid } 元</b>{"\u000A"}
pick-customer-row = { $name } · { $place } · { $code }
pick-new-customer = + 新客户
pick-all = 看全部
pick-product = { $state ->
        [empty] 产品目录还是空的，请找老总导入。
        [none] 没有找到“{ $text }”。换几个字再试，拼音首字母、货号也行。
        [found] “{ $text }”找到 { $total } 个产品，点一个：
       *[recent] <b>哪个产品？</b>点一个，或直接打名称、拼音首字母、货号。
    }
# $price 已按两位小数排好，$available 是可用数量，$short 为 1 时是缺的数量。
pick-product-row = { $sku } { $name } · { $price }/{ $unit }
pick-product-agreed = <b>{ $sku }</b> { $name }：协议价 { $price } 元/{ $unit }，{ $short ->
        [1] 缺 { $available }
       *[0] 可用 { $available }
    }
pick-product-list = <b>{ $sku }</b> { $name }：标价 { $price } 元/{ $unit }，{ $short ->
        [1] 缺 { $available }
       *[0] 可用 { $available }
    }
