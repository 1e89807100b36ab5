"""States of the dialogs about one customer, apart from the dialogs themselves: other dialogs open them."""

from aiogram.fsm.state import State, StatesGroup


class CustomerCard(StatesGroup):
    """A customer's card; start data `{"customer_id": int}`."""

    main = State()
    history = State()
    edit = State()
    value = State()
    terms = State()
    terms_check = State()
    limit = State()
    limit_reason = State()
    wishes = State()


class AgreedPrices(StatesGroup):
    """The prices agreed with a customer; start data `{"customer_id": int}`."""

    list = State()
    price = State()
    day = State()
    confirm = State()


class Find(StatesGroup):
    """Finding a customer or a product; start data `{"text"?: str}`."""

    main = State()
    product = State()
