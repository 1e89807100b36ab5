"""Numbers on parcels: what a bar code says, whose shipment it is, which courier writes such numbers."""

from __future__ import annotations

import pytest

from models import shipments
from models.database import Database
from models.shipments import numbers_in
from tests.models.test_shipments import NOW, House


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("SF1234567890123", ["SF1234567890123"]),
        (" ｓｆ1234567890123\n", ["SF1234567890123"]),
        ("CK20261123-001", ["CK20261123-001"]),
        ("JDVA01234567890-1-3-", ["JDVA01234567890"]),
        ("JDVA01234567890-1-3", ["JDVA01234567890"]),
        ("https://express.example/q?mailno=YT1234567890123&p=1", ["YT1234567890123"]),
        ('{"phone":"13800138000","no":"773123456789012"}', ["773123456789012"]),
        ("a=773123456789012 b=SF1234567890123", ["SF1234567890123", "773123456789012"]),
        ("https://shop.example/hello", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_code_names_its_number_in_whatever_words(said: str, numbers: list[str]) -> None:
    assert numbers_in(said) == numbers


class Parcels(House):
    """The house, and parcels that left: numbers by 顺丰 (good) and 德邦 (bare), empty for one without."""

    def left(self, *waybills: tuple[str, int]) -> None:
        for waybill, courier in waybills:
            self.post(self.order((self.pen, "1")), "1", waybill=waybill, courier_id=courier)


@pytest.fixture
def house(db: Database) -> Parcels:
    return Parcels(db)


def test_a_code_means_the_shipment_with_the_whole_number_and_never_one_that_ends_like_it(house: Parcels) -> None:
    house.left(("SF1234567890123", house.good))
    found = house.ask(shipments.meant_by, code="q?n=SF1234567890123")
    assert found is not None
    assert [seen.shipment.waybill for seen in found.shipments] == ["SF1234567890123"]
    unknown = house.ask(shipments.meant_by, code="567890123")
    assert unknown is not None
    assert (unknown.number, unknown.shipments) == ("567890123", [])
    assert house.ask(shipments.meant_by, code="hello") is None


def test_our_own_number_on_a_delivery_note_means_the_shipment(house: Parcels) -> None:
    house.left(("SF1234567890123", house.good))
    found = house.ask(shipments.meant_by, code="ck20261123-001")
    assert found is not None
    assert [seen.shipment.waybill for seen in found.shipments] == ["SF1234567890123"]


def test_a_code_of_another_reps_shipment_means_nothing_in_ones_books(house: Parcels) -> None:
    house.left(("SF1234567890123", house.good))
    for who in ("other", "wu"):
        found = house.ask(shipments.meant_by, by=who, code="SF1234567890123")
        assert found is not None
        assert found.shipments == []


def test_the_courier_that_writes_such_numbers_comes_first(house: Parcels) -> None:
    house.left(("KD731234567", house.bare), ("KD731234568", house.bare), ("KD991234567", house.good))
    likely = house.ask(shipments.likely_couriers, now=NOW, waybill="KD991234599")
    assert likely == [house.good, house.bare]
    assert house.ask(shipments.likely_couriers, now=NOW, waybill="73123456789") == []
    assert house.ask(shipments.likely_couriers, now=NOW, waybill="KD9912345990") == []
    assert house.ask(shipments.likely_couriers, by="other", now=NOW, waybill="KD731234599") == []


def test_a_courier_is_known_by_its_letters_before_any_number_is_in_the_books(house: Parcels) -> None:
    assert house.ask(shipments.likely_couriers, now=NOW, waybill="SF1") == [house.good]
    assert house.ask(shipments.likely_couriers, now=NOW, waybill="DPK1") == [house.bare]


def test_shipments_without_a_number_are_offered_by_courier_and_then_by_age(house: Parcels) -> None:
    house.left(("", house.good), ("", house.bare), ("", house.good))
    whole = house.ask(shipments.without_waybill)
    assert [seen.shipment.number[-3:] for seen in whole.items] == ["001", "002", "003"]
    page = house.ask(shipments.without_waybill, couriers=(house.bare,))
    assert [seen.shipment.number[-3:] for seen in page.items] == ["002", "001", "003"]
