"""The words of every digest: a page of numbered documents, one of them by itself, or why it is there.

What is shown is kept with the letter (`page`, `item`, `why`), so that a tap, a payment recorded elsewhere and a repeat
all end in the same message brought up to date.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from importlib import import_module
from typing import Any

from sqlmodel import Session

import jobs
from jobs.letters import Words, composes
from jobs.reminder import OPEN, Reminder, calendar_note
from locales import Html, join, label, text
from models import receivables
from models.amounts import format_fen
from models.days import format_day
from models.due import LISTED, Directory, Standing, listed, paused, standings
from models.letters import Letter, LetterState
from models.people import Actor, Role
from models.receivables import Payment, ReceivablePosting
from models.reminders import Said, told_of
from models.rules import rules_of

PAGE = 8
NUMBERS_IN_ROW = 4
BUTTONS_IN_ROW = 2
POSTINGS_SHOWN = 8
Buttons = list[tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Digest:
    """What one digest shows: everything it told, as it stands now, to one person on one day."""

    reminder: Reminder
    letter_id: int
    to: Actor
    told_on: date
    today: date
    ids: tuple[int, ...]
    standings: dict[int, Standing]
    total: int
    amount_fen: int
    paused: tuple[str, ...]
    postings: tuple[tuple[ReceivablePosting, Payment | None], ...] = ()  # of the claim that is shown with its reasons

    def say(self, key: str, **facts: str | int) -> Html:
        """A text of this rule's reader."""
        return text(self.to.language, key, **facts)

    def day(self, day: date | None) -> str:
        """A day in words; nothing for none."""
        return format_day(day, self.today, self.to.language) if day else ""

    def data(self, verb: str, *rest: int) -> str:
        """Callback data of one of this letter's buttons."""
        return ":".join(["rm", verb, str(self.letter_id), *map(str, rest)])

    def button(self, key: str, verb: str, *rest: int) -> tuple[str, str]:
        """A button of this letter."""
        return label(self.to.language, key), self.data(verb, *rest)


def digest(
    reminder: Reminder, session: Session, letter: Letter, facts: dict[str, Any], to: Actor, now: datetime
) -> Words | None:
    """What the person is told now; nothing when its day was over before it could be sent, or nothing is due."""
    today = rules_of(session).today(now)
    told_on = date.fromisoformat(letter.occasion[:10])
    said: tuple[Said, ...] = ()
    if letter.state == LetterState.SENT:
        ids = tuple(told.subject_id for told in told_of(session, letter.id))
    else:
        if told_on != today:
            return None
        reaches = Directory(session).reaches(to.id, reminder.audience)
        found = listed(session, reminder.cause, to=to, reaches=reaches, day=today, now=now)
        ids = tuple(due.id for due in found.items)
        said = tuple(Said(reminder.cause.subject, due.id, due.amount_fen, due.since_on) for due in found.items)
    if not ids:
        return None
    now_standing = standings(session, reminder.cause, ids, by=to, now=now)
    still = [one for one in now_standing.values() if one.is_open]
    total, amount_fen = len(still), sum(one.amount_fen or 0 for one in still)
    if said and len(said) == LISTED:
        total, amount_fen = found.total, found.amount_fen
    names = tuple(paused(session)) if reminder.names_paused else ()
    posted = _postings(session, reminder, now_standing.get(facts.get("item", 0)), facts)
    shown = Digest(reminder, letter.id, to, told_on, today, ids, now_standing, total, amount_fen, names, posted)
    return Words(*_view(shown, facts), said)


def _postings(
    session: Session, reminder: Reminder, one: Standing | None, facts: dict[str, Any]
) -> tuple[tuple[ReceivablePosting, Payment | None], ...]:
    """What reduced a claim, where it is asked why it is there."""
    if one is None or not facts.get("why") or reminder.cause.subject != "receivable":
        return ()
    return tuple(receivables.postings_of(session, one.id)[-POSTINGS_SHOWN:])


def _view(shown: Digest, facts: dict[str, Any]) -> tuple[Html, tuple[tuple[tuple[str, str], ...], ...]]:
    item = shown.standings.get(facts.get("item", 0))
    if item is None:
        html, buttons = _page(shown, int(facts.get("page", 1)))
    elif facts.get("why"):
        html, buttons = _why(shown, item)
    else:
        html, buttons = _card(shown, item)
    return html, tuple(buttons)


def _page(shown: Digest, page: int) -> tuple[Html, Buttons]:
    pages = -(-len(shown.ids) // PAGE)
    page = min(max(1, page), pages)
    first = (page - 1) * PAGE
    numbered = list(enumerate(shown.ids[first : first + PAGE], start=first + 1))
    lines = [_head(shown), *(_line(shown, number, shown.standings.get(one)) for number, one in numbered)]
    if len(shown.ids) == LISTED:
        lines.append(shown.say("reminder-most-urgent", count=LISTED))
    taps = [
        (str(number), shown.data("i", one))
        for number, one in numbered
        if (found := shown.standings.get(one)) is not None and found.is_open
    ]
    lines += [shown.say("reminder-foot")] if taps else []
    buttons: Buttons = [tuple(taps[at : at + NUMBERS_IN_ROW]) for at in range(0, len(taps), NUMBERS_IN_ROW)]
    turns = [shown.button("previous-page", "p", page - 1)] if page > 1 else []
    turns += [shown.button("next-page", "p", page + 1)] if page < pages else []
    return join(lines, "\n\n"), [*buttons, tuple(turns)] if turns else buttons


def _head(shown: Digest) -> Html:
    settled = "reminder-all-settled" if shown.standings else "reminder-none-yours"
    key = f"reminder-{shown.reminder.rule}-head" if shown.total else settled
    day, amount = shown.day(shown.told_on), format_fen(shown.amount_fen)
    lines = [
        shown.say(f"reminder-{shown.reminder.rule}-title"),
        shown.say(key, day=day, count=shown.total, amount=amount),
    ]
    lines += calendar_note(shown.to.language, shown.told_on)
    if shown.paused:
        lines.append(shown.say("reminder-paused", names="、".join(shown.paused)))
    return join(lines)


def _line(shown: Digest, number: int, one: Standing | None) -> Html:
    if one is None:
        return shown.say("reminder-not-yours", n=number)
    if not one.is_open:
        named = shown.say("reminder-settled", n=number, customer=one.customer, number=one.number)
        return join([named, _ended(shown, one)])
    line = shown.say(f"reminder-{shown.reminder.rule}-item", n=number, **_facts(shown, one))
    return join([line, join(_remarks(shown, one), " · ")]) if _remarks(shown, one) else line


def _facts(shown: Digest, one: Standing) -> dict[str, str | int]:
    return {
        "customer": one.customer,
        "number": one.number,
        "amount": format_fen(one.amount_fen or one.whole_fen or 0),
        "whole": format_fen(one.whole_fen or one.amount_fen or 0),
        "days": abs((shown.today - one.since_on).days),
        "since": shown.day(one.since_on),
        "begun": shown.day(one.begun_on),
        "promise": _promise(shown, one),
        "courier": one.courier or shown.say("reminder-no-courier"),
        "waybill": one.note or "—",
    }


def _promise(shown: Digest, one: Standing) -> Html:
    """When an order is to leave: its promised day, or why it is another."""
    late = "-passed" if one.passed_on else "-released" if one.released_on else ""
    facts = {"since": one.since_on, "released": one.released_on, "passed": one.passed_on}
    return shown.say(f"reminder-promise{late}", **{name: shown.day(day) for name, day in facts.items()})


def _remarks(shown: Digest, one: Standing) -> list[Html]:
    """What else is worth a few words: paid in part, a promise that was not kept, whose customer, what was answered."""
    remarks = []
    if one.whole_fen is not None and one.amount_fen is not None and one.amount_fen < one.whole_fen:
        key = "reminder-part-sent" if shown.reminder.cause.subject == "order" else "reminder-part-paid"
        remarks.append(shown.say(key, paid=format_fen(one.whole_fen - one.amount_fen)))
    if one.is_open and one.basis:
        remarks.append(shown.say(f"reminder-provisional-{one.basis}"))
    if one.is_open and one.on is not None:
        today = "-today" if one.on == shown.today else ""
        remarks.append(shown.say(f"reminder-had-promised{today}", day=shown.day(one.on)))
    if one.rep and one.rep_id != shown.to.id and shown.to.may(Role.MANAGER, Role.BOSS, Role.FINANCE, Role.ASSISTANT):
        remarks.append(shown.say("reminder-rep", rep=one.rep))
    if one.is_open and one.said_on is not None and one.answer != "paid":
        remarks.append(shown.say("reminder-said-paid", who=one.said_by, day=shown.day(one.said_on)))
    if one.came is not None:
        came = {"amount": format_fen(one.came.amount_fen), "by": one.came.who}
        remarks.append(shown.say("reminder-answered-recorded", who=one.answered_by, **came))
    elif one.answer and (one.is_open or one.answer != "paid"):
        remarks.append(shown.say(f"reminder-answered-{one.answer}", who=one.answered_by))
    return remarks


def _ended(shown: Digest, one: Standing) -> Html:
    """How a document was settled, by whom and when."""
    how = shown.say(f"reminder-state-{one.state}", day=shown.day(one.on))
    when = shown.day(one.on) if one.state not in ("promised", "disputed", "moved") else ""
    note = one.note if one.state in ("promised", "disputed", "entered") else ""
    return join([part for part in (how, one.who, when, note) if part], " · ")


def _card(shown: Digest, one: Standing) -> tuple[Html, Buttons]:
    card = _document(shown, one)
    if one.is_open:
        lines = [card, *_remarks(shown, one)]
    else:
        was = card if _owes_nothing(shown, one) else shown.say("reminder-was", card=card)
        lines = [was, *_remarks(shown, one), _ended(shown, one)]
    taps = [_answer(shown, one, verb, key) for verb, key in _verbs(shown, one)]
    taps.append(shown.button("reminder-why", "w", one.id))
    buttons: Buttons = [tuple(taps[at : at + BUTTONS_IN_ROW]) for at in range(0, len(taps), BUTTONS_IN_ROW)]
    return join(lines), [*buttons, (shown.button("reminder-list", "l"),)]


def _document(shown: Digest, one: Standing) -> Html:
    """What a document says; of a claim that nothing is owed on any more, that."""
    card = "claim-settled" if _owes_nothing(shown, one) else f"{shown.reminder.rule}-card"
    return shown.say(f"reminder-{card}", **_facts(shown, one))


def _owes_nothing(shown: Digest, one: Standing) -> bool:
    return shown.reminder.cause.subject == "receivable" and not one.amount_fen


def _verbs(shown: Digest, one: Standing) -> Sequence[tuple[str, str]]:
    fitting = [answer for answer in shown.reminder.may(shown.to) if answer.fits(one)]
    return [(answer.verb, answer.label) for answer in fitting] if one.is_open else ()


def _answer(shown: Digest, one: Standing, verb: str, key: str) -> tuple[str, str]:
    if verb == OPEN.verb:
        return label(shown.to.language, key), f"open:{shown.reminder.cause.subject}:{one.id}"
    return shown.button(key, verb, one.id)


def _why(shown: Digest, one: Standing) -> tuple[Html, Buttons]:
    rule, subject = shown.reminder.rule, shown.reminder.cause.subject
    lines = [
        shown.say(f"reminder-{rule}-title"),
        shown.say(f"reminder-{rule}-why"),
        *calendar_note(shown.to.language, shown.told_on),
        shown.say("reminder-rests-on"),
        join([_document(shown, one), *_remarks(shown, one), *(_posting(shown, *posted) for posted in shown.postings)]),
        shown.say(f"reminder-quiet-{shown.reminder.quiet or subject}"),
    ]
    return join(lines, "\n\n"), [(shown.button("reminder-card", "i", one.id), shown.button("reminder-list", "l"))]


def _posting(shown: Digest, posting: ReceivablePosting, payment: Payment | None) -> Html:
    return shown.say(
        "receivable-posting",
        posted_on=shown.day(posting.posted_on),
        part=format_fen(abs(posting.amount_fen)),
        back=int(posting.amount_fen < 0),
        kind=posting.kind,
        payment=payment.number if payment else "",
        note=posting.note,
        noted=int(bool(posting.note)),
    )


def _register() -> None:
    for name in jobs.REMINDERS:
        reminder = import_module(f"jobs.{name}").REMINDER
        if isinstance(reminder, Reminder):
            compose: Callable[..., Words | None] = partial(digest, reminder)
            composes(reminder.rule)(compose)


_register()
