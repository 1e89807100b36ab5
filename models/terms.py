"""Payment terms as data: when the money for a delivery falls due.

月结30天 and its like are ambiguous in practice, so terms are read into fields, and the due date that follows
is shown before they are saved. How the ambiguous texts are read here:

- 月结 is the end of the month of the shipment; 月结30天 is 30 days after that end of month.
- 次月结, 次月底 and 次月31号 are the end of the month after; 次月10号 is the 10th of the month after, 开票次月15号 of
  that after the invoice (the 29th and 30th do not exist in every month and are refused: 次月底 says it).
- 货到付款 and 代收货款 are money collected on delivery (cod); 现结 and 现金 are paid at the counter (cash).
- 货到30天 counts from the shipment: the day of arrival is not in the books.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from models.numerals import half_width, numbers_in_digits
from models.refusals import Refusal

Kind = Literal["prepay", "cash", "cod", "credit"]
Basis = Literal["shipment", "statement", "invoice"]

MOST_MONTHS: Final = 24
MOST_DAYS: Final = 366
MOST_EXTRA_DAYS: Final = 60


class UnknownTerms(Refusal):
    """`text` names no payment terms known here."""


@dataclass(frozen=True)
class Terms:
    """Payment terms. The fields after `kind` say when a credit ends; the other kinds have none of them.

    Counted from the day of `basis`: `months` later, then to the end of that month if `end_of_month`, then
    `days` later, then `extra_days` later (the 10 of 次月10号). Raises ValueError for what cannot be.
    """

    kind: Kind
    basis: Basis = "shipment"
    end_of_month: bool = False
    months: int = 0
    days: int = 0
    extra_days: int = 0

    def __post_init__(self) -> None:
        counts = ((self.months, MOST_MONTHS), (self.days, MOST_DAYS), (self.extra_days, MOST_EXTRA_DAYS))
        if not all(0 <= count <= most for count, most in counts):
            raise ValueError(f"terms out of bounds: {self}")
        if self.kind != "credit" and (
            self.end_of_month or self.basis != "shipment" or any(count for count, _ in counts)
        ):
            raise ValueError(f"only credit has a time to pay: {self}")


_NAMED: dict[str, Terms] = {
    name: terms
    for names, terms in (
        (
            "款到发货 先款后货 预付 预付款 全款预付 款到 先款 prepay prepaid prepayment advance cia",
            Terms("prepay"),
        ),
        ("现金 现结 现付 现款 现款现货 现款现结 现金结算 cash", Terms("cash")),
        ("货到付款 代收货款 代收 货到收款 cod cashondelivery", Terms("cod")),
        ("月结 月底结 当月结 当月底 eom", Terms("credit", end_of_month=True)),
        ("次月结 次月底 次月末 下月结 下月底 月结次月底 隔月结", Terms("credit", end_of_month=True, months=1)),
        ("发货付款 发货当天", Terms("credit")),
        ("票到付款 见票付款 开票付款", Terms("credit", basis="invoice")),
        ("对账付款 对账后付款", Terms("credit", basis="statement")),
    )
    for name in names.split()
}
_SHIPMENT = r"账期|数期|信用期|货到|到货后?|发货后?|收货后?"
_INVOICE = r"票到后?|见票后?|开票后?|收票后?|发票后?"
_STATEMENT = r"对账单?后?"
_BASES = rf"(?:{_SHIPMENT}|(?P<invoice>{_INVOICE})|(?P<statement>{_STATEMENT}))"
_PAID = r"内?(?:付款|付清|结清|付|结)?"
_SPOKEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BASES}?(?P<days>[0-9]{{1,3}})[天日]{_PAID}",
        rf"{_BASES}(?P<days>[0-9]{{1,3}})",
        rf"{_BASES}?(?P<months>[0-9]{{1,3}})个月{_PAID}",
        rf"(?:{_BASES}后?)?(?P<eom>月结)(?:\+?(?P<days>[0-9]{{1,3}})(?:天|日)?|(?P<months>[0-9]{{1,3}})个月)",
        rf"(?:{_BASES}后?)?(?:月结)?(?:次月|下个?月|隔月)(?P<day_of_month>[0-9]{{1,3}})[号日]前?{_PAID}",
        r"(?:net|n)(?P<days>[0-9]{1,3})(?:days?)?",
        r"(?P<days>[0-9]{1,3})days?(?:net)?",
        r"(?:net|n)?(?P<days>[0-9]{1,3})(?:days?)?(?:after)?(?P<eom>eom)(?:ofshipment)?",
        r"(?P<days>[0-9]{1,3})days?after(?:shipment|delivery|(?P<invoice>invoice)|(?P<statement>statement))",
        r"(?P<eom>eom)\+?(?P<days>[0-9]{1,3})(?:days?)?",
        r"(?:(?P<invoice>invoice)|(?P<statement>statement)|shipment)"
        r"(?:\+(?P<months>[0-9]{1,3})m)?(?:\+(?P<eom>eom))?(?:\+(?P<days>[0-9]{1,3})d)?(?:\+(?P<extra>[0-9]{1,3})x)?",
    )
)
_END_OF_MONTH = re.compile(r"(?:the)?endof(?:the)?month|monthend")
_LAST_DAY_OF_EVERY_MONTH, _LAST_DAY = 28, 31
_LONGEST_ECHO = 60  # characters of what was typed that a refusal repeats


def parse_terms(text: str) -> Terms:
    """Terms from what people write (see the module) or from `to_text`. Raises UnknownTerms."""
    said = half_width(text).lower().replace(" ", "").replace("帐", "账").replace("，", "").replace(",", "")
    said = _END_OF_MONTH.sub("eom", numbers_in_digits(said)).replace("afterthe", "after")
    if named := _NAMED.get(said):
        return named
    found = next((match for pattern in _SPOKEN if (match := pattern.fullmatch(said))), None)
    try:
        if found is not None:
            return _from_parts(found.groupdict())
    except ValueError:
        pass  # more days than any terms have
    raise UnknownTerms(text=text.strip()[:_LONGEST_ECHO])


def _from_parts(part: dict[str, str | None]) -> Terms:
    def number(name: str) -> int:
        return int(part.get(name) or 0)

    basis: Basis = "invoice" if part.get("invoice") else "statement" if part.get("statement") else "shipment"
    if part.get("day_of_month") is not None:
        if number("day_of_month") == _LAST_DAY:
            return Terms("credit", basis, end_of_month=True, months=1)
        if not 1 <= number("day_of_month") <= _LAST_DAY_OF_EVERY_MONTH:
            raise ValueError("not a day that every month has")
        return Terms("credit", basis, end_of_month=True, extra_days=number("day_of_month"))
    return Terms(
        kind="credit",
        basis=basis,
        end_of_month=bool(part.get("eom")),
        months=number("months"),
        days=number("days"),
        extra_days=number("extra"),
    )


def to_text(terms: Terms) -> str:
    """The one text for `terms` that `parse_terms` reads back: "prepay", "shipment+eom+30d", "invoice+30d"."""
    if terms.kind != "credit":
        return terms.kind
    parts = [
        terms.basis,
        f"{terms.months}m" if terms.months else "",
        "eom" if terms.end_of_month else "",
        f"{terms.days}d" if terms.days else "",
        f"{terms.extra_days}x" if terms.extra_days else "",
    ]
    return "+".join(part for part in parts if part)


def due_on(terms: Terms, from_day: date) -> date:
    """The day the money is due, `from_day` being the day of the terms' basis; cash and the like at once."""
    year, month = divmod(from_day.year * 12 + from_day.month - 1 + terms.months, 12)
    last = monthrange(year, month + 1)[1]
    day = last if terms.end_of_month else min(from_day.day, last)
    return date(year, month + 1, day) + timedelta(days=terms.days + terms.extra_days)


def choices() -> list[Terms]:
    """The six most usual terms, for a picker, the strictest first."""
    return [
        Terms("prepay"),
        Terms("cash"),
        Terms("cod"),
        Terms("credit", days=30),
        Terms("credit", end_of_month=True),
        Terms("credit", end_of_month=True, days=30),
    ]


_KIND_NAMES: dict[str, dict[str, str]] = {
    "zh": {"prepay": "款到发货", "cash": "现结", "cod": "货到付款（代收货款）"},
    "en": {"prepay": "payment before shipment", "cash": "cash", "cod": "cash on delivery"},
}
_BASIS_NAMES: dict[str, dict[Basis, str]] = {
    "zh": {"shipment": "发货", "statement": "对账", "invoice": "开票"},
    "en": {"shipment": "shipment", "statement": "the statement", "invoice": "the invoice"},
}


def describe(terms: Terms, language: str) -> str:
    """`terms` for a person: "月结 30 天（发货当月月底起）", "30 days after shipment"; English unless "zh"."""
    if terms.kind != "credit":
        return _KIND_NAMES["zh" if language == "zh" else "en"][terms.kind]
    return _in_chinese(terms) if language == "zh" else _in_english(terms)


def _in_chinese(terms: Terms) -> str:
    basis = _BASIS_NAMES["zh"][terms.basis]
    extra = f"，再加 {terms.extra_days} 天" if terms.extra_days else ""
    if not terms.end_of_month:
        spans = [f"{terms.months} 个月" if terms.months else "", f"{terms.days} 天" if terms.days else ""]
        span = "零 ".join(part for part in spans if part)
        return (f"{basis}后 {span}" if span else f"{basis}当天") + extra
    nth = {0: "当月", 1: "次月"}.get(terms.months, f"后第 {terms.months} 个月")
    if terms.days:
        return f"月结 {terms.days} 天（{basis}{nth}月底起）{extra}"
    if _is_day_of_next_month(terms):
        return f"月结（{basis}次月 {terms.extra_days} 日）"
    return f"月结（{basis}{nth}月底）{extra}"


def _in_english(terms: Terms) -> str:
    basis = _BASIS_NAMES["en"][terms.basis]
    extra = f", plus {_counted(terms.extra_days, 'day')}" if terms.extra_days else ""
    if not terms.end_of_month:
        spans = [_counted(terms.months, "month"), _counted(terms.days, "day")]
        span = " and ".join(part for part in spans if part)
        return (f"{span} after {basis}" if span else f"on the day of {basis}") + extra
    nth = {0: f"of {basis}", 1: f"after {basis}"}.get(terms.months, f"{terms.months} months after {basis}")
    if terms.days:
        return f"{_counted(terms.days, 'day')} after the end of the month {nth}{extra}"
    if _is_day_of_next_month(terms):
        return f"day {terms.extra_days} of the month after {basis}"
    return f"the end of the month {nth}{extra}"


def _is_day_of_next_month(terms: Terms) -> bool:
    return terms.months == terms.days == 0 and 1 <= terms.extra_days <= _LAST_DAY_OF_EVERY_MONTH


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}" if number else ""
