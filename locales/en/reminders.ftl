# What the clock reminds of: how each reminder says it, its buttons and answers; and what is said when nothing arrives.

letter-repeated = (Repeated: the first one may not have arrived)
letter-unreachable = <b>{ $name }</b> cannot be reached; they may have stopped the bot.
    Today's reminders for them were not delivered. Please tell them in person, and ask them to send /start to the bot.
