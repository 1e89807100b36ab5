"""Reading what is pasted (发一句话就下单): an order or a sample becomes the same draft as the guided dialog's."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager

from handlers.desk import Desk
from handlers.read_message import for_sample, join, questions, term_question
from handlers.read_message.another import may_join
from handlers.read_message.begin import begin, is_order, take_up
from handlers.read_message.follow_up import follows
from handlers.read_message.for_sample import chooses_goods
from handlers.read_message.payment import take_payment
from handlers.read_message.question import answer_question
from handlers.read_message.reader import read_text
from handlers.read_message.second import SecondReader
from handlers.read_message.states import Clarify
from models.orders import TAKERS

__all__ = [
    "Clarify",
    "SecondReader",
    "answer_question",
    "chooses_goods",
    "routers",
    "take_message",
    "take_payment",
    "take_words",
]


async def take_message(message: Message, manager: DialogManager, desk: Desk) -> bool:
    """Take an order or a request for a sample up, or a word about the order on the card; gives whether it was one."""
    return await take_words(message.text or "", manager, desk)


async def take_words(said: str, manager: DialogManager, desk: Desk) -> bool:
    """`take_message` for words that came in another way."""
    if desk.who is None or not desk.who.may(*TAKERS):
        return False
    if await follows(manager, said) or await join.goes_with_it(manager, said):
        return True
    reading = await read_text(desk, said, manager.middleware_data.get("second_reader"))
    if not is_order(reading):
        return False
    if await for_sample.goes_with_it(manager, reading):
        return True
    await take_up(manager, reading, joins=await may_join(manager, reading))
    return True


def routers() -> list[Router]:
    """The dialog of questions; messages come by way of the free text."""
    windows = [*join.windows(), *questions.windows(), *term_question.windows()]
    return [Dialog(*windows, on_start=begin, on_process_result=questions.picked)]
