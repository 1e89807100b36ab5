"""A small company in the books, for the tests of the orders: people, a customer, products, and drafts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from models import orders, receivables
from models.customers import Customer
from models.database import Database
from models.letters import Letter
from models.people import Actor, Assistance, Person, Role, actor_by_id, add_person
from models.products import AgreedPrice, Product, StockPosting

T = TypeVar("T")
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 9, 5, tzinfo=SHANGHAI)  # a Monday, before the cut-off
TODAY = NOW.date()


@dataclass
class Books:
    """The books and who is in them."""

    db: Database
    people: dict[str, int]

    def do(self, work: Callable[[Session], T]) -> T:
        """Run something in a writing transaction."""
        return self.db.write_now(work)

    def who(self, name: str) -> Actor:
        """A person as they are now."""
        found = self.db.read_now(lambda session: actor_by_id(session, self.people[name]))
        assert found is not None
        return found

    def customer(self, name: str = "恒达", rep: str = "li", **facts: Any) -> int:
        """A customer in the home province, on approved monthly terms."""

        def add(session: Session) -> int:
            number = len(session.exec(select(Customer.id)).all()) + 1
            given = {
                "code": f"YW00-{number:04d}", "province": "广东", "terms": "月结30天", "terms_approved": True,
                "rep_id": self.people[rep] if rep else None, "address": "天河路1号", **facts,
            }  # fmt: skip
            made = Customer(name=name, created_at=NOW, **given)
            session.add(made)
            session.flush()
            return made.id

        return self.do(add)

    def product(self, sku: str = "P1", stock: int = 100, price: int = 1000, floor: int = 800, **facts: Any) -> int:
        """A product with stock; prices in fen."""

        def add(session: Session) -> int:
            given = {"name": f"产品{sku}", "unit": "支", **facts}
            made = Product(sku=sku, list_price_fen=price, floor_price_fen=floor, **given)
            session.add(made)
            session.flush()
            if stock:
                session.add(StockPosting(product_id=made.id, quantity=Decimal(stock), reason="count", posted_at=NOW))
            return made.id

        return self.do(add)

    def agreed(self, customer_id: int, product_id: int, price: int) -> None:
        """A price agreed with the customer."""
        price_row = AgreedPrice(
            customer_id=customer_id, product_id=product_id, price_fen=price, from_on=TODAY, set_at=NOW
        )
        self.do(lambda session: session.add(price_row))

    def owes(self, customer_id: int, fen: int, due_on: date) -> None:
        """Something the customer owes since before."""
        row = receivables.Receivable(
            number=f"QC{customer_id}-{fen}", customer_id=customer_id, amount_fen=fen, arose_on=due_on, due_on=due_on,
            created_at=NOW,
        )  # fmt: skip
        self.do(lambda session: session.add(row))

    def paid_ahead(self, customer_id: int, fen: int) -> None:
        """A prepayment."""
        row = receivables.Payment(
            number=f"SK{customer_id}-{fen}", customer_id=customer_id, amount_fen=fen, received_on=TODAY,
            means="transfer", recorded_at=NOW,
        )  # fmt: skip
        self.do(lambda session: session.add(row))

    def place(self, draft: dict[str, Any], by: str = "li", now: datetime = NOW) -> int:
        """Place an order; gives its id."""
        actor = self.who(by)
        return self.do(lambda session: orders.place(session, by=actor, now=now, draft=draft))

    def check(self, draft: dict[str, Any], by: str = "li", now: datetime = NOW) -> orders.Checks:
        """Check a draft."""
        actor = self.who(by)
        return self.do(lambda session: orders.check(session, by=actor, now=now, draft=draft))

    def found(self, draft: dict[str, Any], by: str = "li", now: datetime = NOW) -> dict[str, dict[str, Any]]:
        """What the check finds, by kind, without the shipping day that is always there."""
        findings = self.check(draft, by, now).findings
        return {finding.kind: finding.facts for finding in findings if not finding.kind.startswith("ship-")}

    def order(self, order_id: int) -> orders.Order:
        """The order as it stands."""
        return self.do(lambda session: session.get_one(orders.Order, order_id))

    def approvals(self, order_id: int) -> list[orders.Approval]:
        """Every approval ever asked for, oldest first."""
        query = select(orders.Approval).where(orders.Approval.order_id == order_id).order_by(orders.Approval.id)
        return self.do(lambda session: list(session.exec(query)))

    def decide(self, by: str, approval_id: int, approve: bool = True, reason: str = "") -> dict[str, Any]:
        """Decide on an approval."""
        actor = self.who(by)
        return self.do(
            lambda session: orders.decide(
                session, by=actor, now=NOW, approval_id=approval_id, approve=approve, reason=reason
            )
        )

    def letters(self, kind: str) -> list[str]:
        """Who is owed a letter of this kind, by short name."""
        names = {number: name for name, number in self.people.items()}
        query = select(Letter.recipient_id).where(Letter.kind == kind).order_by(Letter.id)
        return [names[number] for number in self.do(lambda session: list(session.exec(query)))]

    def draft(self, customer_id: int, *lines: tuple[int, str, int], **facts: Any) -> dict[str, Any]:
        """A draft; lines are (product, quantity, price in fen)."""
        said = [
            {"product_id": number, "quantity": quantity, "unit_price_fen": price, "price_from": "said"}
            for number, quantity, price in lines
        ]
        return {
            "customer_id": customer_id, "lines": said, "ship_via": "express", "courier": "", "freight": "",
            "ship_on": "", "settlement": "monthly", "receipt_back": False, "invoice": None, "instruction": "",
            "note": "", "address": "", **facts,
        }  # fmt: skip


def open_books(db: Database) -> Books:
    """A boss, two managers, two reps (li under wang), two assistants, finance."""

    def add(session: Session) -> dict[str, int]:
        roles = {
            "zhang": Role.BOSS, "wang": Role.MANAGER, "zhao": Role.MANAGER, "li": Role.REP, "sun": Role.REP,
            "chen": Role.ASSISTANT, "lin": Role.ASSISTANT, "qian": Role.FINANCE,
        }  # fmt: skip
        made = {name: add_person(session, name=name, roles=[role], now=NOW) for name, role in roles.items()}
        for number, person in enumerate(made.values(), start=1):
            person.telegram_id = number
        made["li"].manager_id, made["sun"].manager_id = made["wang"].id, made["zhao"].id
        session.add(Assistance(assistant_id=made["chen"].id, rep_id=made["li"].id))
        session.add(Assistance(assistant_id=made["lin"].id, rep_id=made["sun"].id))
        return {name: person.id for name, person in made.items()}

    return Books(db, db.write_now(add))


def hired(books: Books, name: str, days_ago: int) -> None:
    """When somebody joined."""

    def work(session: Session) -> None:
        person = session.get_one(Person, books.people[name])
        person.hired_on = TODAY - timedelta(days=days_ago)
        session.add(person)

    books.do(work)
