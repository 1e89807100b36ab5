"""A payment that is told of (恒达昨天转了5000): the form filled in for those who record money, a way on for others."""

from __future__ import annotations

import re
from datetime import date

from aiogram.types import Message
from aiogram_dialog import DialogManager

from handlers.desk import Desk
from handlers.read_message.reader import read_text
from handlers.record_payment.flow import RecordPayment
from handlers.windows import go
from locales import join, text
from models import names
from models.amounts import parse_fen
from models.days import NotADay, parse_day
from models.reading_books import Understood, understood
from models.reading_books.answers import recorders
from models.receivables import RECORDERS
from models.refusals import Refusal

LONGEST = 80
MOST_WORDS = 6  # of what is left of a message, in which a customer is looked for
PAID = re.compile(
    r"转账了?|转了|转来|打款了?|打了|打来|汇款了?|汇了|汇来|付款了?|付了|付过|给了|收到|到账了?|(?:钱|货款|款)到了|入账了?|入了数|过数|还了|结了|来款"
    r"|paid|transferred|payment\s+from|wired|remitted",
    re.IGNORECASE,
)
_NUMERAL = "零〇一二两三四五六七八九十百千万亿廿卅"
MONEY = re.compile(
    rf"[¥￥]?\s*(?:\d(?:[\d,]*\d)?(?:\.\d+)?\s*[万千百wk]?|[{_NUMERAL}]+)\s*(?:元|块钱?|蚊|rmb|yuan)?", re.IGNORECASE
)
DAY = re.compile(
    r"大?前天|昨[天日]|尋日|寻日|今[天日]|上?周[一二三四五六日天]|\d{1,2}月\d{1,2}[日号]?|\d{1,2}[号日]|\d{1,2}[-/]\d{1,2}"
    r"|yesterday|today",
    re.IGNORECASE,
)
WAYS = {  # how money comes, as people say it; 转了, 打了 may be any of them
    "cheque": re.compile(r"支票|\bcheque\b|\bby\s+check\b", re.IGNORECASE),
    "cash": re.compile(r"现金|现钞|\bcash\b", re.IGNORECASE),
    "wechat": re.compile(r"微信(?:转账|支付|红包)?|we\s?chat(?:\s+pay)?|weixin", re.IGNORECASE),
    "alipay": re.compile(r"支付宝(?:转账)?|ali\s?pay", re.IGNORECASE),
    "transfer": re.compile(
        r"(?:银行|对公)?(?:转账|汇款)|银行卡|电汇|网银|对公账?户?|公账|公户|汇了|汇来"
        r"|(?:bank\s+)?transfer\b|\btransferred|\bwired?\b|\bremitted",
        re.IGNORECASE,
    ),
}
LEFT_OUT = re.compile(
    r"货款|款项|尾款|预付款?|定金|的?款|已经|刚才|刚刚|刚|有|了|来|给我们|我们|的|通过|用的?|[,，。.!！:：?？\s]+"
    r"|\b(?:from|by|via|in|with|the|has|have|us|a)\b",
    re.IGNORECASE,
)
ASKED = re.compile(r"[?？]|吗|没有|多少|未|没")


async def take_payment(said: str, message: Message, manager: DialogManager, desk: Desk) -> bool:
    """Open the form with what was said of customer, amount, day and means."""
    if PAID.search(said) is None or len(said) > LONGEST or ASKED.search(said):
        return False
    means, rest = _way(said)
    rest = PAID.sub(" ", rest)
    day = DAY.search(rest)
    rest = rest if day is None else rest[: day.start()] + " " + rest[day.end() :]
    money = max(MONEY.finditer(rest), key=lambda one: len(one.group().strip()), default=None)
    amount_fen = _fen(money.group()) if money else None
    if money is None or amount_fen is None:
        return False
    whom = LEFT_OUT.sub(" ", rest[: money.start()] + " " + rest[money.end() :]).strip()
    if desk.who is None or not desk.who.may(*RECORDERS):
        people = await desk.read(recorders)
        between = "、" if desk.language == "zh" else ", "
        await message.answer(text(desk.language, "read-payment-not-yours", who=join(people, between) or "—"))
        return True
    known: dict[str, object] = {"amount_fen": amount_fen, "received_on": _on(day, desk), "means": means}
    await go(manager, RecordPayment.amount, known | await _payer(whom, desk))
    return True


def _way(said: str) -> tuple[str, str]:
    """How the money came, empty where that is not said or several ways are; and what is left of the message."""
    named = [name for name, pattern in WAYS.items() if pattern.search(said)]
    for pattern in WAYS.values():
        said = pattern.sub(" ", said)
    surely = [name for name in named if name != "transfer"] or named  # 微信转账 is no bank's
    return surely[0] if len(surely) == 1 else "", said


async def _payer(whom: str, desk: Desk) -> dict[str, object]:
    """Who paid, where it is certain; else how they were called, to choose from."""
    if not whom:
        return {}
    found = await desk.read(names.find_customers, text=whom)
    for part in [whom] if found.total > 1 else _parts(whom):
        one = await desk.read(names.find_customers, text=part)
        if one.sole is not None:
            return {"customer_id": one.sole.id}
    said: Understood = await desk.read(understood, reading=await read_text(desk, whom))
    if said["customer_id"] is not None:
        return {"customer_id": said["customer_id"]}
    return {"text": whom if found.total else said["customer_term"]}


def _parts(whom: str) -> list[str]:
    """Words that follow each other, the longest run first: more was said than the name."""
    said = whom.split()[:MOST_WORDS]
    spans = [(at, at + length) for length in range(len(said), 0, -1) for at in range(len(said) - length + 1)]
    return [" ".join(said[first:last]) for first, last in spans if last - first > 1 or len(said[first]) > 1]


def _fen(said: str) -> int | None:
    try:
        return parse_fen(said.replace("蚊", "元").replace("yuan", "元"))
    except Refusal:
        return None


def _on(day: re.Match[str] | None, desk: Desk) -> str:
    """The day the money came, today unless another is named that has been."""
    return (day_said(day.group(), desk.today) if day is not None else desk.today).isoformat()


def day_said(said: str, today: date) -> date:
    """A day that has been, as people name it; today where it cannot be told."""
    try:
        return min(parse_day(said.replace("尋日", "昨天").replace("寻日", "昨天"), today, past=True), today)
    except NotADay:
        return today
