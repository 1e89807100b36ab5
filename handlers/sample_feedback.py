"""What the customer said about a sample (样品反馈): one tap, or in words."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Group, Row, Select

from handlers.order_words import words
from handlers.sample_states import SampleCard, SampleFeedback
from handlers.sample_words import answers
from handlers.samples import sample_id_of
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import close, instead, window
from models import samples
from models.refusals import NotFound
from models.samples import VERDICTS

Data = dict[str, Any]


async def show(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The sample, the ready answers, and what was said before."""
    desk = desk_of(dialog_manager)
    seen = await desk.read(samples.view, sample_id=sample_id_of(dialog_manager))
    return {
        "number": seen.sample.number,
        "customer": seen.customer.shown,
        "answers": answers(desk, seen.sample),
        "any": int(bool(seen.sample.feedback)),
        "verdicts": [{"id": name, "name": words(desk, f"sample-verdict-{name}")} for name in VERDICTS],
    }


async def take(manager: DialogManager, said: str) -> None:
    """In words."""
    await desk_of(manager).do(samples.feedback, sample_id=sample_id_of(manager), answer=said)
    await manager.switch_to(SampleFeedback.done)


async def tap(_event: CallbackQuery, _select: Any, manager: DialogManager, chosen: str) -> None:
    """One of the ready answers; the same one twice counts once."""
    if chosen not in VERDICTS:
        raise NotFound()
    key = f"said:{manager.current_context().id}:{chosen}"
    await desk_of(manager).do(samples.feedback, key=key, sample_id=sample_id_of(manager), answer=chosen)
    await manager.switch_to(SampleFeedback.done)


async def more(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """There is more to say."""
    await manager.switch_to(SampleFeedback.say)


async def open_it(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The sample's card."""
    await instead(manager, SampleCard.main, {"sample_id": sample_id_of(manager)})


def routers() -> list[Router]:
    """The dialog; it is opened from the sample and from the reminder."""
    verdicts: Select[str] = Select(
        Label("sample-choice"), id="say", item_id_getter=lambda item: item["id"], items="verdicts", on_click=tap
    )
    back = Button(Label("back"), id="leave", on_click=close)
    return [
        Dialog(
            window(SampleFeedback.say, Body("sample-say"), Group(verdicts, width=3), back, take=take, getter=show),
            window(
                SampleFeedback.done,
                Body("sample-said"),
                Row(
                    Button(Label("sample-say-more"), id="more", on_click=more),
                    Button(Label("sample-open"), id="open", on_click=open_it),
                ),
                back,
                getter=show,
            ),
        )
    ]
