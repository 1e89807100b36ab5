"""The columns of each sheet: their headings in English and Chinese, and how a cell is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from models.amounts import BelowZero, NotPositive, parse_fen, parse_quantity
from models.days import parse_day
from models.numerals import half_width
from models.people import Role
from models.refusals import Refusal
from models.terms import parse_terms, to_text

HOUSE: Final = "公司"  # written where a customer has no rep: the house itself
Read = Callable[[str, date], Any]


class UnknownWord(Refusal):
    """`text` is none of the words that this column takes (`known`)."""


def _as_text(text: str, _today: date) -> str:
    return " ".join(text.split())


def _as_list(text: str, _today: date) -> str:
    parts = (" ".join(part.split()) for part in text.replace("｜", "|").split("|"))
    return "|".join(dict.fromkeys(part for part in parts if part))


def _as_price(text: str, _today: date) -> int | None:
    return parse_fen(text, allow_zero=True) if text else None


def _as_amount(text: str, _today: date) -> int | None:
    return parse_fen(text) if text else None


def _as_day(text: str, today: date) -> date | None:
    return parse_day(text, today, past=True) if text else None


def _as_terms(text: str, _today: date) -> str:
    return to_text(parse_terms(text)) if text else ""


def _as_stock(text: str, _today: date) -> Decimal | None:
    """How much lies in the warehouse: zero is a count too."""
    if not text:
        return None
    if half_width(text).strip("0") in ("", "."):
        return Decimal(0)
    try:
        return parse_quantity(text)
    except NotPositive as refusal:
        raise BelowZero(**refusal.facts) from None


def _as_number(text: str, _today: date) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise UnknownWord(text=text[:60], known="123456789")
    return int(text)


def _word(known: dict[str, str]) -> Read:
    """A reader of one word; what stands for it in `known`."""

    def read(text: str, _today: date) -> str:
        found = known.get(half_width(text).lower())
        if text and found is None:
            raise UnknownWord(text=text[:60], known=" ".join(dict.fromkeys(known.values())))
        return found or ""

    return read


_ROLE_WORDS: Final = {
    **{role.value: role.value for role in Role},
    **dict.fromkeys(("业务员", "业务", "销售"), "rep"),
    **dict.fromkeys(("业务助理", "助理", "跟单员", "跟单"), "assistant"),
    **dict.fromkeys(("业务经理", "经理", "副总"), "manager"),
    **dict.fromkeys(("老总", "老板", "总经理"), "boss"),
    "仓库": "warehouse",
    "生产": "production",
    "财务": "finance",
}
_one_role = _word(_ROLE_WORDS)
_LANGUAGES: Final = {"zh": "zh", "中文": "zh", "chinese": "zh", "en": "en", "英文": "en", "english": "en"}
_KINDS: Final = {
    **dict.fromkeys(("receivable", "应收", "应收账款", "应收款"), "receivable"),
    **dict.fromkeys(("receipt", "回单", "签回单"), "receipt"),
}
_YES_NO: Final = {"yes": "yes", "是": "yes", "在职": "yes", "no": "no", "否": "no", "离职": "no"}


def _as_roles(text: str, today: date) -> str:
    return "|".join(sorted({_one_role(part, today) for part in _as_list(text, today).split("|") if part}))


def _as_rep(text: str, today: date) -> str:
    name = _as_text(text, today)
    return "" if name.lower() in (HOUSE, "company", "house") else name


@dataclass(frozen=True)
class Field:
    """A column: its own heading, others it is known by, how it is read, the most characters, whether it must be there.

    `required` means that a row without it is bad; `for_new` that only a row of something new needs it.
    """

    name: str
    also: tuple[str, ...] = ()
    read: Read = _as_text
    most: int = 200
    required: bool = False
    for_new: bool = False


FIELDS: Final[dict[str, tuple[Field, ...]]] = {
    "customers": (
        Field("code", ("编码", "客户编码", "客户编号", "编号"), most=32, required=True),
        Field("name", ("名称", "客户名称", "客户", "全称"), most=200, for_new=True),
        Field("short_name", ("简称", "客户简称"), most=100),
        Field("aliases", ("别名", "aliases(|)"), _as_list, 1000),
        Field("province", ("省份", "省"), most=50),
        Field("city", ("城市", "市"), most=50),
        Field("address", ("地址", "详细地址", "收货地址"), most=500),
        Field("contact", ("联系人",), most=100),
        Field("phone", ("电话", "联系电话", "手机"), most=50),
        Field("rep", ("业务员", "负责人"), _as_rep, 100),
        Field("terms", ("账期", "帐期", "数期", "付款方式", "结算方式"), _as_terms, 100),
    ),
    "products": (
        Field("sku", ("型号", "编码", "货号", "产品编码", "产品型号"), most=64, required=True),
        Field("name", ("品名", "名称", "产品名称", "产品"), most=200, for_new=True),
        Field("aliases", ("别名", "aliases(|)"), _as_list, 1000),
        Field("unit", ("单位",), most=16, for_new=True),
        Field("list_price", ("标价", "单价", "定价"), _as_price, for_new=True),
        Field("floor_price", ("底价", "最低价"), _as_price),
        Field("stock", ("库存", "库存数量"), _as_stock),
    ),
    "people": (
        Field("name", ("姓名", "名字", "名称"), most=100, required=True),
        Field("roles", ("角色", "岗位", "职务", "roles(|)"), _as_roles, for_new=True),
        Field("language", ("语言",), _word(_LANGUAGES)),
        Field("manager", ("经理", "上级", "直属经理"), most=100),
        Field("reps", ("负责的业务员", "对应业务员", "业务员", "reps(|)"), _as_list, 1000),
        Field("telegram_id", ("telegram", "电报号"), _as_number),
        Field("hired_on", ("入职日期", "入职"), _as_day),
        Field("active", ("在职", "状态"), _word(_YES_NO)),
    ),
    "opening": (
        Field("kind", ("类别", "类型"), _word(_KINDS), required=True),
        Field("number", ("单号", "编号", "单据号"), most=32, required=True),
        Field("customer", ("客户编码", "客户", "客户编号"), most=32, required=True),
        Field("amount", ("金额", "未收金额", "欠款"), _as_amount),
        Field("arose_on", ("日期", "发生日期", "单据日期", "date"), _as_day),
        Field("due_on", ("到期日", "到期日期", "应收日期"), _as_day),
        Field("courier", ("快递", "快递公司", "承运"), most=50),
        Field("waybill", ("运单号", "快递单号"), most=64),
        Field("shipped_on", ("发货日期", "发货日"), _as_day),
    ),
}
TITLES: Final = {
    **{name: name for name in FIELDS},
    **dict.fromkeys(("客户", "客户档案", "客户资料"), "customers"),
    **dict.fromkeys(("产品", "商品", "产品资料"), "products"),
    **dict.fromkeys(("人员", "员工", "同事"), "people"),
    **dict.fromkeys(("期初", "期初余额", "期初数据"), "opening"),
}
_KNOWN: Final = {
    sheet: {heading.lower(): column.name for column in columns for heading in (column.name, *column.also)}
    for sheet, columns in FIELDS.items()
}


def headings(sheet: str) -> list[str]:
    """The English headings of a sheet, in order."""
    return [column.name for column in FIELDS[sheet]]


def field_of(sheet: str, heading: str) -> str | None:
    """The field that a heading in either language means, or nothing."""
    return _KNOWN[sheet].get(half_width(heading).lower())


def sheet_of(title: str) -> str | None:
    """The sheet that a title or file name without ending means, or nothing."""
    return TITLES.get(half_width(title).lower())


def sheet_with(headings_found: list[str]) -> str | None:
    """The sheet that these headings can only belong to: every heading it cannot do without, and the most known ones."""
    fitting: list[tuple[int, str]] = []
    for sheet, columns in FIELDS.items():
        known = {field_of(sheet, heading) for heading in headings_found} - {None}
        if all(column.name in known for column in columns if column.required or column.for_new):
            fitting.append((len(known), sheet))
    fitting.sort(reverse=True)
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return None
    return fitting[0][1]
