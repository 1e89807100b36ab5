"""The page in a real browser, as a newcomer uses it on a desktop and on a phone; the README's pictures are made here.

With `GENDAN_PICTURES=1` (`make picture`) the pictures in docs/pictures are made anew.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect
from sqlmodel import col, select

from bot.sandbox import Step
from models.clock import MovableClock
from models.orders import Order, OrderState
from models.receivables import Payment
from tests.company import Company
from tests.conftest import SHANGHAI, left_out
from tests.demo_running import demo_books, demo_running

SIZES = {"desktop": ViewportSize(width=1280, height=800), "phone": ViewportSize(width=375, height=812)}
ARTEFACTS = Path(__file__).parent / "artefacts"
PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
NAMES = {"desktop": "page.png", "phone": "page-phone.png"}
LARGEST = 300_000  # bytes of a picture that everybody who clones the repository carries
PATIENCE_MS = 15_000
A_PRODUCT, ITS_PRICE = re.compile(r"\d\.\d\d/"), re.compile(r"^(协议价|标价)")
CORNER = (2, 2)  # where the mouse points at nothing


class Visitor:
    """Somebody in front of the page, who sees and clicks what is there and nothing else."""

    def __init__(self, page: Page, size: str) -> None:
        self.page, self.size = page, size

    def person(self, number: int) -> Locator:
        """Somebody among the people of the company."""
        return self.page.locator(f'[data-testid="people-item"][data-person-id="{number}"]')

    async def switches_to(self, number: int) -> None:
        """Take somebody's phone."""
        await self.person(number).click()
        await expect(self.person(number)).to_have_class(re.compile("active"))

    async def types(self, text: str) -> None:
        """Write a message and send it."""
        await self.page.get_by_test_id("composer-input").fill(text)
        await self.page.get_by_test_id("send-button").click()

    async def taps(self, label: str | re.Pattern[str], within: str = "") -> None:
        """Press the newest button with this label, under a message that says `within`."""
        messages = self.page.get_by_test_id("message").filter(has_text=within) if within else self.page
        button = messages.get_by_test_id("inline-button").filter(has_text=label).last
        await button.click()

    async def sees(self, text: str) -> None:
        """Wait until the newest messages say so."""
        await expect(self.page.get_by_test_id("message").filter(has_text=text).last).to_be_visible()

    async def moves_the_clock(self, button: str) -> None:
        """Press one of the clock's buttons; on a phone they lie behind the clock in the head."""
        if self.size == "phone":
            await self.page.get_by_test_id("clock-pill").click()
        await self.page.get_by_test_id(button).click()
        await expect(self.page.get_by_test_id(button)).to_be_enabled()
        if self.size == "phone":
            await self.page.locator("#sheet-close").click()

    async def picture(self, name: str) -> Path:
        """What is on the screen now, kept for whoever wants to look."""
        ARTEFACTS.mkdir(exist_ok=True)
        file = ARTEFACTS / f"{name}-{self.size}.png"
        await self.page.mouse.move(*CORNER)
        if os.environ.get("GENDAN_PICTURES"):
            await self.page.wait_for_timeout(700)  # the last movement comes to rest
        await self.page.screenshot(path=file, scale="css")
        return file


@pytest.fixture(scope="module")
def books(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company on Monday, 23 November 2026, at half past eight."""
    return demo_books(template, tmp_path_factory.mktemp("page") / "books.db", monday())


def monday() -> MovableClock:
    """Half past eight on a Monday."""
    return MovableClock(datetime(2026, 11, 23, 8, 30, tzinfo=SHANGHAI))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """A browser that nobody has used for anything; every visit has its own memory of it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        left_out("Chromium is not installed (Debian: apt-get install chromium)")
    async with async_playwright() as play:
        started = await play.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield started
        await started.close()


@asynccontextmanager
async def visiting(
    browser: Browser, books: Path, folder: Path, size: str
) -> AsyncIterator[tuple[Visitor, Company, list[Step]]]:
    """The page of the running demo company in a window of this size; nothing may go wrong in its console."""
    async with demo_running(books, folder, monday()) as (company, steps):
        context = await browser.new_context(
            viewport=SIZES[size],
            is_mobile=size == "phone",
            has_touch=size == "phone",
            locale="zh-CN",
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        page = await context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
        await page.goto(company.url)
        try:
            yield Visitor(page, size), company, steps
            assert troubles == []
        finally:
            await context.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("size", SIZES)
async def test_a_newcomer_logs_an_order_by_taps_moves_the_clock_and_answers_the_reminder(
    browser: Browser, books: Path, tmp_path: Path, size: str
) -> None:
    async with visiting(browser, books, tmp_path, size) as (visitor, company, _steps):
        li, chen = company.chatters["李伟"].id, company.chatters["陈静"].id
        await visitor.switches_to(li)
        await visitor.types("/start")
        await visitor.taps("下单")
        await visitor.sees("哪个客户")
        await visitor.types("huacai")
        await visitor.taps(A_PRODUCT)
        await visitor.sees("要多少")
        await visitor.types("2")
        await visitor.taps(ITS_PRICE)
        await visitor.taps("完成")
        await visitor.sees("核对订单")
        await visitor.taps("确认下单")
        await visitor.sees("已下单 DD20261123-001")
        order = company.books(lambda s: s.exec(select(Order).order_by(col(Order.id).desc())).first())
        assert order is not None
        assert order.state == OrderState.OPEN
        await visitor.picture("order")

        await visitor.switches_to(li)
        before = await unread(visitor, chen)
        await visitor.moves_the_clock("clock-tomorrow")
        await expect(visitor.page.get_by_test_id("clock-now")).to_have_text("09:00")
        assert await unread(visitor, chen) > before, "the reminders of the day have arrived on her phone"
        await visitor.picture("badges")

        await visitor.switches_to(chen)
        await visitor.taps("1", within="逾期应收")
        await visitor.sees("还欠")
        await visitor.picture("reminder")
        paid = company.books(lambda s: len(s.exec(select(Payment)).all()))
        await visitor.taps("钱到了")
        await visitor.taps("确认登记")
        await visitor.sees("已登记 SK20261124-001")
        assert company.books(lambda s: len(s.exec(select(Payment)).all())) == paid + 1
        await visitor.sees("已收齐 · 陈静")
        await visitor.picture("answered")
        await _nothing_hangs_over(visitor)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("size", SIZES)
async def test_the_guide_leads_through_the_whole_round(
    browser: Browser, books: Path, tmp_path: Path, size: str
) -> None:
    async with visiting(browser, books, tmp_path, size) as (visitor, company, steps):
        count = visitor.page.locator("#guide .count")
        for number, step in enumerate(steps, start=1):
            await expect(count).to_have_text(f"{number} / {len(steps)}")
            if step.id == "came":  # the reminder lies open, with its answers
                _keep(await visitor.picture("guide"), NAMES[size])
            await visitor.page.get_by_test_id("guide-go").click()
        await expect(visitor.page.locator("#guide")).to_contain_text("走完一圈了")
        await visitor.picture("round")
        assert company.books(lambda s: s.exec(select(Payment.number)).all())[-1] == "SK20261124-001"


def _keep(picture: Path, name: str) -> None:
    """Where pictures are made: put this one beside the README, in few colours, as everybody who clones carries it."""
    if os.environ.get("GENDAN_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        with Image.open(picture) as shot:
            shot.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=3).save(PICTURES / name, optimize=True)


@pytest.mark.parametrize("name", NAMES.values())
def test_the_pictures_of_the_readme_are_there_and_small(name: str) -> None:
    picture = PICTURES / name
    assert picture.is_file(), f"{picture} is missing: make picture"
    assert 10_000 < picture.stat().st_size < LARGEST


async def unread(visitor: Visitor, number: int) -> int:
    """What the badge beside somebody says; 0 without one."""
    badge = visitor.person(number).get_by_test_id("unread-badge")
    return int(await badge.inner_text()) if await badge.count() else 0


async def _nothing_hangs_over(visitor: Visitor) -> None:
    """The page is as wide as the screen and no wider."""
    width = await visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width <= SIZES[visitor.size]["width"]
