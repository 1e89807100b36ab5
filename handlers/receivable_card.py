"""One claim (应收款): what is owed, since when and why it is less by now; money came, promised, disputed, returned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, Select, SwitchTo
from sqlmodel import Session

from handlers.basis_day import basis_window
from handlers.calendar import Days
from handlers.credit_claim import CreditClaim
from handlers.desk import Desk
from handlers.history import history_of
from handlers.receivable_states import ReceivableCard, claim_id_of, fresh_key
from handlers.record_payment import RecordPayment
from handlers.settle_cod import SettleCod
from handlers.window_texts import Body, Label, Raw, desk_of, facts_of
from handlers.windows import Opens, close, go, op_key, window
from locales import Html, join, text
from models import customers, due, receivables
from models.days import day_in, next_working_day
from models.due import Recorded
from models.journal import history
from models.people import Actor, Role
from models.receivables import FEE_KEEPERS, RECORDERS, SALES, Payment, Receivable, ReceivablePosting
from models.receivables.claims import PROMISE_DAYS
from models.reminders import ReminderAnswer
from models.rules import rules_of

__all__ = ["ReceivableCard", "routers"]

DISPUTES = ("quality", "quantity", "price", "unknown")  # what customers contest, in one tap
LATER = {"p1": 1, "p3": 3, "p7": 7}


def _look(session: Session, *, by: Actor, receivable_id: int) -> dict[str, Any]:
    claim = receivables.get(session, receivable_id, by=by)
    return {
        "claim": claim,
        "customer": customers.get(session, claim.customer_id, by=by).name,
        "postings": receivables.postings_of(session, claim.id),
        "prepaid_fen": receivables.prepaid_fen(session, claim.customer_id),
        **_answered(session, claim),
        **_noted_by(session, claim.id),
    }


def _answered(session: Session, claim: Receivable) -> dict[str, Any]:
    """The last answer to a reminder of it; where that was a word that the money came, what was recorded since."""
    answered = due.last_answer(session, "receivable", claim.id)
    paid = {claim.id: answered[0].at} if answered is not None and answered[0].answer == "paid" else {}
    return {"answered": answered, "came": due.recorded_since(session, paid).get(claim.id)}


def _noted_by(session: Session, receivable_id: int) -> dict[str, Any]:
    """Who wrote the last promise and the last dispute down, and on which day."""
    rules = rules_of(session)
    noted: dict[str, Any] = {"promised_by": "", "disputed_by": "", "promised_at": None, "disputed_at": None}
    for entry in history(session, "receivable", receivable_id):
        what = entry.action.removeprefix("receivable-")
        if what in ("promised", "disputed"):
            noted |= {f"{what}_by": entry.who, f"{what}_at": rules.today(entry.at)}
    return noted


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The claim as it is now, and what this person may do with it."""
    op_key(dialog_manager)
    desk = desk_of(dialog_manager)
    seen = await desk.read(_look, receivable_id=claim_id_of(dialog_manager))
    claim: Receivable = seen["claim"]
    return {
        "customer": seen["customer"],
        "number": claim.number,
        "amount_fen": claim.amount_fen,
        "settled_fen": claim.settled_fen,
        "open_fen": claim.open_fen,
        "arose_on": claim.arose_on,
        "due_on": claim.due_on,
        "basis": f"no-{claim.basis}" if claim.provisional else claim.basis,
        "basis_on": claim.basis_on or claim.due_on,
        "days": (desk.today - claim.due_on).days,
        "standing": _standing(claim, desk.today),
        "promised": claim.promised_on is not None and claim.open_fen > 0,
        "promised_on": claim.promised_on or claim.due_on,
        "promise_note": claim.promise_note,
        "promise_noted": bool(claim.promise_note),
        "promised_by": seen["promised_by"],
        "promise_noted_on": seen["promised_at"] or claim.due_on,
        "disputed_by": seen["disputed_by"],
        "dispute_noted_on": seen["disputed_at"] or claim.due_on,
        "disputed": claim.disputed_at is not None,
        **_answer(seen["answered"], seen["came"], desk),
        "dispute_note": claim.dispute_note,
        "lines": _lines(seen["postings"], desk),
        "prepaid_fen": seen["prepaid_fen"],
        **_allowed(claim, desk, seen["prepaid_fen"]),
    }


def _answer(given: tuple[ReminderAnswer, str] | None, came: Recorded | None, desk: Desk) -> dict[str, Any]:
    """The last answer to a reminder of it, by whom and when."""
    answer, who = given or (None, "")
    day = desk.db.rules.today(answer.at) if answer else desk.today
    said = "recorded" if came else answer.answer if answer else "none"
    recorded = {"came_fen": came.amount_fen if came else 0, "came_by": came.who if came else ""}
    return {"answer": said, "answered_by": who, "answered_on": day, **recorded}


def _standing(claim: Receivable, today: date) -> str:
    if claim.open_fen == 0:
        return "settled"
    if claim.due_on < today:
        return "overdue"
    return "today" if claim.due_on == today else "ahead"


def _allowed(claim: Receivable, desk: Desk, prepaid_fen: int) -> dict[str, bool]:
    """Which buttons there are."""
    who, is_open, held = desk.who, claim.open_fen > 0, claim.courier_id is not None
    assert who is not None  # noqa: S101 - the getter has read in this person's scope
    records, sells = who.may(*RECORDERS), who.may(*SALES)
    return {
        "held": held,
        "may_pay": is_open and records and not held,
        "may_settle": is_open and records and held,
        "may_date": is_open and records and claim.basis != "shipment",
        "may_use": is_open and records and not held and prepaid_fen > 0,
        "may_promise": is_open and sells,
        "may_dispute": is_open and sells and claim.disputed_at is None,
        "may_agree": sells and claim.disputed_at is not None,
        "may_return": who.may(Role.ASSISTANT, Role.MANAGER, Role.BOSS),
        "may_write_off": is_open and who.may(Role.BOSS),
        "may_keep": is_open and held and who.may(*FEE_KEEPERS),
    }


def _lines(postings: list[tuple[ReceivablePosting, Payment | None]], desk: Desk) -> Html:
    lines = []
    for posting, payment in postings:
        facts = {
            "posted_on": posting.posted_on,
            "part_fen": abs(posting.amount_fen),
            "back": posting.amount_fen < 0,
            "kind": posting.kind,
            "payment": payment.number if payment else "",
            "note": posting.note,
            "noted": bool(posting.note),
        }
        lines.append(text(desk.language, "receivable-posting", **facts_of(facts, desk.language, desk.today)))
    return join(["", *lines] if lines else [])


async def pay(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Money came for this."""
    await manager.start(RecordPayment.confirm, data={"receivable_id": claim_id_of(manager)})


async def settle(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The courier handed it over."""
    await manager.start(SettleCod.confirm, data={"receivable_id": claim_id_of(manager)})


async def use_prepaid(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Set what was paid in advance against it."""
    await desk_of(manager).do(receivables.use_prepaid, key=fresh_key(manager), receivable_id=claim_id_of(manager))


def _credits(kind: str) -> Any:
    async def credit(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        first = CreditClaim.goods if kind == "return" else CreditClaim.amount
        await manager.start(first, data={"receivable_id": claim_id_of(manager), "kind": kind})

    return credit


async def type_promise(manager: DialogManager, said: str) -> None:
    """The promised day as it was typed; what was said beside it stays with the promise."""
    day, sentence = day_in(said, desk_of(manager).today)
    await _promise(manager, day, sentence)


async def tap_promise(_event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """One of the days near; a day off moves to the next working day."""
    day = desk_of(manager).today + timedelta(days=LATER[button.widget_id or ""] - 1)
    await _promise(manager, next_working_day(day))


async def tap_calendar(_event: Any, _calendar: Any, manager: DialogManager, day: date) -> None:
    """A day of the calendar."""
    await _promise(manager, day)


async def _promise(manager: DialogManager, day: date, note: str = "") -> None:
    given = {"receivable_id": claim_id_of(manager), "until_on": day, "note": note}
    await desk_of(manager).do(receivables.promise, key=fresh_key(manager), **given)
    await manager.switch_to(ReceivableCard.main)


async def type_dispute(manager: DialogManager, said: str) -> None:
    """What the customer contests."""
    await desk_of(manager).do(
        receivables.dispute, key=fresh_key(manager), receivable_id=claim_id_of(manager), note=said
    )
    await manager.switch_to(ReceivableCard.main)


async def tap_dispute(_event: CallbackQuery, _select: Any, manager: DialogManager, name: str) -> None:
    """One of the usual causes."""
    if name in DISPUTES:
        await type_dispute(manager, str(text(desk_of(manager).language, "dispute-cause", cause=name)))


async def show_causes(dialog_manager: DialogManager, **data: Any) -> dict[str, Any]:
    """The claim, and what customers contest."""
    return {**await show(dialog_manager, **data), "causes": [{"id": name, "cause": name} for name in DISPUTES]}


async def agree(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The dispute is over."""
    await desk_of(manager).do(receivables.settle_dispute, key=fresh_key(manager), receivable_id=claim_id_of(manager))


def _main() -> Window:
    return window(
        ReceivableCard.main,
        Body("receivable-card"),
        Raw("lines"),
        Button(Label("receivable-pay"), id="pay", on_click=pay, when="may_pay"),
        Button(Label("receivable-settle"), id="settle", on_click=settle, when="may_settle"),
        Button(Label("receivable-courier-fee"), id="fee", on_click=_credits("courier_fee"), when="may_keep"),
        Button(Label("receivable-use-prepaid"), id="use", on_click=use_prepaid, when="may_use"),
        SwitchTo(Label("receivable-basis"), id="basis", state=ReceivableCard.basis, when="may_date"),
        Row(
            SwitchTo(Label("receivable-promise"), id="promise", state=ReceivableCard.promise, when="may_promise"),
            SwitchTo(Label("receivable-dispute"), id="dispute", state=ReceivableCard.dispute, when="may_dispute"),
            Button(Label("receivable-agree"), id="agree", on_click=agree, when="may_agree"),
        ),
        Row(
            Button(Label("receivable-return"), id="return", on_click=_credits("return"), when="may_return"),
            Button(Label("receivable-write-off"), id="write_off", on_click=_credits("write_off"), when="may_write_off"),
        ),
        history_of("receivable", claim_id_of),
        Button(Label("back"), id="leave", on_click=close),
        getter=show,
    )


def dialog() -> Dialog:
    """The card and its questions."""
    back = SwitchTo(Label("back"), id="back", state=ReceivableCard.main)
    near = [Button(Label(f"receivable-promise-{name}"), id=name, on_click=tap_promise) for name in LATER]
    causes: Select[str] = Select(
        Label("dispute-cause"), id="cause", item_id_getter=lambda item: item["id"], items="causes", on_click=tap_dispute
    )
    return Dialog(
        _main(),
        window(
            ReceivableCard.promise,
            Body("receivable-promise-asked"),
            Group(*near, width=3),
            Days("cal", tap_calendar, earliest=1, latest=PROMISE_DAYS),
            back,
            take=type_promise,
            getter=show,
        ),
        window(
            ReceivableCard.dispute,
            Body("receivable-dispute-asked"),
            Column(causes),
            back,
            take=type_dispute,
            getter=show_causes,
        ),
        basis_window(),
    )


def router() -> Router:
    """The button of a letter."""
    routes = Router(name="receivable_card")

    @routes.callback_query(Opens("receivable"))
    async def opened(query: CallbackQuery, dialog_manager: DialogManager, desk: Desk, subject_id: int) -> None:
        await desk.read(receivables.get, receivable_id=subject_id)
        await query.answer()
        await go(dialog_manager, ReceivableCard.main, {"receivable_id": subject_id})

    return routes


def routers() -> list[Router]:
    """The letter's button and the dialog."""
    return [router(), dialog()]
