"""Credit limits (数期申请表, S2 §2.2): set by the boss, or asked of the boss with a reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, Session, select

from models import letters
from models.amounts import AMOUNT_LIMIT_FEN, NotPositive, TooLarge, format_fen
from models.base import Record, fen, key, moment, refers
from models.customers.credit import MAY_ASK, NotAskedAnyMore
from models.customers.records import Customer, get
from models.journal import note
from models.people import Actor, Role, with_role
from models.refusals import NotAllowed, NotFound, Refusal, within
from models.reminders import mark_stale

REASON_LIMIT = 500
WAITING = text("state = 'waiting'")


class LimitReasonMissing(Refusal):
    """A limit is asked for with a reason."""


class LimitRequest(Record, table=True):
    """A credit limit that somebody asked for; one at a time waits for each customer."""

    __tablename__ = "limit_requests"
    __table_args__ = (
        CheckConstraint("limit_fen > 0", name="limit"),
        Index("ix_limit_requests_waiting", "customer_id", unique=True, sqlite_where=WAITING, postgresql_where=WAITING),
    )

    id: int = key()
    customer_id: int = refers("customers.id")
    limit_fen: int = fen()
    reason: str = Field(max_length=REASON_LIMIT)
    state: str = Field(max_length=16)  # waiting | approved | refused | void
    asked_by: int = refers("people.id", index=False)
    asked_at: datetime = moment()
    decided_by: int | None = refers("people.id", optional=True, index=False)
    decided_at: datetime | None = moment(optional=True)


def waiting_limit(session: Session, customer_id: int) -> LimitRequest | None:
    """What waits for the boss. The caller may see the customer."""
    query = select(LimitRequest).where(LimitRequest.customer_id == customer_id, LimitRequest.state == "waiting")
    return session.exec(query).one_or_none()


def set_limit(
    session: Session, *, by: Actor, now: datetime, customer_id: int, limit_fen: int | None, reason: str = ""
) -> bool:
    """Set the limit, or ask the boss for it; gives whether it holds already.

    None is no limit, which the boss alone sets. What was asked for before is void. Raises NotAllowed, NotFound,
    NotPositive, TooLarge, LimitReasonMissing.
    """
    by.require(*MAY_ASK)
    customer = get(session, customer_id, by=by)
    _check(limit_fen)
    boss = by.may(Role.BOSS)
    if limit_fen is None and not boss:
        raise NotAllowed()
    if not boss and not reason.strip():
        raise LimitReasonMissing()
    before = waiting_limit(session, customer_id)
    if before is not None:
        _end(session, before, "void", by=by, now=now)
    if boss:
        _hold(session, customer, limit_fen, within(reason, REASON_LIMIT), by=by, now=now)
        return True
    assert limit_fen is not None  # noqa: S101 - refused above
    asked = LimitRequest(
        customer_id=customer_id, limit_fen=limit_fen, reason=within(reason, REASON_LIMIT), state="waiting",
        asked_by=by.id, asked_at=now,
    )  # fmt: skip
    session.add(asked)
    session.flush()
    note(session, "customer", customer_id, "limit-asked", by=by, now=now, limit_fen=limit_fen, reason=asked.reason)
    for person in with_role(session, Role.BOSS):
        letters.post(session, "limit-wanted", f"customer:{customer_id}", person.id, f"limit:{asked.id}", now=now,
                     request_id=asked.id)  # fmt: skip
    session.flush()
    return False


def decide_limit(session: Session, *, by: Actor, now: datetime, request_id: int, approve: bool) -> bool:
    """The boss agrees to what was asked for, or not; gives `approve`. Raises NotAllowed, NotFound, NotAskedAnyMore."""
    by.require(Role.BOSS)
    asked = session.get(LimitRequest, request_id)
    if asked is None:
        raise NotFound()
    customer = get(session, asked.customer_id, by=by)
    if asked.state != "waiting":
        raise NotAskedAnyMore()
    _end(session, asked, "approved" if approve else "refused", by=by, now=now)
    if approve:
        _hold(session, customer, asked.limit_fen, asked.reason, by=by, now=now)
    else:
        note(session, "customer", customer.id, "limit-refused", by=by, now=now, limit_fen=asked.limit_fen)
    if asked.asked_by != by.id:
        letters.post(session, "limit-decided", f"customer:{customer.id}", asked.asked_by, f"limit:{asked.id}", now=now,
                     request_id=asked.id)  # fmt: skip
    session.flush()
    mark_stale(session, "customer", customer.id)
    return approve


def _check(limit_fen: int | None) -> None:
    if limit_fen is None:
        return
    if limit_fen <= 0:
        raise NotPositive(text=format_fen(limit_fen))
    if limit_fen > AMOUNT_LIMIT_FEN:
        raise TooLarge(text=format_fen(limit_fen), limit=format_fen(AMOUNT_LIMIT_FEN))


def _end(session: Session, asked: LimitRequest, state: str, *, by: Actor, now: datetime) -> None:
    asked.state, asked.decided_by, asked.decided_at = state, by.id, now
    session.add(asked)
    session.flush()
    mark_stale(session, "customer", asked.customer_id)


def _hold(
    session: Session, customer: Customer, limit_fen: int | None, reason: str, *, by: Actor, now: datetime
) -> None:
    before = customer.credit_limit_fen
    customer.credit_limit_fen, customer.version = limit_fen, customer.version + 1
    session.add(customer)
    facts = {"before_fen": before or 0, "limit_fen": limit_fen or 0, "none": limit_fen is None, "reason": reason}
    note(session, "customer", customer.id, "limit-set", by=by, now=now, **facts)
    session.flush()
