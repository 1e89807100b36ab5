"""What people call things (词表): a correction is kept as a proposal, and becomes an alias once somebody agrees to it.

The alias stands with the product or customer like any other: found by name, exported, read in messages. Nothing is
learned unseen: every word says who used it, for which order, and who agreed; and every word can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Index, and_, func, or_
from sqlmodel import Field, Session, col, select

from models import journal, orders
from models.base import Record, key, moment, refers
from models.customers import Customer, visible
from models.orders import TAKERS, Order
from models.people import Actor, Person, Role, assistants_of, managers_of
from models.products import Product
from models.refusals import NotFound, Outdated, Refusal
from models.search import compact

KEEPERS = (Role.ASSISTANT, Role.MANAGER, Role.BOSS)
TERM_LIMIT = 60
ALIASES_LIMIT = 1000
_LEAST = 2  # letters or characters; what is shorter names nothing
_SUBJECTS: dict[str, Any] = {"product": Product, "customer": Customer}


class Word(Record, table=True):
    """What somebody calls a product or customer. States: proposed, accepted, refused, removed."""

    __tablename__ = "words"
    __table_args__ = (Index("ix_words_once", "subject", "subject_id", "folded", unique=True),)

    id: int = key()
    subject: str = Field(max_length=16)  # product | customer
    subject_id: int
    term: str = Field(max_length=TERM_LIMIT)
    folded: str = Field(max_length=TERM_LIMIT)
    state: str = Field(default="proposed", max_length=16, index=True)
    order_id: int | None = refers("orders.id", optional=True, index=False)  # the order whose message said so
    proposed_by: int = refers("people.id", index=False)
    proposed_at: datetime = moment()
    decided_by: int | None = refers("people.id", optional=True, index=False)
    decided_at: datetime | None = moment(optional=True)


class WordTaken(Refusal):
    """Another product or customer is called `term` already: one word cannot name two."""


class TooManyWords(Refusal):
    """There is no room for another alias."""


@dataclass(frozen=True)
class WordRow:
    """A word in a list: what it names, who said so, in which order (empty where it is not theirs to see)."""

    word: Word
    name: str
    code: str
    who: str
    order: str


@dataclass(frozen=True)
class WordPage:
    """One page of words: `page` counts from 1."""

    items: list[WordRow]
    page: int
    pages: int
    total: int


def propose(session: Session, *, by: Actor, now: datetime, order_id: int, words: Iterable[dict[str, Any]]) -> int:
    """Keep what somebody called things otherwise than the books do: {subject, subject_id, term}.

    Gives how many are new. What is known, waits or was refused already is left as it is. Raises NotAllowed, NotFound.
    """
    by.require(*TAKERS)
    order = orders.get(session, order_id, by=by)
    new = [_propose(session, order, by, now, **word) for word in words]
    session.flush()
    return sum(new)


def _propose(
    session: Session, order: Order, by: Actor, now: datetime, *, subject: str, subject_id: int, term: str
) -> bool:
    term = " ".join(term.replace("|", " ").split())[:TERM_LIMIT]
    folded = compact(term)
    if len(folded) < _LEAST or folded.isdigit():
        return False
    record: Product | Customer | None = session.get(_SUBJECTS[subject], subject_id)
    if record is None or folded in _names(record):
        return False
    query = select(Word).where(Word.subject == subject, Word.subject_id == subject_id, Word.folded == folded)
    word = session.exec(query).one_or_none()
    if word is not None and word.state != "removed":
        return False
    word = word or Word(
        subject=subject, subject_id=subject_id, term=term, folded=folded, proposed_by=by.id, proposed_at=now
    )
    word.state, word.order_id, word.proposed_by, word.proposed_at = "proposed", order.id, by.id, now
    session.add(word)
    journal.note(session, subject, subject_id, "word-proposed", by=by, now=now, term=term)
    return True


def _names(record: Product | Customer) -> set[str]:
    own = (record.sku,) if isinstance(record, Product) else (record.code, record.short_name)
    return {compact(name) for name in (record.name, *own, *record.aliases.split("|"))}


def is_news(term: str, record: Product | Customer) -> bool:
    """Whether somebody used a word that the books do not have: 二号粉 for 碳粉 80克, but not A4纸 for A4复印纸 70克."""
    return bool(set(compact(term)) - set("".join(_names(record))))


def accept(session: Session, *, by: Actor, now: datetime, word_id: int) -> int:
    """Make a proposed word an alias; gives its number.

    Raises NotAllowed, NotFound, Outdated, WordTaken, TooManyWords.
    """
    word, record = _decidable(session, by, word_id, "proposed")
    if _bears(session, word):
        raise WordTaken(term=word.term)
    aliases = "|".join(filter(None, [record.aliases, word.term]))
    if len(aliases) > ALIASES_LIMIT:
        raise TooManyWords()
    _set(session, record, aliases)
    return _decide(session, word, "accepted", by, now)


def refuse(session: Session, *, by: Actor, now: datetime, word_id: int) -> int:
    """It is no name for that; it is not proposed again. Raises NotAllowed, NotFound, Outdated."""
    word, _record = _decidable(session, by, word_id, "proposed")
    return _decide(session, word, "refused", by, now)


def remove(session: Session, *, by: Actor, now: datetime, word_id: int) -> int:
    """An accepted word names it no longer. Raises NotAllowed, NotFound, Outdated."""
    word, record = _decidable(session, by, word_id, "accepted")
    kept = [alias for alias in record.aliases.split("|") if compact(alias) != word.folded]
    _set(session, record, "|".join(kept))
    return _decide(session, word, "removed", by, now)


def _decidable(session: Session, by: Actor, word_id: int, state: str) -> tuple[Word, Product | Customer]:
    by.require(*KEEPERS)
    found = session.exec(_rows(by).where(Word.id == word_id)).first()
    if found is None:
        raise NotFound()
    word, product, customer, *_rest = found
    if word.state != state:
        raise Outdated()
    return word, product or customer


def _bears(session: Session, word: Word) -> bool:
    """Whether something else is called so: looked for in the database, compared as names are."""
    record = _SUBJECTS[word.subject]
    said = word.term.lower()
    own = col(Product.sku) if record is Product else col(Customer.short_name)
    alike = or_(
        func.lower(record.name) == said,
        func.lower(own) == said,
        func.lower(record.aliases).contains(said, autoescape=True),
    )
    others = session.exec(select(record).where(alike, col(record.id) != word.subject_id))
    return any(word.folded in _names(other) for other in others)


def _set(session: Session, record: Product | Customer, aliases: str) -> None:
    record.aliases, record.version = aliases, record.version + 1
    session.add(record)


def _decide(session: Session, word: Word, state: str, by: Actor, now: datetime) -> int:
    word.state, word.decided_by, word.decided_at = state, by.id, now
    session.add(word)
    journal.note(session, word.subject, word.subject_id, f"word-{state}", by=by, now=now, term=word.term)
    session.flush()
    return word.id


def listed(session: Session, *, by: Actor, known: bool = False, page: int = 1, size: int = 6) -> WordPage:
    """The words that wait for a yes or no, the oldest first; with `known` those agreed to, the newest first."""
    by.require(*KEEPERS)
    query = _rows(by).where(_known() if known else Word.state == "proposed")
    return _page(session, by, query, col(Word.id).desc() if known else col(Word.id), page, size)


def _page(session: Session, by: Actor, query: Any, order: Any, page: int, size: int) -> WordPage:
    total = int(session.scalar(select(func.count()).select_from(query.subquery())) or 0)
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    found = session.exec(query.order_by(order).limit(size).offset((page - 1) * size))
    return WordPage([_row(session, by, *row) for row in found], page, pages, total)


def own(session: Session, *, by: Actor, page: int = 1, size: int = 6) -> WordPage:
    """The words that this person used, whatever came of them, the newest first. Raises NotAllowed."""
    by.require(*TAKERS)
    return _page(session, by, _rows(by).where(Word.proposed_by == by.id), col(Word.id).desc(), page, size)


def deciders(session: Session, *, by: Actor) -> list[str]:
    """The names of those who agree to this person's words: themselves, who keeps their books, else their managers."""
    if by.may(*KEEPERS):
        return [by.name]
    people = assistants_of(session, by.id) or managers_of(session, by.id)
    return [person.name for person in people]


def waiting(session: Session, *, by: Actor) -> int:
    """How many words wait for this person's yes or no."""
    return listed(session, by=by, size=1).total if by.may(*KEEPERS) else 0


def one(session: Session, *, by: Actor, word_id: int) -> WordRow:
    """A word with all that is known about it. Raises NotAllowed, NotFound."""
    by.require(*KEEPERS)
    found = session.exec(_rows(by).where(Word.id == word_id)).first()
    if found is None:
        raise NotFound()
    return _row(session, by, *found)


def _rows(by: Actor) -> Any:
    """Every word with what it names, as far as this person may see that."""
    return (
        select(Word, Product, Customer, Person.name)
        .join(Product, and_(col(Word.subject) == "product", col(Product.id) == col(Word.subject_id)), isouter=True)
        .join(
            Customer,
            and_(col(Word.subject) == "customer", col(Customer.id) == col(Word.subject_id), visible(by)),
            isouter=True,
        )
        .join(Person, col(Person.id) == col(Word.proposed_by))
        .where(or_(col(Product.id).is_not(None), col(Customer.id).is_not(None)))
    )


def _known() -> ColumnElement[bool]:
    """Agreed to, and still there: an import may have brought other aliases."""
    aliases = func.coalesce(Product.aliases, Customer.aliases)
    return and_(col(Word.state) == "accepted", aliases.contains(col(Word.term)))


def _row(
    session: Session, by: Actor, word: Word, product: Product | None, customer: Customer | None, who: str
) -> WordRow:
    name = product.name if product else customer.shown if customer else ""
    code = product.sku if product else customer.code if customer else ""
    order = select(Order.number).join(Customer, col(Customer.id) == col(Order.customer_id))
    number = session.exec(order.where(Order.id == word.order_id, visible(by))).one_or_none()
    return WordRow(word, name, code, who, number or "")
