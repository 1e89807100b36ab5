"""Money received: recorded against what the payer says or the earliest due, taken back where it was wrong, reviewed by
finance (S2 §8.3, rules 14, 17).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlmodel import Session, select

from models import customers, journal, letters, reminders
from models.amounts import AMOUNT_LIMIT_FEN, NotPositive, TooLarge, format_fen
from models.customers import Customer
from models.operations import next_number
from models.people import Actor, Role, managers_of, with_role
from models.receivables.balances import get, open_of_customer, postings_of
from models.receivables.entries import LONGEST_NOTE, Entry, post, share, tell
from models.receivables.ledger import get_payment
from models.receivables.records import Payment, Receivable, ReceivablePosting
from models.receivables.refusals import (
    AlreadyVoid,
    DayInTheFuture,
    DayTooLongAgo,
    DifferenceUnexplained,
    ReasonMissing,
)
from models.refusals import NotAllowed, NotFound, NotUnderstood, Outdated, within
from models.rules import rules_of

MEANS = ("transfer", "cash", "wechat", "alipay", "cheque")
RECORDERS = (Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS)
FEE_KEEPERS = (Role.FINANCE, Role.MANAGER, Role.BOSS)  # who agrees that a courier keeps a fee back
EARLIEST_DAYS = 366  # money that came longer ago is not booked from the chat


@dataclass(frozen=True)
class Plan:
    """Where an amount goes (fen): what the claims named come to, what all that it reaches come to, and what each of
    those gets.
    """

    customer: Customer
    amount_fen: int
    named_fen: int
    due_fen: int
    shares: list[tuple[Receivable, int]]

    @property
    def differs(self) -> str:
        """How it is not what was due: less or more; money in advance, with nothing due, is no difference."""
        if self.due_fen in (0, self.amount_fen):
            return ""
        return "less" if self.amount_fen < self.due_fen else "more"

    @property
    def prepaid_fen(self) -> int:
        """What exceeds the claims."""
        return self.amount_fen - sum(part for _claim, part in self.shares)


def record_payment(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    customer_id: int,
    amount_fen: int,
    received_on: date,
    means: str,
    against: Sequence[int] | None = None,
    note: str = "",
) -> int:
    """Record money from a customer; gives the payment's id.

    `against`: the claims the payer named, in that order; the rest, or with None all of it, to the earliest due first.
    What exceeds the debt is a prepayment. Where the amount is not what was due, a note says why and finance is told.
    Raises NotPositive, TooLarge, DayInTheFuture, DayTooLongAgo, DifferenceUnexplained, Outdated (a claim named is no
    longer open).
    """
    by.require(*RECORDERS)
    if means not in MEANS:
        raise NotUnderstood()
    check_money(session, amount_fen, received_on, now)
    planned = plan(session, by=by, customer_id=customer_id, amount_fen=amount_fen, against=against)
    if planned.differs and not note.strip():
        raise DifferenceUnexplained(due_fen=planned.due_fen, amount_fen=amount_fen)
    payment = Payment(
        number=next_number(session, "SK", rules_of(session).today(now)),
        customer_id=customer_id,
        amount_fen=amount_fen,
        received_on=received_on,
        means=means,
        note=within(note, LONGEST_NOTE),
        recorded_at=now,
        recorded_by=by.id,
    )
    book(session, by, now, payment, planned.shares)
    if planned.differs:
        tell_finance(session, by, now, payment, planned.due_fen)
    return payment.id


def plan(
    session: Session, *, by: Actor, customer_id: int, amount_fen: int, against: Sequence[int] | None = None
) -> Plan:
    """Where an amount would go: to the claims named, then to the earliest due of the others (rule 17)."""
    customer = customers.get(session, customer_id, by=by)
    named = _named(session, by, customer_id, against or ())
    named_fen = sum(claim.open_fen for claim in named)
    others = [one for one in open_of_customer(session, by=by, customer_id=customer_id) if one not in named]
    more = share(others, max(0, amount_fen - named_fen))
    due_fen = named_fen + sum(claim.open_fen for claim, _part in more)
    return Plan(customer, amount_fen, named_fen, due_fen, [*share(named, amount_fen), *more])


def _named(session: Session, by: Actor, customer_id: int, against: Sequence[int]) -> list[Receivable]:
    """The open claims that the payer named. Raises NotFound, Outdated."""
    claims = [get(session, receivable_id, by=by) for receivable_id in dict.fromkeys(against)]
    if any(claim.customer_id != customer_id or claim.courier_id is not None for claim in claims):
        raise NotFound()
    if any(claim.open_fen == 0 for claim in claims):
        raise Outdated()
    return claims


def check_money(session: Session, amount_fen: int, received_on: date, now: datetime) -> None:
    """Refuse amounts and days that no money comes in or on."""
    if amount_fen <= 0:
        raise NotPositive(text=format_fen(amount_fen))
    if amount_fen > AMOUNT_LIMIT_FEN:
        raise TooLarge(text=format_fen(amount_fen), limit=format_fen(AMOUNT_LIMIT_FEN))
    check_day(received_on, rules_of(session).today(now))


def check_day(received_on: date, today: date) -> None:
    """Money came today or before, within the last year. Raises DayInTheFuture, DayTooLongAgo."""
    if received_on > today:
        raise DayInTheFuture(day=received_on)
    earliest = today - timedelta(days=EARLIEST_DAYS)
    if received_on < earliest:
        raise DayTooLongAgo(day=received_on, earliest=earliest)


def book(session: Session, by: Actor, now: datetime, payment: Payment, shares: list[tuple[Receivable, int]]) -> None:
    """Write a payment and what it settles. Money that came before a claim arose counts from the day it arose."""
    session.add(payment)
    session.flush()
    journal.note(session, "payment", payment.id, "payment-recorded", by=by, now=now, amount_fen=payment.amount_fen)
    for claim, part in shares:
        entry = Entry(by, now, max(payment.received_on, claim.arose_on))
        post(session, entry, claim, "payment", part, payment=payment)
        tell(session, entry, claim, "receivable-paid", amount_fen=part, payment=payment.number)


def tell_finance(
    session: Session,
    by: Actor,
    now: datetime,
    payment: Payment,
    due_fen: int,
    amount_fen: int | None = None,
    *,
    customers: int = 1,
) -> None:
    """Finance is told that money is not what was due (rule 17); whoever recorded it knows. `amount_fen`: all that came,
    where a courier paid for several `customers`.
    """
    came_fen = payment.amount_fen if amount_fen is None else amount_fen
    for person in with_role(session, Role.FINANCE):
        if person.id != by.id:
            letters.post(
                session,
                "payment-difference",
                f"payment:{payment.id}",
                person.id,
                payment.number,
                now=now,
                payment_id=payment.id,
                due_fen=due_fen,
                amount_fen=came_fen,
                customers=customers,
            )


def void_payment(session: Session, *, by: Actor, now: datetime, payment_id: int, reason: str) -> int:
    """Take a payment back that was wrong: by finance, the boss, or the manager of who recorded it.

    Every posting of it is mirrored on its own day, so that balances as of any day are as if it had never been; both
    stay visible, with the reason. Raises ReasonMissing, AlreadyVoid.
    """
    payment = get_payment(session, payment_id, by=by)
    if not may_void(session, by, payment):
        raise NotAllowed()
    if payment.state == "void":
        raise AlreadyVoid(number=payment.number)
    if not reason.strip():
        raise ReasonMissing()
    said = within(reason, LONGEST_NOTE)
    postings = session.exec(select(ReceivablePosting).where(ReceivablePosting.payment_id == payment.id)).all()
    # What reduced a claim first: a claim is never settled beyond its amount, not even between two of these lines.
    for posting in sorted(postings, key=lambda one: (-one.amount_fen, one.id)):
        claim = session.get_one(Receivable, posting.receivable_id)
        entry = Entry(by, now, posting.posted_on)
        post(session, entry, claim, posting.kind, -posting.amount_fen, payment=payment, note=said)
        tell(
            session, entry, claim, "receivable-unpaid", amount_fen=posting.amount_fen, payment=payment.number, note=said
        )
    payment.state, payment.version = "void", payment.version + 1
    session.add(payment)
    reminders.mark_stale(session, "payment", payment.id)
    journal.note(session, "payment", payment.id, "payment-void", by=by, now=now, note=said)
    if payment.recorded_by not in (None, by.id):
        letters.post(
            session, "payment-void", f"payment:{payment.id}", payment.recorded_by, payment.number,
            now=now, payment_id=payment.id, by=by.name, note=said,
        )  # fmt: skip
    return payment.id


def may_void(session: Session, by: Actor, payment: Payment) -> bool:
    """Finance, the boss, and the manager of whoever recorded it."""
    if by.may(Role.FINANCE, Role.BOSS):
        return True
    return any(person.id == by.id for person in managers_of(session, payment.recorded_by))


def release(session: Session, entry: Entry, receivable: Receivable, amount_fen: int, note: str) -> bool:
    """Free money of the customer that is posted to a claim, the latest first, so that it is a prepayment; False where
    there is not enough of it.
    """
    rows = [(payment, posting) for posting, payment in postings_of(session, receivable.id) if payment]
    rows.sort(key=lambda row: row[0].id, reverse=True)
    freed: list[tuple[Payment, int]] = []
    for _id, group in groupby(rows, key=lambda row: row[0].id):
        members = list(group)
        payment, held = members[0][0], sum(posting.amount_fen for _payment, posting in members)
        part = min(held, amount_fen) if payment.courier_id is None else 0
        if part > 0:
            freed.append((payment, part))
            amount_fen -= part
    if amount_fen > 0:
        return False
    for payment, part in freed:
        post(session, entry, receivable, "payment", -part, payment=payment, note=note)
    return True
