"""The demo company's people and master data, and when its clock starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.demo.history import two_months
from models import exchange
from models.days import is_working_day, next_working_day
from models.inbox import InboxUpdate
from models.journal import JournalEntry
from models.letters import Letter
from models.people import Person, PersonRole, Role
from models.rules import rules_of
from models.shipments import Courier

DATA = Path(__file__).parent / "data"
FIRST_ID = 1001  # numeric ids of the demo's people in the sandbox
OPENS, CLOSES = time(8, 30), time(17, 0)  # outside these the demo begins with the next working morning
TITLES = {
    Role.REP: {"zh": "业务员", "en": "Sales rep"},
    Role.ASSISTANT: {"zh": "业务助理", "en": "Sales assistant"},
    Role.WAREHOUSE: {"zh": "仓库", "en": "Warehouse"},
    Role.PRODUCTION: {"zh": "生产", "en": "Production"},
    Role.FINANCE: {"zh": "财务", "en": "Finance"},
    Role.MANAGER: {"zh": "业务经理", "en": "Sales manager"},
    Role.BOSS: {"zh": "老总", "en": "Boss"},
}
COURIERS = (
    ("顺丰", "all", True, True),
    ("联昊通", "home", True, True),
    ("源伟丰", "home", True, True),
    ("申通", "other", False, False),
)
SHOWN_ORDER = (Role.REP, Role.ASSISTANT, Role.MANAGER, Role.BOSS, Role.FINANCE)


@dataclass(frozen=True)
class Newcomer:
    """Somebody to chat as: the numeric id in the sandbox, name, language and what they do."""

    id: int
    name: str
    language: str
    about: dict[str, str]


def start_moment(session: Session, real: datetime) -> datetime:
    """When the demo's clock starts: now, in working hours; else the next working morning; never before what is
    in the books.
    """
    rules = rules_of(session)
    local = rules.local(real)
    if not is_working_day(local.date()) or local.time() >= CLOSES:
        local = datetime.combine(next_working_day(local.date()), OPENS, tzinfo=rules.zone)
    elif local.time() < OPENS:
        local = datetime.combine(local.date(), OPENS, tzinfo=rules.zone)
    latest = [
        session.scalar(select(func.max(column)))
        for column in (col(JournalEntry.at), col(InboxUpdate.received_at), col(Letter.sent_at))
    ]
    return max([local, *(moment + timedelta(seconds=1) for moment in latest if moment)])


def load_demo(session: Session, now: datetime) -> None:
    """Fill empty books with the demo company; books that hold people already are left as they are."""
    if session.exec(select(Person.id).limit(1)).first() is not None:
        return
    exchange.bring_in(session, now=now - timedelta(days=70), sheets=exchange.read_folder(DATA))
    for number, person in enumerate(session.exec(select(Person).order_by(col(Person.id))), FIRST_ID):
        person.telegram_id = number
        session.add(person)
    for name, regions, money, receipts in COURIERS:
        session.add(Courier(name=name, regions=regions, collects_money=money, brings_receipts=receipts))
    session.flush()
    two_months(session, now)


def people(session: Session) -> list[Newcomer]:
    """Who can be chatted as, in the order in which a newcomer meets them."""
    found: list[tuple[int, Newcomer]] = []
    for person in session.exec(select(Person).where(col(Person.telegram_id).is_not(None), Person.active)):
        roles = [Role(role) for role in session.exec(select(PersonRole.role).where(PersonRole.person_id == person.id))]
        rank = min((SHOWN_ORDER.index(role) for role in roles if role in SHOWN_ORDER), default=len(SHOWN_ORDER))
        about = {language: "、".join(TITLES[role][language] for role in roles) for language in ("zh", "en")}
        found.append((rank, Newcomer(person.telegram_id or 0, person.name, person.language, about)))
    return [one for _rank, one in sorted(found, key=lambda pair: (pair[0], pair[1].id))]
