"""What is asked of the samples: one, its lines, lists by state, whose customer is new."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from models.customers import Customer, visible
from models.journal import Happening, history
from models.orders import Order, OrderState
from models.people import Actor, Person
from models.products import Product
from models.refusals import NotFound
from models.samples.records import Sample, SampleLine, SampleState
from models.samples.refund import fee_to_refund

TABS: Final = {
    "requested": SampleState.REQUESTED,
    "sent": SampleState.SENT,
    "answered": SampleState.ANSWERED,
    "cancelled": SampleState.CANCELLED,
}


@dataclass(frozen=True)
class SampleLineView:
    """A line with its product."""

    quantity: Decimal
    product: Product


@dataclass(frozen=True)
class SampleRow:
    """A sample in a list, with its customer."""

    sample: Sample
    customer: Customer


@dataclass(frozen=True)
class SamplePage:
    """One page of a list: `page` counts from 1, `total` is how many there are."""

    items: list[SampleRow]
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class SampleView:
    """A sample as its card shows it; names are empty where nobody is."""

    sample: Sample
    customer: Customer
    lines: list[SampleLineView]
    asked_by: str
    rep: str
    waiver_by: str
    refundable: bool  # the customer gets the fee back with the first bulk order, and has not yet
    story: list[Happening]


def get(session: Session, sample_id: int, *, by: Actor) -> Sample:
    """The sample, if this person may see its customer; else `NotFound`."""
    query = select(Sample).join(Customer, col(Customer.id) == col(Sample.customer_id))
    found = session.exec(query.where(Sample.id == sample_id, visible(by))).one_or_none()
    if found is None:
        raise NotFound()
    return found


def id_of_number(session: Session, *, by: Actor, number: str) -> int | None:
    """The sample with this number (any case), or nothing when there is none that this person may see."""
    query = select(Sample.id).join(Customer, col(Customer.id) == col(Sample.customer_id))
    return session.exec(query.where(Sample.number == number.strip().upper(), visible(by))).one_or_none()


def lines_of(session: Session, sample_id: int) -> list[SampleLineView]:
    """The lines in their order. The caller has checked that the reader may see the sample."""
    query = (
        select(SampleLine, Product)
        .join(Product, col(Product.id) == col(SampleLine.product_id))
        .where(SampleLine.sample_id == sample_id)
        .order_by(col(SampleLine.position))
    )
    return [SampleLineView(line.quantity, product) for line, product in session.exec(query)]


def view(session: Session, *, by: Actor, sample_id: int) -> SampleView:
    """All that the card shows. Raises NotFound."""
    sample = get(session, sample_id, by=by)
    customer = session.get_one(Customer, sample.customer_id)
    return SampleView(
        sample=sample,
        customer=customer,
        lines=lines_of(session, sample.id),
        asked_by=_name(session, sample.requested_by),
        rep=_name(session, customer.rep_id),
        waiver_by=_name(session, sample.waiver_by),
        refundable=sample.owed_fen > 0 and _comes_back(session, sample),
        story=history(session, "sample", sample.id, by=by),
    )


def _comes_back(session: Session, sample: Sample) -> bool:
    return sample.state == SampleState.REQUESTED or fee_to_refund(session, sample.customer_id) > 0


def _name(session: Session, person_id: int | None) -> str:
    return session.get_one(Person, person_id).name if person_id is not None else ""


def listed(
    session: Session,
    *,
    by: Actor,
    tab: str = "requested",
    customer_id: int | None = None,
    rep_id: int | None = None,
    page: int = 1,
    size: int = 6,
) -> SamplePage:
    """Samples of a tab (see `TABS`): what is still to do the longest waiting first, the rest the newest first."""
    query = select(Sample).join(Customer, col(Customer.id) == col(Sample.customer_id))
    query = query.where(Sample.state == TABS[tab], *_scope(by, customer_id, rep_id))
    order = {"requested": (col(Sample.send_on), col(Sample.id)), "sent": (col(Sample.sent_on), col(Sample.id))}
    total = int(session.scalar(select(func.count()).select_from(query.subquery())) or 0)
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    found = query.order_by(*order.get(tab, (col(Sample.id).desc(),))).limit(size).offset((page - 1) * size)
    samples = list(session.exec(found))
    known = session.exec(select(Customer).where(col(Customer.id).in_([sample.customer_id for sample in samples])))
    customers = {customer.id: customer for customer in known}
    return SamplePage([SampleRow(sample, customers[sample.customer_id]) for sample in samples], page, pages, total)


def _scope(by: Actor, customer_id: int | None, rep_id: int | None) -> list[ColumnElement[bool]]:
    scope = [visible(by)]
    if customer_id is not None:
        scope.append(col(Sample.customer_id) == customer_id)
    if rep_id is not None:
        scope.append(col(Customer.rep_id) == rep_id)
    return scope


def counts(session: Session, *, by: Actor, customer_id: int | None = None, rep_id: int | None = None) -> dict[str, int]:
    """How many samples each tab holds."""
    query = (
        select(Sample.state, func.count())
        .join(Customer, col(Customer.id) == col(Sample.customer_id))
        .where(*_scope(by, customer_id, rep_id))
        .group_by(col(Sample.state))
    )
    held = {state: int(number) for state, number in session.exec(query)}
    return {tab: held.get(state.value, 0) for tab, state in TABS.items()}


def is_new_customer(session: Session, customer_id: int) -> bool:
    """Whether nothing ordered by this customer has left yet (rule 9: such a customer pays for samples)."""
    shipped = (OrderState.PART.value, OrderState.SHIPPED.value)
    query = select(Order.id).where(Order.customer_id == customer_id, col(Order.state).in_(shipped)).limit(1)
    return session.exec(query).first() is None
