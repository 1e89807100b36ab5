"""Quick status (近况): one message with one picture, and buttons that open each list down to the document."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, Select
from sqlmodel import Session

from handlers import start
from handlers.chart import Bar, Panel, draw
from handlers.customer_states import CustomerCard
from handlers.desk import Desk
from handlers.orders import Orders
from handlers.sample_states import Samples
from handlers.settle_cod.flow import SettleCod
from handlers.shipping_states import Receipts
from handlers.window_texts import Body, Label, desk_of, facts_of
from handlers.windows import go, home, pager, window
from locales import Html, join, label, plain, shorten, text
from models import customers, figures, receivables
from models.amounts import format_fen
from models.figures import Late, Out, Standing
from models.people import Actor, Person, Role
from models.receivables import RECORDERS
from models.refusals import NotFound

CAPTION = 1024  # units of a picture's caption, Bot API
AGES = ("not_due", "d30", "d60", "d90", "d120", "older")
SEEN_COURIERS = 3
SEEN_DAYS = 3
UNDER_PICTURE = re.compile(r"st:[a-z]+:[0-9]{1,15}")


class Status(StatesGroup):
    """The lists that only the status opens."""

    overdue = State()
    reps = State()


async def send_status(
    message: Message, desk: Desk, *, customer_id: int | None = None, rep_id: int | None = None
) -> None:
    """Answer with the figures of all, of one customer or of one rep."""
    found = await desk.read(figures.standing, now=desk.now, customer_id=customer_id, rep_id=rep_id)
    title = await _title(desk, customer_id, rep_id)
    picture = await draw(_panels(found, desk.language))
    await message.answer_photo(
        BufferedInputFile(picture, "status.png"),
        caption=caption(found, title, desk, await _account(desk, customer_id) if customer_id is not None else ()),
        reply_markup=_buttons(found, desk, await desk.read(figures.reps_in_scope), customer_id, rep_id),
    )


async def _title(desk: Desk, customer_id: int | None, rep_id: int | None) -> Html:
    if customer_id is not None:
        one = await desk.read(customers.get, customer_id=customer_id)
        return text(desk.language, "status-of", name=one.shown)
    if rep_id is not None:
        names = {rep.id: rep.name for rep in await desk.read(figures.reps_in_scope)}
        if rep_id not in names:
            raise NotFound()
        return text(desk.language, "status-of", name=names[rep_id])
    return text(desk.language, "status-title")


async def _account(desk: Desk, customer_id: int) -> tuple[Html, ...]:
    """When what a customer owes falls due, the earliest days first, and what they have paid in advance (rule 17)."""
    language, days, said = desk.language, dict[date, int](), []
    for claim in await desk.read(receivables.open_of_customer, customer_id=customer_id):
        days[claim.due_on] = days.get(claim.due_on, 0) + claim.open_fen
    each = [
        text(language, "status-due-each", **facts_of({"on": day, "open_fen": fen}, language, desk.today))
        for day, fen in list(days.items())[:SEEN_DAYS]
    ]
    if each:
        later = list(days.values())[SEEN_DAYS:]
        shown = join(each, text(language, "status-between"))
        said.append(text(language, "status-due", each=shown, more=len(later), rest=format_fen(sum(later))))
    if prepaid_fen := await desk.read(_prepaid, customer_id=customer_id):
        said.append(text(language, "status-prepaid", amount=format_fen(prepaid_fen)))
    return tuple(said)


def _prepaid(session: Session, *, by: Actor, customer_id: int) -> int:
    return receivables.prepaid_fen(session, customers.get(session, customer_id, by=by).id)


def caption(found: Standing, title: Html, desk: Desk, account: tuple[Html, ...] = ()) -> Html:
    """The figures in words, the most urgent first, within the limit of a caption; of one customer with `account`."""
    facts: dict[str, Any] = {
        "today": found.today.count, "today_sum_fen": found.today.amount_fen, "month": found.month.count,
        "month_sum_fen": found.month.amount_fen, "to_ship": found.to_ship, "due": found.due_to_ship,
        "waiting": found.waiting, "refused": found.refused, "owed_fen": found.ages.total_fen,
        "late_fen": found.ages.total_fen - found.ages.not_due_fen, "received": found.received_today.count,
        "received_sum_fen": found.received_today.amount_fen, "samples": found.samples, "on": desk.today,
    }  # fmt: skip
    said = facts_of(facts, desk.language, desk.today)
    lines = [title, text(desk.language, "status-figures", **said), *account]
    lines += [_out(desk.language, "status-receipts", found.receipts), _out(desk.language, "status-cod", found.cod)]
    whole = join([line for line in lines if line], "\n")
    return shorten(whole, CAPTION)


def _out(language: str, key: str, rows: tuple[Out, ...]) -> Html:
    if not rows:
        return Html("")
    each = [
        text(
            language,
            f"{key}-each",
            courier=row.courier or text(language, "status-own-delivery"),
            count=row.count,
            amount=format_fen(row.amount_fen),
            days=row.days,
        )
        for row in rows[:SEEN_COURIERS]
    ]
    return text(
        language, key, each=join(each, text(language, "status-between")), more=max(0, len(rows) - SEEN_COURIERS)
    )


def _panels(found: Standing, language: str) -> list[Panel]:
    """What the picture shows: receivables by age, and who is most overdue."""
    ages = [
        Bar(plain(language, f"status-age-{name.replace('_', '-')}"), fen, format_fen(fen))
        for name in AGES
        if (fen := getattr(found.ages, f"{name}_fen")) >= 0
    ]
    heading = plain(language, "status-owed", amount=format_fen(found.ages.total_fen))
    late = [_late_bar(row, language) for row in found.overdue]
    return [Panel(heading, ages, ages=True), Panel(plain(language, "status-most-overdue"), late)]


def _late_bar(row: Late, language: str) -> Bar:
    said = plain(language, "status-late", amount=format_fen(row.amount_fen), days=row.days)
    return Bar(shorten(row.customer, 9), row.amount_fen, said)


def _buttons(
    found: Standing, desk: Desk, team: list[Person], customer_id: int | None, rep_id: int | None
) -> InlineKeyboardMarkup:
    """Each opens a list; none that this person may not open, or that holds nobody but themselves."""
    language = desk.language
    if customer_id is not None:
        return InlineKeyboardMarkup(inline_keyboard=[[_button(language, "customer", f"open:customer:{customer_id}")]])
    of = rep_id or 0
    rows = [
        [
            _button(language, "to-ship", f"st:open:{of}", n=found.to_ship),
            _button(language, "waiting", f"st:waiting:{of}", n=found.waiting),
        ],
        [
            _button(language, "overdue", f"st:overdue:{of}"),
            _button(language, "receipts", f"st:receipts:{of}", n=sum(row.count for row in found.receipts)),
        ],
        [_button(language, "samples", f"st:samples:{of}", n=found.samples)],
        [_button(language, "again", f"st:again:{of}")],
    ]
    if desk.who is not None and desk.who.may(*RECORDERS):
        rows[2].insert(0, _button(language, "cod", f"st:cod:{of}", n=sum(row.count for row in found.cod)))
    if len(team) > 1:
        rows[3].insert(0, _button(language, "reps", "st:reps:0"))
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _button(language: str, name: str, data: str, **facts: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label(language, f"status-open-{name}", **facts), callback_data=data)


async def overdue(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The customers with overdue money, a page at a time."""
    desk = desk_of(dialog_manager)
    rep_id = (dialog_manager.start_data or {}).get("rep_id") or None  # type: ignore[union-attr]
    page = int(dialog_manager.dialog_data.get("page", 1))
    found = await desk.read(figures.overdue_customers, today=desk.today, page=page, rep_id=rep_id)
    dialog_manager.dialog_data["page"] = found.page
    rows = [
        {"id": row.customer_id, "customer": row.customer, "amount_fen": row.amount_fen, "days": row.days}
        for row in found.items
    ]
    return {"rows": rows, "total": found.total, "page": found.page, "pages": found.pages}


async def open_customer(_event: CallbackQuery, _select: Any, manager: DialogManager, item: str) -> None:
    """From the list to the customer."""
    await manager.start(CustomerCard.main, data={"customer_id": int(item)})


async def reps(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The reps whose figures the reader may see."""
    found = await desk_of(dialog_manager).read(figures.reps_in_scope)
    return {"rows": [{"id": rep.id, "rep": rep.name} for rep in found]}


async def of_rep(event: CallbackQuery, _select: Any, manager: DialogManager, item: str) -> None:
    """The same figures for one rep."""
    if isinstance(event.message, Message):
        await send_status(event.message, desk_of(manager), rep_id=int(item))


async def from_menu(event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The menu's button."""
    if isinstance(event.message, Message):
        await send_status(event.message, desk_of(manager))


# What each button under the picture opens, and on which tab.
LISTS: dict[str, tuple[State, str]] = {
    "open": (Orders.list, "open"),
    "waiting": (Orders.list, "waiting"),
    "receipts": (Receipts.list, ""),
    "cod": (SettleCod.couriers, ""),
    "samples": (Samples.list, "sent"),
}


async def under_picture(query: CallbackQuery) -> bool:
    """Whether this is one of the status's own buttons."""
    return UNDER_PICTURE.fullmatch(query.data or "") is not None


def router() -> Router:
    """The command and the buttons under the picture."""
    routes = Router(name="status")

    @routes.message(Command("status"))
    async def status(message: Message, desk: Desk) -> None:
        await send_status(message, desk)

    @routes.callback_query(under_picture)
    async def opened(query: CallbackQuery, dialog_manager: DialogManager, desk: Desk) -> None:
        what, of = (query.data or "").split(":")[1:]
        rep_id = int(of) or None
        await query.answer()
        if what == "again" and isinstance(query.message, Message):
            await send_status(query.message, desk, rep_id=rep_id)
        elif what == "overdue":
            await go(dialog_manager, Status.overdue, {"rep_id": rep_id})
        elif what == "reps":
            await go(dialog_manager, Status.reps, {"all": True})
        elif what in LISTS:
            state, tab = LISTS[what]
            await go(dialog_manager, state, {"tab": tab, "rep_id": rep_id})

    return routes


def dialog() -> Dialog:
    """The lists that only the status opens."""
    return Dialog(
        window(
            Status.overdue,
            Body("status-overdue-list"),
            Column(
                Select(
                    Label("status-overdue-row"),
                    id="late",
                    item_id_getter=lambda item: item["id"],
                    items="rows",
                    on_click=open_customer,
                )
            ),
            pager(),
            home(),
            getter=overdue,
        ),
        window(
            Status.reps,
            Body("status-reps-list"),
            Column(
                Select(
                    Label("status-rep-row"),
                    id="rep",
                    item_id_getter=lambda item: item["id"],
                    items="rows",
                    on_click=of_rep,
                )
            ),
            home(),
            getter=reps,
        ),
    )


def routers() -> list[Router]:
    """The command first, then the lists."""
    start.entry("menu-status", from_menu, Role.REP, Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS)
    return [router(), dialog()]
