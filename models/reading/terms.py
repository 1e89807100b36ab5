"""The terms of an order: denials count as none, corrections win, two that differ are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from models.reading.answer import Field
from models.reading.going import Term
from models.reading.mentions import Board, Mention

_FIELDS: Final = ("ship_via", "courier", "freight", "settlement", "receipt_back", "invoice")
_FALSE_WHERE_DENIED: Final = frozenset({"invoice", "receipt_back"})


def terms_of(board: Board) -> tuple[dict[str, Field], list[str]]:
    """Every term as a field, and the names of those that must be asked."""
    fields: dict[str, Field] = {}
    asks: list[str] = []
    for name in _FIELDS:
        found = sorted((one for one in board.of("term") if one.value.field == name), key=lambda one: one.start)
        fields[name], asked = _one(board, name, found)
        if asked:
            asks.append(name)
    for name in ("ship_on", "arrive_by"):
        found = [one for one in board.of("day") if one.value and one.value[0] == name]
        fields[name], asked = _day(board, found)
        if asked:
            asks.append(name)
    return fields, asks


def _one(board: Board, name: str, found: list[Mention]) -> tuple[Field, bool]:
    said = [one for one in found if not one.value.denied and not _denied_later(one, found)]
    if not said:
        denied = bool(found) and name in _FALSE_WHERE_DENIED
        none = False if denied or name == "receipt_back" else None
        return Field(none, _places(board, found), why="denied" if found else ""), False
    last = _last(board, said)
    values = {one.value.value for one in last}
    if name == "ship_via" and "express" in values and _has_courier(board):
        values.discard("delivery")
    if len(values) > 1:
        return Field(None, _places(board, last), why="two are said"), True
    return Field(next(iter(values)), _places(board, last), why="said"), False


def _denied_later(one: Mention, found: list[Mention]) -> bool:
    """到付, 别到付了: what is denied afterwards was not meant."""
    return any(
        other.value.denied and other.value.value == one.value.value and other.start > one.start for other in found
    )


def _day(board: Board, found: list[Mention]) -> tuple[Field, bool]:
    last = _last(board, found)
    values: set[date] = {one.value[1] for one in last}
    if len(values) > 1:
        return Field(None, _places(board, last), why="two are said"), True
    return Field(next(iter(values), None), _places(board, last), why="said" if last else ""), False


def _last(board: Board, found: list[Mention]) -> list[Mention]:
    """What is left after corrections: what stands after the last 不对 or 改成 between two of them."""
    for at in range(len(found) - 1, 0, -1):
        if corrected(board, found[at - 1], found[at]):
            return found[at:]
    return found


def corrected(board: Board, one: Mention, other: Mention) -> bool:
    """Whether a correction stands right before `other`, after `one`."""
    return any(
        one.end <= fix.start and fix.end <= other.start and other.start - fix.end <= 6 for fix in board.of("fix")
    )


def _has_courier(board: Board) -> bool:
    terms: Sequence[Term] = [one.value for one in board.of("term")]
    return any(term.field == "courier" and not term.denied for term in terms)


def _places(board: Board, found: Sequence[Mention]) -> tuple[Any, ...]:
    return tuple(
        dict.fromkeys(board.text.place(one.start, max(one.end, one.start)) for one in found if one.end > one.start)
    )
