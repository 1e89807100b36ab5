"""A question about a price or stock, what a customer took or paid, where an order is: answered from the books.

What asks is taken off the sentence; what is left names a customer, a product, or both, and is read as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aiogram.types import Message
from aiogram_dialog import DialogManager

from handlers.desk import Desk
from handlers.read_message import answering
from handlers.read_message.payment import DAY
from handlers.read_message.reader import read_text
from models import names
from models.reading_books import Understood, understood

LONGEST = 60
MOST = 6  # products in one answer
MOST_CUSTOMERS = 3  # that may be meant, and are all answered for
STOCK: Final = re.compile(
    r"还有(多少|几多|几[支瓶个箱包])|还剩(多少|几多)?|剩多少|有多少|有没有(现?货)?|有冇(现?货)?|冇货|没货|缺货|有(现?货)|现货|库存|还有(吗|没有|么)|够不够|够吗"
    r"|in\s+stock|stock|how\s+many|available|any\s+.*left",
    re.IGNORECASE,
)
PRICE: Final = re.compile(
    r"什么价[格钱]?|啥价|咩价|几多钱|多少钱|几钱|卖几钱|怎么卖|价格|单价|报个?价|协议价|底价|标价|什么价位|多少一[支瓶个箱包]|how\s+much|price|cost"
    r"|\bpays?\b|\bcharged?\b",
    re.IGNORECASE,
)
WAYBILL: Final = re.compile(
    r"(快递|物流|运单|货运|顺丰|德邦|[中圆申韵]通)(公司)?(的|单)?(单?号|号码)|运单号?|单号|tracking(\s+(number|no\.?))?|waybills?(\s+(number|no\.?))?",
    re.IGNORECASE,
)
WHERE: Final = re.compile(
    r"到哪儿?里?了?|去哪了|到边度|到哪里|发了(吗|没有?|么)|发货了?(吗|没有?|么)|寄了(吗|没有?)|出货了?(吗|没有?)|什么时候(能)?(发|到)|几时(发|到)|几时(到货|送到)"
    r"|到了(吗|没有?)|送到了?(吗|没有?)|where|shipped|arrived?|gone\s+out|sent",
    re.IGNORECASE,
)
PAID: Final = re.compile(
    r"[付打转汇还给]了(我们)?(多少|几多)|[付打转汇回](过|了)?[款钱](了|过)?(多少|几多|没有?|吗|么|记录)|[付打转汇]了?(没有?|吗|么)|到账(了)?(没有?|吗|么|多少)"
    r"|回款(多少)?|收[到了].{0,6}(多少|几多)|(上次|上一次|最近)(一次)?[付打转回]款?|\bpaid\b|\bpayments?\b|\bdid\b(?=.*\bpay\b)",
    re.IGNORECASE,
)
LAST: Final = re.compile(r"上次|上回|上一?次|上单|上一?单|之前|last(\s+time)?|previous(ly)?", re.IGNORECASE)
MONTH: Final = re.compile(r"这个?月|本月|最近|今年|this\s+month|so\s+far|lately|recently", re.IGNORECASE)
LEFT_OUT: Final = re.compile(
    r"的单|请问|问下|问一下|帮我?查一?下?|查一?下|麻烦|给我|发我|我们|现在|今天|目前|一共|多少|几多|还|拿的?|买的?|要的?|订的?|卖的?|是|的|货|钱|款|订单|单子|那单|这单"
    r"|那张单?|这张单?|呢|啊|吗|呀|了|嘅|['’]s\b|\b(the|is|of|for|from|to|do\s+we\s+have|what|how\s+much|how|much|order|orders|goods"
    r"|shipment|does|do|did|has|have|had|was|were|been|get|it|my|our|us|yet|already|number|please)\b|[?？。.!！,，:：、]+",
    re.IGNORECASE,
)
ASKING: Final = (PRICE, STOCK, WAYBILL, WHERE, PAID)


@dataclass(frozen=True)
class Named:
    """What is left of a question: who may be meant, which products, and whether there was anything at all."""

    customers: tuple[int, ...]
    products: tuple[int, ...]
    anything: bool


async def answer_question(said: str, message: Message, manager: DialogManager, desk: Desk) -> bool:
    """Answer what the books know; gives whether it was such a question."""
    if len(said) > LONGEST or not any(pattern.search(said) for pattern in ASKING):
        return False
    day = DAY.search(said) if WHERE.search(said) else None
    named = await _named(_without(said, day), desk)
    if named.products:
        return await answering.goods(named.customers, named.products, message, desk)
    if day is not None and (named.customers or not named.anything):
        return await answering.orders_of_day(day.group(), named.customers, message, manager)
    if not named.customers:
        return False
    return await _of_customer(said, named.customers[0], message, manager)


async def _of_customer(said: str, customer_id: int, message: Message, manager: DialogManager) -> bool:
    """What is asked of one customer without naming goods."""
    if PAID.search(said) and await answering.payments(customer_id, message, manager):
        return True
    if WAYBILL.search(said) and await answering.waybills(customer_id, message, manager):
        return True
    if WAYBILL.search(said) or WHERE.search(said):
        return await answering.where(customer_id, manager)
    return PRICE.search(said) is not None and await answering.last_order(customer_id, message, manager)


def _without(said: str, day: re.Match[str] | None) -> str:
    """The sentence without what asks."""
    rest = said if day is None else f"{said[: day.start()]} {said[day.end() :]}"
    for pattern in (PAID, WAYBILL, PRICE, STOCK, WHERE, LAST, MONTH, LEFT_OUT):
        rest = pattern.sub(" ", rest)
    return " ".join(rest.split())


async def _named(rest: str, desk: Desk) -> Named:
    """The customers and the products that are left of a question."""
    if not rest:
        return Named((), (), anything=False)
    reading = await read_text(desk, rest)
    said: Understood = await desk.read(understood, reading=reading)
    products = [number for line in said["lines"] for number in _meant(line["product_id"], line["choices"])]
    customers = _meant(said["customer_id"], said["customer_choices"][:MOST_CUSTOMERS])
    if not customers and not products:
        known = await desk.read(names.find_customers, text=rest)
        customers = [known.sole.id] if known.sole else []
    if not customers and not products:
        found = await desk.read(names.find_products, text=rest)
        products = [one.id for one in found.items]
    return Named(tuple(customers), tuple(dict.fromkeys(products))[:MOST], anything=True)


def _meant(number: int | None, choices: Sequence[int]) -> list[int]:
    return [number] if number is not None else list(choices)
