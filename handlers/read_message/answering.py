"""The answers to questions about goods, orders, waybills and payments, in words; each stays within what one may see."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import Message
from aiogram_dialog import DialogManager

from handlers.desk import Desk
from handlers.order_actions import OrderCard
from handlers.order_words import day_words, short, words
from handlers.read_message.payment import day_said
from handlers.window_texts import desk_of
from handlers.windows import go
from locales import Html, join
from models import customers, orders, receivables, shipments
from models.orders import OrderRow
from models.people import Role
from models.reading_books import answers
from models.reading_books.answers import Goods
from models.receivables import Payment
from models.shipments import ShipmentView

MOST = 6  # lines in one answer
MOST_SHOWN = 3  # shipments or payments in one answer
SEES_PRICES = (Role.REP, Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS)


def _sees_prices(desk: Desk) -> bool:
    return desk.who is not None and desk.who.may(*SEES_PRICES)


async def goods(customer_ids: Sequence[int], product_ids: Sequence[int], message: Message, desk: Desk) -> bool:
    """Price and stock of products; for each customer that may be meant, what it pays for them."""
    said = []
    for number in customer_ids or (None,):
        found = await desk.read(answers.goods, today=desk.today, product_ids=product_ids, customer_id=number)
        if number is not None:
            customer = await desk.read(customers.get, customer_id=number)
            said.append(words(desk, "read-answer-for", customer=customer.shown))
        said += [_one(one, desk, known=number is not None) for one in found]
    await message.answer(join(said))
    return True


def _one(one: Goods, desk: Desk, *, known: bool) -> Html:
    facts = {"product": short(one.product.name), "sku": one.product.sku, "unit": one.product.unit}
    sees = _sees_prices(desk)
    parts = [words(desk, "read-answer-product", **facts)]
    if sees:
        key = f"read-answer-{one.price_from}-for" if known else f"read-answer-{one.price_from}"
        prices = {"price_fen": one.price_fen, **({"list_fen": one.product.list_price_fen} if known else {})}
        parts.append(words(desk, key, **prices, **facts))
    parts.append(words(desk, "read-answer-free" if one.free > 0 else "read-answer-none", free=one.free, **facts))
    if sees and one.last_fen is not None:
        parts.append(words(desk, "read-answer-last", last_fen=one.last_fen, on=one.last_on, **facts))
    return join(parts, "")


async def where(customer_id: int, manager: DialogManager) -> bool:
    """The only open order, or the list of them; where nothing is open, the last one."""
    from handlers.orders import Orders

    desk = desk_of(manager)
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


async def orders_of_day(said: str, customer_ids: Sequence[int], message: Message, manager: DialogManager) -> bool:
    """What was ordered on a day, by one's own customers or by those that are named, and where each order stands."""
    desk = desk_of(manager)
    day = day_said(said, desk.today)
    found = await desk.read(answers.placed_on, day=day)
    rows = [row for row in found if not customer_ids or row.customer.id in customer_ids]
    if len(rows) == 1:
        await go(manager, OrderCard.main, {"order_id": rows[0].order.id})
        return True
    told = {"on": day_words(desk, day), "total": len(rows), "more": max(0, len(rows) - MOST)}
    lines = [words(desk, "read-answer-day", **told), *(_order(row, desk) for row in rows[:MOST])]
    await message.answer(join(lines))
    return True


def _order(row: OrderRow, desk: Desk) -> Html:
    order = row.order
    facts = {"customer": row.customer.shown, "number": order.number, "total_fen": order.total_fen}
    return words(desk, "read-answer-day-order", state=order.state, day=order.ship_on, **facts)


async def waybills(customer_id: int, message: Message, manager: DialogManager) -> bool:
    """What left last for a customer, with whom and under which numbers; nothing where nothing has left."""
    desk = desk_of(manager)
    page = await desk.read(shipments.of_customer, customer_id=customer_id, size=MOST_SHOWN)
    if not page.items:
        return False
    customer = await desk.read(customers.get, customer_id=customer_id)
    heading = words(desk, "read-answer-shipments", customer=customer.shown)
    await message.answer(join([heading, *(_shipment(view, desk) for view in page.items)]))
    return True


def _shipment(view: ShipmentView, desk: Desk) -> Html:
    one = view.shipment
    carried = {"via": one.via, "courier": view.courier.name if view.courier else "none"}
    facts = {"number": one.number, "order": view.order_number or "none", "waybill": one.waybill or "none"}
    return words(desk, "read-answer-shipment", on=one.shipped_on, **carried, **facts)


async def payments(customer_id: int, message: Message, manager: DialogManager) -> bool:
    """What a customer paid this month, their last payments, and what they still owe."""
    desk = desk_of(manager)
    if not _sees_prices(desk):
        return False
    customer = await desk.read(customers.get, customer_id=customer_id)
    paid = await desk.read(answers.paid, customer_id=customer_id, today=desk.today)
    owed_fen = sum(one.open_fen for one in await desk.read(receivables.open_of_customer, customer_id=customer_id))
    facts = {"customer": customer.shown, "count": paid.month_count, "sum_fen": paid.month_fen}
    lines = [words(desk, "read-answer-paid" if paid.last else "read-answer-never-paid", **facts)]
    lines += [_payment(one, desk) for one in paid.last[:MOST_SHOWN]]
    await message.answer(join([*lines, words(desk, "read-answer-owes", owes=int(owed_fen > 0), owed_fen=owed_fen)]))
    return True


def _payment(one: Payment, desk: Desk) -> Html:
    how = words(desk, "payment-way", means=one.means)
    return words(
        desk, "read-answer-payment", on=one.received_on, amount_fen=one.amount_fen, means=how, number=one.number
    )


async def last_order(customer_id: int, message: Message, manager: DialogManager) -> bool:
    """What the customer took last, at which prices."""
    desk = desk_of(manager)
    if not _sees_prices(desk):
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
