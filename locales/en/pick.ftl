# Choosing a customer or a product within another step.
# $state is empty, none, found (by what was typed) or recent (used lately).
pick-customer = { $state ->
        [empty] You have no customers yet.
        [none] Nothing found for “{ $text }”. Try another part of the name, its pinyin initials or its code.
        [found] { $total ->
            [one] One customer matches “{ $text }”:
           *[other] { $total } customers match “{ $text }”; tap one:
        }
       *[recent] <b>Which customer?</b> Tap one, or type a part of the name, its pinyin initials or its code.
    }
pick-customer-paid = Money received: <b>¥{ $paid }</b>{"\u000A"}
pick-customer-row = { $name } · { $place } · { $code }
pick-new-customer = + New customer
pick-all = Show all
pick-product = { $state ->
        [empty] There are no products yet; please ask the boss to import them.
        [none] Nothing found for “{ $text }”. Try another part of the name, its pinyin initials or its number.
        [found] { $total ->
            [one] One product matches “{ $text }”:
           *[other] { $total } products match “{ $text }”; tap one:
        }
       *[recent] <b>Which product?</b> Tap one, or type a part of the name, its pinyin initials or its number.
    }
# $price comes with two decimals, $available is the quantity that is available.
pick-product-row = { $sku } { $name } · { $price }/{ $unit }
pick-product-agreed = <b>{ $sku }</b> { $name }: agreed ¥{ $price } a { $unit }, { $short ->
        [1] { $available } short
       *[0] { $available } available
    }
pick-product-list = <b>{ $sku }</b> { $name }: list ¥{ $price } a { $unit }, { $short ->
        [1] { $available } short
       *[0] { $available } available
    }
