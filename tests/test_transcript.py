"""The conversation that the README files show is a real one: it is played here, word for word.

With `GENDAN_PICTURES=1` (`make picture`) it is written into them anew.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models.clock import MovableClock
from tests.company import Chatter
from tests.conftest import MORNING
from tests.demo_running import demo_running

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- transcript -->", "<!-- /transcript -->"


@dataclass(frozen=True)
class Turn:
    """What one person types (`"…"`) and taps (`["…"]`); `waiting`: what lay on their phone is shown too."""

    who: str
    role: str
    acts: tuple[str | list[str], ...]
    waiting: bool = False


CHINESE = (
    Turn("李伟", "业务员", ("/order", "huacai", "12A碳粉", "100", "9", ["完成"])),
    Turn("李伟", "业务员", (["✅ 确认下单"],)),
    Turn("赵刚", "业务经理", (["同意"],), waiting=True),
    Turn("赵刚", "业务经理", ("今天怎么样",)),
)
ENGLISH = (
    Turn("Amy Zhang", "sales rep", ("/order", "golden", "TN-12A-R", "100", "9", ["Done"])),
    Turn("Amy Zhang", "sales rep", (["✅ Place the order"],)),
    Turn("赵刚", "sales manager", (["Approve"],), waiting=True),
    Turn("赵刚", "sales manager", ("how are we doing?",)),
)
WORDS = {
    "zh": {"types": "打「{}」", "taps": "点「{}」", "and": "、", "gap": "", "picture": "（附一张图）"},
    "en": {"types": "types “{}”", "taps": "taps “{}”", "and": ", ", "gap": " ", "picture": "(with a picture)"},
}
WORDS["zh"] |= {"person": "**{who}**（{role}）", "got": "**{who}**（{role}）的手机上："}
WORDS["en"] |= {"person": "**{who}** ({role})", "got": "On the phone of **{who}** ({role}):"}


@pytest.mark.parametrize(
    ("readme", "language", "turns"), [("README.zh-CN.md", "zh", CHINESE), ("README.md", "en", ENGLISH)]
)
async def test_the_readme_shows_a_conversation_as_it_really_goes(
    demo_books: Path, tmp_path: Path, readme: str, language: str, turns: tuple[Turn, ...]
) -> None:
    clock = MovableClock(MORNING, running=False)
    async with demo_running(demo_books, tmp_path, clock, language) as (company, _steps):
        played = [await play(turn, company.chatters[turn.who], company.quiet, language) for turn in turns]
    transcript = "\n\n".join(["", *played, ""])
    file = ROOT / readme
    text = file.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1, f"{readme} needs one {BEGIN} and, after it, one {END}."
    before, _, rest = text.partition(BEGIN)
    shown, _, after = rest.partition(END)
    if os.environ.get("GENDAN_PICTURES"):
        file.write_text(f"{before}{BEGIN}{transcript}{END}{after}", encoding="utf-8")
        shown = transcript
    assert shown == transcript, f"{readme} shows another conversation than the program has now: make picture"


async def play(turn: Turn, person: Chatter, quiet: Callable[[], Awaitable[None]], language: str) -> str:
    """Do what the turn says; the turn and what the phone shows after it, as markdown."""
    words = WORDS[language]
    did = []
    waiting = await newest(person) if turn.waiting else None
    for act in turn.acts:
        if isinstance(act, list):
            await person.taps(act[0])
            did.append(words["taps"].format(act[0]))
        else:
            await person.says(act)
            did.append(words["types"].format(act))
    await quiet()
    head = words["person"].format(who=turn.who, role=turn.role) + words["gap"] + words["and"].join(did)
    blocks = [head, phone(await newest(person), words)]
    if waiting:
        blocks = [words["got"].format(who=turn.who, role=turn.role), phone(waiting, words), *blocks]
    return "\n\n".join(blocks)


async def newest(person: Chatter) -> dict[str, Any]:
    """The newest message of the bot on this phone."""
    return [message for message in await person.messages() if message["sender"] == "bot"][-1]


def phone(message: dict[str, Any], words: dict[str, str]) -> str:
    """One message with its buttons as a block that needs no escapes."""
    lines = [words["picture"]] if message["photo"] else []
    lines += [line.rstrip() for line in (message["text"] or "").split("\n")]
    rows = ["  ".join(f"[{button['text']}]" for button in row) for row in message["buttons"]]
    return "\n".join(["```text", *lines, *([""] if rows else []), *rows, "```"])
