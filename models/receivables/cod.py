"""Money that couriers collect for us (代收货款, S2 §6.1-3): what is out, and what they hand over (rules 12, 13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from math import ceil

from sqlalchemy import ColumnElement, Integer, String, column, func, table
from sqlalchemy import select as sql
from sqlmodel import Session, col, select

from models.customers import Customer, visible
from models.operations import next_number
from models.people import Actor
from models.receivables.balances import OPEN, PAGE, Claims, get
from models.receivables.claims import SALES, credit
from models.receivables.entries import LONGEST_NOTE, share
from models.receivables.payments import FEE_KEEPERS, RECORDERS, book, check_money, tell_finance
from models.receivables.records import Payment, Receivable, ReceivablePosting
from models.receivables.refusals import DifferenceUnexplained, OneCourierOnly
from models.refusals import NotFound, Outdated, within
from models.rules import rules_of

# The couriers' book lies above this one; only their names are read from here.
COURIERS = table("couriers", column("id", Integer), column("name", String))


@dataclass(frozen=True)
class CourierMoney:
    """What a courier holds of ours: shipments, fen, the oldest due day, and how much of it is past its day."""

    courier_id: int
    name: str
    count: int
    open_fen: int
    oldest_due_on: date
    overdue_fen: int


def cod_out(session: Session, *, by: Actor, as_of: date, rep_id: int | None = None) -> list[CourierMoney]:
    """What couriers hold now, by courier, the oldest first, in one's scope; late is what was due before `as_of`.

    With `rep_id`, here and below, of that rep's customers only.
    """
    left = col(Receivable.amount_fen) - col(Receivable.settled_fen)
    late = func.sum(left).filter(col(Receivable.due_on) < as_of)
    oldest = func.min(col(Receivable.due_on))
    query = (
        sql(COURIERS.c.id, COURIERS.c.name, func.count(), func.sum(left), oldest, func.coalesce(late, 0))
        .select_from(Receivable)
        .join(COURIERS, COURIERS.c.id == col(Receivable.courier_id))
        .join(Customer, col(Customer.id) == col(Receivable.customer_id))
        .where(OPEN, visible(by), *_of_rep(rep_id))
        .group_by(COURIERS.c.id, COURIERS.c.name)
        .order_by(oldest, COURIERS.c.id)
    )
    return [
        CourierMoney(int(key), name, int(count), int(total), due, int(late_fen))
        for key, name, count, total, due, late_fen in session.execute(query)
    ]


def cod_of_courier(
    session: Session, *, by: Actor, courier_id: int, rep_id: int | None = None, page: int = 1, size: int = PAGE
) -> Claims:
    """What one courier holds, oldest first, in one's scope."""
    which = [col(Receivable.courier_id) == courier_id, OPEN, visible(by), *_of_rep(rep_id)]
    joined = col(Customer.id) == col(Receivable.customer_id)
    left = func.sum(col(Receivable.amount_fen) - col(Receivable.settled_fen))
    counting = select(func.count(), func.coalesce(left, 0)).select_from(Receivable).join(Customer, joined)
    total, open_fen = session.exec(counting.where(*which)).one()
    pages = max(1, ceil(total / size))
    page = min(max(1, page), pages)
    query = select(Receivable, Customer).join(Customer, joined).where(*which)
    query = query.order_by(col(Receivable.arose_on), col(Receivable.id)).limit(size).offset((page - 1) * size)
    items = [(receivable, customer) for receivable, customer in session.exec(query)]
    return Claims(items, page, pages, int(total), int(open_fen))


def cod_ids(session: Session, *, by: Actor, courier_id: int, rep_id: int | None = None) -> list[int]:
    """The claims on one courier, oldest first, in one's scope."""
    query = select(Receivable.id).join(Customer, col(Customer.id) == col(Receivable.customer_id))
    query = query.where(Receivable.courier_id == courier_id, OPEN, visible(by), *_of_rep(rep_id))
    return list(session.exec(query.order_by(col(Receivable.arose_on), col(Receivable.id))))


def courier_name(session: Session, *, by: Actor, courier_id: int | None) -> str:
    """What the courier is called that owes or paid; empty where none did."""
    by.require(*SALES)
    return str(session.execute(sql(COURIERS.c.name).where(COURIERS.c.id == courier_id)).scalar() or "")


def _of_rep(rep_id: int | None) -> list[ColumnElement[bool]]:
    return [] if rep_id is None else [col(Customer.rep_id) == rep_id]


def held(session: Session, *, by: Actor, receivable_ids: Sequence[int]) -> list[Receivable]:
    """The open claims of one courier that are meant, oldest first. Raises NotFound, OneCourierOnly, Outdated."""
    claims = [get(session, receivable_id, by=by) for receivable_id in dict.fromkeys(receivable_ids)]
    if not claims or any(claim.courier_id is None for claim in claims):
        raise NotFound()
    if len({claim.courier_id for claim in claims}) > 1:
        raise OneCourierOnly()
    if any(claim.open_fen == 0 for claim in claims):
        raise Outdated()
    return sorted(claims, key=lambda claim: (claim.arose_on, claim.id))


def settle_cod(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    receivable_ids: Sequence[int],
    amount_fen: int,
    received_on: date,
    note: str = "",
    fee: bool = False,
) -> dict[str, list[int]]:
    """A courier hands over money for some of its shipments; gives {"payment_ids": one a customer}.

    Less than the sum leaves the newest open with the courier, unless the rest is its `fee`, which finance, a manager or
    the boss agrees to; more stays on the last payment; either needs a note and finance is told. Raises what
    `record_payment` does, and OneCourierOnly.
    """
    by.require(*(FEE_KEEPERS if fee else RECORDERS))
    check_money(session, amount_fen, received_on, now)
    claims = held(session, by=by, receivable_ids=receivable_ids)
    expected_fen = sum(claim.open_fen for claim in claims)
    if expected_fen != amount_fen and not note.strip():
        raise DifferenceUnexplained(due_fen=expected_fen, amount_fen=amount_fen)
    shares = sorted(share(claims, amount_fen), key=lambda one: (one[0].customer_id, one[0].arose_on, one[0].id))
    excess, made = max(0, amount_fen - expected_fen), []
    for customer_id, group in groupby(shares, key=lambda one: one[0].customer_id):
        parts = list(group)
        last = customer_id == shares[-1][0].customer_id
        payment = Payment(
            number=next_number(session, "SK", rules_of(session).today(now)),
            customer_id=customer_id,
            courier_id=claims[0].courier_id,
            amount_fen=sum(part for _claim, part in parts) + (excess if last else 0),
            received_on=received_on,
            means="courier",
            note=within(note, LONGEST_NOTE),
            recorded_at=now,
            recorded_by=by.id,
        )
        book(session, by, now, payment, parts)
        made.append(payment)
    if expected_fen != amount_fen:
        tell_finance(session, by, now, made[-1], expected_fen, amount_fen, customers=len(made))
    if fee:
        _keep_back(session, by, now, claims, note)
    return {"payment_ids": [payment.id for payment in made]}


def _keep_back(session: Session, by: Actor, now: datetime, claims: list[Receivable], note: str) -> None:
    """What is still open of the claims is the courier's fee."""
    for claim in claims:
        if rest := claim.open_fen:
            credit(session, by=by, now=now, receivable_id=claim.id, kind="courier_fee", amount_fen=rest, reason=note)


def settled_as(session: Session, *, by: Actor, receivable_ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """What claims are less by (fen), by claim and kind of posting: what came, what a courier kept back as its fee."""
    query = (
        select(ReceivablePosting.receivable_id, ReceivablePosting.kind, func.sum(col(ReceivablePosting.amount_fen)))
        .join(Receivable, col(Receivable.id) == col(ReceivablePosting.receivable_id))
        .join(Customer, col(Customer.id) == col(Receivable.customer_id))
        .where(col(Receivable.id).in_(receivable_ids), visible(by))
        .group_by(col(ReceivablePosting.receivable_id), col(ReceivablePosting.kind))
    )
    return {(number, kind): int(fen) for number, kind, fen in session.exec(query)}
