"""Twenty people of a trading company, whose books are made to be doubled, lost and leaked if anything can be.

Every customer's name carries a word that only those may ever read who may see that customer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models.customers import Customer
from models.people import Assistance, Person, Role, add_person
from models.products import Product, StockPosting
from models.receivables import Receivable
from models.shipments import Courier

MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Monday
TOKEN = "12345:sandbox-token-of-the-fault-runs-012345"  # noqa: S105 - opens nothing
FIRST_ID = 2001
PRICE_FEN, FLOOR_FEN = 1000, 800
CUSTOMERS_EACH = 2
OWING = 0  # the customer of each rep who owes money, some of it overdue
REPS = 10


@dataclass(frozen=True)
class Colleague:
    """One person: their number in the chat server, name, role, and whom they serve or lead."""

    id: int
    name: str
    role: Role
    words: frozenset[str] = frozenset()  # the words they may read
    customers: tuple[str, ...] = ()  # short names of the customers they take orders for


@dataclass
class Staff:
    """Everybody, and every word that was planted."""

    people: list[Colleague] = field(default_factory=list)
    words: frozenset[str] = frozenset()

    def by_id(self, number: int) -> Colleague | None:
        """Whoever has this number in the chat server."""
        return next((one for one in self.people if one.id == number), None)


def word_of(rep: int, customer: int) -> str:
    """The word of one customer of a rep; it occurs nowhere else."""
    return f"Canary{rep:02d}{'ABCDEFGH'[customer]}"


def staff() -> Staff:
    """A boss, two managers, ten reps, four assistants, two of finance, one of the warehouse."""
    of_rep = {rep: frozenset(word_of(rep, place) for place in range(CUSTOMERS_EACH)) for rep in range(REPS)}
    every = frozenset().union(*of_rep.values())
    made: list[tuple[str, Role, frozenset[str]]] = [("Boss", Role.BOSS, every)]
    teams = [range(5), range(5, REPS)]
    made += [(f"Manager {number}", Role.MANAGER, _words(of_rep, team)) for number, team in enumerate(teams)]
    made += [(f"Rep {rep}", Role.REP, of_rep[rep]) for rep in range(REPS)]
    made += [(f"Assistant {number}", Role.ASSISTANT, _words(of_rep, served(number))) for number in range(4)]
    made += [(f"Finance {number}", Role.FINANCE, every) for number in range(2)]
    made.append(("Warehouse", Role.WAREHOUSE, frozenset()))
    people = [
        Colleague(FIRST_ID + place, name, role, words, tuple(sorted(words)) if role is Role.REP else ())
        for place, (name, role, words) in enumerate(made)
    ]
    return Staff(people, every)


def served(assistant: int) -> list[int]:
    """The reps whose books an assistant keeps."""
    return [rep for rep in range(REPS) if rep % 4 == assistant]


def _words(of_rep: dict[int, frozenset[str]], reps: range | list[int]) -> frozenset[str]:
    return frozenset().union(*(of_rep[rep] for rep in reps))


def write_books(session: Session, team: Staff) -> None:
    """Put the company into empty books, with money that is overdue so that the clock has something to say."""
    made: dict[str, Person] = {}
    for one in team.people:
        person = add_person(session, name=one.name, roles=[one.role], now=MORNING)
        person.telegram_id = one.id
        made[one.name] = person
    session.flush()
    for rep in range(REPS):
        made[f"Rep {rep}"].manager_id = made[f"Manager {0 if rep < 5 else 1}"].id
    for number in range(4):
        for rep in served(number):
            assistant = made[f"Assistant {number}"].id
            session.add(Assistance(assistant_id=assistant, rep_id=made[f"Rep {rep}"].id))
    for rep in range(REPS):
        for place in range(CUSTOMERS_EACH):
            _customer(session, made[f"Rep {rep}"].id, rep, place)
    session.add(Courier(name="顺丰", collects_money=True, brings_receipts=True))
    for number in range(3):
        product = Product(
            sku=f"P{number}", name=f"墨盒{number}", unit="支", list_price_fen=PRICE_FEN, floor_price_fen=FLOOR_FEN
        )
        session.add(product)
        session.flush()
        stock = StockPosting(product_id=product.id, quantity=Decimal(10**8), reason="count", posted_at=MORNING)
        session.add(stock)
    session.flush()


def _customer(session: Session, rep_id: int, rep: int, place: int) -> None:
    number, word = rep * CUSTOMERS_EACH + place, word_of(rep, place)
    made = Customer(
        code=f"YW00-{number:04d}", name=f"{word} 有限公司", short_name=word, province="广东", city="广州",
        address="天河路1号", contact="陈先生", phone="13800000000", terms="月结30天", terms_approved=True,
        credit_limit_fen=10**10, rep_id=rep_id, created_at=MORNING,
    )  # fmt: skip
    session.add(made)
    session.flush()
    if place != OWING:
        return
    for days in (-1, 1 + number % 3):
        due = (MORNING + timedelta(days=days)).date()
        session.add(
            Receivable(
                number=f"QC{number:04d}{'A' if days < 0 else 'B'}",
                customer_id=made.id,
                amount_fen=10**9,
                arose_on=due - timedelta(days=30),
                due_on=due,
                created_at=MORNING,
            )
        )
