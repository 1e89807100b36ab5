"""Somebody who tries to get at what is not theirs: every window of every dialog forged open upon a foreign document,
each of its buttons pressed, every letter's button, every command; and a look-out for a word of the foreign record.

What there is to try is read from the routers and dialogs themselves, so nothing new is left out.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.methods import EditMessageText, GetFile, GetMe, SendDocument, SendMessage, SendPhoto, TelegramMethod
from aiogram.types import BufferedInputFile, Chat, Message, User
from aiogram_dialog import Dialog
from aiogram_dialog.widgets.kbd import Keyboard, Select, SwitchTo
from sqlalchemy import text
from sqlmodel import Session, select

from models import letters
from models.customers import Customer
from models.files import StoredFile
from models.inbox import DialogState
from models.invitations import Invitation
from models.letters import Letter
from models.orders import Approval, Order, OrderLine
from models.people import Assistance, Person, PersonRole, Role
from models.products import AgreedPrice, Product
from models.receivables import Payment, Receivable, ReceivablePosting
from models.reminders import Told
from models.samples import Sample, SampleLine
from models.shipments import Courier, Shipment, ShipmentLine
from tests.company import Chatter, Company

F = 777  # the number of every foreign record, whatever it is
# Words that only the foreign records have. Their numbers are no secret to somebody who types them.
CANARIES = ("Kanarienfirma", "Kanarienfrau", "Kanarienweg", "Kanariennotiz", "Kanarienmann", "13977777777", "77,777.77")
WAYBILL = "SF77777777"
NUMBERS = ("DD20261101-777", "CK20261101-777", "SK20261101-777", "YP20261101-777", "YW00-0777", WAYBILL)
FRAGMENT = "kanarienf"  # found by whoever may find the firm, and itself no canary
DOCUMENTS = (
    "orders", "order_lines", "shipments", "shipment_lines", "receivables", "receivable_postings", "payments",
    "samples", "sample_lines", "approvals", "agreed_prices", "stock_postings", "assistances",
)  # fmt: skip
AWAY = {"leave", "home", "back", "prev", "here", "next"}  # lead out, or turn a page
INTENT = "Forged00"
STATES = DialogState.metadata.tables["dialog_states"]


def plant(company: Company) -> None:
    """A rep of a team of their own, with a customer who has a document of every kind, all under one number."""
    now = company.clock.now()
    day = now.date()

    def write(session: Session) -> None:
        by = {"created_at": now}
        session.add(
            Person(id=F, name="Kanarienmann", telegram_id=777_000_777, hired_on=day - timedelta(days=900), **by)
        )
        session.add(Person(id=F + 1, name="Kanarienmann Chef", telegram_id=777_000_778, **by))
        session.flush()
        session.add_all([PersonRole(person_id=F, role=Role.REP), PersonRole(person_id=F + 1, role=Role.MANAGER)])
        session.get_one(Person, F).manager_id = F + 1
        session.add(Product(id=F, sku="P777", name="中性笔", unit="支", list_price_fen=1000, floor_price_fen=800))
        session.add(Courier(id=F, name="顺丰", collects_money=True, brings_receipts=True))
        session.add(
            Customer(
                id=F, code="YW00-0777", name="Kanarienfirma GmbH", short_name="Kanarienfirma", contact="Kanarienfrau",
                phone="13977777777", address="Kanarienweg 7", province="广东", rep_id=F, terms="shipment+eom+30d",
                terms_approved=True, asked_terms="shipment+60d", asked_by=F, last_used_at=now, **by,
            )
        )  # fmt: skip
        session.flush()
        session.add(AgreedPrice(customer_id=F, product_id=F, price_fen=7_777_777, from_on=day, set_at=now))
        _documents(session, now)

    company.write(write)


def _documents(session: Session, now: Any) -> None:
    day, total = now.date(), 7_777_777
    session.add(
        Order(
            id=F, number="DD20261101-777", customer_id=F, state="open", total_fen=total, settlement="monthly",
            ship_via="express", courier="顺丰", ship_on=day, address="Kanarienweg 7", note="Kanariennotiz", content="c",
            placed_at=now, placed_by=F, cancel_asked_at=now, cancel_reason="Kanariennotiz",
        )
    )  # fmt: skip
    session.flush()
    session.add(
        OrderLine(id=F, order_id=F, position=1, product_id=F, quantity=Decimal(7), unit_price_fen=total,
                  price_from="said", amount_fen=total, shipped=Decimal(0))
    )  # fmt: skip
    session.add(Approval(id=F, order_id=F, kind="floor", content="c", state="waiting", asked_by=F, asked_at=now))
    photo = StoredFile(
        id=F, name="777.png", mime="image/png", size=1, sha256="x", telegram_file_id="photo-777", stored_at=now
    )
    session.add(photo)
    session.flush()
    session.add(
        Shipment(id=F, number="CK20261101-777", order_id=F, customer_id=F, amount_fen=total, via="express",
                 courier_id=F, waybill=WAYBILL, receipt_wanted=True, shipped_on=day, posted_at=now,
                 note="Kanariennotiz", receipt_file_id=F)
    )  # fmt: skip
    session.add(
        Sample(id=F, number="YP20261101-777", customer_id=F, state="requested", purpose="Kanariennotiz",
               address="Kanarienweg 7", ship_via="express", fee_fen=total, waiver_state="waiting", send_on=day,
               requested_at=now, requested_by=F)
    )  # fmt: skip
    session.flush()
    session.add(ShipmentLine(id=F, shipment_id=F, order_line_id=F, quantity=Decimal(1), amount_fen=total))
    session.add(SampleLine(id=F, sample_id=F, position=1, product_id=F, quantity=Decimal(1)))
    owed = {
        "customer_id": F,
        "amount_fen": total,
        "arose_on": day,
        "due_on": day - timedelta(days=9),
        "created_at": now,
    }
    session.add(
        Receivable(id=F, number="CK20261101-777", shipment_id=F, dispute_note="Kanariennotiz", disputed_at=now, **owed)
    )
    session.add(Receivable(id=F + 1, number="CK20261101-777-D", courier_id=F, **owed))
    session.add(
        Payment(id=F, number="SK20261101-777", customer_id=F, amount_fen=total, received_on=day, means="cash",
                note="Kanariennotiz", question="Kanariennotiz", state="questioned", recorded_at=now, recorded_by=F)
    )  # fmt: skip
    session.flush()
    session.add(ReceivablePosting(id=F, receivable_id=F, kind="payment", amount_fen=100, posted_on=day, payment_id=F,
                                  note="Kanariennotiz", posted_at=now))  # fmt: skip
    session.add(Invitation(id=F, code_hash="777", person_id=F, invited_by=F + 1, created_at=now,
                           expires_at=now + timedelta(hours=1), state="claimed", claimed_by=1,
                           claimed_name="Kanarienfrau"))  # fmt: skip
    letter = session.get_one(Letter, letters.post(session, "payment_overdue", "digest", F, "2026-11-23", now=now))
    letter.state, letter.message_id, letter.chat_id = "sent", 1, 777_000_777
    session.add(Told(rule="payment_overdue", subject="receivable", subject_id=F, person_id=F, occasion="2026-11-23",
                     letter_id=letter.id, amount_fen=7_777_777, told_at=now))  # fmt: skip


def data_for(state: str) -> dict[str, Any]:
    """What a dialog would remember that was opened upon the foreign documents, for any dialog at once."""
    lines = [{"product_id": F, "quantity": "7", "unit_price_fen": 7_777_777, "price_from": "said"}]
    draft = {
        "customer_id": F, "lines": lines, "purpose": "trial", "ship_via": "express", "courier": "顺丰", "fee_fen": 100,
        "freight": "", "ship_on": "2026-11-24", "morning": False, "receipt_back": False, "invoice": None, "address": "",
        "settlement": "monthly", "instruction": "", "note": "", "name": "Newcomer", "quantity": "1", "said": "",
        "arrive_by": None, "send_on": "2026-11-24", "terms": "prepay", "province": "广东", "waive": False,
    }  # fmt: skip
    ids = (
        "order", "customer", "shipment", "receivable", "payment", "sample", "courier", "approval", "person", "taker",
        "rep", "invitation", "letter", "product", "manager", "word", "subject",
    )  # fmt: skip
    shared: dict[str, Any] = {f"{name}_id": F for name in ids} | {
        "draft": draft, "posted": F, "chosen": [F, F + 1], "against": [F], "amount_fen": 100, "version": 1, "page": 1,
        "received_on": "2026-11-23", "means": "cash", "kind": "return", "reason": "why", "field": "phone", "index": 0,
        "terms": "prepay", "via": "express", "text": FRAGMENT, "roles": ["rep"], "manager": F, "reps": [F], "all": True,
        "goods": {str(F): "1"}, "asked": "shipment+60d", "done": F, "tab": "open", "subject": "order", "line": F,
        "lines": {str(F): "1"}, "number": "n", "counts": "", "confirmed": 1, "came": {}, "offered": "Newcomer",
        "list_page": 1, "name": "n", "price_fen": 100, "shown": [F], "card_fen": 100, "collects": True, "brings": True,
        "result": {"payment_ids": [F], "over_fen": 0}, "coded": F, "last": F, "notes": "", "from_on": "2026-11-24",
        "file_id": "1", "codes": [WAYBILL], "photo": {"file_id": "1", "size": 9},
    }  # fmt: skip
    group = state.split(":")[0]
    shared["tab"] = "requested" if group == "Samples" else "open"
    if group in ("TakeOrder", "RequestSample"):
        shared["line"] = {"product_id": F, "quantity": "1", "index": 0, "place": 0}
    return shared


@dataclass
class Intruder:
    """Somebody at the running product, past the network: updates go in, every call of the bot is kept."""

    company: Company
    telegram_id: int
    calls: list[str] = field(default_factory=list)
    number: int = 1_000_000

    def __post_init__(self) -> None:
        self.company.app.bot.session.middleware(self._keep)

    async def _keep(self, make: Any, bot: Bot, method: TelegramMethod[Any]) -> Any:
        """Nothing goes to the chat server but the question for a file; what would be shown is kept."""
        if isinstance(method, GetFile):
            return await make(bot, method)
        sent = method.model_dump(exclude_none=True)
        files = [
            value.data.decode("latin-1") for value in vars(method).values() if isinstance(value, BufferedInputFile)
        ]
        self.calls.append(json.dumps([sent, *files], ensure_ascii=False, default=str))
        if isinstance(method, SendMessage | EditMessageText | SendPhoto | SendDocument):
            self.number += 1
            chat = Chat(id=self.telegram_id, type="private")
            return Message(message_id=self.number, date=self.company.clock.now(), chat=chat, text="x").as_(bot)
        return User(id=bot.id, is_bot=True, first_name="b", username="b") if isinstance(method, GetMe) else True

    async def update(self, **what: Any) -> str:
        """One update of theirs; gives everything that the bot said to it."""
        before = len(self.calls)
        self.number += 1
        await self.company.app.intake.accept([{"update_id": self.number, **what}])
        while not self.company.app.intake.idle:  # noqa: ASYNC110 - the product has no signal for it
            await asyncio.sleep(0.001)
        return "\n".join(self.calls[before:])

    async def taps(self, data: str) -> str:
        """Press a button of any message."""
        return await self.update(callback_query={
            "id": str(self.number), "from": self._user(), "chat_instance": "1", "data": data,
            "message": {**self._message(), "text": "x"},
        })  # fmt: skip

    async def says(self, said: str) -> str:
        """Type and send."""
        return await self.sends(text=said)

    async def sends(self, **content: Any) -> str:
        """Send anything."""
        return await self.update(message={**self._message(), "from": self._user(), **content})

    async def sends_photo(self, content: bytes, caption: str) -> str:
        """Send a photo, by way of the chat server: it has to have the file."""
        before = len(self.calls)
        await Chatter(self.company, "", self.telegram_id).sends_file(content, "photo.jpg", "image/jpeg", caption)
        return "\n".join(self.calls[before:])

    def _user(self) -> dict[str, Any]:
        return {"id": self.telegram_id, "is_bot": False, "first_name": "x"}

    def _message(self) -> dict[str, Any]:
        chat = {"id": self.telegram_id, "type": "private"}
        return {"message_id": self.number, "date": 1_795_000_000, "chat": chat}

    def stand_in(self, state: str) -> None:
        """Forge their conversation: this window is open, upon the foreign documents."""
        mine = data_for(state)
        context = {
            "_intent_id": INTENT, "_stack_id": "", "state": state, "start_data": mine, "dialog_data": mine,
            "widget_data": {}, "access_settings": {"user_ids": [self.telegram_id], "custom": None},
        }  # fmt: skip
        stack = {
            "_id": "", "intents": [INTENT], "last_message_id": 1, "last_reply_keyboard": False, "last_media_id": None,
            "last_media_unique_id": None, "last_income_media_group_id": None,
        }  # fmt: skip
        base = f"fsm:{self.company.app.bot.id}:{self.telegram_id}:{self.telegram_id}:aiogd"
        rows = {f"{base}:context:{INTENT}:data": context, f"{base}:stack::data": stack}

        now = self.company.clock.now()
        kept = [
            {"name": name, "person_key": self.telegram_id, "state": None, "data": json.dumps(data), "changed_at": now}
            for name, data in rows.items()
        ]

        def write(session: Session) -> None:
            connection = session.connection()
            connection.execute(STATES.delete())
            connection.execute(STATES.insert(), kept)

        self.company.app.db.write_now(write, lasting=False)


def dialogs(company: Company) -> list[Dialog]:
    """Every dialog that the product has."""
    return [router for router in routers(company) if isinstance(router, Dialog)]


def routers(company: Company) -> Iterator[Router]:
    """Every router of the product's own."""
    waiting: list[Router] = list(company.app.dispatcher.sub_routers)
    while waiting:
        router = waiting.pop()
        waiting += router.sub_routers
        if not isinstance(router, Dialog) or router.states_group().__module__.startswith("handlers."):
            yield router


def buttons(keyboard: Keyboard) -> Iterator[Keyboard]:
    """The widgets of a window that can be pressed."""
    inner = getattr(keyboard, "buttons", None)
    for widget in inner if inner is not None else [keyboard]:
        yield from buttons(widget) if inner is not None else [widget]


def presses(company: Company) -> Iterator[tuple[str, str]]:
    """Every window with each thing that can be pressed in it upon a foreign record; what can be typed; a mere look."""
    for dialog in dialogs(company):
        for state, window in dialog.windows.items():
            name = str(state.state)
            yield name, "look"
            for widget in buttons(window.keyboard):
                if isinstance(widget, SwitchTo) or widget.widget_id in AWAY or widget.widget_id is None:
                    continue
                yield name, f"{widget.widget_id}:{F}" if isinstance(widget, Select) else widget.widget_id
            if window.on_message is not None:
                yield name, f"say {FRAGMENT}"


def looks(company: Company) -> list[tuple[str, str]]:
    """Every window, merely looked at."""
    return [(state, press) for state, press in presses(company) if press == "look"]


def handlers_of(company: Company) -> dict[str, list[str]]:
    """Handlers outside of dialogs by kind of update: commands apart, others by module and name."""
    found: dict[str, list[str]] = {"command": [], "message": [], "callback_query": [], "other": []}
    for router in routers(company):
        if isinstance(router, Dialog):
            continue
        for kind, observer in router.observers.items():
            for handler in observer.handlers:
                if not handler.callback.__module__.startswith("handlers.") or kind == "error":
                    continue
                commands = [name for one in handler.filters or [] if isinstance(one.callback, Command)
                            for name in one.callback.commands]  # fmt: skip
                called = f"{handler.callback.__module__}.{handler.callback.__name__}"
                found["command"] += [str(name) for name in commands]
                if not commands:
                    found[kind if kind in found else "other"].append(called)
    return found


def papers(company: Company) -> dict[str, list[Any]]:
    """The foreign documents as the books hold them, to see that nobody changed them or made any."""

    def read(session: Session) -> dict[str, list[Any]]:
        connection = session.connection()
        found = {
            name: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {name} ORDER BY 1"))]  # noqa: S608 - our own tables
            for name in DOCUMENTS
        }
        found["customer"] = [session.exec(select(Customer).where(Customer.id == F)).one().model_dump()]
        found["person"] = [session.exec(select(Person).where(Person.id == F)).one().model_dump()]
        found["roles"] = sorted(session.exec(select(PersonRole.role).where(PersonRole.person_id == F)))
        found["serves"] = list(session.exec(select(Assistance.id)))
        return found

    return company.books(read)
