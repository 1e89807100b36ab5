"""What the grammar left open and a second reader may decide: which of several customers or goods is meant, no more.

A quantity or a unit that is not clear is asked of a person, whoever reads it. What a second reader says counts only
where it is one of those that the grammar holds possible; the message is then read again with it, by the same rules.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.reading.answer import Field, Reading
from models.reading.habits import Chosen

MOST_CHOICES = 12  # of one field; who cannot be told from more is asked


def open_choices(reading: Reading) -> dict[str, Field]:
    """The fields that several customers or goods may be meant by, by their names in the answer."""
    return {
        name: field
        for name, field in reading.fields()
        if name in reading.ask
        and (name == "customer" or name.endswith(".sku"))
        and 1 < len(field.choices) <= MOST_CHOICES
    }


def choices_taken(reading: Reading, answers: Mapping[str, object]) -> Chosen | None:
    """What of the answers (field name: code or sku) is one of the choices of an open field; nothing if none is."""
    fields = open_choices(reading)
    taken = {
        name: str(answers[name])
        for name, field in fields.items()
        if answers.get(name) in [choice.key for choice in field.choices]
    }
    if not taken:
        return None
    customer = taken.pop("customer", None)
    return Chosen(customer, {fields[name].places[0]: sku for name, sku in taken.items()})
