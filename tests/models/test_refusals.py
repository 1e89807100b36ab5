"""Refusals carry a text key and facts, and nothing else."""

import pickle

import pytest

from models.refusals import NotAllowed, NotFound, NotUnderstood, Outdated, Refusal


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
