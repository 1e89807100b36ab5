"""Customer records (客户档案, S2 §2.2): who they are, who owns them, on what terms; and the scope of who may see
them.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, true
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.base import Record, fen, key, moment, refers
from models.people import Actor, Assistance, Person, Role
from models.refusals import NotFound
from models.terms import Terms, parse_terms

KINDS = {"GS": "company", "YW": "rep", "KD": "agent"}  # rule 24: codes run on per kind, `GS00-0001`


class Customer(Record, table=True):
    """A customer. `rep_id` empty means the house itself (公司); `terms` is the canonical text of `models.terms`.

    `terms_approved` says that the boss agreed to credit; `credit_limit_fen` bounds it where set. `asked_terms` is the
    credit that `asked_by` asked for and the boss has not decided on; until then the old terms hold.
    """

    __tablename__ = "customers"

    id: int = key()
    code: str = Field(unique=True, max_length=32)
    name: str = Field(max_length=200, index=True)
    short_name: str = Field(default="", max_length=100)
    aliases: str = Field(default="", max_length=1000)  # parted by |
    province: str = Field(default="", max_length=50)
    city: str = Field(default="", max_length=50)
    address: str = Field(default="", max_length=500)
    contact: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=50)
    rep_id: int | None = refers("people.id", optional=True)
    terms: str = Field(default="prepay", max_length=100)
    terms_approved: bool = Field(default=False)
    credit_limit_fen: int | None = fen(optional=True)
    asked_terms: str = Field(default="", max_length=100)
    asked_by: int | None = refers("people.id", optional=True, index=False)
    wants_receipt: bool = Field(default=False)
    wants_invoice: bool = Field(default=False)
    last_used_at: datetime | None = moment(optional=True)
    created_at: datetime = moment()
    created_by: int | None = refers("people.id", optional=True, index=False)
    version: int = Field(default=1)

    @property
    def shown(self) -> str:
        """The name people say."""
        return self.short_name or self.name

    @property
    def agreed_terms(self) -> Terms:
        """The payment terms as data."""
        return parse_terms(self.terms)


def visible(by: Actor, rep_id: Any = None) -> ColumnElement[bool]:
    """The scope of a person as a condition on `rep_id` (default: the customers' own column).

    Reps see their own customers, assistants those of their reps and the house's, managers their team's and the house's,
    finance and boss all, anybody else none. Every query that shows customer data carries it.
    """
    owner = col(Customer.rep_id) if rep_id is None else rep_id
    if by.sees_all:
        return true()
    seen: list[ColumnElement[bool]] = [owner == by.id] if by.may(Role.REP) else []
    if by.may(Role.ASSISTANT):
        served = select(Assistance.rep_id).where(Assistance.assistant_id == by.id)
        seen += [owner.in_(served), owner.is_(None)]
    if by.may(Role.MANAGER):
        team = select(Person.id).where(Person.manager_id == by.id)
        seen += [owner.in_(team), owner == by.id, owner.is_(None)]
    return or_(*seen) if seen else ~true()


@lru_cache(maxsize=500)
def _one_of(by: Actor) -> SelectOfScalar[Customer]:
    """The query for one customer that somebody may see: built once a person, asked several times a step."""
    return select(Customer).where(Customer.id == bindparam("customer_id"), visible(by))


def get(session: Session, customer_id: int, *, by: Actor) -> Customer:
    """The customer, if this person may see it; else `NotFound`, the same as for one that does not exist."""
    found = session.exec(_one_of(by), params={"customer_id": customer_id}).one_or_none()
    if found is None:
        raise NotFound()
    return found
