"""The texts: the same in both languages, safe whatever is inserted, and never too long to send."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fluent.runtime.types import FluentInt
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from hypothesis import given, settings
from hypothesis import strategies as st

import locales
from locales import Html
from locales.catalog import _catalog, read

FOLDER = Path(locales.__file__).parent
TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def generic_visit(self, node: ast.BaseNode) -> None:
        if isinstance(node, ast.VariableReference):
            self.names.add(node.id.name)
        super().generic_visit(node)


class _Balance(HTMLParser):
    """Notes the tags left open and every tag closed that was not the last one opened."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.names: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.names.add(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    @property
    def balanced(self) -> bool:
        return not self.open and not self.faults


def messages(language: str) -> Iterator[tuple[str, str, ast.Message]]:
    for path in sorted((FOLDER / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                yield path.name, entry.id.name, entry


def variables(language: str) -> dict[str, set[str]]:
    found = {}
    for _, key, message in messages(language):
        visitor = _Variables()
        visitor.visit(message)
        found[key] = visitor.names
    return found


def literal(message: ast.Message) -> str:
    """The message as one string with every placeable as `{}`; of a choice the default form counts."""

    def of(pattern: ast.Pattern) -> str:
        return "".join(
            element.value if isinstance(element, ast.TextElement) else chosen(element) for element in pattern.elements
        )

    def chosen(element: ast.Placeable) -> str:
        if isinstance(element.expression, ast.SelectExpression):
            return of(next(variant.value for variant in element.expression.variants if variant.default))
        return "{}"

    assert message.value is not None
    return of(message.value)


# --- the files ---


def test_both_languages_have_the_same_texts() -> None:
    assert locales.languages() == ("zh", "en")
    assert sorted(locales.keys("zh") ^ locales.keys("en")) == []
    assert {"yes", "back", "refusal-not-allowed"} <= locales.keys("zh")


def test_both_languages_have_the_same_files() -> None:
    chinese, english = ({path.name for path in (FOLDER / code).glob("*.ftl")} for code in locales.languages())
    assert sorted(chinese ^ english) == []


def test_every_text_takes_the_same_facts_in_both_languages() -> None:
    chinese, english = variables("zh"), variables("en")
    assert {key: (chinese[key], english[key]) for key in chinese if chinese[key] != english.get(key)} == {}


@pytest.mark.parametrize("language", locales.languages())
def test_every_text_is_balanced_html_of_tags_that_telegram_knows(language: str) -> None:
    bad = []
    for file, key, message in messages(language):
        found = _Balance(literal(message))
        if not found.balanced or not found.names <= TAGS:
            bad.append(f"{file}: {key}")
    assert bad == []


@pytest.mark.parametrize("language", locales.languages())
def test_no_fact_stands_inside_a_tag(language: str) -> None:
    assert [key for _, key, message in messages(language) if re.search(r"<[^>]*\{\}", literal(message))] == []


def test_no_english_text_is_left_in_chinese() -> None:
    chinese = {key: literal(message) for _, key, message in messages("zh")}
    # What is shown to somebody whose language is not known yet says it in both.
    same = [
        key
        for _, key, message in messages("en")
        if (words := literal(message)) == chinese.get(key)
        and re.search(r"[\u4e00-\u9fff]", words)
        and not re.search(r"[A-Za-z]{3}", words)
    ]
    assert same == []


@pytest.mark.parametrize(("language", "other"), [("zh", "标准价"), ("zh", "列表价"), ("en", "standard price")])
def test_the_list_price_has_one_name(language: str, other: str) -> None:
    files = (FOLDER / language).glob("*.ftl")
    assert [path.name for path in files if other in path.read_text(encoding="utf-8").lower()] == []


def test_no_goods_are_called_free_beside_their_price() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in (FOLDER / "en").glob("*.ftl"))
    assert re.findall(r".*[\d}] free\b.*", texts) == []


def test_the_same_text_twice_is_an_error_that_names_both_files(tmp_path: Path) -> None:
    (tmp_path / "a.ftl").write_text("hello = Hello\n", encoding="utf-8")
    (tmp_path / "b.ftl").write_text("other = Other\nhello = Again\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"b\.ftl: hello is already in a\.ftl"):
        read(tmp_path, "en")


def test_the_same_text_twice_in_one_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.ftl").write_text("-firm = A\n-firm = B\n", encoding="utf-8")
    with pytest.raises(ValueError, match="-firm is already in"):
        read(tmp_path, "en")


def test_a_slip_in_a_file_is_an_error_and_not_a_lost_text(tmp_path: Path) -> None:
    (tmp_path / "a.ftl").write_text("good = Good\nbad { $x\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.ftl: cannot be read"):
        read(tmp_path, "en")


def test_a_term_and_a_text_without_value_are_not_keys(tmp_path: Path) -> None:
    (tmp_path / "a.ftl").write_text(
        "# note\n-firm = Hengda\nhello = { -firm }\nonly =\n    .title = T\n", encoding="utf-8"
    )
    bundle, messages = read(tmp_path, "en")
    assert set(messages) == {"hello"}
    assert bundle.format_pattern(messages["hello"].pattern)[0] == "Hengda"


@pytest.mark.parametrize("language", locales.languages())
@pytest.mark.parametrize("fact", [-1234, "a <b> & c", "\u202e9\n9", Html("<i>1</i>")])
def test_what_is_put_together_here_is_what_the_library_makes_of_it(language: str, fact: str | int) -> None:
    bundle, messages = _catalog(language)
    compared = 0
    for key, message in messages.items():
        if message.parts is None or not message.facts:
            continue
        inserted = locales.escape(fact) if isinstance(fact, str) else FluentInt(fact, useGrouping=False)
        made, errors = bundle.format_pattern(message.pattern, dict.fromkeys(message.facts, inserted))
        assert not errors
        assert locales.text(language, key, **dict.fromkeys(message.facts, fact)) == made
        compared += 1
    assert compared > 400


# --- rendering ---


def test_a_text_is_rendered_in_the_language_of_the_person() -> None:
    assert locales.text("zh", "money", amount="1,280.00") == "1,280.00 元"
    assert locales.text("en", "money", amount="1,280.00") == "¥1,280.00"
    assert isinstance(locales.text("en", "yes"), Html)


def test_a_language_nobody_translated_falls_back_to_chinese_and_a_regional_one_to_its_language() -> None:
    assert locales.text("fr", "yes") == "是"
    assert locales.text("", "yes") == "是"
    assert locales.text("en-GB", "yes") == "Yes"
    assert locales.text("zh_TW", "yes") == "是"


def test_a_missing_text_and_a_missing_fact_are_errors() -> None:
    with pytest.raises(LookupError, match="no-such-key"):
        locales.text("zh", "no-such-key")
    with pytest.raises(LookupError, match="pages"):
        locales.text("en", "page", page=1)


def test_a_fact_may_be_called_key_or_language() -> None:
    assert locales.text("zh", "yes", key="a", language="b") == "是"


def test_whole_numbers_print_as_plain_digits() -> None:
    assert locales.text("zh", "page", page=1234, pages=10_000_000) == "第 1234/10000000 页"
    assert locales.text("en", "page", page=-1234, pages=0) == "Page -1234 of 0"


def test_whole_numbers_choose_the_plural_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.ftl").write_text(
        "orders = { $n ->\n    [one] { $n } order\n   *[other] { $n } orders\n }\n", encoding="utf-8"
    )
    monkeypatch.setattr("locales.catalog._catalog", lambda language: read(tmp_path, language))
    assert locales.text("en", "orders", n=1) == "1 order"
    assert locales.text("en", "orders", n=2500) == "2500 orders"


def test_what_comes_from_outside_is_escaped_and_what_is_safe_is_not() -> None:
    assert locales.text("zh", "money", amount="<b>1 & 2</b>") == "&lt;b&gt;1 &amp; 2&lt;/b&gt; 元"
    assert locales.text("zh", "money", amount=Html("<b>1</b>\n2")) == "<b>1</b>\n2 元"


def test_a_fact_may_be_as_long_as_a_message() -> None:
    assert len(locales.text("en", "money", amount="9" * 9000)) == 9001


def test_a_label_and_a_toast_are_plain_and_short_enough() -> None:
    assert locales.plain("en", "money", amount=Html("<b>1 &amp; 2</b>")) == "¥1 & 2"
    assert locales.plain("en", "money", amount="<b>&amp;") == "¥<b>&amp;"
    assert locales.plain("en", "money", amount="9" * 300) == "¥" + "9" * 300
    assert locales.label("en", "money", amount="9" * 300) == "¥" + "9" * 62 + "…"
    assert locales.label("en", "money", amount=Html("1\n2")) == "¥1 2"
    assert locales.label("en", "money", amount="9" * 63) == "¥" + "9" * 63
    assert locales.toast("en", "money", amount="9" * 300) == "¥" + "9" * 198 + "…"


# --- what is inserted ---


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("恒\u200b达\u0000\u200d\ufeff", "恒达"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("a\u2066b\u2069\u200e\u200f\u2068c", "abc"),
        ("two\r\nlines\tand \u2028 more", "two lines and more"),
        ("half\ud83d", "half"),
        ("شركة", "\u2068شركة\u2069"),
        ("ABC 恒达 é 👍🏽", "ABC 恒达 é 👍🏽"),
    ],
)
def test_a_name_cannot_play_tricks_with_direction_or_invisible_letters(name: str, shown: str) -> None:
    assert locales.clean(name) == shown
    assert locales.text("en", "money", amount=name) == f"¥{shown}"


@given(st.text())
def test_an_escaped_text_holds_no_markup_and_can_be_sent(words: str) -> None:
    safe = locales.escape(words)
    assert "<" not in safe
    assert ">" not in safe
    assert "\n" not in safe
    assert locales.visible(safe) == locales.clean(words)
    safe.encode("utf-8")
    assert locales.escape(safe) == safe


def test_parts_are_joined_with_what_is_unsafe_escaped() -> None:
    assert locales.join(["a<b", Html("<b>c</b>")]) == "a&lt;b\n<b>c</b>"
    assert locales.join(["a", "b"], " · ") == "a · b"
    assert isinstance(locales.join([]), Html)


# --- length and cutting ---


def test_length_counts_as_the_bot_api_does() -> None:
    assert locales.length("<b>a</b>&lt;&amp;&#8230;&#x41;&quot;") == 6
    assert locales.length("恒达👍") == 4
    assert locales.length("1 < 2 & 3 &nbsp;") == 16
    assert locales.length('<a href="https://example.com/?a=1&amp;b=2">x</a>') == 1


def test_a_text_that_fits_is_not_touched() -> None:
    assert locales.split("<b>a</b>\n\nb") == ["<b>a</b>\n\nb"]
    assert locales.split("") == [""]


def test_a_long_text_is_cut_between_lines_and_its_tags_go_on() -> None:
    assert locales.split("<b>one\ntwo</b>\nthree", limit=8) == ["<b>one\ntwo</b>", "three"]
    assert locales.split('<a href="u"><b>one\ntwo</b></a>', limit=4) == [
        '<a href="u"><b>one</b></a>',
        '<a href="u"><b>two</b></a>',
    ]
    assert locales.split("one\ntwo", limit=3) == ["one", "two"]


def test_a_line_that_is_too_long_is_cut_within_but_never_within_an_entity_or_a_letter() -> None:
    assert locales.split("&amp;&amp;&amp;", limit=2) == ["&amp;&amp;", "&amp;"]
    assert locales.split("a👍👍", limit=4) == ["a👍", "👍"]


def test_parts_with_nothing_to_see_are_left_out() -> None:
    assert locales.split("ab\n\n\n\n\n\ncd", limit=2) == ["ab", "cd"]
    assert locales.split("\n" * 9, limit=4) == []


def test_a_limit_below_one_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="room"):
        locales.split("abc", limit=1)


_LEAF = st.text(st.sampled_from("ab恒👍\n &<"), max_size=12).map(
    lambda words: words.replace("&", "&amp;").replace("<", "&lt;")
)
_HTML = st.recursive(
    _LEAF,
    lambda inner: st.tuples(
        st.sampled_from(["b", "i", "u", "s", "code", "pre", "blockquote", 'a href="https://e.x/?a=1"']),
        st.lists(inner, min_size=1, max_size=4),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"),
    max_leaves=12,
)


@settings(max_examples=150)
@given(st.lists(_HTML, max_size=5).map("".join), st.integers(2, 30))
def test_split_parts_fit_are_balanced_and_lose_nothing_but_blanks(html: str, limit: int) -> None:
    parts = locales.split(html, limit)
    assert all(locales.length(part) <= limit for part in parts)
    assert all(_Balance(part).balanced for part in parts)
    assert "".join("".join(map(locales.visible, parts)).split()) == "".join(locales.visible(html).split())


@settings(max_examples=150)
@given(st.lists(_HTML, max_size=5).map("".join), st.integers(2, 30))
def test_a_shortened_caption_fits_and_is_balanced(html: str, limit: int) -> None:
    short = locales.shorten(Html(html), limit)
    assert isinstance(short, Html)
    assert locales.length(short) <= limit
    assert _Balance(short).balanced
    assert (short == html) == (locales.length(html) <= limit)


@given(st.text(), st.integers(1, 20))
def test_a_shortened_text_fits_and_says_that_it_goes_on(words: str, limit: int) -> None:
    short = locales.shorten(words, limit)
    size = len(words.encode("utf-16-le", "surrogatepass")) // 2
    assert len(short.encode("utf-16-le", "surrogatepass")) // 2 <= limit
    assert short == words if size <= limit else short.endswith("…")


def test_a_closing_tag_out_of_order_does_not_break_the_cut() -> None:
    assert locales.split("<b>ab</i>\ncd</b>", limit=3) == ["<b>ab</i></b>", "<b>cd</b>"]
