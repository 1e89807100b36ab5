"""What twenty people do all day: take orders, change them, tap twice, agree, write down money, ask how things are.

Everything that is confirmed carries an amount that occurs only once, so that the books can be asked whether it is in
them once, twice or not at all. People are patient: what they confirmed, they wait for.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from dataclasses import dataclass, field

from faults.company import OWING, PRICE_FEN, Colleague, Staff
from faults.phones import Phone, Phones
from models.people import Role

PATIENCE_S = 60.0  # how long somebody waits for any answer, once nobody kills any more, before we call it silence
LOOK_S = 6.0  # how long they look for what they expected after an answer came: a few lives long
CHEAP_FEN = 701  # below the floor; no number of them makes the amount of another order
AGAIN = 4  # how often somebody presses a confirming button that is still there
ALL: frozenset[str] = frozenset()  # nobody is named: everybody is at work


@dataclass
class Intent:
    """One thing somebody wanted recorded: what it is, its amount (fen), and how far they came."""

    who: int
    kind: str  # order | edit | payment
    amount_fen: int
    confirmed: int = 0  # how often they tapped "confirm"
    saved: str = ""  # what they read when it was saved


@dataclass
class Story:
    """What happened among the people."""

    intents: list[Intent] = field(default_factory=list)
    silences: list[str] = field(default_factory=list)  # somebody did something and nothing came back
    approvals: int = 0
    questions: int = 0


class Traffic:
    """Everybody at work until told to go home."""

    def __init__(
        self, phones: Phones, team: Staff, seed: int, patience_s: float = PATIENCE_S, at_work: frozenset[str] = ALL
    ) -> None:
        self.phones, self.team, self.patience_s, self.at_work = phones, team, patience_s, at_work
        self.story = Story()
        self.going_home = False  # nothing new is begun, and nobody kills any more
        self.marks = itertools.count(101)
        self._seed = seed
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Everybody who is at work begins."""
        for one in self.team.people:
            if self.at_work and one.name not in self.at_work:
                continue
            person = Person(self, one, random.Random(self._seed * 1000 + one.id))  # noqa: S311 - repeatable, no secret
            self._tasks.append(asyncio.create_task(person.work(), name=one.name))

    async def finish(self) -> None:
        """Everybody ends what they have begun; an error of theirs is raised."""
        self.going_home = True
        await asyncio.gather(*self._tasks)


class Person:
    """One of them."""

    def __init__(self, traffic: Traffic, one: Colleague, dice: random.Random) -> None:
        self.traffic, self.one, self.dice = traffic, one, dice
        self.phone: Phone = traffic.phones.phone(one.id)
        self.last_order: Intent | None = None

    async def work(self) -> None:
        """One thing after another."""
        while not self.traffic.going_home:
            await self._one_thing()
            await asyncio.sleep(self.dice.uniform(0.0, 0.1))

    async def _one_thing(self) -> None:
        if self.one.role in (Role.MANAGER, Role.BOSS) and self.phone.button("同意", newest=False):
            await self._agree()
        elif self.one.role is Role.REP:
            await self._sell()
        elif self.one.role is Role.ASSISTANT:
            await self._write_down_money()
        else:
            self.traffic.story.questions += 1
            await self._does(self.dice.choice(["今天怎么样", "/todo", "/start", "/find"]), "")

    async def _sell(self) -> None:
        if self.last_order is not None and self.last_order.saved and self.dice.random() < 0.4:
            await self._change_order(self.last_order)
            self.last_order = None
            return
        quantity = next(self.traffic.marks)
        if self.dice.random() < 0.7:
            await self._paste(quantity)
            return
        cheap = self.dice.random() < 0.3
        intent = Intent(self.one.id, "order", quantity * (CHEAP_FEN if cheap else PRICE_FEN))
        self.traffic.story.intents.append(intent)
        customer = self.dice.choice(self.one.customers)
        price = (f"{CHEAP_FEN / 100}", "完成") if cheap else ("tap 标价", "完成")
        way = [("/cancel", ""), ("/order", customer), (f"tap {customer}", "P0"), ("tap P0", "直接打数字")]
        if await self._goes([*way, (str(quantity), "标价"), price, ("tap 完成", "✅ 确认下单")]):
            await self._confirms(intent, "✅ 确认下单", "已下单")
            self.last_order = intent

    async def _paste(self, quantity: int) -> None:
        """A customer's message as it came: one message, one look, one tap."""
        intent = Intent(self.one.id, "order", quantity * PRICE_FEN)
        self.traffic.story.intents.append(intent)
        said = f"{self.dice.choice(self.one.customers)} P0 {quantity}支"
        if await self._goes([("/cancel", ""), (said, "✅ 确认下单")]):
            await self._confirms(intent, "✅ 确认下单", "已下单")
            self.last_order = intent

    async def _change_order(self, before: Intent) -> None:
        quantity = next(self.traffic.marks)
        intent = Intent(self.one.id, "edit", quantity * PRICE_FEN)
        self.traffic.story.intents.append(intent)
        number = before.saved.split()[0]
        way = [(number, "改单"), ("tap 改单", "明细"), ("tap 明细", "✏️ 1."), ("tap ✏️ 1.", "改数量")]
        way += [("tap 改数量", "直接打数字"), (str(quantity), "✏️ 1."), ("tap ✏️ 1.", "改单价")]
        way += [("tap 改单价", "标价"), ("tap 标价", "完成"), ("tap 完成", "✅ 确认改单")]
        if await self._goes([("/cancel", ""), *way]):
            await self._confirms(intent, "✅ 确认改单", "已改好")

    async def _write_down_money(self) -> None:
        amount = next(self.traffic.marks)
        intent = Intent(self.one.id, "payment", amount * 100 + 7)
        self.traffic.story.intents.append(intent)
        word = self.dice.choice([word for word in sorted(self.one.words) if word.endswith("ABCDEFGH"[OWING])])
        way = [
            ("/cancel", ""),
            ("/payment", "客户"),
            (word, "收到多少"),
            (f"{amount}.07", "哪天"),
            ("tap 今天", "怎么付"),
        ]
        way += [("tap 银行转账", "先付一部分"), ("tap 先付一部分", "✅ 确认登记")]
        if await self._goes(way):
            await self._confirms(intent, "✅ 确认登记", "已登记")

    async def _agree(self) -> None:
        found = self.phone.button("同意", newest=False)
        if found is not None:
            self.traffic.story.approvals += 1
            await self._taps_often(found)

    async def _goes(self, way: list[tuple[str, str]]) -> bool:
        """Step by step; false when something else came than expected, as after a kill it may: they begin anew."""
        for action, sign in way:
            if self.traffic.going_home or not await self._does(action, sign):
                return False
        return True

    async def _does(self, action: str, sign: str) -> bool:
        """Type or tap, then look for `sign` in what came back."""
        before = self.phone.changes
        if action.startswith("tap "):
            found = self.phone.button(action.removeprefix("tap "))
            if found is None:
                return False
            await self.traffic.phones.taps(self.one.id, *found)
        else:
            await self.traffic.phones.says(self.one.id, action)
        if not await self._answered(before, action):
            return False
        return not sign or await self.phone.until(lambda: self._sees(sign, before), LOOK_S)

    async def _answered(self, before: int, what: str) -> bool:
        """Wait for any answer: without an end while the program keeps dying, patiently when it does no more."""
        while not await self.phone.until(lambda: self.phone.answered_since(before), 1.0):
            if self.traffic.going_home:
                if await self.phone.until(lambda: self.phone.answered_since(before), self.traffic.patience_s):
                    return True
                self.traffic.story.silences.append(f"{self.one.name}: {what}")
                return False
        return True

    def _sees(self, sign: str, before: int) -> bool:
        return sign in self.phone.shown_since(before) or self.phone.button(sign) is not None

    async def _confirms(self, intent: Intent, label: str, sign: str) -> None:
        """Tap once or several times, wait, and tap again only where the button is still there.

        They look at the amount: an older card, or word of an older order, may be shown again after a kill.
        """
        before, amount = self.phone.changes, f"{intent.amount_fen / 100:,.2f}"

        def saved() -> str:
            told = self.phone.shown_since(before).split(sign)[1:]
            return next((one.strip() for one in told if amount in one.partition("\n\n")[0]), "")

        for _ in range(AGAIN):
            found = self.phone.button(label, holding=amount)
            if found is None:
                break
            intent.confirmed += await self._taps_often(found)
            if await self.phone.until(lambda: bool(saved()), LOOK_S):
                break
        await self.phone.until(lambda: bool(saved()), LOOK_S)
        intent.saved = saved()

    async def _taps_often(self, found: tuple[int, str]) -> int:
        """Press once, twice or three times, as people do; the presses are on their way at the same time."""
        before, times = self.phone.changes, self.dice.choice([1, 1, 2, 3])
        await asyncio.gather(*(self.traffic.phones.taps(self.one.id, *found) for _ in range(times)))
        await self._answered(before, f"a button pressed {times} times")
        return times
