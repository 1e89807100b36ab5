"""One payment (收款单): what came, what it settled, and what finance says to it."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from sqlmodel import Session

from handlers.desk import Desk
from handlers.history import history_of
from handlers.order_words import story
from handlers.window_texts import Body, Label, Raw, desk_of, facts_of
from handlers.windows import Opens, close, go, op_key, window
from locales import Html, join, text
from models import customers, receivables
from models.journal import Happening, history
from models.people import Actor, Person, Role
from models.receivables import RECORDERS, Payment, Receivable, ReceivablePosting

ASKED = ("payment-questioned", "payment-answered")  # in the journal: the talk about a payment


class PaymentCard(StatesGroup):
    """The card, and what may be typed on it."""

    main = State()
    question = State()
    answer = State()
    void = State()


def _id(manager: DialogManager) -> int:
    given = manager.start_data
    return int(given["payment_id"]) if isinstance(given, dict) else 0


def _look(session: Session, *, by: Actor, payment_id: int) -> dict[str, Any]:
    payment = receivables.get_payment(session, payment_id, by=by)
    recorder = session.get(Person, payment.recorded_by) if payment.recorded_by else None
    reviewer = session.get(Person, payment.reviewed_by) if payment.reviewed_by else None
    return {
        "payment": payment,
        "customer": customers.get(session, payment.customer_id, by=by).name,
        "courier": receivables.courier_name(session, by=by, courier_id=payment.courier_id),
        "settled": receivables.settled_by(session, payment.id),
        "asked": [one for one in history(session, "payment", payment.id, by=by) if one.action in ASKED],
        "recorder": recorder.name if recorder else "",
        "reviewer": reviewer.name if reviewer else "",
        "may_void": receivables.may_void(session, by, payment) and payment.state != "void",
        "may_review": by.may(Role.FINANCE) and payment.recorded_by != by.id and payment.state != "void",
        "may_answer": by.may(*RECORDERS) and payment.state == "questioned" and payment.reviewed_by != by.id,
    }


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The payment as it is now."""
    op_key(dialog_manager)
    desk = desk_of(dialog_manager)
    seen = await desk.read(_look, payment_id=_id(dialog_manager))
    payment: Payment = seen["payment"]
    settled: list[tuple[ReceivablePosting, Receivable]] = seen["settled"]
    unposted_fen = payment.amount_fen - sum(posting.amount_fen for posting, _claim in settled)
    return {
        **{name: seen[name] for name in ("customer", "courier", "recorder", "reviewer", "may_void", "may_answer")},
        "number": payment.number,
        "amount_fen": payment.amount_fen,
        "received_on": payment.received_on,
        "means": payment.means,
        "note": payment.note,
        "noted": bool(payment.note),
        "asked": _told(seen["asked"], desk),
        "signed": bool(seen["recorder"]),
        "state": payment.state,
        "question": payment.question if payment.state == "questioned" else "",
        "unposted_fen": unposted_fen,
        "ahead": unposted_fen > 0 and payment.state != "void" and payment.courier_id is None,
        "over": unposted_fen > 0 and payment.state != "void" and payment.courier_id is not None,
        "may_confirm": seen["may_review"] and payment.state != "confirmed",
        "may_ask": seen["may_review"],
        "lines": _lines(settled, desk),
    }


def _told(asked: list[Happening], desk: Desk) -> Html:
    """What finance asked and what was answered; it stays when the payment is confirmed."""
    return join(["", story(desk, asked)] if asked else [])


def _lines(settled: list[tuple[ReceivablePosting, Receivable]], desk: Desk) -> Html:
    lines = []
    for posting, claim in settled:
        facts = {
            "number": claim.number,
            "posted_on": posting.posted_on,
            "part_fen": abs(posting.amount_fen),
            "back": posting.amount_fen < 0,
            "note": posting.note,
            "noted": bool(posting.note),
        }
        lines.append(text(desk.language, "payment-posted", **facts_of(facts, desk.language, desk.today)))
    return join(["", *lines] if lines else [])


async def confirm(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Finance has seen the money."""
    await desk_of(manager).do(receivables.review, key=_key(manager), payment_id=_id(manager), confirm=True)


async def ask(manager: DialogManager, said: str) -> None:
    """Finance asks whoever recorded it."""
    await desk_of(manager).do(
        receivables.review, key=_key(manager), payment_id=_id(manager), confirm=False, question=said
    )
    await manager.switch_to(PaymentCard.main)


async def answer(manager: DialogManager, said: str) -> None:
    """The answer to what finance asked."""
    await desk_of(manager).do(receivables.answer_question, key=_key(manager), payment_id=_id(manager), note=said)
    await manager.switch_to(PaymentCard.main)


async def take_back(manager: DialogManager, said: str) -> None:
    """It was wrong: taken back, with the reason."""
    await desk_of(manager).do(receivables.void_payment, key=_key(manager), payment_id=_id(manager), reason=said)
    await manager.switch_to(PaymentCard.main)


def _key(manager: DialogManager) -> str:
    """The key of this operation; the next one on the card has another."""
    key = op_key(manager)
    manager.dialog_data.pop("op_key")
    return key


def dialog() -> Dialog:
    """The card and its three questions."""
    back = SwitchTo(Label("back"), id="back", state=PaymentCard.main)
    return Dialog(
        window(
            PaymentCard.main,
            Body("payment-shown"),
            Raw("lines"),
            Body("payment-shown-more"),
            Raw("asked"),
            Row(
                Button(Label("payment-review-confirm"), id="ok", on_click=confirm, when="may_confirm"),
                SwitchTo(Label("payment-review-ask"), id="ask", state=PaymentCard.question, when="may_ask"),
            ),
            SwitchTo(Label("payment-answer"), id="answer", state=PaymentCard.answer, when="may_answer"),
            SwitchTo(Label("payment-void"), id="void", state=PaymentCard.void, when="may_void"),
            history_of("payment", _id),
            Button(Label("back"), id="leave", on_click=close),
            getter=show,
        ),
        window(PaymentCard.question, Body("payment-question-asked"), back, take=ask, getter=show),
        window(PaymentCard.answer, Body("payment-answer-asked"), back, take=answer, getter=show),
        window(PaymentCard.void, Body("payment-void-asked"), back, take=take_back, getter=show),
    )


def router() -> Router:
    """The button of a letter."""
    routes = Router(name="payment_card")

    @routes.callback_query(Opens("payment"))
    async def opened(query: CallbackQuery, dialog_manager: DialogManager, desk: Desk, subject_id: int) -> None:
        await desk.read(receivables.get_payment, payment_id=subject_id)
        await query.answer()
        await go(dialog_manager, PaymentCard.main, {"payment_id": subject_id})

    return routes


def routers() -> list[Router]:
    """The letter's button and the dialog."""
    return [router(), dialog()]
