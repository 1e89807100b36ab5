"""How a customer is reached: telephone numbers as they are dialled, the city that an address begins with."""

from __future__ import annotations

import re

from models.numerals import half_width
from models.refusals import Refusal

FEWEST_DIGITS = 5
_NUMBER = r"\+?[0-9(][0-9 ()转-]{4,30}"
_PHONE = re.compile(rf"{_NUMBER}(?:[、/,; ]+{_NUMBER})?")
_CITY = re.compile(r"(?:[^\s省]{2,7}?(?:省|自治区))?\s*([^\s省市]{2,6}?市|[^\s省市]{1,5}州)")
_LONGEST_ECHO = 30


class NotAPhone(Refusal):
    """`text` is no telephone number."""


def read_phone(said: str) -> str:
    """A telephone number, or two of them, with an extension (转) where there is one. Raises NotAPhone."""
    number = " ".join(half_width(said).replace("–", "-").split())
    if _PHONE.fullmatch(number) is None or sum(char.isdigit() for char in number) < FEWEST_DIGITS:
        raise NotAPhone(text=said[:_LONGEST_ECHO])
    return number


def city_in(address: str) -> str:
    """The city that an address begins with, after its province; empty where none is to be seen."""
    found = _CITY.match(address.strip())
    return found[1].removesuffix("市") if found else ""
