"""Somebody who tries everything: taps each button of each window they get to, and types where typing is asked for."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import FormData
from sqlmodel import col, select

from handlers.windows import ASKING
from locales import plain
from models.inbox import DialogState
from tests.company import Chatter, Company

NOT_TAPPED = {"language", "zh", "en"}  # would change the language that is being looked at
EXITS = {"leave", "home", "prev", "here"}  # tapped later than what leads on
EQUALS = 8  # rows of one list that are opened, but the first two before all else
OFTEN = 6  # so often a way is gone that leads on to something new
OF_DIALOG = "\x1d"  # between a dialog's number and its widget
MISSED = 3  # so often a button is looked for again in a window that does not always have it
LATER = frozenset(str(place) for place in range(2, EQUALS))
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Shown:
    """A message as a phone showed it, and the window that was open then."""

    state: str
    text: str
    labels: tuple[str, ...]
    data: tuple[str, ...]


@dataclass
class Screen:
    """What is in front of the person."""

    state: str
    messages: list[dict[str, Any]]  # that of the window, and what else just came

    @property
    def buttons(self) -> dict[str, tuple[int, str]]:
        """Widget and item without numbers -> message and data behind the button; of equal ones the first few."""
        found: dict[str, tuple[int, str]] = {}
        for number, data in self._every():
            widget, colon, item = data.split(OF_DIALOG)[-1].partition(":")
            name = widget + colon + DIGITS.sub("#", item)
            place = sum(known.rsplit("/", 1)[0] == name for known in found)
            if name.split(":")[0] not in NOT_TAPPED and place < EQUALS:
                found[f"{name}/{place}"] = (number, data)
        return found

    def _every(self) -> Iterator[tuple[int, str]]:
        for message in self.messages:
            for row in message["buttons"]:
                yield from ((message["message_id"], button["data"]) for button in row if button["data"])


@dataclass
class Crawler:
    """One person; `entries` are the commands, letter buttons and files to begin with again and again."""

    company: Company
    who: Chatter
    language: str
    typed: dict[str, list[str]]
    entries: list[str]
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    used: Counter[str] = field(default_factory=Counter)
    shown: set[Shown] = field(default_factory=set)
    trouble: list[str] = field(default_factory=list)
    phone: dict[int, dict[str, Any]] = field(default_factory=dict)
    known: dict[str, dict[str, None]] = field(default_factory=dict)
    missed: Counter[str] = field(default_factory=Counter)
    leads: dict[str, str] = field(default_factory=dict)
    steps: int = 0
    path: list[str] = field(default_factory=list)

    @property
    def states(self) -> set[str]:
        """The windows that were drawn."""
        return {one.state for one in self.shown}

    async def walk(self, steps: int, wanted: Iterable[str] = ()) -> None:
        """So many steps, or until every wanted window was drawn, or everything was done that can be got to."""
        goal, screen = set(wanted), await self._begin(self.entries[0])
        self.leads[self.entries[0]] = screen.state
        while self.steps < steps and not (goal and goal <= self.states):
            choices = self._choices(screen)
            known = self.known.setdefault(screen.state, {})
            known.update(dict.fromkeys(choices))
            self.missed.update(known.keys() - choices.keys())
            key = self._next(choices)
            if key is None:
                return
            screen = await (self._begin(key) if key in self.entries else self._do(key, choices[key]))
            self.leads[key] = screen.state

    def _choices(self, screen: Screen) -> dict[str, str | tuple[int, str]]:
        """What can be done here, by name: a button, or words to type."""
        tapped = {
            f"{screen.state if OF_DIALOG in button[1] else 'letter'}|{name}": button
            for name, button in screen.buttons.items()
        }
        said = {f"{screen.state}|say {words}": words for words in self._words(screen.state)}
        return {**tapped, **said}

    def _next(self, choices: Iterable[str]) -> str | None:
        """What was not done yet: every beginning, then what is here, then along the shortest way that is known."""
        for key in (*self.entries, *filter(_is_plain, choices)):
            if not self.used[key]:
                return key
        return self._way(choices, _is_plain) or self._way(choices, bool)

    def _way(self, choices: Iterable[str], fits: Callable[[str], bool]) -> str | None:
        """The first step towards the nearest thing that was not done yet and `fits`."""
        been: set[str] = set()
        waiting = [(key, key) for key in (*sorted(choices, key=lambda one: self.used[one]), self.entries[0])]
        while waiting:
            first, key = waiting.pop(0)
            if not self.used[key]:
                if fits(key) and self.missed[key] < MISSED:
                    return first
                continue
            state = self.leads[key]
            if state not in been and (self.used[key] < OFTEN or key == self.entries[0]):
                been.add(state)
                onward = sorted(self.known.get(state, {}), key=lambda one: self.used[one])
                waiting += [(first, one) for one in onward]
        return None

    def _words(self, state: str) -> list[str]:
        state = state.split(">")[-1]
        if state not in {one.state for one in ASKING}:
            return []
        return self.typed.get(state) or self.typed.get(state.split(":")[-1]) or self.typed["*"]

    async def _do(self, key: str, what: str | tuple[int, str]) -> Screen:
        self._note(key)
        if isinstance(what, str):
            return await self._post("messages", json={"text": what.replace("#", str(10_000_000 + self.steps))})
        return await self._post("taps", json={"message_id": what[0], "data": what[1]})

    async def _begin(self, entry: str) -> Screen:
        """With a command, a file, or a letter's button, and some steps that are known: buttons, and files to send."""
        self._note(entry)
        first, *onward = entry.split()
        screen = await self._enter(first)
        for step in onward:
            if step in self.files:
                screen = await self._enter(step)
                continue
            choices = self._choices(screen)
            key = next((key for key in choices if key.split("|")[-1].startswith(step)), None)
            if key is None:
                return screen
            screen = await self._do(key, choices[key])
            self.leads[key] = screen.state
        return screen

    async def _enter(self, first: str) -> Screen:
        if first in self.files:
            form = FormData()
            form.add_field("file", self.files[first][0], filename=first, content_type=self.files[first][1])
            return await self._post("messages", data=form)
        if first.startswith(("/", "“")):
            return await self._post("messages", json={"text": first.strip("“”").replace("_", " ")})
        return await self._post("taps", json={"message_id": max(self.phone), "data": first})

    def _note(self, key: str) -> None:
        self.used[key] += 1
        self.path.append(key)

    async def _post(self, where: str, **body: Any) -> Screen:
        """Do it, and look at what came: what is shown, and what should never be there."""
        self.steps += 1
        url = f"{self.company.url}/sandbox/chats/{self.who.id}/{where}?settle=20"
        async with self.company.http.post(url, **body) as answer:
            result = await answer.json()
        assert answer.status < 300, result
        self.phone |= {one["message_id"]: one for one in result["messages"] if one["sender"] == "bot"}
        self.phone = {number: one for number, one in self.phone.items() if not one["deleted"]}
        came = [one for one in result["messages"] if one["message_id"] in self.phone]
        states, number = self._open()
        state = states[-1]
        toast = (result.get("answer") or {}).get("text") or ""
        self._remember("toast", {"text": toast, "buttons": []})
        for one in came:
            self._remember(state if one["message_id"] == number else "letter", one)
        if plain(self.language, "refusal-defect") in "\n".join([toast, *(one["text"] for one in came)]):
            self.trouble.append(f"{self.who.name}: {' > '.join(self.path[-4:])}")
        newest = [one for one in came if one["message_id"] != number]
        below = f"{states[-2]}>" if state.startswith("Pick:") and len(states) > 1 else ""
        return Screen(below + state, [*([self.phone[number]] if number in self.phone else []), *newest])

    def _remember(self, state: str, message: dict[str, Any]) -> None:
        buttons = [button for row in message["buttons"] for button in row]
        labels, data = ([button[name] or "" for button in buttons] for name in ("text", "data"))
        self.shown.add(Shown(state, message["text"] or "", tuple(labels), tuple(data)))

    def _open(self) -> tuple[list[str], int]:
        """The windows that are open, the topmost last, as the books keep them, and the message that shows it."""
        mine = select(DialogState.name, DialogState.data).where(col(DialogState.person_key) == self.who.id)
        rows = {name: json.loads(data) for name, data in self.company.books(lambda s: s.exec(mine).all())}
        stack: dict[str, Any] = next((data for name, data in rows.items() if "aiogd:stack" in name), {})
        contexts = {name.split("aiogd:context:")[-1].split(":")[0]: data for name, data in rows.items()}
        states = [str(contexts.get(number, {}).get("state", "")) for number in stack.get("intents", [])]
        return states or [""], int(stack.get("last_message_id") or 0)


def _is_plain(key: str) -> bool:
    """Neither a way out nor one more row of a list that was opened twice."""
    name, _slash, place = key.split("|")[-1].rpartition("/")
    return name.split(":")[0] not in EXITS and place not in LATER
