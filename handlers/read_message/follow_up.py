"""A word while an order is on the card: 不对，30支; 碳粉不要了; 12A改成30支. It changes the card and adds nothing.

It is read beside what the card says, or, where the card's codes do not explain it, beside the message that the card was
read from; what a person changed on the card by hand stays.
"""

from __future__ import annotations

import re

from aiogram_dialog import DialogManager, ShowMode

from handlers.desk import Desk
from handlers.read_message.begin import STATES
from handlers.read_message.beside import change_by, change_terms, put_prices, said_otherwise
from handlers.read_message.reader import read_text
from handlers.read_message.remarks import noted, remark_of
from handlers.read_message.states import Clarify, Data, Joins
from handlers.take_order import source
from handlers.take_order.states import TakeOrder, choose, draft_on_card
from handlers.window_texts import desk_of
from handlers.windows import go
from models import customers, orders
from models.orders import SAID_LIMIT
from models.reading import Reading
from models.reading_books import Understood, drafted, still_asked, understood
from models.reading_books.understanding import MOST_CHOICES, Line

CHANGES = re.compile(
    r"不对|不是|错了|打错|说错|更正|改(?=[成为到下]|一下|[ 要]*[\d零一二两三四五六七八九十百])|换成|换为|不要|唔要|唔系"
    r"|取消|去掉|減|减到|加到|应该是|sorry|correction|change|instead",
    re.IGNORECASE,
)
PRICES = re.compile(r"价|price", re.IGNORECASE)
# What tells of something that happened, or asks, says nothing of how the order on the card is to go.
TELLS = re.compile(
    r"[?？吗呢么了没哪谁欠贵慢丢坏退]|什么|多少|几时|收到|不(?![要用急])|请假|\b(?:how|any|why|where|when|was|did|has|late|lost)\b",
    re.IGNORECASE,
)
GOES = re.compile(r"[发送寄走拿取到提]|出货|ship|send|deliver|pick", re.IGNORECASE)
DROPS = re.compile(r"不要|唔要|去掉|取消|换")  # more is said than a price
LONGEST = 80  # characters; what is longer is a message of its own
SEVERAL = 2


async def follows(manager: DialogManager, said: str) -> bool:
    """Change the order on the card as was said; gives whether that was what the message was about."""
    marker, draft, desk = CHANGES.search(said), draft_on_card(manager), desk_of(manager)
    if draft is None or not draft.get("lines"):
        return False
    if remark := remark_of(said):
        draft.update(noted(str(draft.get("note") or ""), remark))
        await _show(manager, 1)
        return True
    if len(said) > LONGEST:
        return False
    alone = await read_text(desk, said)
    if await _of_another(desk, draft, alone):
        return False
    if marker is None:
        return not alone.lines and await _only_terms(manager, draft, said)
    if own := await _meant(desk, draft, alone):
        await _ask_which(manager, draft, alone, own)
        return True
    before = dict(draft)
    for words in dict.fromkeys((said, said[marker.start() :])):
        changes = (
            (None if DROPS.search(said) else await put_prices(desk, draft, alone))
            or await change_by(desk, draft, words, price=PRICES.search(said) is not None)
            or await _beside_message(desk, draft, words)
        )
        if changes is not None:
            draft["said"] = "\n".join(filter(None, (draft.get("said"), words)))[:SAID_LIMIT]
            choose(manager, *(name for name in orders.CHOICES if draft.get(name) != before.get(name)))
            await _show(manager, changes)
            return True
    return False


async def _only_terms(manager: DialogManager, draft: Data, said: str) -> bool:
    """发德邦，运费到付: how it goes and is paid may be said of the order on the card without any word of change."""
    if TELLS.search(said):
        return False
    before = dict(draft)
    changes = await change_by(desk_of(manager), draft, said, price=False, goods=False)
    if changes is None:
        return False
    if changes == 1 and draft.get("ship_on") != before.get("ship_on") and not GOES.search(said):
        draft.clear()  # 明天我休息 names a day, and nothing leaves on it
        draft.update(before)
        return False
    choose(manager, *(name for name in orders.CHOICES if draft.get(name) != before.get(name)))
    draft["said"] = "\n".join(filter(None, (draft.get("said"), said)))[:SAID_LIMIT]
    await _show(manager, changes)
    return True


async def _show(manager: DialogManager, changes: int) -> None:
    """The card again, below what was said."""
    source.happened(manager, {"key": "read-changed", "changes": changes})
    source.forget_places(manager)
    await manager.switch_to(TakeOrder.card, show_mode=ShowMode.SEND)
    await manager.show()


async def _of_another(desk: Desk, draft: Data, alone: Reading) -> bool:
    """Whether a word names a customer that is not the order's."""
    if not alone.customer.places:
        return False
    customer = await desk.read(customers.get, customer_id=draft["customer_id"])
    return str(alone.customer.value) != customer.code


async def _meant(desk: Desk, draft: Data, alone: Reading) -> list[int]:
    """The goods on the order of which a word may mean several, where it names none of them."""
    ids = [line["product_id"] for line in draft["lines"]]
    _customer, products = await desk.read(orders.named, customer_id=draft["customer_id"], product_ids=ids)
    skus = {product.sku: number for number, product in products.items()}
    found: set[int] = set()
    for line in alone.lines:
        own = {skus[choice.key] for choice in line.sku.choices if choice.key in skus}
        if line.sku.value is None and line.quantity.value and len(own) >= SEVERAL:
            found |= own
    return [number for number in dict.fromkeys(ids) if number in found]


async def _ask_which(manager: DialogManager, draft: Data, alone: Reading, own: list[int]) -> None:
    """碳粉改30瓶, and two of them are on the order: these come first."""
    said = await desk_of(manager).read(understood, reading=alone)
    said["customer_id"] = draft["customer_id"]
    for line in said["lines"]:
        if line["product_id"] is None:
            line["choices"] = [*own, *(number for number in line["choices"] if number not in own)][:MOST_CHOICES]
    joins: Joins = {"customer_id": draft["customer_id"], "number": ""}
    question = still_asked(said)
    state = STATES.get(question.field, Clarify.term) if question else Clarify.product
    await go(manager, state, {"said": said, "joins": joins, "joined": True, "changes": True})


async def _beside_message(desk: Desk, draft: Data, words: str) -> int | None:
    """Change the draft by what the message and a word after it say together; nothing where that is unclear."""
    before = str(draft.get("said") or "")
    together = f"{before}\n{words}"
    if not before or len(together) > SAID_LIMIT:
        return None
    first, both = await read_text(desk, before), await read_text(desk, together)
    if both.kind != "order" or both.ask or not both.lines or both.to_json() == first.to_json():
        return None
    was, now = await desk.read(understood, reading=first), await desk.read(understood, reading=both)
    if now["customer_id"] != was["customer_id"] or was["customer_id"] not in (None, draft.get("customer_id")):
        return None
    whole: Understood = {**now, "customer_id": draft["customer_id"]}
    fresh = {line["product_id"]: line for line in (await desk.read(drafted, said=whole, today=desk.today))["lines"]}
    changes = 0
    old, new = _lines(was), _lines(now)
    for number in {**old, **new}:
        if _counted(old.get(number)) != _counted(new.get(number)):
            changes += 1
            _put(draft["lines"], old.get(number), new.get(number), fresh.get(number), number)
    return changes + change_terms(draft, was["terms"], now["terms"]) or None


def _lines(said: Understood) -> dict[int | None, Line]:
    return {line["product_id"]: line for line in said["lines"]}


def _counted(line: Line | None) -> tuple[str, int | None] | None:
    return (line["quantity"], line["price_fen"]) if line else None


def _put(lines: list[Data], was: Line | None, now: Line | None, fresh: Data | None, number: int | None) -> None:
    """The line of a product as it is said now: changed in its place, added at the end, or taken off."""
    places = [place for place, line in enumerate(lines) if line["product_id"] == number]
    if fresh is None or now is None:
        for place in reversed(places):
            del lines[place]
    elif places:
        lines[places[0]].update(said_otherwise(was, now, fresh))
    else:
        lines.append(fresh)
