"""The second reader: asked only for what is open, believed only where that is possible, no trouble when it fails."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from sqlmodel import select

from handlers.read_message import SecondReader
from models.customers import Customer
from tests.company import Chatter, Company
from tests.test_reading_chat import trade

OPEN = "恒达 A4复印纸 20包"  # 70 or 80 grams
Answer = Callable[[dict[str, Any]], Any]
KEY = "sk-of-nobody"


class Endpoint:
    """A local endpoint in the OpenAI form: keeps what it was asked, answers what it is told to."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []

    async def complete(self, request: web.Request) -> web.Response:
        self.keys.append(request.headers.get("Authorization", ""))
        body = await request.json()
        self.asked.append(json.loads(body["messages"][-1]["content"]))
        said = self.answer(self.asked[-1])
        if isinstance(said, web.Response):
            return said
        content = said if isinstance(said, str) else json.dumps(said)
        return web.json_response({"choices": [{"message": {"role": "assistant", "content": content}}]})


@asynccontextmanager
async def endpoint(company: Company, answer: Answer) -> AsyncIterator[Endpoint]:
    """The endpoint, running, and the product set to ask it."""
    made = Endpoint(answer)
    app = web.Application()
    app.router.add_post("/v1/chat/completions", made.complete)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    company.app.dispatcher["second_reader"] = SecondReader(f"http://127.0.0.1:{port}/v1/", KEY, "any")
    try:
        yield made
    finally:
        company.app.dispatcher.workflow_data.pop("second_reader")
        await runner.cleanup()


async def asked(li: Chatter) -> bool:
    """Whether the person has to say which product is meant."""
    return any("A4复印纸 80克" in label for label in await li.buttons())


async def test_it_is_asked_what_is_open_and_its_choice_is_said_on_the_card(company: Company) -> None:
    li = trade(company)
    async with endpoint(company, lambda _question: {"lines[0].sku": "PP-80"}) as second:
        card = await li.says(OPEN)
    assert "A4复印纸 80克 20 包" in card
    assert "辅助阅读选了 A4复印纸 80克，请核对" in card
    [question] = second.asked
    assert question["message"] == OPEN
    assert [one["key"] for one in question["parts"]["lines[0].sku"]["candidates"]] == ["PP-70", "PP-80"]
    assert second.keys == [f"Bearer {KEY}"]


async def test_of_two_customers_it_names_one_and_another_reps_customers_are_never_told(company: Company) -> None:
    li = trade(company, language="en")
    chosen = {
        "customer": company.books(
            lambda session: session.exec(select(Customer.code).where(Customer.short_name == "一诺科技")).one()
        )
    }
    async with endpoint(company, lambda _question: chosen) as second:
        card = await li.says("一诺 88A硒鼓 5支")
    assert "the second reader chose 一诺科技: please check" in card
    assert "宏图" not in json.dumps(second.asked, ensure_ascii=False)


async def test_a_message_with_nothing_open_goes_to_nobody(company: Company) -> None:
    li = trade(company)
    async with endpoint(company, lambda _question: {}) as second:
        assert "核对订单" in await li.says("恒达 12A 20支")
        await li.says("半箱 12A 恒达")
        await li.says("今天天气不错")
    assert second.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        {"lines[0].sku": "HP-12A"},
        {"lines[0].sku": None, "customer": "X"},
        {"lines[0].sku": ["PP-80"]},
        {"lines[0].quantity": "999"},
        [],
        "no JSON",
        "",
    ],
)
async def test_what_is_not_possible_counts_for_nothing(company: Company, answer: Any) -> None:
    li = trade(company)
    async with endpoint(company, lambda _question: answer):
        await li.says(OPEN)
    assert await asked(li)


@pytest.mark.parametrize(
    "trouble", [web.Response(status=500), web.Response(text="<html>"), web.json_response({"choices": []})]
)
async def test_its_trouble_is_no_trouble_of_the_order(company: Company, trouble: web.Response) -> None:
    li = trade(company)
    async with endpoint(company, lambda _question: trouble):
        await li.says(OPEN)
    assert await asked(li)


async def test_nobody_there_is_no_trouble_either(company: Company) -> None:
    li = trade(company)
    company.app.dispatcher["second_reader"] = SecondReader("http://127.0.0.1:9", "", "any")
    await li.says(OPEN)
    assert await asked(li)
    company.app.dispatcher.workflow_data.pop("second_reader")
