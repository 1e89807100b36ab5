"""What happens to a claim besides money: it arises, is promised for, disputed, reduced by a return or a write-off."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import Session

from models.amounts import NotPositive, format_fen
from models.customers import Customer
from models.days import DayInThePast
from models.people import Actor, Role
from models.receivables.balances import get
from models.receivables.entries import LONGEST_NOTE, Entry, changed, post, tell, use_prepayments
from models.receivables.payments import FEE_KEEPERS, release
from models.receivables.records import Receivable
from models.receivables.refusals import (
    AlreadyDisputed,
    CodOverAmount,
    DayInTheFuture,
    DayTooLongAgo,
    DueDayFixed,
    MoreThanOpen,
    NoPrepayment,
    NotDisputed,
    NotOpen,
    PromiseTooFar,
    ReasonMissing,
)
from models.refusals import NotFound, within
from models.rules import rules_of
from models.terms import Terms, due_on, parse_terms, to_text

PROMISE_DAYS = 90  # a promise further away is no promise
BASIS_DAYS = 90  # an invoice or a statement is dated at most so many days before the goods left
# What takes money off a claim, and how the journal calls it.
CREDITS = {
    "return": "receivable-returned",
    "sample_fee": "receivable-fee-refunded",
    "write_off": "receivable-written-off",
    "courier_fee": "receivable-fee-kept",
}
_MAY_CREDIT = {"write_off": (Role.BOSS,), "courier_fee": FEE_KEEPERS}
SALES = (Role.REP, Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS)


def arise(
    session: Session,
    *,
    customer: Customer,
    shipment_id: int | None,
    number: str,
    amount_fen: int,
    cod_fen: int,
    courier_id: int | None,
    shipped_on: date,
    by: Actor | None,
    now: datetime,
    terms: Terms | None = None,
) -> None:
    """Goods were posted (rule 14): the customer owes by their terms, or by the `terms` of this one sale, the courier
    what it collects (rule 13).

    Where the terms count from invoice or statement, the due day is counted from the shipment until `set_basis_day`.
    What the customer paid in advance is set against their part at once. Raises CodOverAmount.
    """
    if cod_fen > amount_fen:
        raise CodOverAmount(amount_fen=amount_fen)
    entry = Entry(by, now, shipped_on)
    collected_by = shipped_on + timedelta(days=rules_of(session).courier_days)
    by_terms = terms or customer.agreed_terms
    parts = (
        (number, amount_fen - cod_fen, None, due_on(by_terms, shipped_on), to_text(by_terms)),
        (f"{number}-D", cod_fen, courier_id, collected_by, ""),
    )
    for named, part_fen, holder_id, due, counted_by in parts:
        if part_fen:
            claim = Receivable(
                number=named, customer_id=customer.id, shipment_id=shipment_id, courier_id=holder_id,
                amount_fen=part_fen, arose_on=shipped_on, due_on=due, terms=counted_by, created_at=now,
            )  # fmt: skip
            _written(session, entry, claim)


def _written(session: Session, entry: Entry, claim: Receivable) -> None:
    session.add(claim)
    session.flush()
    tell(session, entry, claim, "receivable-arose", amount_fen=claim.amount_fen, due_on=claim.due_on)
    if claim.courier_id is None:
        use_prepayments(session, entry, claim)


def use_prepaid(session: Session, *, by: Actor, now: datetime, receivable_id: int) -> int:
    """Set what the customer paid in advance against an open claim; gives how much (fen).

    Raises NotOpen, NoPrepayment.
    """
    by.require(Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS)
    receivable = _open(session, receivable_id, by)
    used = use_prepayments(session, Entry(by, now, rules_of(session).today(now)), receivable)
    if not used:
        raise NoPrepayment()
    return used


def set_basis_day(session: Session, *, by: Actor, now: datetime, receivable_id: int, on: date) -> int:
    """The invoice or statement is of the day `on`: the claim falls due by the terms counted from it (rule 15).

    A day entered before may be set right. Raises NotOpen, DueDayFixed, DayInTheFuture, DayTooLongAgo.
    """
    by.require(Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS)
    receivable = _open(session, receivable_id, by)
    if receivable.basis == "shipment":
        raise DueDayFixed(number=receivable.number)
    entry, earliest = _today(session, by, now), receivable.arose_on - timedelta(days=BASIS_DAYS)
    if on > entry.on:
        raise DayInTheFuture(day=on)
    if on < earliest:
        raise DayTooLongAgo(day=on, earliest=earliest)
    before = receivable.due_on
    receivable.basis_on, receivable.due_on = on, due_on(parse_terms(receivable.terms), on)
    changed(session, receivable)
    facts = {"basis": receivable.basis, "on": on, "before": before, "due_on": receivable.due_on}
    tell(session, entry, receivable, "receivable-due-set", **facts)
    return receivable.id


def promise(session: Session, *, by: Actor, now: datetime, receivable_id: int, until_on: date, note: str = "") -> int:
    """The customer promised the money for a later day; until then nobody is reminded (rule 19).

    Raises NotOpen, DayInThePast (today is no later day), PromiseTooFar.
    """
    by.require(*SALES)
    receivable = _open(session, receivable_id, by)
    today = rules_of(session).today(now)
    if until_on <= today:
        raise DayInThePast(day=until_on, earliest=today + timedelta(days=1))
    if until_on > today + timedelta(days=PROMISE_DAYS):
        raise PromiseTooFar(day=until_on, latest=today + timedelta(days=PROMISE_DAYS))
    receivable.promised_on, receivable.promise_note = until_on, within(note, LONGEST_NOTE)
    changed(session, receivable)
    tell(session, Entry(by, now, today), receivable, "receivable-promised", until_on=until_on, note=note)
    return receivable.id


def dispute(session: Session, *, by: Actor, now: datetime, receivable_id: int, note: str) -> int:
    """The customer contests the claim; nobody is reminded until that is settled. Raises NotOpen, AlreadyDisputed."""
    by.require(*SALES)
    receivable = _open(session, receivable_id, by)
    if receivable.disputed_at is not None:
        raise AlreadyDisputed(number=receivable.number)
    said = _reason(note)
    receivable.disputed_at, receivable.dispute_note = now, said
    changed(session, receivable)
    tell(session, _today(session, by, now), receivable, "receivable-disputed", note=said)
    return receivable.id


def settle_dispute(session: Session, *, by: Actor, now: datetime, receivable_id: int, note: str = "") -> int:
    """The dispute is over; what is open is asked for again. Raises NotDisputed."""
    by.require(*SALES)
    receivable = get(session, receivable_id, by=by)
    if receivable.disputed_at is None:
        raise NotDisputed(number=receivable.number)
    receivable.disputed_at, receivable.dispute_note = None, ""
    changed(session, receivable)
    tell(session, _today(session, by, now), receivable, "receivable-agreed", note=note)
    return receivable.id


def credit(
    session: Session, *, by: Actor, now: datetime, receivable_id: int, kind: str, amount_fen: int, reason: str
) -> int:
    """Goods came back (`return`), the fee for samples is given back (`sample_fee`, rule 9), the money is given up
    (`write_off`, the boss alone; rule 21), or the courier that holds it keeps its fee back (`courier_fee`, rule 12).

    Where what is paid for comes off, its money becomes a prepayment. `reason` says why and who agreed.
    Raises ReasonMissing, MoreThanOpen, NotPositive, NotFound (no courier holds it).
    """
    by.require(*_MAY_CREDIT.get(kind, (Role.ASSISTANT, Role.MANAGER, Role.BOSS)))
    receivable = get(session, receivable_id, by=by)
    if kind == "courier_fee" and receivable.courier_id is None:
        raise NotFound()
    entry, said = _today(session, by, now), _reason(reason)
    if amount_fen <= 0:
        raise NotPositive(text=format_fen(amount_fen))
    lacking = amount_fen - receivable.open_fen
    if lacking > 0 and (kind in _MAY_CREDIT or not release(session, entry, receivable, lacking, said)):
        raise MoreThanOpen(open_fen=receivable.open_fen)
    post(session, entry, receivable, kind, amount_fen, note=said)
    tell(session, entry, receivable, CREDITS[kind], amount_fen=amount_fen, note=said)
    return receivable.id


def _open(session: Session, receivable_id: int, by: Actor) -> Receivable:
    receivable = get(session, receivable_id, by=by)
    if receivable.open_fen == 0:
        raise NotOpen(number=receivable.number)
    return receivable


def _reason(said: str) -> str:
    if not said.strip():
        raise ReasonMissing()
    return within(said, LONGEST_NOTE)


def _today(session: Session, by: Actor, now: datetime) -> Entry:
    return Entry(by, now, rules_of(session).today(now))
