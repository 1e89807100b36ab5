"""The barest bot that takes an order in the same steps: plain aiogram, states and data in memory, nothing kept."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.filters import Command, Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bench.instant import TOKEN, Instant

NAMES = [f"Name {number}" for number in range(6)]


class Take(StatesGroup):
    """The same windows as the guided order's."""

    customer = State()
    product = State()
    quantity = State()
    price = State()
    lines = State()
    card = State()


class Tapped(Filter):
    """A button by the beginning of its data; asynchronous, so that no thread is needed."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    async def __call__(self, query: CallbackQuery) -> bool:
        return (query.data or "").startswith(self.prefix)


def keyboard(prefix: str, *labels: str) -> InlineKeyboardMarkup:
    """Buttons, one a row, and one to leave."""
    rows = [[InlineKeyboardButton(text=label, callback_data=f"{prefix}:{label}")] for label in (*labels, "leave")]
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def _shown(query: CallbackQuery, text: str, prefix: str, *labels: str) -> None:
    if isinstance(query.message, Message):
        await query.message.edit_text(text, reply_markup=keyboard(prefix, *labels))
    await query.answer()


async def begin(message: Message, state: FSMContext) -> None:
    """`/order`."""
    await state.set_state(Take.customer)
    await message.answer("Which customer?", reply_markup=keyboard("c", *NAMES))


async def customer(query: CallbackQuery, state: FSMContext) -> None:
    """A customer was tapped."""
    await state.update_data(customer=query.data)
    await state.set_state(Take.product)
    await _shown(query, "Which product?", "p", *NAMES)


async def product(query: CallbackQuery, state: FSMContext) -> None:
    """A product was tapped."""
    await state.update_data(product=query.data)
    await state.set_state(Take.quantity)
    await _shown(query, "How many?", "q", "10")


async def quantity(message: Message, state: FSMContext) -> None:
    """A quantity was typed."""
    await state.update_data(quantity=int(message.text or "0"))
    await state.set_state(Take.price)
    await message.answer("At what price?", reply_markup=keyboard("t", "list"))


async def price(query: CallbackQuery, state: FSMContext) -> None:
    """The price was tapped."""
    await state.update_data(price=query.data)
    await state.set_state(Take.lines)
    await _shown(query, "1. Product", "l", "done")


async def lines(query: CallbackQuery, state: FSMContext) -> None:
    """The lines are complete."""
    data = await state.get_data()
    await state.set_state(Take.card)
    await _shown(query, f"Order: {data}", "k", "confirm")


async def confirm(query: CallbackQuery, state: FSMContext) -> None:
    """The order is taken."""
    await state.clear()
    await _shown(query, "DD-001", "n", "another")


class Bare:
    """A dispatcher with one router, fed with raw updates as the product is."""

    def __init__(self) -> None:
        routes = Router()
        routes.message.register(begin, Command("order"))
        routes.message.register(quantity, StateFilter(Take.quantity))
        for state, prefix, work in (
            (Take.customer, "c:", customer),
            (Take.product, "p:", product),
            (Take.price, "t:", price),
            (Take.lines, "l:", lines),
            (Take.card, "k:", confirm),
        ):
            routes.callback_query.register(work, StateFilter(state), Tapped(prefix))
        self.dispatcher = Dispatcher(storage=MemoryStorage())
        self.dispatcher.include_router(routes)
        self.chats = Instant()
        self.bot = Bot(TOKEN, session=self.chats)

    async def feed(self, raw: dict[str, Any]) -> None:
        """One update, from its raw form to the answer."""
        await self.dispatcher.feed_update(self.bot, Update.model_validate(raw, context={"bot": self.bot}))
