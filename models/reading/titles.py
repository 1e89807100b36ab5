"""People as they are called: 周小姐, 王工, 陈生, 李总, Mr. Chan; who may be meant by such a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.reading.wordlist import words

# Titles of one row are said for each other.
_ROWS: Final[list[str]] = words("titles")["rows"]
_CLASS: Final = {title: row.split()[0] for row in _ROWS for title in row.split()}
_CHINESE_TITLES: Final = sorted((title for title in _CLASS if not title.isascii()), key=len, reverse=True)
_MEN, _WOMEN = "先生", "小姐"
# A title of one character is none where a longer word begins with it.
_NOT_AFTER: Final[dict[str, str]] = words("titles")["not_after"]
_DOUBLE: Final[str] = words("titles")["double"]
_TITLE = "|".join(f"{title}(?!{_NOT_AFTER[title]})" if _NOT_AFTER.get(title) else title for title in _CHINESE_TITLES)
_SINGLE: Final[str] = words("titles")["surnames"].strip()
SURNAMES: Final = frozenset([*_SINGLE, *_DOUBLE.split("|")])
CALLED: Final = re.compile(
    rf"(?P<surname>{_DOUBLE}|[{_SINGLE}])(?P<given>(?:(?!已)[\u4e00-\u9fff]){{0,2}}?)(?P<title>{_TITLE})"
    r"|(?P<english>mr|mrs|ms|miss)\.? ?(?P<name>[a-z]{2,12})(?![a-z])"
)
_TITLED: Final = re.compile(_TITLE)
_LONGEST_NAME = 3  # characters before a title
_WITH_TITLE = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{1,3}}?)(?P<title>{'|'.join(_CHINESE_TITLES)})")
_OF_A_ROOM = re.compile(  # 信息科吴主任, 采购部李明
    rf"^[\u4e00-\u9fff]{{1,6}}?[部科处室组办店站台](?=(?:{_DOUBLE}|[{_SINGLE}])(?:[\u4e00-\u9fff]{{0,2}}(?:{_TITLE})|[\u4e00-\u9fff]{{1,2}})$)"
)
_FAMILIAR: Final = re.compile(rf"(?<![\u4e00-\u9fff])老(?P<surname>[{_SINGLE}])(?=[ ,:;\0说要话叫讲那的]|$)")
_ENGLISH = re.compile(r"(?P<title>mr|mrs|ms|miss)\.? ?(?P<name>[a-z][a-z ]*)")


@dataclass(frozen=True, slots=True)
class Person:
    """A person by surname, given name and title class; what is not known is empty."""

    surname: str
    given: str = ""
    title: str = ""  # the class of titles that are said for each other
    written: str = ""  # the title itself

    def may_be(self, other: Person) -> bool:
        """Whether both may be one person: the same surname, no other given name, not a man and a woman."""
        if self.surname != other.surname or (self.given and other.given and self.given != other.given):
            return False
        return {self.title, other.title} != {_MEN, _WOMEN}

    def surely(self, other: Person) -> bool:
        """Whether the titles say so too: the same one, or none in the catalog."""
        return self.title == other.title or not other.title


def _written(title: str) -> str:
    """先生 and 生, 小姐 and 女士 are one; 老板 and 总 are two, though they may be one person."""
    found = _CLASS[title]
    return found if found in (_MEN, _WOMEN) else title


def person_of(called: str) -> Person | None:
    """A contact as the catalog writes it: 周小姐, 王建国, 小王, Mr. Chan; nothing for an empty one."""
    said = called.strip()
    if not said:
        return None
    if english := _ENGLISH.fullmatch(said):
        return Person(english["name"].split()[-1], "", _CLASS[english["title"]], _CLASS[english["title"]])
    compact = _OF_A_ROOM.sub("", said.replace(" ", ""))
    titled = _WITH_TITLE.fullmatch(compact)
    name, title = (titled["name"], _CLASS[titled["title"]]) if titled else (compact, "")
    surname = next((double for double in _DOUBLE.split("|") if name.startswith(double)), name[:1])
    if name.isascii():
        surname = said.split()[-1]
        return Person(surname, "", title, title)
    return Person(surname, name[len(surname) :], title, _written(titled["title"]) if titled else "")


def meant(person: Person, slots: Sequence[int], people: Mapping[int, Person]) -> list[int]:
    """The contacts that a person may be: of the very title; else all that may be.

    林总 may be 林老板 as well as 林经理; where there is only 周小姐, 周总 is somebody else.
    """
    possible = [slot for slot in slots if people[slot].may_be(person)]
    same = [slot for slot in possible if people[slot].written == person.written]
    if same:
        return same
    return possible if len(possible) > 1 or any(person.surely(people[slot]) for slot in possible) else []


def unusual(
    said: str, contacts: Mapping[str, Sequence[int]], people: Mapping[int, Person]
) -> Iterator[tuple[Person, int, int]]:
    """People whose surname only a contact of the catalog shows to be one (楼姐), and where they are called.

    `contacts` are by surname; a given name must be that of one of them.
    """
    for found in _TITLED.finditer(said):
        for start in range(found.start() - 1, max(-1, found.start() - 1 - _LONGEST_NAME), -1):
            surname, given = said[start], said[start + 1 : found.start()]
            known = contacts.get(surname, ()) if surname not in SURNAMES else ()
            if any(given in ("", people[slot].given) for slot in known):
                title = found.group()
                yield Person(surname, given, _CLASS[title], _written(title)), start, found.end()
                break


def familiar(
    said: str, contacts: Mapping[str, Sequence[int]], people: Mapping[int, Person]
) -> Iterator[tuple[Person, list[int], int, int]]:
    """老谭: by the surname of a contact, with the contacts that it may be."""
    for found in _FAMILIAR.finditer(said):
        person = Person(found["surname"])
        if slots := [slot for slot in contacts.get(person.surname, ()) if people[slot].may_be(person)]:
            yield person, slots, *found.span()


def person_in(found: re.Match[str]) -> Person:
    """The person that `CALLED` found in a message."""
    if found["english"]:
        return Person(found["name"], "", _CLASS[found["english"]], _CLASS[found["english"]])
    return Person(found["surname"], found["given"], _CLASS[found["title"]], _written(found["title"]))
