"""Where a read draft comes from: what was chosen by habit, said on the card; and the message with its parts named."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiogram_dialog import DialogManager

from handlers.order_words import joined, words
from handlers.take_order.states import Data, draft_of
from handlers.window_texts import desk_of
from locales import Html, join
from models import customers, products
from models.refusals import NotFound

PARTS = ("sku", "quantity", "unit_price_fen")  # of a line, in the order in which they are told
HAPPENED = ("read-changed", "take-exchanged", "take-moved", "take-moved-price")  # notes of what was changed last
TERMS = ("ship_on", "arrive_by", "ship_via", "courier", "freight", "settlement", "receipt_back", "invoice")


def happened(manager: DialogManager, *said: Data) -> None:
    """Say on the card what was just changed, in the place of what was said so before."""
    read: Data = manager.dialog_data.setdefault("read", {})
    read["notes"] = [note for note in read.get("notes", []) if note["key"] not in HAPPENED] + list(said)


def forget_places(manager: DialogManager) -> None:
    """There is more of the message now: where words were read in it is not known any more."""
    manager.dialog_data.setdefault("read", {})["places"] = {}


async def notes(manager: DialogManager) -> Html:
    """What was not said but chosen by habit, one a line."""
    told = [await _note(manager, note) for note in manager.dialog_data.get("read", {}).get("notes", [])]
    return join(told) if told else Html("")


async def _note(manager: DialogManager, note: Data) -> Html:
    desk = desk_of(manager)
    facts = {name: value for name, value in note.items() if name != "key"}
    if "fields" in facts:
        between = "、" if desk.language == "zh" else ", "
        facts["fields"] = join((_named(manager, name) for name in facts["fields"]), between)
    if "on" in facts:
        facts["on"] = date.fromisoformat(facts["on"])
    try:
        if number := facts.pop("product_id", None):
            product = await desk.read(products.get, product_id=number)
            facts.update(product=product.name, unit=product.unit)
        if number := facts.pop("customer_id", None):
            facts["customer"] = (await desk.read(customers.get, customer_id=number)).shown
    except NotFound:
        return Html("")
    return words(desk, note["key"], **facts)


async def show(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The message as it was sent, and which words each part was read from."""
    desk, said = desk_of(dialog_manager), str(draft_of(dialog_manager).get("said") or "")
    places: dict[str, list[list[int]]] = dialog_manager.dialog_data.get("read", {}).get("places", {})
    parts = [words(desk, "read-part", part=_named(dialog_manager, name), said=_words(said, places[name]))
             for name in ("customer", *TERMS, "address", "note") if places.get(name)]  # fmt: skip
    lines = [
        words(desk, "read-part-line", number=number + 1, said=_line(said, places, number))
        for number in range(_lines(places))
    ]
    whole = join(said.splitlines())
    return {"source": joined([words(desk, "read-source"), Html(f"<blockquote>{whole}</blockquote>"), join(parts[:1]),
                              join(lines), join(parts[1:])])}  # fmt: skip


def _named(manager: DialogManager, name: str) -> Html:
    return words(desk_of(manager), f"read-field-{name.replace('_', '-')}")


def _lines(places: dict[str, list[list[int]]]) -> int:
    numbers = [int(name[6 : name.index("]")]) for name in places if name.startswith("lines[")]
    return max(numbers, default=-1) + 1


def _line(said: str, places: dict[str, list[list[int]]], number: int) -> str:
    found = [place for part in PARTS for place in places.get(f"lines[{number}].{part}", [])]
    return _words(said, sorted({(start, end) for start, end in found}))


def _words(said: str, places: Any) -> str:
    return " … ".join(" ".join(said[start:end].split()) for start, end in places)
