"""One message read: names, days, terms, money and quantities are marked first, what is left may name goods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from models.reading.answer import Choice, Field, Reading, ReadLine
from models.reading.buyers import Buyer, buyer_of, read_buyers
from models.reading.catalog import Catalog
from models.reading.changes import changed
from models.reading.datewords import GONE_BY, read_days
from models.reading.features import sounds_of
from models.reading.fillers import BINDING, FILLER
from models.reading.going import read_going
from models.reading.habits import Habits
from models.reading.kinds import BESIDE, kind_of, repeats
from models.reading.lines import Line, decide, lines_of
from models.reading.markers import read_markers
from models.reading.mentions import Board, Mention
from models.reading.money import read_money
from models.reading.names import read_familiar, read_measures, read_names, read_people
from models.reading.noise import read_noise
from models.reading.phrases import items_of
from models.reading.prices import give_prices
from models.reading.products import ProductReader
from models.reading.quantities import read_quantities
from models.reading.shared_words import read_shared_words
from models.reading.sharing import pairs_of
from models.reading.spoken import spoken_codes
from models.reading.tables import read_tables
from models.reading.terms import corrected, terms_of
from models.reading.text import fold
from models.reading.titles import Person
from models.reading.units import fits

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_GREETED = re.compile(r"[,:]? *\n|[,:]? ?(?:您好|你好|早上好|下午好)")  # 何经理：您好 speaks to the rep
_SPOKEN_TO = (",", ":", "!", "你", "您", "好", "早", "\n", " ")
_BEFORE_NAME = re.compile(r"(?:^|[\n:\"]|hi|hello|dear|您好|你好|早)[ ,]*$")
_CLAUSE = re.compile(r"[^,。;!\n]*")
_TWO = 2
_WORD_ENDS = ("", " ", ",", "\n")
LONGEST = 4096  # characters that are read; what a chat message holds at most


@dataclass(frozen=True)
class _Read:
    """What the parts of a reading are made from."""

    board: Board
    catalog: Catalog
    by: str | None
    habits: Habits


def read(text: str, catalog: Catalog, *, at: datetime, by: str | None = None, habits: Habits | None = None) -> Reading:
    """Read a pasted message against the catalog.

    `at` is when it was sent (days are counted from its date in Shanghai), `by` the name of the rep: of several
    customers their own are offered first. Ties are broken only by `habits`, and marked. Never raises for a text.
    """
    products = ProductReader(catalog.products)
    board = Board(spoken_codes(fold(text[:LONGEST]), catalog.products))
    today = (at.astimezone(_SHANGHAI) if at.tzinfo else at).date()
    _mark(board, catalog, products, today=today)
    items, taken_back = changed(items_of(board, products), board.said, products)
    lines = lines_of(pairs_of(items, products), products)
    give_prices(board, lines, catalog.products)
    reading = _Read(board, catalog, by, habits or Habits())
    buyer = _buyer(reading)
    named = bool(buyer.candidates)
    kind, kept = kind_of(board, lines, taken_back=taken_back, named=named)
    return Reading(text, "other") if kind == "other" else _answer(reading, kind, buyer, kept)


def _mark(board: Board, catalog: Catalog, products: ProductReader, *, today: date) -> None:
    """Everything that has a form of its own, the surest first; nobody takes what was read before."""
    units = catalog.unit_pattern()
    read_noise(board, catalog.products, late=False)
    read_tables(board, units)
    read_names(board, catalog, units)
    read_days(board, today, catalog.products)
    read_measures(board, catalog)
    read_people(board, catalog)
    read_going(board)
    read_noise(board, catalog.products, late=True)
    read_money(board, units, catalog.products)
    read_markers(board)
    read_shared_words(board, products)
    read_quantities(board, units, catalog.products)
    _read_fillers(board, catalog)
    read_buyers(board, catalog.customers, products.names_any)
    read_familiar(board, catalog.customers)


def _read_fillers(board: Board, catalog: Catalog) -> None:
    """Words that name no goods, unless they stand inside a word of the catalog (发 in 发泡胶)."""
    for found in FILLER.finditer(board.left):
        start, end = found.span()
        if board.free(start, end) and not _inside_goods(board, catalog, start, end):
            board.put("filler", start, end, "bind" if found.group() in BINDING else "part")


def _inside_goods(board: Board, catalog: Catalog, start: int, end: int) -> bool:
    before = (
        start > 0 and board.owners[start - 1] is None and catalog.products.knows_pair(board.said[start - 1 : start + 1])
    )
    after = (
        end < len(board.said)
        and board.owners[end] is None
        and catalog.products.knows_pair(board.said[end - 1 : end + 1])
    )
    whole = end - start == 2 and catalog.products.knows_pair(board.said[start:end])
    return before or after or whole or _sounds_inside(board, catalog, start, end)


def _sounds_inside(board: Board, catalog: Catalog, start: int, end: int) -> bool:
    """保先膜 for 保鲜膜, 炭带 for 碳带: with what is beside it (only before it, where the word ends) it sounds as
    a word of the catalog does.
    """
    if end - start > 1 or not start or not board.free(start - 1, start):
        return False
    last = board.said[end : end + 1] in _WORD_ENDS
    if not last and not board.free(end, end + 1):
        return False
    around = sounds_of(board.said[start - 1 : end if last else end + 1]).split()
    return len(around) > 1 and all(catalog.products.knows(f"h:{one} {two}") for one, two in pairwise(around))


def _buyer(reading: _Read) -> Buyer:
    board = reading.board
    named = board.of("customer", "person")
    dropped = {id(one) for one, other in pairwise(named) if corrected(board, one, other) and not _either(board, one)}
    denied = {board.words(one) for one in named if _denied(board, one.start)}
    dropped |= {id(one) for one in named if board.words(one) in denied}
    if board.of("customer"):
        dropped |= {id(one) for one in board.of("person") if one.start == 0 and _GREETED.match(board.said, one.end)}
    dropped |= {id(one) for one in board.of("person") if _is_the_rep(board, one, reading.by or "")}
    return buyer_of(board, reading.catalog.customers, dropped)


def _is_the_rep(board: Board, one: Mention, by: str) -> bool:
    """丽芳姐在吗, and 梁哥，麻烦…: whoever is spoken to by name is the rep who forwards it, where others are named."""
    person: Person = one.value[0]
    if len(board.of("person", "customer")) < _TWO or not by.startswith(person.surname):
        return person.surname + person.given in by and bool(person.given)
    begins = _BEFORE_NAME.search(board.said, 0, one.start) is not None
    return person.given in by and (bool(person.given) or (begins and board.said[one.end : one.end + 1] in _SPOKEN_TO))


def _either(board: Board, one: Mention) -> bool:
    """恒达还是宏图来着: right behind the name this corrects nothing, either may be meant."""
    return board.said.startswith("还是", one.end)


def _denied(board: Board, at: int) -> bool:
    """不是恒达，是宏图: the name right after 不是 is not meant."""
    return any(
        0 <= at - fix.end <= 1 and board.words(fix).lstrip("哦噢啊哎诶").startswith("不是") for fix in board.of("fix")
    )


def _answer(reading: _Read, kind: str, buyer: Buyer, lines: list[Line]) -> Reading:
    terms, asks = terms_of(reading.board)
    customer = _customer(reading, buyer)
    _break_ties(reading, customer.value, lines)
    read_lines = tuple(_line(reading, line) for line in lines)
    asks += [] if customer.value is not None else ["customer"]
    asks += [f"lines[{at}].{name}" for at, line in enumerate(lines) for name in line.ask]
    asks += [] if lines else ["lines"]
    again = not lines and repeats(reading.board.said)
    return Reading(
        reading.board.text.original,
        kind,
        customer,
        read_lines,
        ship_on=terms["ship_on"],
        arrive_by=terms["arrive_by"],
        ship_via=terms["ship_via"],
        courier=terms["courier"],
        freight=terms["freight"],
        settlement=terms["settlement"],
        receipt_back=terms["receipt_back"],
        invoice=terms["invoice"],
        ask=tuple(sorted(asks)),
        unused=tuple(reading.board.text.place(start, end) for start, end in _unused(reading.board)),
        repeats=again,
    )


def _unused(board: Board) -> list[tuple[int, int]]:
    """What was said plainly and cannot be, or has no field: an order must not pass it over in silence."""
    found = board.of("no price") + [one for one in board.of("noise") if one.why == "not taken"]
    found += [one for one in board.of("day") if one.why == GONE_BY]
    beside = [(one.start, _CLAUSE.match(board.said, one.start)) for one in board.of("sample") if one.why == BESIDE]
    return [(one.start, one.end) for one in found] + [(at, clause.end()) for at, clause in beside if clause]


def _customer(reading: _Read, buyer: Buyer) -> Field:
    rows = reading.catalog.customers.rows
    slots = sorted(buyer.candidates, key=lambda slot: (rows[slot].rep != reading.by, slot))
    choices = tuple(Choice(rows[slot].code, rows[slot].name, buyer.why) for slot in slots)
    places = tuple(reading.board.text.place(one.start, one.end) for one in buyer.mentions)
    slot = buyer.slot
    if slot is not None:
        return Field(rows[slot].code, places, choices, buyer.why)
    kept, why = reading.habits.customer_among([choice.key for choice in choices])
    return Field(kept, places, choices, why or buyer.why, tie_broken=kept is not None)


def _break_ties(reading: _Read, customer: str | None, lines: list[Line]) -> None:
    """What this customer usually buys, or a second reader, decides between goods that the message leaves open."""
    products = ProductReader(reading.catalog.products)
    for line in lines:
        goods, unit = line.pair.goods, line.pair.unit
        if line.slot is not None or goods is None or goods.doubt:
            continue
        skus = [one.row.entry.sku for one in line.candidates if unit is None or fits(unit, one.row.entry.unit)]
        place = reading.board.text.place(goods.start, goods.end)
        usual, why = reading.habits.product_among(customer, skus, place)
        if usual is not None:
            decide(line, usual, products, reason=why)


def _line(reading: _Read, line: Line) -> ReadLine:
    place = reading.board.text.place
    goods, quantity = line.pair.goods, line.pair.quantity
    choices = tuple(Choice(one.row.entry.sku, one.row.entry.name, one.reason) for one in line.candidates)
    sku = reading.catalog.products.rows[line.slot].entry.sku if line.slot is not None else None
    where = (place(goods.start, goods.end),) if goods else ()
    counted = (place(quantity.start, quantity.end),) if quantity else ()
    priced = (place(*line.price_place),) if line.price_place and line.price_fen is not None else ()
    return ReadLine(
        Field(sku, where, choices, line.why, line.tie_broken),
        Field(line.quantity, counted, why="said" if line.quantity else ""),
        Field(line.unit, counted, why="said" if line.unit else ""),
        Field(line.price_fen, priced, why="said" if line.price_fen is not None else ""),
    )
