"""Letters about samples: to send, sent, the fee to be waived, how that was decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from jobs.letters import Words, composes
from locales import Html, join, label, text
from models import samples
from models.amounts import format_fen, format_quantity
from models.days import format_day
from models.letters import Letter
from models.people import Actor
from models.refusals import NotFound
from models.rules import rules_of
from models.samples import SampleView
from models.samples.waiver import may_decide

MOST_SHOWN = 5  # lines of a sample in a letter


def _seen(session: Session, letter: Letter, to: Actor) -> SampleView | None:
    """The sample, as long as it is theirs to see."""
    try:
        return samples.view(session, by=to, sample_id=int(letter.subject.partition(":")[2]))
    except NotFound:
        return None


def _about(to: Actor, seen: SampleView) -> Html:
    """Customer, number and lines."""
    sample = seen.sample
    facts = {"number": sample.number, "customer": seen.customer.shown, "who": seen.asked_by, "purpose": sample.purpose}
    lines = [
        text(
            to.language,
            "sample-line",
            product=line.product.name,
            quantity=format_quantity(line.quantity),
            unit=line.product.unit,
        )
        for line in seen.lines[:MOST_SHOWN]
    ]
    if len(seen.lines) > MOST_SHOWN:
        lines.append(Html("…"))
    return join([text(to.language, "tell-sample-about", **facts), *lines])


def _open(to: Actor, seen: SampleView) -> tuple[tuple[str, str], ...]:
    return ((label(to.language, "sample-open"), f"open:sample:{seen.sample.id}"),)


def _state(session: Session, to: Actor, seen: SampleView, now: datetime) -> Html:
    sample, today = seen.sample, rules_of(session).today(now)
    day = format_day(sample.sent_on or sample.send_on, today, to.language)
    return text(to.language, f"sample-state-{'waits' if sample.waits else sample.state}", day=day)


@composes("sample-requested")
def requested(session: Session, letter: Letter, _facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """To the assistants: one to send; later, that it was."""
    seen = _seen(session, letter, to)
    if seen is None:
        return None
    head = text(to.language, "tell-sample-requested")
    return Words(join([head, _about(to, seen), _fee(to, seen), _state(session, to, seen, now)]), (_open(to, seen),))


def _fee(to: Actor, seen: SampleView) -> Html:
    if seen.sample.owed_fen:
        return text(to.language, "sample-fee-paid", fee=format_fen(seen.sample.owed_fen))
    return text(to.language, "sample-fee-none")


@composes("sample-sent")
def sent(session: Session, letter: Letter, _facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """To the rep: it left, with whom and under which number."""
    seen = _seen(session, letter, to)
    day = seen.sample.sent_on if seen else None
    if seen is None or day is None:
        return None
    sample, today = seen.sample, rules_of(session).today(now)
    via = text(to.language, f"sample-via-{sample.ship_via}")
    way = join([via, *([sample.courier] if sample.courier else []), sample.waybill], " ")
    head = text(to.language, "tell-sample-sent", day=format_day(day, today, to.language), way=way)
    return Words(join([head, _about(to, seen)]), (_open(to, seen),))


@composes("sample-waiver")
def waiver(session: Session, letter: Letter, _facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """To the manager: a new customer's fee, and two buttons; later, how it was decided."""
    seen = _seen(session, letter, to)
    if seen is None:
        return None
    sample = seen.sample
    asked = text(to.language, "tell-sample-waiver", fee=format_fen(sample.fee_fen), who=seen.asked_by)
    about = _about(to, seen)
    if may_decide(sample, seen.customer, to):
        yes = (label(to.language, "sample-waive"), f"sw:y:{sample.id}")
        no = (label(to.language, "sample-keep-fee"), f"sw:n:{sample.id}")
        return Words(join([asked, about]), ((yes, no), _open(to, seen)))
    if sample.waits:
        return None  # no longer theirs to decide
    return Words(join([asked, about, _decision(to, seen)]), (_open(to, seen),))


def _decision(to: Actor, seen: SampleView) -> Html:
    answer = seen.sample.waiver_state if seen.waiver_by else "cancelled"
    return text(to.language, "tell-sample-decision", answer=str(answer), who=seen.waiver_by)


@composes("sample-decided")
def decided(session: Session, letter: Letter, _facts: dict[str, Any], to: Actor, _now: datetime) -> Words | None:
    """To whoever asked: whether the fee is let go."""
    seen = _seen(session, letter, to)
    if seen is None:
        return None
    return Words(join([_decision(to, seen), _about(to, seen)]), (_open(to, seen),))
