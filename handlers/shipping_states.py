"""The windows of shipping, named apart from their dialogs, so that any conversation can open them."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class Ship(StatesGroup):
    """Sending goods; `what` with start data `{"order_id": int}`, `list` without."""

    list = State()
    what = State()
    part = State()
    quantity = State()
    via = State()
    courier = State()
    waybill = State()
    cod = State()
    day = State()
    reason = State()
    card = State()
    done = State()


class EnterWaybill(StatesGroup):
    """Waybill numbers; `number` with start data `{"shipment_id": int}`, `list` without."""

    list = State()
    number = State()
    done = State()


class Receipts(StatesGroup):
    """Signed receipts that are out; `which` with start data `{"file": dict}` asks whose a photo is."""

    list = State()
    couriers = State()
    which = State()


class TakeBackReceipt(StatesGroup):
    """Taking back one; start data `{"shipment_id": int}`. `differs` with `coded` and `file` too: the shipment that the
    photo's bar code names is another one.
    """

    one = State()
    differs = State()
    done = State()


class ReadWaybill(StatesGroup):
    """A photo of a waybill; start data `codes`: the numbers in it (list of str), `photo`: where it is, `number`: the
    one to enter, `shipment_id`: whose.
    """

    codes = State()
    found = State()
    which = State()
    entered = State()


class ShipmentCard(StatesGroup):
    """A shipment; start data `{"shipment_id": int}`."""

    main = State()
    history = State()


class Couriers(StatesGroup):
    """The couriers; `name` gives `{"courier_id": int}` back to the dialog that asked."""

    list = State()
    one = State()
    reason = State()
    name = State()
    does = State()


class Todo(StatesGroup):
    """What is to be done today."""

    main = State()
