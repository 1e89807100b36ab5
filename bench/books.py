"""Books for measuring, on the project's disk: sixteen reps with their customers, products, stock."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.migrate import migrate
from models.customers import Customer
from models.database import Database
from models.people import Role, add_person
from models.products import Product, StockPosting

HERE = Path(__file__).parents[1]
MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
REPS = 16
CUSTOMERS_EACH = 12
PRODUCTS = 60
FIRST_CHAT = 1001


@contextmanager
def folder(place: Path | None = None) -> Iterator[Path]:
    """A folder inside the project's (or `place`), so that commits reach the disk that the product would use."""
    made = Path(tempfile.mkdtemp(prefix=".bench-", dir=place or HERE))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def books(url: str = "", place: Path | None = None) -> Iterator[Database]:
    """Migrated, empty books: a new SQLite file, or an empty PostgreSQL database at `url`."""
    with folder(place) as made:
        db = Database(url or f"sqlite:///{made / 'bench.db'}")
        try:
            migrate(db)
            yield db
        finally:
            db.close_now()


def company(session: Session) -> None:
    """Reps who have joined (chats from FIRST_CHAT on), a boss, customers on monthly terms, products in stock."""
    for number in range(REPS):
        rep = add_person(session, name=f"Rep {number}", roles=[Role.REP], now=MORNING)
        rep.telegram_id = FIRST_CHAT + number
        session.add(rep)
        session.flush()
        for place in range(CUSTOMERS_EACH):
            session.add(_customer(number * CUSTOMERS_EACH + place + 1, rep.id))
    boss = add_person(session, name="Boss", roles=[Role.BOSS], now=MORNING)
    boss.telegram_id = FIRST_CHAT - 1
    session.add(boss)
    for number in range(PRODUCTS):
        product = Product(
            sku=f"P{number:03d}", name=f"墨盒 {number:03d}", unit="支", list_price_fen=1000, floor_price_fen=800
        )
        session.add(product)
        session.flush()
        stock = StockPosting(product_id=product.id, quantity=Decimal(10**7), reason="count", posted_at=MORNING)
        session.add(stock)
    session.flush()


def _customer(number: int, rep_id: int) -> Customer:
    return Customer(
        code=f"YW00-{number:04d}",
        name=f"恒达打印耗材 {number:04d} 有限公司",
        short_name=f"恒达{number:04d}",
        province="广东",
        city="广州",
        address="天河路1号",
        contact="陈先生",
        phone="13800000000",
        terms="月结30天",
        terms_approved=True,
        rep_id=rep_id,
        created_at=MORNING,
    )
