"""A word after the paste while its order is on the card: 不对，30支; 碳粉不要了. Simple ones change the card.

The message and the word after it are read together, as if they had been sent together; what that changes is changed on
the card, and what a person changed there by hand stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from aiogram_dialog import DialogManager, ShowMode

from handlers.read_message.reader import read_text
from handlers.read_message.states import Data
from handlers.take_order.states import draft_on_card
from handlers.window_texts import desk_of
from models.orders import SAID_LIMIT
from models.reading import Reading
from models.reading_books import Understood, drafted, understood

CHANGES = re.compile(
    r"不对|不是|错了|打错|说错|更正|改成|改为|改到|改下|改一下|换成|换为|不要|唔要|唔系|取消|去掉|減|减到|加到|应该是|sorry|correction|change|instead",
    re.IGNORECASE,
)
LONGEST = 80  # characters; what is longer is a message of its own


async def follows(manager: DialogManager, said: str) -> bool:
    """Change the order on the card as was said; gives whether that was what the message was about."""
    marker, draft, desk = CHANGES.search(said), draft_on_card(manager), desk_of(manager)
    if draft is None or len(said) > LONGEST or marker is None:
        return False
    before = str(draft.get("said") or "")
    if not before or (await read_text(desk, said)).customer.places:
        return False
    first = await read_text(desk, before)
    for words in dict.fromkeys((said, said[marker.start() :])):
        together = f"{before}\n{words}"
        if len(together) > SAID_LIMIT:
            return False
        changes = await _changes(manager, draft, first, await read_text(desk, together))
        if changes is not None:
            draft["said"] = together
            await _show(manager, changes)
            return True
    return False


async def _show(manager: DialogManager, changes: int) -> None:
    """The card again, below what was said."""
    read: Data = manager.dialog_data.setdefault("read", {})
    kept = [note for note in read.get("notes", []) if note["key"] != "read-changed"]
    read["notes"] = [*kept, {"key": "read-changed", "changes": changes}]
    read["places"] = {}
    await manager.show(ShowMode.SEND)


async def _changes(manager: DialogManager, draft: Data, first: Reading, both: Reading) -> int | None:
    """Change the draft by what the second reading says otherwise; how much that was, or nothing where it is unclear."""
    if both.kind != "order" or both.ask or not both.lines or both.to_json() == first.to_json():
        return None
    if both.customer.value != first.customer.value:
        return None
    desk = desk_of(manager)
    was = await desk.read(understood, reading=first)
    now = await desk.read(understood, reading=both)
    if was["customer_id"] not in (None, draft.get("customer_id")):
        return None
    whole: Understood = {**now, "customer_id": draft["customer_id"]}
    fresh = {line["product_id"]: line for line in (await desk.read(drafted, said=whole, today=desk.today))["lines"]}
    old, new = _quantities(was), _quantities(now)
    lines: list[Data] = draft["lines"]
    changed = 0
    for product_id in {*old, *new}:
        if old.get(product_id) != new.get(product_id):
            changed += 1
            _put(lines, product_id, fresh.get(product_id))
    for name in {*was["terms"], *now["terms"]}:
        if was["terms"].get(name) != now["terms"].get(name):
            changed += 1
            draft[name] = now["terms"].get(name, "" if name != "receipt_back" else False)
    return changed or None


def _quantities(said: Understood) -> dict[int | None, tuple[str, int | None]]:
    return {line["product_id"]: (line["quantity"], line["price_fen"]) for line in said["lines"]}


def _put(lines: list[Data], product_id: int | None, fresh: Data | None) -> None:
    """The line of a product as it is now: changed in its place, added at the end, or taken off."""
    places = _places(lines, product_id)
    if fresh is None:
        for place in reversed(places):
            del lines[place]
    elif places:
        lines[places[0]].update(fresh)
    else:
        lines.append(fresh)


def _places(lines: Iterable[Data], product_id: int | None) -> list[int]:
    return [place for place, line in enumerate(lines) if line["product_id"] == product_id]
