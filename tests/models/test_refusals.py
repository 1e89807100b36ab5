"""Refusals carry a text key and facts, and nothing else."""

import pickle

import pytest

from models.refusals import NotAllowed, NotFound, NotUnderstood, Outdated, Refusal, TextTooLong, within


class AlreadySigned(Refusal):
    """For the tests."""


class CODHeldBack(Refusal):
    """For the tests."""


@pytest.mark.parametrize(
    ("refusal", "key"),
    [
        (AlreadySigned, "refusal-already-signed"),
        (CODHeldBack, "refusal-cod-held-back"),
        (NotAllowed, "refusal-not-allowed"),
        (NotFound, "refusal-not-found"),
        (Outdated, "refusal-outdated"),
        (NotUnderstood, "refusal-not-understood"),
        (Refusal, "refusal"),
    ],
)
def test_the_text_key_follows_from_the_name_of_the_class(refusal: type[Refusal], key: str) -> None:
    assert refusal.key == key
    assert refusal().key == key


def test_the_facts_are_what_the_constructor_was_given() -> None:
    assert AlreadySigned(number="DZ-1", by="李").facts == {"number": "DZ-1", "by": "李"}
    assert NotFound().facts == {}


def test_a_refusal_in_a_log_shows_its_key_and_facts() -> None:
    assert str(AlreadySigned(number="DZ-1")) == "refusal-already-signed number='DZ-1'"


def test_a_refusal_survives_a_trip_between_processes() -> None:
    again = pickle.loads(pickle.dumps(AlreadySigned(number="DZ-1")))  # noqa: S301 - written one call before
    assert type(again) is AlreadySigned
    assert again.facts == {"number": "DZ-1"}


def test_what_is_too_long_is_refused_whole_and_blanks_at_the_ends_do_not_count() -> None:
    assert within("  你好吗 \n", 3) == "你好吗"
    with pytest.raises(TextTooLong) as refused:
        within("你好吗？", 3)
    assert refused.value.facts == {"limit": 3}
