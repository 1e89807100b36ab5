"""A question about a product's price or stock, what a customer took, where an order is: answered from the books.

What asks is taken off the sentence; what is left names a customer, a product, or both, and is read as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aiogram.types import Message
from aiogram_dialog import DialogManager

from handlers.desk import Desk
from handlers.order_actions import OrderCard
from handlers.order_words import short, words
from handlers.read_message.reader import read_text
from handlers.windows import go
from locales import Html, join
from models import names, orders
from models.people import Role
from models.reading_books import Understood, answers, understood
from models.reading_books.answers import Goods

LONGEST = 60
MOST = 6  # products in one answer
SEES_PRICES = (Role.REP, Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS)
STOCK = re.compile(
    r"还有(多少|几多|几[支瓶个箱包])|还剩(多少|几多)?|剩多少|有多少|有没有(现?货)?|有冇(现?货)?|冇货|没货|缺货|有(现?货)|现货|库存|还有(吗|没有|么)|够不够|够吗"
    r"|in\s+stock|stock|how\s+many|available|any\s+.*left",
    re.IGNORECASE,
)
PRICE = re.compile(
    r"什么价[格钱]?|啥价|咩价|几多钱|多少钱|几钱|卖几钱|怎么卖|价格|单价|报个?价|协议价|底价|标价|什么价位|多少一[支瓶个箱包]|how\s+much|price|cost",
    re.IGNORECASE,
)
WHERE = re.compile(
    r"到哪儿?里?了?|去哪了|到边度|到哪里|发了(吗|没有?|么)|发货了?(吗|没有?|么)|寄了(吗|没有?)|出货了?(吗|没有?)|什么时候(能)?(发|到)|几时(发|到)|几时(到货|送到)"
    r"|到了(吗|没有?)|送到了?(吗|没有?)|物流单号|快递单号|where|shipped|arrive",
    re.IGNORECASE,
)
LAST = re.compile(r"上次|上回|上一?次|上单|上一?单|之前|last(\s+time)?|previous(ly)?", re.IGNORECASE)
LEFT_OUT = re.compile(
    r"请问|问下|问一下|帮我?查一?下?|查一?下|麻烦|给我|我们|现在|今天|目前|一共|还|拿的?|买的?|要的?|订的?|卖的?|是|的|货|订单|单子|那单|这单|单号|呢|啊|吗|呀|了|嘅|\bthe\b|\bis\b|\bof\b"
    r"|\bfor\b|\bdo\s+we\s+have\b|\bwhat'?s?\b|\border\b|\bdoes\b|\bdid\b|\bget\b|\bit\b|[?？。.!！,，:：、]+",
    re.IGNORECASE,
)


async def answer_question(said: str, message: Message, manager: DialogManager, desk: Desk) -> bool:
    """Answer what the books know; gives whether it was such a question."""
    price, stock, where = PRICE.search(said), STOCK.search(said), WHERE.search(said)
    if len(said) > LONGEST or not (price or stock or where):
        return False
    rest = said
    for pattern in (PRICE, STOCK, WHERE, LAST, LEFT_OUT):
        rest = pattern.sub(" ", rest)
    named = await _named(" ".join(rest.split()), desk)
    customer_id, product_ids = named
    if where and not product_ids:
        return customer_id is not None and await _where(customer_id, manager, desk)
    if product_ids:
        found = await desk.read(answers.goods, today=desk.today, product_ids=product_ids, customer_id=customer_id)
        await message.answer(_goods(found, desk))
        return True
    if price and customer_id is not None:
        return await _last(customer_id, message, desk)
    return False


async def _named(rest: str, desk: Desk) -> tuple[int | None, list[int]]:
    """The customer and the products that are left of a question."""
    if not rest:
        return None, []
    reading = await read_text(desk, rest)
    said: Understood = await desk.read(understood, reading=reading)
    products = [number for line in said["lines"] for number in _meant(line["product_id"], line["choices"])]
    customer_id = said["customer_id"]
    if customer_id is None and not products:
        customers = await desk.read(names.find_customers, text=rest)
        customer_id = customers.sole.id if customers.sole else None
    if customer_id is None and not products:
        found = await desk.read(names.find_products, text=rest)
        products = [one.id for one in found.items]
    return customer_id, list(dict.fromkeys(products))[:MOST]


def _meant(product_id: int | None, choices: Sequence[int]) -> list[int]:
    return [product_id] if product_id is not None else list(choices)


def _goods(found: Sequence[Goods], desk: Desk) -> Html:
    sees = desk.who is not None and desk.who.may(*SEES_PRICES)
    return join(_one(one, desk, sees=sees) for one in found)


def _one(one: Goods, desk: Desk, *, sees: bool) -> Html:
    facts = {"product": short(one.product.name), "sku": one.product.sku, "unit": one.product.unit}
    free = {"key": "read-answer-free" if one.free > 0 else "read-answer-none", "free": one.free}
    parts = [words(desk, "read-answer-product", **facts)]
    if sees:
        parts.append(words(desk, f"read-answer-{one.price_from}", price_fen=one.price_fen, **facts))
    parts.append(words(desk, str(free.pop("key")), **free, **facts))
    if sees and one.last_fen is not None:
        parts.append(words(desk, "read-answer-last", last_fen=one.last_fen, on=one.last_on, **facts))
    return join(parts, "")


async def _where(customer_id: int, manager: DialogManager, desk: Desk) -> bool:
    """The only open order, or the list of them; where nothing is open, the last one."""
    from handlers.orders import Orders

    still_open = await desk.read(orders.open_of_customer, customer_id=customer_id)
    last = await desk.read(orders.last_of_customer, customer_id=customer_id)
    if len(still_open) > 1:
        await go(manager, Orders.list, {"tab": "open", "customer_id": customer_id})
    elif last is None:
        return False
    else:
        shown = still_open[0] if still_open else last
        await go(manager, OrderCard.main, {"order_id": shown.id})
    return True


async def _last(customer_id: int, message: Message, desk: Desk) -> bool:
    """What the customer took last, at which prices."""
    if desk.who is None or not desk.who.may(*SEES_PRICES):
        return False
    last = await desk.read(answers.last_order, customer_id=customer_id)
    if last is None:
        await message.answer(words(desk, "read-never-before"))
        return True
    on = desk.db.rules.today(last.order.placed_at)
    lines = [
        words(
            desk,
            "read-answer-line",
            product=short(view.product.name),
            quantity=view.line.quantity,
            unit=view.product.unit,
            price_fen=view.line.unit_price_fen,
        )
        for view in last.lines[:MOST]
    ]
    await message.answer(join([words(desk, "read-answer-order", number=last.order.number, on=on), *lines]))
    return True
