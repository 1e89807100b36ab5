"""The windows of samples, named apart from their dialogs, so that any conversation can open them."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup

from handlers.windows import DRAFTS, FINISHED


class RequestSample(StatesGroup):
    """Asking for a sample; start data `{"customer_id": int}` or nothing."""

    customer = State()
    lines = State()
    quantity = State()
    purpose = State()
    address = State()
    way = State()
    fee = State()
    card = State()
    done = State()


DRAFTS.add(RequestSample)
FINISHED.add(RequestSample.done)


class Samples(StatesGroup):
    """Samples by state; start data `{"customer_id": int}` or `{"rep_id": int}` for those of one."""

    list = State()


class SampleCard(StatesGroup):
    """A sample; start data `{"sample_id": int}`."""

    main = State()
    arrived = State()
    cancel = State()


class SendSample(StatesGroup):
    """It leaves; start data `{"sample_id": int}`."""

    courier = State()
    waybill = State()
    day = State()
    card = State()
    done = State()


class SampleFeedback(StatesGroup):
    """What the customer said; start data `{"sample_id": int}`."""

    say = State()
    done = State()
