# What became of the names that somebody used, for those who do not decide on them.
# $who names those who agree to a name, or is none.
words-own = <b>Names in use</b>: { $total ->
        [0] you have not used a name that the books do not have. Where you change product or customer on an order's card, your name for it is kept;
       *[other] the { $total } you used, the newest first;
    } messages are read with it once { $who ->
        [none] a manager
       *[other] { $who }
    } agrees.
words-own-row = “{ $term }” → { $name } ({ $state ->
        [proposed] waiting
        [accepted] known
        [refused] refused
       *[removed] taken back
    })
words-to-own = Those I used
