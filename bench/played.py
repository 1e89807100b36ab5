"""Orders taken in the real chat by somebody who answers each question with its first likely answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from bench.books import FIRST_CHAT, MORNING, books
from bench.product import Product
from bench.script import update
from locales import text
from models.clock import MovableClock
from models.customers import Customer
from models.people import Role, add_person
from models.products import Product as Goods
from models.products import StockPosting
from models.reading import Catalog
from tests.reading.scoring import CORPUS

MOST_STEPS = 60
CONFIRM = "take-confirm"
# Buttons that are no answer to a question.
NO_ANSWERS = ("read-other-customer", "read-other-product", "read-drop-line", "cancel", "back")
HOW_MANY = "要多少"  # so the question about a quantity reads


@dataclass
class Shop:
    """A rep of a company whose books hold a corpus' customers and products, at the chat."""

    product: Product
    catalog: Catalog

    @property
    def labels(self) -> list[str]:
        """The buttons on the screen."""
        return [label for label, _data in self.product.chats.buttons.get(FIRST_CHAT, [])]

    async def step(self, said: str) -> None:
        """Type something, or tap the button that begins so (`tap …`)."""
        await self.product.feed(update(self.product.chats, FIRST_CHAT, said))


@asynccontextmanager
async def shop(name: str) -> AsyncIterator[Shop]:
    """The books of a corpus with one rep who looks after every customer."""
    catalog = Catalog.from_folder(CORPUS / name)
    with books() as db:
        db.write_now(lambda session: _fill(session, catalog))
        product = Product(db, MovableClock(MORNING, running=False))
        await product.start()
        try:
            yield Shop(product, catalog)
        finally:
            await product.stop()


def _fill(session: Session, catalog: Catalog) -> None:
    rep = add_person(session, name="李伟", roles=[Role.REP], now=MORNING)
    rep.telegram_id = FIRST_CHAT
    session.add(rep)
    session.flush()
    for one in catalog.customers.rows.values():
        named = {"code": one.code, "name": one.name, "short_name": one.short_name, "aliases": "|".join(one.aliases)}
        place = {"province": one.province or "广东", "city": one.city, "address": one.address or "天河路1号"}
        person = {"contact": one.contact or "陈先生", "phone": one.phone or "13800000000", "rep_id": rep.id}
        terms = {"terms": "月结30天", "terms_approved": True, "created_at": MORNING}
        session.add(Customer(**named, **place, **person, **terms))
    for row in catalog.products.rows.values():
        entry = row.entry
        price = {"list_price_fen": entry.list_price_fen or 1000, "floor_price_fen": 1}
        goods = Goods(sku=entry.sku, name=entry.name, aliases="|".join(entry.aliases), unit=entry.unit, **price)
        session.add(goods)
        session.flush()
        stock = {"product_id": goods.id, "quantity": Decimal(10**7), "reason": "count", "posted_at": MORNING}
        session.add(StockPosting(**stock))


async def pasted_in_chat(shop: Shop, message: str) -> int:
    """Paste a message and answer until its order is placed; how many steps that took."""
    await shop.step("/cancel")
    await shop.step(message)
    for taken in range(1, MOST_STEPS):
        if any(label.startswith(text("zh", CONFIRM)) for label in shop.labels):
            await shop.step(f"tap {text('zh', CONFIRM)}")
            return taken + 1
        await shop.step(_answer(shop))
    raise LookupError(f"no card for {message!r}: {shop.labels}")


def _answer(shop: Shop) -> str:
    """The first likely answer of a question, or what somebody would type."""
    none = {text("zh", key) for key in NO_ANSWERS}
    offered = [label for label in shop.labels if label not in none]
    if offered:
        return f"tap {offered[0]}"
    shown = shop.product.chats.texts.get(FIRST_CHAT, "")
    return "10" if HOW_MANY in shown else next(iter(shop.catalog.products.slots))


async def guided_in_chat(shop: Shop, answer: dict[str, Any]) -> int:
    """Take the order of an answer by the guided dialog; how many steps that took."""
    name = shop.catalog.customers.rows[shop.catalog.customers.slots[answer["customer"]]].name
    steps = ["/order", name]
    for number, line in enumerate(answer["lines"]):
        steps += [f"tap {text('zh', 'take-add-line')}"] if number else []
        steps += [line["sku"], line["quantity"], "first"]
    steps += [f"tap {text('zh', 'done')}", f"tap {text('zh', CONFIRM)}"]
    await shop.step("/cancel")
    for step in steps:
        await shop.step(f"tap {shop.labels[0]}" if step == "first" else step)
    return len(steps)
