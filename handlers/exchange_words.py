"""How an import is put into words: what it would do and overwrite, what is worth knowing, what is wrong where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from handlers.window_texts import facts_of
from locales import Html, join, text
from models.days import format_day
from models.exchange import ORDER, BadRow, Outcome
from models.terms import describe, parse_terms


def counts(language: str, counted: dict[str, dict[str, int]]) -> Html:
    """For each sheet how many rows are new, updated, unchanged."""
    return join(
        text(language, "import-count", sheet=text(language, f"sheet-{sheet}"), **counted[sheet])
        for sheet in ORDER
        if sheet in counted
    )


def notes(language: str, outcome: Outcome, *, done: bool = False) -> Html:
    """What was not used, who will be added (once it is `done`: was added), what was taken for granted."""
    said: list[Html] = []
    for sheet, heading in outcome.ignored:
        if heading:
            shown = text(language, f"sheet-{sheet}")
            said.append(text(language, "import-ignored-column", sheet=shown, heading=heading))
        else:
            said.append(text(language, "import-ignored-sheet", sheet=sheet))
    if outcome.new_reps:
        names = join(outcome.new_reps, "、" if language == "zh" else ", ")
        said.append(text(language, "import-new-reps-done" if done else "import-new-reps", names=names))
    if outcome.default_terms:
        said.append(text(language, "import-default-terms", count=outcome.default_terms))
    return join(said)


def terms_lines(language: str, outcome: Outcome, today: date) -> list[Html]:
    """How each wording of credit terms is read, with a due day (rule 15)."""
    return [
        text(
            language,
            "import-terms",
            said=one.said,
            count=one.customers,
            basis=parse_terms(one.terms).basis,
            meant=describe(parse_terms(one.terms), language),
            due=format_day(one.due_on, today, language),
        )
        for one in outcome.terms
    ]


def changed_lines(language: str, outcome: Outcome) -> list[Html]:
    """What of the books becomes something else, field by field: the old, the new."""
    return [
        text(
            language,
            "import-changed",
            sheet=text(language, f"sheet-{one.sheet}"),
            what=" ".join(part for part in (one.key, one.name) if part),
            column=one.heading or text(language, f"column-{one.column}"),
            old=one.old or text(language, "import-changed-nothing"),
            new=one.new or text(language, "import-changed-nothing"),
        )
        for one in outcome.overwritten
    ]


def bad_lines(language: str, bad: Iterable[BadRow], today: date) -> list[Html]:
    """Each fault by sheet, row, column and reason."""
    return [_bad(language, one, today) for one in bad]


def _bad(language: str, bad: BadRow, today: date) -> Html:
    why = text(language, bad.reason, **facts_of(bad.facts, language, today))
    sheet = text(language, f"sheet-{bad.sheet}") if bad.sheet in ORDER else bad.sheet
    if not bad.column:
        return text(language, "bad-row-line-whole", sheet=sheet, row=bad.row, why=why)
    column = bad.heading or text(language, f"column-{bad.column}")
    return text(language, "bad-row-line", sheet=sheet, row=bad.row, column=column, why=why)
