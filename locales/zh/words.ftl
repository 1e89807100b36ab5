# 词表：自己用过的叫法后来怎样了，给不管词表的人看。
# $who 是同意叫法的人的名字，none 是没有这样的人。
words-own = <b>词表</b>{ $total ->
        [0] ：您还没有用过账上没有的叫法。在订单卡片上改过产品或客户，就会记下您的叫法，
       *[other] ：您用过的 { $total } 个叫法，新的在前；新叫法
    }由{ $who ->
        [none] 经理
       *[other] { " " }{ $who }{ " " }
    }同意后，读单就认得。
words-own-row = 「{ $term }」→ { $name }（{ $state ->
        [proposed] 等同意
        [accepted] 已认得
        [refused] 没同意
       *[removed] 已去掉
    }）
words-to-own = 看我用过的
