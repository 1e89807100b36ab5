"""An order on the card read once more, with a word that is said of it: what that changes is put on the card.

The card is written out as its codes and quantities, so that the word is read beside what is there, however it got
there: pasted, tapped, or recorded long ago and changed now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from handlers.desk import Desk
from handlers.read_message.reader import read_text
from handlers.read_message.states import Data
from models import orders
from models.numerals import numbers_in_digits
from models.reading import Reading
from models.reading_books import Understood, drafted, understood
from models.reading_books.understanding import Line

COUNTED = re.compile(r"第([一二三四五六七八九十\d]{1,3})[个行样项款条种]")
ADDS = re.compile(r"再|另外|还要|加(?!到|至)|plus|another|more", re.IGNORECASE)
Pair = tuple[int | None, int | None]  # places of a line before and after; none where it is new or gone


async def change_by(desk: Desk, draft: Data, words: str, *, price: bool, goods: bool = True) -> int | None:
    """Change the draft by a word that is said of it (of a `price`, as it may be); gives how much that was, or nothing
    where it is unclear, or where it is to change no `goods` and would.
    """
    skus, card = await _written(desk, draft)
    words = COUNTED.sub(lambda found: _sku_of(found, skus), words)
    if card is None:
        return None
    both = await read_text(desk, f"{card.text}\n{words}")
    if both.kind != "order" or set(both.ask) - {"customer"} or not both.lines:
        return None
    was, now = await desk.read(understood, reading=card), await desk.read(understood, reading=both)
    fresh = await _fresh(desk, draft, now)
    before = [dict(line) for line in draft["lines"]]
    lines = _changed_lines(before, was["lines"], now["lines"], fresh, adds=ADDS.search(words) is not None)
    changes = _differences(before, lines)
    if changes and not goods:
        return None
    if price and changes and not _other_price(before, lines):
        return None  # 单价改成40 was read as forty of them
    changes += change_terms(draft, was["terms"], now["terms"])
    draft["lines"] = lines
    return changes or None


async def put_prices(desk: Desk, draft: Data, alone: Reading) -> int | None:
    """12A改成40块: a price for goods that are on the order, and nothing else said."""
    said = await desk.read(understood, reading=alone)
    places = {line["product_id"]: line for line in draft["lines"]}
    priced = [line for line in said["lines"] if line["price_fen"] is not None and not line["quantity"]]
    if not priced or len(priced) < len(said["lines"]) or any(line["product_id"] not in places for line in priced):
        return None
    for line in priced:
        places[line["product_id"]].update(unit_price_fen=line["price_fen"], price_from="said")
    return len(priced)


def change_terms(draft: Data, was: dict[str, Any], now: dict[str, Any]) -> int:
    """How it goes and is paid, as far as that was said otherwise; gives how much of the order that changes."""
    empty: dict[str, Any] = {"receipt_back": False, "invoice": False}
    said = {name: now.get(name) for name in {*was, *now} if was.get(name) != now.get(name)}
    said = {name: empty.get(name, "") if value is None else value for name, value in said.items()}
    changed = [name for name, value in said.items() if value != draft.get(name)]
    if "ship_via" in changed:
        draft.update(courier="", freight="")
    if "ship_on" in changed:
        draft["day_reason"] = ""
    draft.update(said)
    return len(changed)


async def _written(desk: Desk, draft: Data) -> tuple[list[str], Reading | None]:
    """The codes on the card, and the reading of the card written out, where it is read as what it says."""
    ids = [line["product_id"] for line in draft["lines"]]
    _customer, products = await desk.read(orders.named, customer_id=draft["customer_id"], product_ids=ids)
    skus = [products[number].sku for number in ids]
    for called in (skus, [products[number].name for number in ids]):
        pairs = zip(called, draft["lines"], strict=True)
        text = "\n".join(f"{name} {line['quantity']}{products[line['product_id']].unit}" for name, line in pairs)
        reading = await read_text(desk, text)
        if [(line.sku.value, line.quantity.value) for line in reading.lines] == [
            (sku, line["quantity"]) for sku, line in zip(skus, draft["lines"], strict=True)
        ] and not set(reading.ask) - {"customer"}:
            return skus, reading
    return skus, None


def _sku_of(found: re.Match[str], skus: Sequence[str]) -> str:
    """第二个 is the second line of the card."""
    number = numbers_in_digits(found.group(1))
    return skus[int(number) - 1] + " " if number.isdigit() and 0 < int(number) <= len(skus) else found.group()


async def _fresh(desk: Desk, draft: Data, now: Understood) -> list[Data]:
    """The lines as the card would have them if they were read now."""
    whole: Understood = {**now, "customer_id": draft["customer_id"]}
    lines: list[Data] = (await desk.read(drafted, said=whole, today=desk.today))["lines"]
    return lines


def _changed_lines(
    before: list[Data], was: Sequence[Line], now: Sequence[Line], fresh: list[Data], *, adds: bool
) -> list[Data]:
    """The lines of the card in their order: what was not spoken of stays as it is, new ones come last."""
    kept: list[Data] = []
    more: list[tuple[Line, Data]] = []
    for old, new in _aligned(was, now):
        if new is None:
            continue
        if old is None:
            more.append((now[new], fresh[new]))
        else:
            kept.append(_changed_line(before[old], was[old], now[new], fresh[new]))
    for said, line in more:
        own = [one for one in kept if one["product_id"] == line["product_id"] and not adds]
        if own:
            own[-1].update(said_otherwise(None, said, line))
        else:
            kept.append(line)
    return kept


def _changed_line(line: Data, was: Line, now: Line, fresh: Data) -> Data:
    """Another product has its own price; of the same one only what was said otherwise is another."""
    return {**line, **said_otherwise(was, now, fresh)} if was["product_id"] == now["product_id"] else fresh


def said_otherwise(was: Line | None, now: Line, fresh: Data) -> Data:
    """What a line says that it did not say before: a price that was given by hand stays."""
    names = ["quantity"] if was is None or now["quantity"] != was["quantity"] else []
    if now["price_fen"] is not None and (was is None or now["price_fen"] != was["price_fen"]):
        names += ["unit_price_fen", "price_from"]
    return {name: fresh[name] for name in names}


def _aligned(was: Sequence[Line], now: Sequence[Line]) -> Iterator[Pair]:
    """Which line became which."""
    before, after = ([line["product_id"] for line in lines] for lines in (was, now))
    steps = SequenceMatcher(a=before, b=after, autojunk=False)
    for _tag, start, end, first, last in steps.get_opcodes():
        for at in range(max(end - start, last - first)):
            yield (start + at if start + at < end else None), (first + at if first + at < last else None)


def _differences(before: list[Data], after: list[Data]) -> int:
    """How many lines are others than they were."""
    left = [line for line in after if line not in before]
    return max(len(left), sum(line not in after for line in before))


def _other_price(before: list[Data], after: list[Data]) -> bool:
    prices = [line["unit_price_fen"] for line in before]
    return [line["unit_price_fen"] for line in after] != prices
