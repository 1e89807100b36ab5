"""The checker: what the chat server accepted, laid beside the books.

It knows nothing of how the product works inside; it reads the record of calls, what people meant to do, and the books,
and says in words what does not fit. No finding means: nothing lost, nothing doubled, nothing leaked, as far as these
rules see.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from faults.company import Staff
from faults.traffic import Intent, Story
from locales import text
from models.consistency import misshipped, unsettled
from models.inbox import InboxUpdate
from models.journal import JournalEntry
from models.letters import Letter, LetterState
from models.operations import Operation
from models.orders import Order
from models.people import Person
from models.receivables import Payment, ReceivablePosting
from models.reminders import Told

SHOWS = ("sendMessage", "editMessageText")
MARKS = tuple(re.sub(r"<[^>]+>", "", text(language, "letter-repeated")) for language in ("zh", "en"))
SAVED = {
    "order": re.compile(r"已下单 (DD\d{8}-\d+)\s+.*?· ([\d,]+\.\d\d) 元"),
    "edit": re.compile(r"已改好 (DD\d{8}-\d+)\s+.*?· ([\d,]+\.\d\d) 元"),
    "payment": re.compile(r"已登记 (SK\d{8}-\d+)\s+.*? ([\d,]+\.\d\d) 元"),
}
MOST_NAMED = 5  # findings of one rule that are spelled out


@dataclass(frozen=True)
class Finding:
    """A rule that does not hold, and where."""

    rule: str
    where: str


@dataclass
class Evidence:
    """What there is to go by: the ledger's calls, words over the screen (chat, text), and what people meant to do."""

    ledger: list[dict[str, Any]]
    toasts: list[tuple[int, str]] = field(default_factory=list)
    story: Story = field(default_factory=Story)
    team: Staff = field(default_factory=Staff)

    def shown(self) -> Iterator[tuple[int, str]]:
        """Every text that a chat was shown, without its marks, in order."""
        for call in self.ledger:
            if call["method"] in SHOWS:
                yield int(call["params"]["chat_id"]), plain(call["params"].get("text") or "")


@dataclass(frozen=True)
class Saved:
    """Somebody read that something was saved: its kind, number and amount (fen)."""

    chat: int
    kind: str
    number: str
    amount_fen: int


def plain(html: str) -> str:
    """A text without its tags."""
    return re.sub(r"<[^>]+>", "", html)


def check(session: Session, evidence: Evidence) -> list[Finding]:
    """Everything that does not fit, at most a few of each kind."""
    found: list[Finding] = []
    for rule, look in RULES.items():
        wrong = list(dict.fromkeys(look(session, evidence)))
        found += [Finding(rule, where) for where in wrong[:MOST_NAMED]]
        if len(wrong) > MOST_NAMED:
            found.append(Finding(rule, f"… and {len(wrong) - MOST_NAMED} more"))
    return found


def saved_messages(evidence: Evidence) -> list[Saved]:
    """Every "saved" that anybody read."""
    made = []
    for chat, words in evidence.shown():
        for kind, sign in SAVED.items():
            for number, amount in sign.findall(words):
                made.append(Saved(chat, kind, number, round(float(amount.replace(",", "")) * 100)))
    return made


def records(session: Session) -> Counter[tuple[str, str, int]]:
    """What the books hold of each kind, by number and amount: orders as placed, each change, payments."""
    numbers = dict(session.exec(select(Order.id, Order.number)).all())
    journal = select(JournalEntry).where(col(JournalEntry.action).in_(("order-placed", "order-edited")))
    held: Counter[tuple[str, str, int]] = Counter()
    for entry in session.exec(journal):
        kind = "order" if entry.action == "order-placed" else "edit"
        held[kind, numbers[entry.subject_id], json.loads(entry.facts)["total_fen"]] += 1
    held.update(("payment", one.number, one.amount_fen) for one in session.exec(select(Payment)))
    return held


def _saved_is_recorded(session: Session, evidence: Evidence) -> Iterator[str]:
    held = records(session)
    for one in saved_messages(evidence):
        count = held[one.kind, one.number, one.amount_fen]
        if count != 1 and not (one.kind == "edit" and count):
            yield f"{one.chat} read that {one.kind} {one.number} ({one.amount_fen} fen) was saved: {count} records"


def _by_amount(session: Session) -> Counter[tuple[str, int]]:
    held: Counter[tuple[str, int]] = Counter()
    for (kind, _number, amount_fen), count in records(session).items():
        held[kind, amount_fen] += count
    return held


def _confirmed(evidence: Evidence) -> Iterable[Intent]:
    return (intent for intent in evidence.story.intents if intent.confirmed)


def _recorded_once(session: Session, evidence: Evidence) -> Iterator[str]:
    held = _by_amount(session)
    for intent in evidence.story.intents:
        count = held[intent.kind, intent.amount_fen]
        if count > 1:
            yield f"{intent.kind} of {intent.amount_fen} fen by {intent.who}: {count} records"
        if count and not intent.confirmed:
            yield f"{intent.kind} of {intent.amount_fen} fen by {intent.who} was never confirmed, and is in the books"


def _confirmed_is_recorded(session: Session, evidence: Evidence) -> Iterator[str]:
    held = _by_amount(session)
    for intent in _confirmed(evidence):
        if intent.saved and not held[intent.kind, intent.amount_fen]:
            yield f"{intent.kind} of {intent.amount_fen} fen by {intent.who} was confirmed and is nowhere"


def _recorded_is_told(session: Session, evidence: Evidence) -> Iterator[str]:
    told = {(one.kind, one.amount_fen) for one in saved_messages(evidence)}
    held = _by_amount(session)
    for intent in evidence.story.intents:
        if held[intent.kind, intent.amount_fen] and (intent.kind, intent.amount_fen) not in told:
            yield f"{intent.kind} of {intent.amount_fen} fen is in the books, and {intent.who} was never told"


def _answered(_session: Session, evidence: Evidence) -> Iterator[str]:
    yield from evidence.story.silences


def _one_effect_a_key(session: Session, _evidence: Evidence) -> Iterator[str]:
    placed = Counter(session.exec(select(JournalEntry.subject_id).where(JournalEntry.action == "order-placed")))
    yield from (f"order {number} was placed {count} times" for number, count in placed.items() if count > 1)
    keys = session.exec(select(func.count()).select_from(Operation)).one()
    effects = session.exec(
        select(func.count()).where(col(JournalEntry.action).in_(("order-placed", "payment-recorded", "order-edited")))
    ).one()
    if keys < effects:
        yield f"{effects} effects rest on {keys} operation keys"


def sends(evidence: Evidence) -> dict[int, list[dict[str, Any]]]:
    """The messages that carried a letter, by the letter's number."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for call in evidence.ledger:
        number = int(call["params"].get("letter") or 0)
        if number and call["method"] == "sendMessage":
            found[number].append(call)
    return found


def _told_once(session: Session, evidence: Evidence) -> Iterator[str]:
    carried = sends(evidence)
    for letter in session.exec(select(Letter)):
        times = len(carried.get(letter.id, ()))
        if letter.state == LetterState.SENT and not times:
            yield f"letter {letter.id} ({letter.kind}) counts as sent, and the chat server never saw it"
        if letter.state in (LetterState.WAITING, LetterState.LEASED):
            yield f"letter {letter.id} ({letter.kind}) is still {letter.state}"
        if letter.state == LetterState.REFUSED:
            yield f"letter {letter.id} ({letter.kind}) was given up: {letter.error}"
        if times > 2:
            yield f"letter {letter.id} ({letter.kind}) was sent {times} times"
    chats = dict(session.exec(select(Person.id, Person.telegram_id)).all())
    owners = dict(session.exec(select(Letter.id, Letter.recipient_id)).all())
    for number, calls in carried.items():
        if number not in owners or any(int(call["params"]["chat_id"]) != chats[owners[number]] for call in calls):
            yield f"letter {number} went to somebody else"


def _repeats_are_marked(_session: Session, evidence: Evidence) -> Iterator[str]:
    for number, calls in sends(evidence).items():
        for call in calls[1:]:
            if not any(mark in plain(call["params"]["text"]) for mark in MARKS):
                yield f"letter {number} was sent again without a word: {plain(call['params']['text'])[:60]!r}"


def _sums_fit(session: Session, evidence: Evidence) -> Iterator[str]:
    yield from (f"receivable {number} is settled by more or less than its postings" for number in unsettled(session))
    yield from (f"order {number} was shipped more or less than what left" for number in misshipped(session))
    told = {(one.number, one.amount_fen) for one in saved_messages(evidence) if one.kind == "payment"}
    posted_of: dict[int | None, int] = dict(
        session.exec(
            select(ReceivablePosting.payment_id, func.sum(ReceivablePosting.amount_fen)).group_by(
                col(ReceivablePosting.payment_id)
            )
        ).all()
    )
    for payment in session.exec(select(Payment)):
        if int(posted_of.get(payment.id, 0)) > payment.amount_fen:
            yield f"payment {payment.number} is posted beyond its amount"
    if told:
        written = sum(session.exec(select(Payment.amount_fen).where(col(Payment.number).in_([n for n, _ in told]))))
        if written != sum(amount for _number, amount in told):
            yield f"people were told of payments of {sum(a for _n, a in told)} fen, the books hold {written} fen"
    orphans = select(func.count()).where(col(Told.letter_id).not_in(select(Letter.id)))
    if session.exec(orphans).one():
        yield "something was told by a letter that does not exist"


def _nothing_undone(session: Session, _evidence: Evidence) -> Iterator[str]:
    undone = select(InboxUpdate).where(InboxUpdate.state != "done")
    for one in session.exec(undone):
        yield f"update {one.update_id} is {one.state} {one.error} after {one.attempts} attempts"


def _nobody_reads_others(_session: Session, evidence: Evidence) -> Iterator[str]:
    words = evidence.team.words
    told = [(int(call["params"]["chat_id"]), json.dumps(call["params"], ensure_ascii=False))
            for call in evidence.ledger if "chat_id" in call["params"]]  # fmt: skip
    for chat, said in [*told, *evidence.toasts]:
        one = evidence.team.by_id(chat)
        for word in words:
            if one is not None and word in said and word not in one.words:
                yield f"{one.name} read {word}: {said[:120]}"


RULES: dict[str, Callable[[Session, Evidence], Iterable[str]]] = {
    "what is said to be saved is recorded": _saved_is_recorded,
    "what is confirmed is recorded": _confirmed_is_recorded,
    "what is confirmed is recorded once": _recorded_once,
    "what is recorded is told": _recorded_is_told,
    "nobody is left without an answer": _answered,
    "an operation key has one effect": _one_effect_a_key,
    "every occasion is told once": _told_once,
    "a repeated letter is marked": _repeats_are_marked,
    "sums are what people were told": _sums_fit,
    "no update stays undone": _nothing_undone,
    "nobody reads what is not theirs": _nobody_reads_others,
}
