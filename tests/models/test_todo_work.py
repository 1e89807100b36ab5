"""What waits for whom, counted where it is listed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from models import receivables, shipments
from models.database import Database
from models.samples import Sample
from models.todo import Work, work_of
from tests.models.test_shipments import NOW, TODAY, House

# State, days since it was sent, days since it arrived: asked for; on its way; long there; surely there by now.
SAMPLES = (("requested", 0, None), ("sent", 9, 6), ("sent", 9, 7), ("sent", 9, None), ("sent", 10, None))


@pytest.fixture
def house(db: Database) -> House:
    return House(db)


def work(house: House, who: str, days: int = 0) -> Work:
    return house.ask(work_of, by=who, today=TODAY + timedelta(days=days))


def test_an_empty_day_has_no_work(house: House) -> None:
    seen = work(house, "manager")
    assert all(getattr(seen, name) == 0 for name in seen.__dataclass_fields__)


def test_orders_to_ship_are_counted_by_their_promised_day(house: House) -> None:
    for back in (-1, 0, 1, 2):
        house.order(ship_on=TODAY - timedelta(days=back))
    house.order(state="waiting")
    seen = work(house, "chen")
    assert (seen.to_ship, seen.ship_today, seen.ship_late, seen.held) == (4, 1, 2, 1)
    assert work(house, "wu").to_ship == 0


def test_waybills_receipts_and_money_of_couriers_are_counted(house: House) -> None:
    house.post(house.order(settlement="cod"), cod_fen=3330, receipt_wanted=True)
    seen = work(house, "chen")
    assert (seen.waybills, seen.receipts, seen.receipts_late, seen.cod_fen, seen.cod_late_fen) == (1, 1, 0, 3330, 0)
    late = work(house, "chen", 8)
    assert (late.receipts_late, late.cod_late_fen) == (1, 3330)
    house.do(shipments.take_back_receipt, "chen", shipment_id=1)
    assert (work(house, "chen").receipts, work(house, "chen").waybills) == (0, 0)


def test_claims_are_due_today_and_tomorrow_and_then_overdue(house: House) -> None:
    shipment_id = house.post(house.order())
    [claim] = house.ask(shipments.claims_of, shipment_id=shipment_id)
    days = (claim.due_on - TODAY).days
    assert work(house, "rep", days - 2).due == 0
    assert (work(house, "rep", days - 1).due, work(house, "rep", days).due_fen) == (1, 3330)
    late = work(house, "fin", days + 1)
    assert (late.due, late.overdue, late.overdue_fen, late.overdue_resting) == (0, 1, 3330, 0)
    house.do(receivables.dispute, "fin", receivable_id=claim.id, note="少货")
    assert (work(house, "fin", days + 1).overdue, work(house, "fin", days + 1).overdue_resting) == (1, 1)


def test_samples_are_counted_by_what_they_wait_for(house: House) -> None:
    def put(session: Session) -> None:
        for number, (state, sent, arrived) in enumerate(SAMPLES, start=1):
            session.add(
                Sample(
                    number=f"YP-{number}", customer_id=house.customer, state=state, purpose="试用", ship_via="express",
                    send_on=TODAY, requested_by=house.people["rep"], requested_at=NOW,
                    sent_on=TODAY - timedelta(days=sent), arrived_on=None if arrived is None else
                    TODAY - timedelta(days=arrived),
                )
            )  # fmt: skip

    house.write(put)
    seen = work(house, "rep")
    assert (seen.samples, seen.feedback) == (1, 2)
