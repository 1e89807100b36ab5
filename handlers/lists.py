"""Lists of documents as buttons, one a row; what is tapped is a number of the books and never trusted as such."""

from __future__ import annotations

from typing import Any

from aiogram_dialog.widgets.kbd import Column, Select
from aiogram_dialog.widgets.text import Text

from models.refusals import NotFound

HIGHEST_ID = 2**53  # the chat server's own limit for whole numbers


def row_id(text: str) -> int:
    """The number behind a row's button; a forged one is no document. Raises NotFound."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:20]) < HIGHEST_ID:
        raise NotFound()
    return int(text)


def rows(label: Text, name: str, on_click: Any, *, when: Any = None) -> Column:
    """Buttons one under the other for the getter's list `name` of dicts with an `id`.

    `on_click(event, select, manager, number)` gets the number of the row.
    """
    select: Select[int] = Select(
        label,
        id=f"r_{name}",
        item_id_getter=lambda item: item["id"],
        items=name,
        type_factory=row_id,
        on_click=on_click,
    )
    return Column(select, when=when)
