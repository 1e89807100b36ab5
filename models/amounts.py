"""Money and quantities: read from what people type, written for what they read. Exact; never a float.

Money is a whole number of fen, a quantity a `Decimal` with at most three decimals. Nothing is guessed: what
can be read in two ways (半, 三五, 1,2, 1万20) is refused, and the person is asked again.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from models.numerals import ascii_digits, half_width, read_numeral
from models.refusals import Refusal

QUANTITY_LIMIT: Final = Decimal(1_000_000)
QUANTITY_DECIMALS: Final = 3
AMOUNT_LIMIT_FEN: Final = 10_000_000_000

_LONGEST_TEXT = 60  # characters; a longer one is not a number but something pasted
# Wide enough that nothing of the longest text is rounded away before it is judged.
_EXACT = Context(prec=200, rounding=ROUND_HALF_UP)

_BLANK_BESIDE_NO_DIGIT = re.compile(r" (?![0-9])|(?<![0-9]) ")
_SIGN = re.compile(r"^[-−–负]")
_PLAIN = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+")
_SCALES = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000, "百": 100}
_SCALED = re.compile(rf"([0-9]+(?:\.[0-9]+)?)({'|'.join(_SCALES)})(.*)")
_CHAT_SCALES = (
    (re.compile(r"(?<=[0-9])w"), "万"),  # 1.5w
    (re.compile(r"(?<=[0-9])k"), "千"),
)
_POINT = re.compile(r"(.+)点([零〇一二三四五六七八九]+)([百千万亿]?)")

_CURRENCY_BEFORE = re.compile(r"^(?:人民币|rmb|cny|¥|￥)")
_CURRENCY_AFTER = re.compile(r"(?:人民币|rmb|cny)$|(?<=[元圆块角分])[整正]$|(?<=[块毛])钱$")
_YUAN = re.compile(r"[元圆块]")
_JIAO_OR_FEN = re.compile(r"[角毛分]")
_JIAO_FEN = re.compile(r"(?:([0-9])[角毛]?)?(?:([0-9])分?)?")
_MEASURE_WORDS = re.compile(
    r"(?:公斤|千克|平方米|立方米|毫升|kgs?|pcs?|ctns?|个|件|箱|包|袋|桶|台|套|只|条|卷|吨|米|张|盒|瓶|支|片|双|罐|组|把|块|"
    r"斤|克|升|根|本|份|批|对|板|辆|粒|g|t|l|m|ml)$"
)


class NotANumber(Refusal):
    """`text` cannot be read as one number."""


class NotAQuantity(NotANumber):
    """`text` cannot be read as how many of something."""


class NotPositive(Refusal):
    """`text` is zero or below, where only more than nothing makes sense."""


class BelowZero(NotPositive):
    """`text` is below zero, where zero is allowed."""


class TooManyDecimals(Refusal):
    """`text` is finer than the smallest part there is; `decimals` is how many are kept."""


class TooLarge(Refusal):
    """`text` is beyond `limit`, which is written as people read it (yuan for money)."""


class OtherUnit(Refusal):
    """`given` is not the unit this product is counted in, `unit`; the number may mean something else."""


def parse_fen(text: str, *, allow_zero: bool = False) -> int:
    """Money in fen from "1,200.50", "12.5元", "¥12", "12块5", "1万2", "一百五", "壹仟元整".

    A lone digit after 块 is jiao, after 万 thousands. Raises NotANumber, NotPositive (where `allow_zero`
    BelowZero), TooLarge, TooManyDecimals.
    """
    said, negative = _prepared(text)
    yuan = _read_money(_CURRENCY_AFTER.sub("", _CURRENCY_BEFORE.sub("", said)))
    fen = None if yuan is None else _EXACT.multiply(yuan, Decimal(100))
    amount = _judged(text, fen, negative=negative, allow_zero=allow_zero)
    if amount > AMOUNT_LIMIT_FEN:
        raise TooLarge(text=_shortened(text), limit=format_fen(AMOUNT_LIMIT_FEN))
    if amount % 1:
        raise TooManyDecimals(text=_shortened(text), decimals=2)
    return int(amount)


def parse_quantity(text: str, unit: str | None = None) -> Decimal:
    """A quantity from "20", "2.5", "二十", "1,200箱". A measure word after the number is dropped.

    With `unit`, the product's own, any other measure word is refused: 20箱 is not 20个. Raises NotAQuantity,
    OtherUnit, NotPositive, TooLarge, TooManyDecimals.
    """
    try:
        quantity = _read_quantity(text, unit)
    except NotANumber as refusal:
        raise NotAQuantity(**refusal.facts) from None
    if quantity > QUANTITY_LIMIT:
        raise TooLarge(text=_shortened(text), limit=format_quantity(QUANTITY_LIMIT))
    if _EXACT.multiply(quantity, Decimal(10**QUANTITY_DECIMALS)) % 1:
        raise TooManyDecimals(text=_shortened(text), decimals=QUANTITY_DECIMALS)
    return Decimal(format_quantity(quantity))


def _read_quantity(text: str, unit: str | None) -> Decimal:
    said, negative = _prepared(text)
    own = half_width(unit or "").lower()
    if own and said.endswith(own):
        said = said.removesuffix(own)
    elif word := _MEASURE_WORDS.search(said):
        if own and _read_number(said[: word.start()]) is not None:
            raise OtherUnit(text=_shortened(text), given=word.group(), unit=unit)
        said = said[: word.start()]
    return _judged(text, _read_number(said), negative=negative, allow_zero=False)


def format_fen(fen: int) -> str:
    """123450 as "1,234.50", in yuan."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{rest:02d}"


def format_quantity(quantity: Decimal) -> str:
    """ "20" for 20.000, "2.5" for 2.50."""
    written = f"{quantity:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def line_amount_fen(quantity: Decimal, unit_price_fen: int) -> int:
    """What `quantity` at `unit_price_fen` comes to, in fen, rounded half up once, at the end."""
    exact = _EXACT.multiply(quantity, Decimal(unit_price_fen))
    return int(exact.quantize(Decimal(1), context=_EXACT))


def _prepared(text: str) -> tuple[str, bool]:
    """What was typed in half-width small letters, without its sign; and whether that was a minus."""
    said = half_width(text).lower()
    if len(said) > _LONGEST_TEXT:
        raise NotANumber(text=_shortened(text))
    said = _BLANK_BESIDE_NO_DIGIT.sub("", said)
    return _SIGN.sub("", said), bool(_SIGN.match(said))


def _shortened(text: str) -> str:
    """`text` as it goes into a refusal: somebody may have pasted a page."""
    stripped = text.strip()
    return stripped if len(stripped) <= _LONGEST_TEXT else stripped[: _LONGEST_TEXT - 1] + "…"


def _judged(text: str, value: Decimal | None, *, negative: bool, allow_zero: bool) -> Decimal:
    if value is None:
        raise NotANumber(text=_shortened(text))
    if negative or (value == 0 and not allow_zero):
        refusal = BelowZero if allow_zero else NotPositive
        raise refusal(text=_shortened(text))
    return value


def _read_number(said: str) -> Decimal | None:
    """A number of zero or more, or None. No sign, exponent, NaN or infinity is ever one."""
    if _PLAIN.fullmatch(said):
        return Decimal(said.replace(",", ""))
    for pattern, scale in _CHAT_SCALES:
        said = pattern.sub(scale, said)
    if scaled := _SCALED.fullmatch(said):
        return _read_scaled(scaled[1], scaled[2], scaled[3])
    if point := _POINT.fullmatch(said):
        whole = read_numeral(point[1])
        if whole is None:
            return None
        return _EXACT.multiply(Decimal(f"{whole}.{ascii_digits(point[2])}"), Decimal(_SCALES.get(point[3], 1)))
    numeral = read_numeral(said)
    return None if numeral is None else Decimal(numeral)


def _read_scaled(head: str, unit: str, rest: str) -> Decimal | None:
    """ASCII digits with a Chinese scale: 1.2万, 3万5千, 1万2000, and as it is spoken 1万2 (12000)."""
    scale = _SCALES[unit]
    value = _EXACT.multiply(Decimal(head), Decimal(scale))
    if not rest:
        return value
    if "." in head or rest[0] not in "123456789":
        return None
    if len(rest) == 1:
        # After 百万 and its like nobody can tell what a lone digit counts.
        return value + int(rest) * (scale // 10) if len(unit) == 1 else None
    digits = rest.partition(".")[0]
    if digits.isdigit() and len(digits) != len(str(scale)) - 1:
        return None  # 1万20 may be meant as 1.2万 or as 10020
    below = _read_number(rest)
    return _EXACT.add(value, below) if below is not None and below < scale else None


def _read_money(said: str) -> Decimal | None:
    """Yuan, with jiao and fen after it where they are given."""
    if yuan := _YUAN.search(said):
        whole, parts = _read_number(said[: yuan.start()]), said[yuan.end() :]
    elif _JIAO_OR_FEN.search(said):
        whole, parts = Decimal(0), said
    else:
        return _read_number(said)
    small = _JIAO_FEN.fullmatch(ascii_digits(parts))
    if whole is None or small is None or (parts and whole % 1):
        return None
    return whole + Decimal(f"0.{small[1] or 0}{small[2] or 0}")
