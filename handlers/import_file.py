"""A spreadsheet: what a boss sends is imported (导入资料) with one tap, an order is read; and the export (导出资料)."""

from __future__ import annotations

import asyncio
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Command, Filter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Row

from handlers import start
from handlers.desk import Desk
from handlers.exchange_words import bad_lines, changed_lines, counts, notes, terms_lines
from handlers.file_store import FileStore
from handlers.read_message.sheet import take_sheet
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import go, home, leave, op_key, window
from locales import Html, join, plain, shorten, text, visible
from models import exchange
from models.exchange import MOST_BYTES, NothingToImport, Outcome, Sheets
from models.orders import TAKERS
from models.people import Role
from models.reading_books import NoOrderSheet
from models.refusals import Refusal

LINES_SHOWN = 10  # faults told in the message; all of them come as a file
MESSAGE_UNITS = 3500  # leaves room for head and foot
NOTES_UNITS = 2500  # of how terms are read and what is overwritten
LONGEST_NAME = 60
ENDINGS = (".xlsx", ".xls", ".xlsm", ".csv")
Data = dict[str, Any]


class ImportFile(StatesGroup):
    """A checked file before it is written, and after."""

    confirm = State()
    done = State()


class SheetSent(Filter):
    """A document that is, or calls itself, a spreadsheet."""

    async def __call__(self, message: Message) -> bool:
        document = message.document
        if document is None:
            return False
        kind = document.mime_type or ""
        return (document.file_name or "").lower().endswith(ENDINGS) or "spreadsheet" in kind or "excel" in kind


async def take_file(message: Message, dialog_manager: DialogManager, bot: Bot, files: FileStore) -> None:
    """What a boss sends is checked and shown before it is written; what has no sheet to import is read as an order, as
    everything is that others send who take orders.
    """
    desk, document = desk_of(dialog_manager), message.document
    assert document is not None  # noqa: S101 - the filter above lets nothing else through
    if desk.who is None or not desk.who.may(*TAKERS):
        await message.answer(await _who_may(desk))
        return
    if not desk.who.may(Role.BOSS):
        await _take_order(message, dialog_manager, bot, files)
        return
    name = (document.file_name or "")[-LONGEST_NAME:] or "—"
    try:
        sheets = await _read(bot, files, {"file_id": document.file_id, "size": document.file_size, "name": name})
    except NothingToImport as nothing:
        await _take_order(message, dialog_manager, bot, files, otherwise=nothing)
        return
    outcome = await desk.read(exchange.look_over, now=desk.now, sheets=sheets)
    if outcome.bad:
        await _tell_bad(message, desk, name, outcome)
        return
    found = {
        "file_id": document.file_id,
        "size": document.file_size,
        "name": name,
        "counts": str(counts(desk.language, outcome.counts)),
        "notes": str(_worth_knowing(desk, outcome)),
        "any": any(count["new"] or count["changed"] for count in outcome.counts.values()),
    }
    changed = changed_lines(desk.language, outcome)
    if len(changed) > LINES_SHOWN:
        await message.answer_document(_as_file(changed, plain(desk.language, "import-changed-file")))
    await go(dialog_manager, ImportFile.confirm, found)


def _worth_knowing(desk: Desk, outcome: Outcome) -> Html:
    """How terms are read and what is overwritten, a few of each, then what else there is to know."""
    language, terms = desk.language, terms_lines(desk.language, outcome, desk.today)
    changed = changed_lines(language, outcome)
    parts: list[Html] = terms[:LINES_SHOWN]
    if len(terms) > LINES_SHOWN:
        parts.append(text(language, "import-terms-more", more=len(terms) - LINES_SHOWN))
    if changed:
        parts += [text(language, "import-changed-head", count=len(changed)), *changed[:LINES_SHOWN]]
    if len(changed) > LINES_SHOWN:
        parts.append(text(language, "import-bad-more", more=len(changed) - LINES_SHOWN))
    return join([part for part in (notes(language, outcome), shorten(join(parts), NOTES_UNITS)) if part])


async def _take_order(
    message: Message, manager: DialogManager, bot: Bot, files: FileStore, *, otherwise: Refusal | None = None
) -> None:
    """Read the file as an order; `otherwise` is what is said where it is none."""
    assert message.document is not None  # noqa: S101 - as above
    try:
        await take_sheet(manager, message.document, message.caption or "", bot, files)
    except NoOrderSheet as refusal:
        if otherwise is not None:
            raise otherwise from None
        desk = desk_of(manager)
        await message.answer(join([text(desk.language, refusal.key), await _who_may(desk)]))


async def _who_may(desk: Desk) -> Html:
    names = await desk.read(exchange.importers)
    if not names:
        return text(desk.language, "import-who-nobody")
    return text(desk.language, "import-who", bosses=join(names, "、" if desk.language == "zh" else ", "))


async def _read(bot: Bot, files: FileStore, file: Data) -> Sheets:
    content = await files.fetch(bot, file["file_id"], file["size"], MOST_BYTES)
    return await asyncio.to_thread(exchange.read_file, file["name"], content)


async def _tell_bad(message: Message, desk: Desk, name: str, outcome: Outcome) -> None:
    """The first faults in a message, all of them in a file where there are more."""
    language, today = desk.language, desk.today
    lines = bad_lines(language, outcome.bad, today)
    rows = len({(bad.sheet, bad.row) for bad in outcome.bad})
    shown = shorten(join(lines[:LINES_SHOWN]), MESSAGE_UNITS)
    head = text(language, "import-bad", name=name, rows=rows, lines=shown)
    again = text(language, "import-bad-again")
    if len(lines) <= LINES_SHOWN:
        await message.answer(join([head, again]))
        return
    more = text(language, "import-bad-more", more=len(lines) - LINES_SHOWN)
    await message.answer(join([head, more, again]))
    await message.answer_document(_as_file(lines, plain(language, "import-bad-file")))


def _as_file(lines: list[Html], name: str) -> BufferedInputFile:
    return BufferedInputFile("\r\n".join(visible(line) for line in lines).encode("utf-8-sig"), name)


def _given(manager: DialogManager) -> Data:
    return manager.start_data if isinstance(manager.start_data, dict) else {}


async def show_checked(dialog_manager: DialogManager, **_data: Any) -> Data:
    """What would be written."""
    op_key(dialog_manager)
    given = _given(dialog_manager)
    return {
        "name": given["name"],
        "counts": Html(given["counts"]),
        "notes": Html(given["notes"]),
        "any": given["any"],
        "same": not given["any"],
    }


async def bring_in(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Write it: the file is fetched and checked again, since the books may have changed meanwhile."""
    bot: Bot = manager.middleware_data["bot"]
    files: FileStore = manager.middleware_data["files"]
    sheets = await _read(bot, files, _given(manager))
    done = await desk_of(manager).do(exchange.bring_in, key=op_key(manager), sheets=sheets)
    manager.dialog_data["counts"] = str(counts(desk_of(manager).language, done["counts"]))
    await manager.switch_to(ImportFile.done)


async def show_done(dialog_manager: DialogManager, **_data: Any) -> Data:
    """What was written."""
    return {"name": _given(dialog_manager)["name"], "counts": Html(dialog_manager.dialog_data["counts"])}


async def _send_export(message: Message, desk: Desk) -> None:
    sheets = await desk.read(exchange.export)
    content = await asyncio.to_thread(exchange.as_xlsx, sheets)
    file = BufferedInputFile(content, f"gendan-{desk.today.isoformat()}.xlsx")
    await message.answer_document(file, caption=text(desk.language, "export-caption"))


async def export_data(message: Message, dialog_manager: DialogManager) -> None:
    """`/export`."""
    await _send_export(message, desk_of(dialog_manager))


async def from_menu(event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The menu's button; the menu comes again below the file."""
    if isinstance(event.message, Message):
        await _send_export(event.message, desk_of(manager))
        manager.show_mode = ShowMode.DELETE_AND_SEND


def routers() -> list[Router]:
    """The command and the file, then the dialog."""
    start.entry("menu-export", from_menu, Role.BOSS)
    routes = Router(name="import_file")
    routes.message.register(export_data, Command("export"))
    routes.message.register(take_file, SheetSent())
    dialog = Dialog(
        window(
            ImportFile.confirm,
            Body("import-ready", when="any"),
            Body("import-nothing-new", when="same"),
            Row(Button(Label("import-do"), id="do", on_click=bring_in, when="any"), leave()),
            getter=show_checked,
        ),
        window(ImportFile.done, Body("import-done"), home(), getter=show_done),
    )
    return [routes, dialog]
