"""A small trading company for tests: real product, real database, real HTTP to the sandbox, people who say and tap."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import ClientSession, FormData
from sqlmodel import Session, select

from bot.app import App
from bot.clockwork import SandboxClock
from bot.sandbox import Sandbox
from models.clock import MovableClock
from models.customers import Customer
from models.database import Database
from models.people import Actor, Assistance, Person, Role, actor_of, add_person
from models.products import Product, StockPosting
from models.shipments import Courier

T = TypeVar("T")
TOKEN = "12345:sandbox-token-of-the-tests-0123456789"
SETTLE = 20


class Chatter:
    """One person with a phone."""

    def __init__(self, company: Company, name: str, telegram_id: int) -> None:
        self.company, self.name, self.id = company, name, telegram_id
        self.toast: str = ""

    @property
    def actor(self) -> Actor:
        """The person as the books know them."""

        def find(session: Session) -> Actor:
            return actor_of(session, session.exec(select(Person).where(Person.telegram_id == self.id)).one())

        return self.company.books(find)

    async def says(self, text: str) -> str:
        """Type and send; gives what came back."""
        return await self._post(f"/sandbox/chats/{self.id}/messages", json={"text": text})

    async def sends(self, **what: Any) -> str:
        """Send something that is no text: sticker="…", voice=True, location={…}."""
        return await self._post(f"/sandbox/chats/{self.id}/messages", json=what)

    async def sends_file(self, content: bytes, name: str, mime: str, caption: str = "") -> str:
        """Send a file or a photo."""
        form = FormData()
        form.add_field("file", content, filename=name, content_type=mime)
        if caption:
            form.add_field("caption", caption)
        return await self._post(f"/sandbox/chats/{self.id}/messages", data=form)

    async def taps(self, label: str, message_id: int | None = None) -> str:
        """Press the newest button whose label is, or begins or ends with, `label`; gives what came back."""
        message, data = await self._button(label, message_id)
        return await self._post(f"/sandbox/chats/{self.id}/taps", json={"message_id": message, "data": data})

    async def forges(self, message_id: int, data: str) -> str:
        """Press a button that was never shown."""
        return await self._post(f"/sandbox/chats/{self.id}/taps", json={"message_id": message_id, "data": data})

    async def messages(self) -> list[dict[str, Any]]:
        """Everything on the phone, oldest first."""
        async with self.company.http.get(f"{self.company.url}/sandbox/chats/{self.id}/messages") as answer:
            found: list[dict[str, Any]] = await answer.json()
        return [message for message in found if not message["deleted"]]

    async def sees(self) -> str:
        """The newest message of the bot."""
        texts = [message["text"] or "" for message in await self.messages() if message["sender"] == "bot"]
        return texts[-1] if texts else ""

    async def sees_all(self) -> str:
        """Every message of the bot, one under the other."""
        return "\n".join(message["text"] or "" for message in await self.messages() if message["sender"] == "bot")

    async def buttons(self) -> list[str]:
        """Labels of the buttons under the newest message that has any."""
        for message in reversed(await self.messages()):
            if message["buttons"]:
                return [button["text"] for row in message["buttons"] for button in row]
        return []

    async def _button(self, label: str, message_id: int | None) -> tuple[int, str]:
        shown: list[str] = []
        for message in reversed(await self.messages()):
            if message_id is not None and message["message_id"] != message_id:
                continue
            row = [button for buttons in message["buttons"] for button in buttons]
            for fits in (lambda t: t == label, lambda t: t.startswith(label), lambda t: label in t):
                for button in row:
                    if fits(button["text"]):
                        return message["message_id"], button["data"]
            shown += [button["text"] for button in row]
        raise AssertionError(f"{self.name} has no button {label!r}; there are {shown}")

    async def _post(self, path: str, **body: Any) -> str:
        async with self.company.http.post(f"{self.company.url}{path}?settle={SETTLE}", **body) as answer:
            result = await answer.json()
            assert answer.status < 300, result
        given = result.get("answer")
        self.toast = given["text"] if given and given.get("text") else ""
        texts = [message["text"] or "" for message in result["messages"] if message["sender"] == "bot"]
        return "\n".join(part for part in [self.toast, *texts] if part)


class Company:
    """The running product and its people."""

    def __init__(
        self, app: App, sandbox: Sandbox, http: ClientSession, clock: MovableClock, door: SandboxClock
    ) -> None:
        self.app, self.sandbox, self.http, self.clock, self.door = app, sandbox, http, clock, door
        self.url = sandbox.base_url
        self.chatters: dict[str, Chatter] = {}

    def books(self, look: Callable[[Session], T]) -> T:
        """Look something up in the books."""
        return self.app.db.read_now(look)

    def write(self, work: Callable[[Session], T]) -> T:
        """Put something into the books."""
        return self.app.db.write_now(work)

    def person(
        self, name: str, *roles: Role, language: str = "zh", manager: str = "", serves: tuple[str, ...] = ()
    ) -> Chatter:
        """Somebody of the company who has joined."""
        number = self.sandbox.add_person(name=name, language=language)

        def add(session: Session) -> None:
            made = add_person(session, name=name, roles=roles, now=self.clock.now(), language=language)
            made.telegram_id = number
            by_name = {person.name: person.id for person in session.exec(select(Person))}
            made.manager_id = by_name.get(manager)
            session.add(made)
            for rep in serves:
                session.add(Assistance(assistant_id=made.id, rep_id=by_name[rep]))

        self.write(add)
        self.chatters[name] = Chatter(self, name, number)
        return self.chatters[name]

    def stranger(self, name: str = "陌生人", language: str = "zh") -> Chatter:
        """Somebody who does not belong to the company."""
        return Chatter(self, name, self.sandbox.add_person(name=name, language=language))

    def customer(self, name: str, rep: str = "", **facts: Any) -> int:
        """A customer of a rep (or the house); gives its id."""

        def add(session: Session) -> int:
            owner = session.exec(select(Person.id).where(Person.name == rep)).one() if rep else None
            number = len(session.exec(select(Customer.id)).all()) + 1
            given = {
                "code": f"YW00-{number:04d}", "short_name": name[:4], "province": "广东", "city": "广州",
                "address": "天河路1号", "contact": "陈先生", "phone": "13800000000", "terms": "月结30天",
                "terms_approved": True, **facts,
            }  # fmt: skip
            made = Customer(name=name, rep_id=owner, created_at=self.clock.now(), **given)
            session.add(made)
            session.flush()
            return made.id

        return self.write(add)

    def product(
        self,
        sku: str,
        name: str,
        *,
        unit: str = "支",
        list_price: int = 1000,
        floor: int = 800,
        stock: int = 1000,
        aliases: str = "",
    ) -> int:
        """A product; prices in fen; gives its id."""

        def add(session: Session) -> int:
            made = Product(
                sku=sku,
                name=name,
                unit=unit,
                list_price_fen=list_price,
                floor_price_fen=floor,
                aliases=aliases,
            )
            session.add(made)
            session.flush()
            if stock:
                session.add(
                    StockPosting(
                        product_id=made.id,
                        quantity=Decimal(stock),
                        reason="count",
                        posted_at=self.clock.now(),
                    )
                )
            return made.id

        return self.write(add)

    def courier(self, name: str = "顺丰", **facts: Any) -> int:
        """A courier that collects money and brings receipts back; gives its id."""

        def add(session: Session) -> int:
            made = Courier(name=name, **{"collects_money": True, "brings_receipts": True, **facts})
            session.add(made)
            session.flush()
            return made.id

        return self.write(add)

    async def restart(self) -> None:
        """Stop the product and start it again on the same database; the chat server goes on."""
        await self.app.stop()
        self.app = App(Database(self.app.db.url), self.clock, token=TOKEN, api_url=self.url)
        self.door.attach(self.app)
        await self.app.start()

    async def clock_to(self, moment: datetime | str) -> None:
        """Move the company's clock ahead through the control door; everything due on the way has run."""
        to = moment if isinstance(moment, str) else moment.isoformat()
        async with self.http.post(f"{self.url}/clock", json={"to": to}) as answer:
            assert answer.status == 200, await answer.text()

    async def advance(self, by: str) -> None:
        """Move the clock ahead by "7d", "2h"."""
        async with self.http.post(f"{self.url}/clock", json={"advance": by}) as answer:
            assert answer.status == 200, await answer.text()

    async def quiet(self, seconds: float = SETTLE) -> None:
        """Until the product has nothing left to do."""
        async with asyncio.timeout(seconds):
            await self.app.until_idle()

    async def ledger(self) -> list[dict[str, Any]]:
        """Every call that the chat server accepted."""
        async with self.http.get(f"{self.url}/sandbox/ledger") as answer:
            calls: list[dict[str, Any]] = await answer.json()
        return calls


@asynccontextmanager
async def build(url: str, clock: MovableClock, data_dir: Path | None = None) -> AsyncIterator[Company]:
    """Start sandbox and product on a database; stop both at the end."""
    door = SandboxClock(clock)
    sandbox = Sandbox(TOKEN, clock=door, idle=lambda: door.idle())
    await sandbox.start()
    app = App(Database(url), clock, token=TOKEN, api_url=sandbox.base_url, data_dir=data_dir)
    door.attach(app)
    await app.start()
    http = ClientSession()
    company = Company(app, sandbox, http, clock, door)
    try:
        yield company
    finally:
        await http.close()
        await company.app.stop()
        await sandbox.stop()
