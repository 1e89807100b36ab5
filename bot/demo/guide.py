"""What the page suggests to a newcomer: one order from the first word to its money, seen by everyone it touches.

Labels of buttons come from the texts themselves; what is typed is chosen so that it means the same in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from bot.sandbox import Step
from locales import label
from models.days import next_working_day
from models.people import Person
from models.rules import rules_of

REP, ASSISTANT, MANAGER, ENGLISH_REP = "李伟", "陈静", "赵刚", "Amy Zhang"
Both = tuple[str, str]
"""A text in Chinese and in English."""


@dataclass(frozen=True)
class _Try:
    """A step before its person is known; `tap` is the key of a label, or the label itself where none has it."""

    id: str
    who: str
    done: Both
    hint: Both
    say: Both | None = None
    tap: str = ""
    moves: bool = False


ORDER = (
    _Try(
        "start", REP, ("要做什么", "What would you like to do"), say=("/start", "/start"),
        hint=("你是业务员李伟，客户刚打来电话。先和助手打个招呼，看看它能做什么。",
              "You are Li Wei, a sales rep, and a customer has just called. Say hello to the assistant first."),
    ),
    _Try(
        "order", REP, ("哪个客户", "Which customer"), tap="menu-order",
        hint=("客户要货，当场记下来，就不会忘。",
              "The customer wants goods. Log it right now and nothing gets forgotten."),
    ),
    _Try(
        "customer", REP, ("哪个产品", "Which product"), say=("huacai", "huacai"),
        hint=("可以点，也可以打字：拼音就能找到「华彩」，打错一个字也行。",
              "Tap, or type a few letters: pinyin finds 华彩 (Huacai), even with a slip."),
    ),
    _Try(
        "product", REP, ("要多少", "How many"), say=("12A碳粉", "TN-12A-R"),
        hint=("产品也一样，平时怎么叫就怎么打。", "Products are found the same way, by name, nickname or number."),
    ),
    _Try(
        "quantity", REP, ("什么价", "At what price"), say=("100", "100"),
        hint=("数量，「100」「一百」都听得懂。库存够不够，上面已经写了。",
              "How many? The question already says how much is in stock."),
    ),
    _Try(
        "price", REP, ("900.00", "900.00"), say=("9", "9"),
        hint=("客户砍价到 9 块，底价是 9.5。先记下来，看看会怎样。",
              "The customer bargains down to ¥9; the floor is ¥9.50. Log it and see what happens."),
    ),
    _Try(
        "check", REP, ("低于底价", "under the floor"), tap="done",
        hint=("就这一样。下单前，助手会把该注意的都说出来。",
              "That is all. Before you confirm, everything to mind is spelt out."),
    ),
    _Try(
        "confirm", REP, ("已下单", "is placed"), tap="take-confirm",
        hint=("价格要经理批，发货和结算按客户的习惯填好了。确认就行。",
              "The manager must agree to the price; the rest is as usual for this customer. Confirm."),
    ),
    _Try(
        "approve", MANAGER, ("已同意", "approved"), tap="letter-approval-yes",
        hint=("换到经理赵刚：单子已经送到手机上，该看的都在，一下就批。",
              "Now you are the manager, Zhao Gang. The request is on your phone with all it takes to decide: one tap."),
    ),
)  # fmt: skip

GOODS = (
    _Try(
        "letter", ASSISTANT, ("地址：", "Address:"), tap="letter-order-open",
        hint=("换到业务助理陈静：批了的订单马上到她这里，不用谁转告。",
              "Chen Jing, the assistant, hears of the order the moment it is approved. Nobody has to pass it on."),
    ),
    _Try(
        "ship", ASSISTANT, ("（库存", "(stock"), tap="order-do-ship",
        hint=("下单、审批、时间都记着。货备好了，发。",
              "Who ordered, who approved, and when: all on record. The goods are packed, so ship."),
    ),
    _Try(
        "all", ASSISTANT, ("单号", "waybill"), tap="ship-all",
        hint=("整单发，也可以只发一部分，剩下的接着记着。",
              "Everything goes; a part could go first, and the rest would stay on the list."),
    ),
    _Try(
        "waybill", ASSISTANT, ("货款", "Goods"), say=("SF1234567890", "SF1234567890"),
        hint=("快递单号粘贴进来。没拿到可以以后填，第二天会提醒。",
              "Paste the waybill number. It may follow later; the next day would remind you."),
    ),
    _Try(
        "why", ASSISTANT, ("为什么照样发", "Why does it leave"), tap="ship-say-why",
        hint=("华彩是现结，钱还没收到。没批过的赊账，不写原因发不出去。",
              "Huacai pays at once, and has not paid. Credit that nobody agreed to takes a reason."),
    ),
    _Try(
        "reason", ASSISTANT, ("原因：", "Reason:"), say=("客户说明天转账", "the customer pays tomorrow"),
        hint=("写一句原因。业务员、经理、老总会收到。",
              "One sentence. The rep, the manager and the boss will read it."),
    ),
    _Try(
        "shipped", ASSISTANT, ("已发出：", "has left"), tap="ship-confirm",
        hint=("确认发货：应收款和到期日同时记好，李伟也收到通知。",
              "Confirm: the amount owed and its due day are booked, and Li Wei is told."),
    ),
    _Try(
        "status", MANAGER, ("近况", "How we are doing"), say=("今天怎么样", "how are we doing"),
        hint=("经理想知道生意怎么样，问一句就行。按钮可以一直点到每张单。",
              "The manager just asks how business is. The buttons lead down to every document."),
    ),
)  # fmt: skip

MONEY = (
    _Try(
        "tomorrow", REP, ("逾期应收", "Overdue payments"), moves=True,
        hint=("华彩是现结，今天没付钱。把时钟拨到下个工作日早上，看谁会想起来。",
              "Huacai pays on delivery, but no money came today. Move the clock to the next working morning."),
    ),
    _Try(
        "item", REP, ("还欠", "still owes"), tap="1",
        hint=("一早就提醒李伟：谁、多少、哪张单。点编号看依据。",
              "First thing, Li Wei is told who owes what, and for which document. Tap its number."),
    ),
    _Try(
        "came", REP, ("说钱到了", "says it is paid"), tap="reminder-money-said",
        hint=("客户刚转了账。一下就答复，助理会收到，不用打电话。",
              "The customer has just paid. One tap answers, and the assistant is told."),
    ),
    _Try(
        "payment", ASSISTANT, ("结清", "settled"), tap="reminder-record-payment",
        hint=("陈静核对到账，一点就是登记：金额、日期、冲哪一笔都填好了，看一眼就行。",
              "Chen Jing has seen the money in the bank. One tap: amount, day and document are filled in already."),
    ),
    _Try(
        "paid", ASSISTANT, ("SK20", "SK20"), tap="payment-confirm",
        hint=("确认登记：提醒就此停下，每个人手机上都会划掉这一条。",
              "Confirm: the reminder stops, and is crossed off on everybody's phone."),
    ),
    _Try(
        "english", ENGLISH_REP, ("📊 Pearl River", "📊 Pearl River"),
        say=("Pearl River 欠多少", "what does Pearl River owe"),
        hint=("最后换到 Amy：她用英文，同一套账。问问她的客户欠多少。",
              "Last, Amy, who works in English on the same books. Ask what her customer owes."),
    ),
)  # fmt: skip


def guide(session: Session, now: datetime) -> list[Step]:
    """The next things to try, in order; nothing for books that are not the demo company's."""
    numbers = dict(session.exec(select(Person.name, Person.telegram_id).where(Person.active)).all())
    tries = (*ORDER, *GOODS, *MONEY)
    if any(numbers.get(one.who) is None for one in tries):
        return []
    today = rules_of(session).today(now)
    days = (next_working_day(today) - today).days
    morning = "tomorrow 09:00" if days == 1 else f"{days}d 09:00"
    return [_step(one, numbers[one.who] or 0, morning) for one in tries]


def _step(one: _Try, person_id: int, morning: str) -> Step:
    return Step(
        id=one.id,
        person_id=person_id,
        say=_by_language(one.say) if one.say else None,
        tap=_by_language((_shown("zh", one.tap), _shown("en", one.tap))) if one.tap else None,
        advance=morning if one.moves else None,
        hint=_by_language(one.hint),
        done_when=_by_language(one.done),
    )


def _shown(language: str, tap: str) -> str:
    """The label as it is on the phone, up to the amount that some carry."""
    return tap if tap.isdigit() else label(language, tap, left="…").split("…")[0].rstrip("（( ")


def _by_language(both: Both) -> dict[str, str]:
    return {"zh": both[0], "en": both[1]}
