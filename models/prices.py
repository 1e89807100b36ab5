"""Prices agreed with a customer (客户价格管理, S2 §8.7): for a product, from a day on; set by a manager or the boss."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import customers, journal
from models.amounts import AMOUNT_LIMIT_FEN, NotPositive, TooLarge, format_fen
from models.days import not_before
from models.people import Actor, Role
from models.products import AgreedPrice, Product, get, price_for
from models.refusals import Refusal
from models.rules import rules_of

SETTERS = (Role.MANAGER, Role.BOSS)
READERS = (Role.REP, Role.ASSISTANT, Role.MANAGER, Role.BOSS, Role.FINANCE)
FURTHEST_DAYS = 366  # a price is agreed at most so many days ahead


class PriceTooFar(Refusal):
    """A price from `day` on; the last day that is taken is `latest`."""


@dataclass(frozen=True)
class PriceRow:
    """A product with what was agreed for it: the price that holds (fen, nothing while none does), and the next one."""

    product: Product
    price_fen: int | None
    from_on: date | None
    next_fen: int | None
    next_on: date | None


@dataclass(frozen=True)
class PricePage:
    """One page of a customer's agreed prices; `page` counts from 1, `total` is how many products there are."""

    items: list[PriceRow]
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class Pricing:
    """What is known before a price is agreed: the product, and what the customer pays on that day and why."""

    product: Product
    price_fen: int
    price_from: str  # agreed | list


def pricing(session: Session, *, by: Actor, customer_id: int, product_id: int, on: date) -> Pricing:
    """A product as it is priced for a customer on a day. Raises NotFound."""
    customers.get(session, customer_id, by=by)
    product = get(session, product_id, by=by)
    return Pricing(product, *price_for(session, customer_id, product, on))


def agree(
    session: Session, *, by: Actor, now: datetime, customer_id: int, product_id: int, price_fen: int, from_on: date
) -> int:
    """Agree a price from a day on; what was agreed for that very day is replaced. Gives the product's id.

    Orders taken before keep theirs; a price under the floor still asks for a manager's agreement with each order.
    Raises NotAllowed, NotFound, NotPositive, TooLarge, DayInThePast, PriceTooFar.
    """
    by.require(*SETTERS)
    today = rules_of(session).today(now)
    customers.get(session, customer_id, by=by)
    product = get(session, product_id, by=by)
    if price_fen <= 0:
        raise NotPositive(text=format_fen(price_fen))
    if price_fen > AMOUNT_LIMIT_FEN:
        raise TooLarge(text=format_fen(price_fen), limit=format_fen(AMOUNT_LIMIT_FEN))
    not_before(from_on, today)
    if from_on > today + timedelta(days=FURTHEST_DAYS):
        raise PriceTooFar(day=from_on, latest=today + timedelta(days=FURTHEST_DAYS))
    before, _source = price_for(session, customer_id, product, from_on)
    same = (
        AgreedPrice.customer_id == customer_id, AgreedPrice.product_id == product_id, AgreedPrice.from_on == from_on,
    )  # fmt: skip
    agreed = session.exec(select(AgreedPrice).where(*same)).one_or_none()
    if agreed is None:
        agreed = AgreedPrice(customer_id=customer_id, product_id=product_id, price_fen=0, from_on=from_on, set_at=now)
    agreed.price_fen, agreed.set_by, agreed.set_at = price_fen, by.id, now
    session.add(agreed)
    facts = {"product": product.name, "before_fen": before, "price_fen": price_fen, "from_on": from_on}
    journal.note(session, "customer", customer_id, "price-agreed", by=by, now=now, **facts)
    customers.touch(session, customer_id, now)
    session.flush()
    return product.id


def agreed_with(
    session: Session, *, by: Actor, customer_id: int, today: date, page: int = 1, size: int = 6
) -> PricePage:
    """What is agreed with a customer, product by product, those agreed last first. Raises NotFound."""
    by.require(*READERS)
    customers.get(session, customer_id, by=by)
    newest = func.max(col(AgreedPrice.set_at))
    query = (
        select(Product)
        .join(AgreedPrice, col(AgreedPrice.product_id) == col(Product.id))
        .where(AgreedPrice.customer_id == customer_id, Product.active)
        .group_by(col(Product.id))
    )
    total = int(session.scalar(select(func.count()).select_from(query.subquery())) or 0)
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    found = list(session.exec(query.order_by(newest.desc(), col(Product.id)).limit(size).offset((page - 1) * size)))
    agreed = session.exec(
        select(AgreedPrice)
        .where(AgreedPrice.customer_id == customer_id, col(AgreedPrice.product_id).in_([one.id for one in found]))
        .order_by(col(AgreedPrice.from_on))
    ).all()
    rows = [_row(product, [one for one in agreed if one.product_id == product.id], today) for product in found]
    return PricePage(rows, page, pages, total)


def _row(product: Product, agreed: list[AgreedPrice], today: date) -> PriceRow:
    holds = next((one for one in reversed(agreed) if one.from_on <= today), None)
    ahead = next((one for one in agreed if one.from_on > today), None)
    return PriceRow(
        product,
        holds.price_fen if holds else None,
        holds.from_on if holds else None,
        ahead.price_fen if ahead else None,
        ahead.from_on if ahead else None,
    )
