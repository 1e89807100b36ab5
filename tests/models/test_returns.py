"""Goods that came back are in stock again, and their worth is off the claim; an allowance brings nothing back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlmodel import Session, select

from models import receivables, shipments
from models.amounts import NotPositive
from models.database import Database
from models.products import stock_on_hand
from models.receivables import Receivable
from models.receivables.refusals import ReasonMissing
from models.refusals import NotAllowed, NotFound
from models.shipments import MoreThanLeft, Returnable
from tests.models.test_shipments import NOW, TODAY, House


@pytest.fixture
def house(db: Database) -> House:
    return House(db)


def sent(house: House) -> tuple[int, int]:
    """Ten pens for 33.30 and two books for 40.00 left; gives the shipment and its claim."""
    shipment = house.post(house.order((house.pen, "10"), (house.book, "2")), "10", "2")
    return shipment, house.read(lambda s: s.exec(select(Receivable.id).where(Receivable.shipment_id == shipment)).one())


def came_back(house: House, claim: int, fen: int, goods: dict[str, str], by: str = "chen") -> int:
    given = {"receivable_id": claim, "amount_fen": fen, "reason": "破损，王经理同意", "goods": goods}
    return house.do(shipments.take_back_goods, by, **given)


def stock(house: House, product_id: int) -> Decimal:
    return house.read(lambda s: stock_on_hand(s, product_id))


def left(house: House, claim: int) -> list[Returnable]:
    return house.ask(shipments.returnable, receivable_id=claim)


def open_fen(house: House, claim: int) -> int:
    return house.read(lambda s: s.get_one(Receivable, claim).open_fen)


def test_what_came_back_is_in_stock_again_and_off_the_claim(house: House) -> None:
    shipment, claim = sent(house)
    assert [(one.product.sku, one.sent, one.left) for one in left(house, claim)] == [("P1", 10, 10), ("P2", 2, 2)]
    assert [one.worth_fen(one.sent) for one in left(house, claim)] == [3330, 4000]
    assert left(house, claim)[0].worth_fen(Decimal("2.5")) == 833
    assert came_back(house, claim, 2999, {str(house.pen): "3", str(house.book): "1"}) == claim
    assert (stock(house, house.pen), stock(house, house.book)) == (93, 4)
    assert open_fen(house, claim) == 7330 - 2999
    assert [one.left for one in left(house, claim)] == [7, 1]
    story = house.ask(shipments.story, shipment_id=shipment)
    assert len(story) == 2


def test_an_allowance_brings_nothing_back(house: House) -> None:
    _shipment, claim = sent(house)
    came_back(house, claim, 500, {})
    assert (stock(house, house.pen), open_fen(house, claim)) == (90, 6830)


def test_no_more_comes_back_than_the_customer_has(house: House) -> None:
    _shipment, claim = sent(house)
    came_back(house, claim, 1000, {str(house.pen): "8"})
    with pytest.raises(MoreThanLeft) as stopped:
        came_back(house, claim, 1000, {str(house.pen): "3"})
    assert (stopped.value.facts["left"], stopped.value.facts["unit"]) == (2, "支")
    assert open_fen(house, claim) == 6330
    with pytest.raises(NotPositive):
        came_back(house, claim, 1000, {str(house.pen): "0"})
    with pytest.raises(NotFound):
        came_back(house, claim, 1000, {"999": "1"})
    assert stock(house, house.pen) == 98


def test_a_claim_from_before_the_books_has_no_goods_to_take_back(house: House) -> None:
    def old(session: Session) -> int:
        made = Receivable(
            number="QC1", customer_id=house.customer, amount_fen=1000, arose_on=TODAY, due_on=TODAY, created_at=NOW
        )
        session.add(made)
        session.flush()
        return made.id

    claim = house.write(old)
    assert left(house, claim) == []
    with pytest.raises(NotFound):
        came_back(house, claim, 100, {str(house.pen): "1"})
    came_back(house, claim, 100, {})
    assert open_fen(house, claim) == 900


def test_a_return_keeps_to_the_rules_of_a_credit(house: House) -> None:
    _shipment, claim = sent(house)
    with pytest.raises(NotAllowed):
        came_back(house, claim, 1000, {}, by="rep")
    with pytest.raises(NotFound):
        came_back(house, claim, 1000, {}, by="wu")
    given = {"receivable_id": claim, "amount_fen": 1, "reason": " ", "goods": {str(house.pen): "1"}}
    with pytest.raises(ReasonMissing):
        house.do(shipments.take_back_goods, "chen", **given)
    assert stock(house, house.pen) == 90
    house.do(
        receivables.record_payment, "chen", customer_id=house.customer, amount_fen=7330, received_on=TODAY,
        means="cash",
    )  # fmt: skip
    came_back(house, claim, 4000, {str(house.book): "2"})
    assert house.read(lambda s: receivables.prepaid_fen(s, house.customer)) == 4000
