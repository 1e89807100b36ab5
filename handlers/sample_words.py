"""How samples are put into words: their way, their state, what the customer said."""

from __future__ import annotations

from handlers.desk import Desk
from handlers.order_words import joined, story, words
from locales import Html, join
from models.samples import VERDICTS, Sample, SampleState, SampleView, WaiverState

STORY_SHOWN = 6  # entries of what happened that fit under a card


def way(desk: Desk, ship_via: str, courier: str) -> Html:
    """Express with 顺丰."""
    return join([words(desk, f"sample-via-{ship_via}"), *([courier] if courier else [])], " ")


def card(desk: Desk, seen: SampleView) -> Html:
    """All that is known of a sample."""
    sample = seen.sample
    rep = seen.rep or words(desk, "sample-house")
    head = words(desk, "sample-head", number=sample.number, customer=seen.customer.shown, rep=rep)
    lines = join(
        words(desk, "sample-line", product=line.product.name, quantity=line.quantity, unit=line.product.unit)
        for line in seen.lines
    )
    parts = [words(desk, "sample-for", purpose=sample.purpose), _going(desk, sample)]
    if sample.address:
        parts.append(words(desk, "sample-to", address=sample.address))
    parts.append(fee(desk, seen))
    said = answers(desk, sample)
    told = story(desk, seen.story[-STORY_SHOWN:])
    return joined([join([head, state(desk, sample)]), said, lines, join(parts), told])


def _going(desk: Desk, sample: Sample) -> Html:
    going = words(desk, "sample-going", way=way(desk, sample.ship_via, sample.courier))
    return join([going, words(desk, "sample-waybill", waybill=sample.waybill)], " · ") if sample.waybill else going


def state(desk: Desk, sample: Sample) -> Html:
    """Where it stands, in words."""
    if sample.waits:
        return words(desk, "sample-state-waits")
    if sample.state == SampleState.SENT and sample.arrived_on:
        return words(desk, "sample-state-arrived", day=sample.arrived_on)
    day = sample.sent_on or sample.send_on
    return words(desk, f"sample-state-{sample.state}", day=day)


def fee(desk: Desk, seen: SampleView) -> Html:
    """Who pays, and whether the first bulk order gives it back."""
    sample = seen.sample
    if sample.fee_waived:
        return words(desk, "sample-fee-waived", who=seen.waiver_by)
    if sample.waits:
        return words(desk, "sample-fee-asked", fee_fen=sample.fee_fen)
    if not sample.fee_fen:
        return words(desk, "sample-fee-none")
    said = [words(desk, "sample-fee-paid", fee_fen=sample.fee_fen)]
    if sample.waiver_state == WaiverState.REFUSED:
        said.append(words(desk, "sample-fee-kept", who=seen.waiver_by))
    if seen.refundable:
        said.append(words(desk, "sample-fee-refunded"))
    return join(said)


def answers(desk: Desk, sample: Sample) -> Html:
    """What the customer said, one a line."""
    given = [line for line in sample.feedback.split("\n") if line]
    known = (words(desk, f"sample-verdict-{line}") if line in VERDICTS else line for line in given)
    return join(words(desk, "sample-answer", answer=answer) for answer in known)
