"""How updates find their conversation, and conversations stay apart."""

from __future__ import annotations

from aiogram_dialog.api.entities import Stack

from handlers.pick import Pick
from tests.company import Company


async def test_dialogs_that_open_one_another_at_once_never_share_a_number(company: Company) -> None:
    assert company.app.dispatcher, "wiring the conversations puts the numbers right"
    pairs = [Stack() for _ in range(2000)]
    for stack in pairs:
        stack.push(Pick.customer, None)
        stack.push(Pick.product, None)
    assert all(len(set(stack.intents)) == 2 for stack in pairs)
