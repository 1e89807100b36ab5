"""A payment that is told of (恒达昨天转了5000): the form filled in for those who record money, a way on for others."""

from __future__ import annotations

import re

from aiogram.types import Message
from aiogram_dialog import DialogManager

from handlers.desk import Desk
from handlers.record_payment.flow import RecordPayment
from handlers.windows import go
from locales import join, text
from models import names
from models.amounts import parse_fen
from models.days import NotADay, parse_day
from models.reading_books.answers import recorders
from models.receivables import RECORDERS
from models.refusals import Refusal

LONGEST = 80
PAID = re.compile(
    r"转账了?|转了|转来|打款了?|打了|打来|汇款了?|汇了|汇来|付款了?|付了|付过|给了|收到|到账了?|入账了?|入了数|过数|还了|结了|来款"
    r"|paid|transferred|payment\s+from|wired|remitted",
    re.IGNORECASE,
)
_NUMERAL = "零〇一二两三四五六七八九十百千万亿廿卅"
MONEY = re.compile(
    rf"[¥￥]?\s*(?:\d[\d,]*(?:\.\d+)?\s*[万千百wk]?|[{_NUMERAL}]+)\s*(?:元|块钱?|蚊|rmb|yuan)?", re.IGNORECASE
)
DAY = re.compile(
    r"大?前天|昨[天日]|尋日|寻日|今[天日]|上?周[一二三四五六日天]|\d{1,2}月\d{1,2}[日号]?|\d{1,2}[号日]|\d{1,2}[-/]\d{1,2}"
    r"|yesterday|today",
    re.IGNORECASE,
)
LEFT_OUT = re.compile(
    r"货款|款项|尾款|预付款?|定金|的?款|已经|刚才|刚刚|刚|有|了|来|给我们|我们|的|from|by|the|has|us|[,，。.!！:：?？\s]+"
)
ASKED = re.compile(r"[?？]|吗|没有|多少|未|没")


async def take_payment(said: str, message: Message, manager: DialogManager, desk: Desk) -> bool:
    """Open the form with what was said of customer, amount and day."""
    paid = PAID.search(said)
    if paid is None or len(said) > LONGEST or ASKED.search(said):
        return False
    rest = said[: paid.start()] + " " + said[paid.end() :]
    day = DAY.search(rest)
    rest = rest if day is None else rest[: day.start()] + " " + rest[day.end() :]
    money = max(MONEY.finditer(rest), key=lambda one: len(one.group().strip()), default=None)
    amount_fen = _fen(money.group()) if money else None
    if money is None or amount_fen is None:
        return False
    whom = LEFT_OUT.sub(" ", rest[: money.start()] + " " + rest[money.end() :]).strip()
    found = await desk.read(names.find_customers, text=whom) if whom else None
    if desk.who is None or not desk.who.may(*RECORDERS):
        people = await desk.read(recorders)
        between = "、" if desk.language == "zh" else ", "
        await message.answer(text(desk.language, "read-payment-not-yours", who=join(people, between) or "—"))
        return True
    known: dict[str, object] = {"amount_fen": amount_fen, "received_on": _on(day, desk)}
    if found is not None and found.sole is not None:
        known["customer_id"] = found.sole.id
    await go(manager, RecordPayment.amount, known)
    return True


def _fen(said: str) -> int | None:
    try:
        return parse_fen(said.replace("蚊", "元").replace("yuan", "元"))
    except Refusal:
        return None


def _on(day: re.Match[str] | None, desk: Desk) -> str:
    """The day the money came, today unless another is named that has been."""
    if day is not None:
        try:
            named = parse_day(day.group().replace("尋日", "昨天").replace("寻日", "昨天"), desk.today, past=True)
        except NotADay:
            named = desk.today
        return min(named, desk.today).isoformat()
    return desk.today.isoformat()
