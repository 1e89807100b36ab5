"""What a message is: an order, a request for samples, or something else (a question, a payment, a complaint)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from models.reading.features import parts_of
from models.reading.lines import Line
from models.reading.mentions import Board, Mention
from models.reading.wordlist import compiled, rows, words

_TABLES: Final = words("kinds")
# Said in the clause of goods, these mean that nothing is ordered there.
_ROWS: Final = tuple(rows("kinds", "reason"))
_ORDERING: Final = compiled(_TABLES["ordering"], _TABLES)
_ORDER_ALONE: Final = compiled(_TABLES["order_alone"], _TABLES)
_REPEAT: Final = compiled(_TABLES["repeat"], _TABLES)
_EARLIER: Final = re.compile("上次|上回|上批|上个?月|之前|以前|前几天|last time")
_SENTENCE_ENDS: Final = "。;!?\n"
_ASKS: Final = re.compile(r"吗[ ,。;?!]|[吗?]\s*$")
_AGAIN: Final = re.compile("(?:另外|再|还|重新|这次|顺便)(?:要|来|订|发|下|补)|另外|还要|下单")
_MADE_UP: Final = re.compile("补(?:上|齐|过来|给)")
_UNWANTED: Final = re.compile(_TABLES["unwanted"])
_WANTED: Final = re.compile(r"[^,。;!?\n]{0,3}(?:要|来|订|拿|配|发)")  # 谢谢 88A也要
_OF_BEFORE: Final = re.compile(_TABLES["of_before"])
_SAID_OF_IT: Final = 14  # characters behind goods; what is said later may be said of others
_SENTENCE_END: Final = re.compile("[。;!?\n]")
_CLAUSE_MARK: Final = re.compile("[,。;!?\n]")
_UNDECIDED: Final = re.compile(_TABLES["undecided"])
_PAID_ALREADY: Final = re.compile(
    "(?<!的)(?<!货)[钱款](?:都|已经?)*(?:付|转|打|汇)[^0-9]{0,4}(?![0-9¥])"
)  # 12A 20支 钱已经付了
BESIDE: Final = "beside"  # a sample beside an order: it must be asked for by itself
_BESIDES: Final = re.compile(
    r"(?:外加|另外?|再|加|顺便|顺带|附带?|还要|(?<![a-z])plus|(?<![a-z])and)[一两个点些份 要给寄来拿a]{0,4}$"
)
_SAMPLE_BEFORE = re.compile(r"(?:上次|之前|前几天|上周|昨天|按|照|跟|和|用过|看过|试过)[^,。;\n]{0,6}$")
_SAMPLE_DONE = re.compile(
    r"^(?:的|都|已经|也|客户|他们|我们|很|试了|测试)*(?:收到|不错|没问题|可以|ok|通过|满意|确认|合格|测试[中过完了]|试过|用了|行了|好用|效果|寄了|到了|发了|反馈|如何|怎么样)"
)
# A clause ends at a mark, and where another matter begins without one: 12A 20支 顺便问下88A什么价.
_ANOTHER = r"(?<=[ \u4e00-\u9fff])(?:另外|顺便|对了)?(?:想|请)?问(?!题)(?:一?下|问)?|(?<= )上[次回批]|反正"
_CLAUSE = re.compile(rf"(?:(?:{_ANOTHER})|[^,。;!?\n])(?:(?!{_ANOTHER})[^,。;!?\n])*[,。;!?\n]?")


def kind_of(board: Board, lines: list[Line], *, taken_back: bool, named: bool) -> tuple[str, list[Line]]:
    """The kind, and the lines that are really ordered: goods of a question or a complaint are none."""
    said = _without_goods(board, lines)
    kept = [line for line in lines if not _not_ordered(said, line, lines) and not _not_wanted(said, line, lines)]
    _ask_made_up(said, lines, kept)
    if len(kept) < len(lines) and not any(_known(line) for line in kept):
        kept = []  # 开错票了，重开一张: nothing that is known is ordered
    kept = (
        [] if not any(_known(line) for line in kept) and not (named and kept) and not _ORDERING.search(said) else kept
    )
    asks = _first_reason(said) or _ASKS.search(said)
    if not any(line.pair.quantity for line in kept) and asks and not _ORDERING.search(said):
        kept = []  # 淡奶油还有多少？安佳的
    if kept and not named and not any(map(_surely_goods, kept)):
        kept = kept if _ORDERING.search(said) else []  # 大家小心: a word of some goods, and nothing of an order
    if beside := _sample_beside(board, kept):
        kept = [line for line in kept if line.start < beside.start]
    elif _asks_for_sample(board) and not (lines and not kept):
        return "sample", kept
    if kept:
        return "order", kept
    if lines or taken_back or _first_reason(said):
        return ("order", []) if _REPEAT.search(said) and not _first_reason(said) and not lines else ("other", [])
    wanted = _REPEAT.search(said) or (_ORDER_ALONE.search(said) and not _UNDECIDED.search(said))
    return ("order", []) if wanted else ("other", [])


def _not_wanted(said: str, line: Line, lines: list[Line]) -> bool:
    """本来还想拿色带，库房还有，这次不要了: goods without a number that the sentence does not mean."""
    if line.pair.quantity is not None or not any(one.pair.quantity for one in lines):
        return False
    later = [one.start for one in lines if one.start >= line.end]
    ends = _SENTENCE_END.search(said, line.end)
    until = min([ends.start() if ends else len(said), line.end + _SAID_OF_IT, *later])
    since = max((found.end() for found in _CLAUSE_MARK.finditer(said, 0, line.start)), default=0)
    if _UNWANTED.search(said, line.end, until):
        return True
    return bool(_OF_BEFORE.search(said, since, line.start)) and not _WANTED.match(said, line.end)


def _ask_made_up(said: str, lines: list[Line], kept: list[Line]) -> None:
    """5包 上次少发的2包一起补上: what is made up for may come on top of the line before it."""
    for before, line in pairwise(lines):
        clause = next(one.group() for one in _CLAUSE.finditer(said) if _overlaps(one, line))
        made_up = line not in kept and before in kept and not _known(line) and _MADE_UP.search(clause)
        if made_up and line.unit == before.unit:
            before.quantity = None
            before.ask.add("quantity")


def _without_goods(board: Board, lines: list[Line]) -> str:
    """The text with names of goods blanked out: 卡纸 may be paper, and then is no complaint; 花漏水 is 花露水."""
    said = board.said
    places = [(one.start, one.end) for one in board.of("goods")]
    read = [line.pair.goods for line in lines if line.slot is not None]
    places += [(one.start, one.end) for one in read if one is not None]
    ways = [(one.start, one.end) for one in board.of("term") if one.value.denied]  # 顺丰太贵 is said of the way
    for blank, listed in (("\0", places), ("\x01", ways)):
        for start, end in listed:
            said = said[:start] + blank * (end - start) + said[end:]
    return said


def _known(line: Line) -> bool:
    return line.slot is not None or bool(line.candidates)


def _surely_goods(line: Line) -> bool:
    goods = line.pair.goods
    return (
        line.slot is not None
        or line.pair.quantity is not None
        or (goods is not None and bool(parts_of(goods.said).codes))
    )


def _sample_beside(board: Board, lines: list[Line]) -> Mention | None:
    """12A 20支 外加样品 88A 1支: the word that asks for samples beside an order; what follows it is not ordered."""
    for found in board.of("sample"):
        ordered = [line for line in lines if line.end <= found.start and line.pair.quantity and _known(line)]
        if ordered and _BESIDES.search(board.said, max(0, found.start - 6), found.start):
            found.why = BESIDE
            return found
    return None


def _asks_for_sample(board: Board) -> bool:
    for found in board.of("sample"):
        named = max((one.end for one in board.of("customer") if one.end <= found.start), default=0)
        clause = board.said[max(0, found.start - 12, named) : found.start]
        if not _SAMPLE_BEFORE.search(clause) and not _SAMPLE_DONE.match(board.said[found.end :]):
            return True
    return False


def _first_reason(said: str) -> str:
    return next((name for name, pattern in _ROWS if pattern.search(said)), "")


def _not_ordered(said: str, line: Line, lines: list[Line]) -> bool:
    """Whether the line's own clause, or one beside it without a word of ordering anywhere, is no order."""
    apart, before = False, "。"
    for clause in _CLAUSE.finditer(said):
        earlier = _EARLIER.search(clause.group()) is not None and not _overlaps(clause, line)
        apart = earlier or (apart and before not in _SENTENCE_ENDS)
        before = clause.group()[-1]
        reason = _first_reason(clause.group())
        if not reason:
            continue
        if _overlaps(clause, line):
            beside = reason == "warranty" or (reason == "payment" and _PAID_ALREADY.search(clause.group()))
            if beside and line.pair.quantity:
                continue  # 12A 20支 保修几年: an order all the same
            if reason in ("stock", "price") and line.pair.quantity and _asks_about_next(clause, line, lines):
                continue
            before_goods = said[clause.start() : max(clause.start(), line.start)]
            stretch = said[clause.start() : max(clause.end(), line.end)]
            return not _ordered_anyway(stretch, reason, before_goods)
        if (clause.end() <= line.start and _known(line)) or apart:
            continue
        if _in_a_row_of_its_own(said, clause, line):
            continue
        if reason == "dear" and _CLAUSE_MARK.search(said, line.end, max(line.end, clause.start() - 1)):
            continue  # 白纸15箱，原来的这回不用，太贵啦
        about_others = any(_known(other) and _overlaps(clause, other) for other in lines)
        if not about_others and reason not in ("question", "warranty", "payment") and not _ORDERING.search(said):
            return True
    return False


def _in_a_row_of_its_own(said: str, clause: re.Match[str], line: Line) -> bool:
    """35A 不要了，客户退了: what is said in another row, of goods named there, is not said of this line."""
    start, end = said.rfind("\n", 0, clause.start()) + 1, said.find("\n", clause.start())
    row = said[start : end if end >= 0 else len(said)]
    return "\0" in row and not (start <= line.start < start + len(row))


def _asks_about_next(clause: re.Match[str], line: Line, lines: list[Line]) -> bool:
    """12A 20支 88A有货吗: the question is about the goods after the line, which nobody counts."""
    return any(one.start >= line.end and not one.pair.quantity and _overlaps(clause, one) for one in lines)


def _overlaps(clause: re.Match[str], line: Line) -> bool:
    return clause.start() < line.end and line.start < clause.end()


def _ordered_anyway(clause: str, reason: str, before_goods: str) -> bool:
    """A question about when it comes undoes no order; after a complaint an order may follow in one breath."""
    if reason in ("status", "stock", "payment", "dear") and _ORDERING.search(clause):
        return True
    found = max((match.end() for match in _AGAIN.finditer(before_goods)), default=0)
    return found > 0 and bool(_first_reason(before_goods[:found]))


def repeats(said: str) -> bool:
    """Whether the customer's last order is wanted again."""
    return _REPEAT.search(said) is not None
