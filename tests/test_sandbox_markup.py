"""HTML parse mode as the real server reads it, and back to HTML a page may show."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.errors import ApiError
from bot.sandbox.markup import parse_html
from bot.sandbox.render import rendered
from bot.sandbox.texts import cleaned, trimmed, utf16_length, with_found

SAFE = {"b", "i", "u", "s", "code", "pre", "blockquote", "a", "tg-spoiler", "br"}


def entity(kind: str, offset: int, length: int, **more: str) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_a_tag_becomes_its_entity(tag: str, kind: str) -> None:
    assert parse_html(f"订单<{tag}>已确认</{tag}>。") == ("订单已确认。", [entity(kind, 2, 3)])


def test_offsets_count_utf16_units() -> None:
    assert parse_html("😀<b>好😀</b>") == ("😀好😀", [entity("bold", 2, 3)])


def test_tags_with_attributes_keep_what_they_mean() -> None:
    source = (
        '<a href="https://example.com/?a=1&amp;b=2">x</a><span class="tg-spoiler">y</span>'
        '<blockquote expandable>z</blockquote><pre><code class="language-python">p</code></pre>'
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>'
    )
    text, entities = parse_html(source)
    assert text == "xyzp👍"
    assert entities == [
        entity("text_link", 0, 1, url="https://example.com/?a=1&b=2"),
        entity("spoiler", 1, 1),
        entity("expandable_blockquote", 2, 1),
        entity("pre", 3, 1, language="python"),
        entity("custom_emoji", 4, 2, custom_emoji_id="5368324170671202286"),
    ]


def test_nested_tags_come_outermost_first() -> None:
    assert parse_html("<b>a<i>b</i></b>")[1] == [entity("bold", 0, 2), entity("italic", 1, 1)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("&#20013;&#x4e2d;", "中中"),
        ("&nbsp; &copy; & &; &#0; &#x110000;", "&nbsp; &copy; & &; &#0; &#x110000;"),
        ("a > b", "a > b"),
    ],
)
def test_character_references_are_those_of_the_server(source: str, text: str) -> None:
    assert parse_html(source) == (text, [])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("中<x>", 'Unsupported start tag "x" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=a_b>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>👍</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_bad_markup_is_refused_in_the_words_of_the_server(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.code == 400
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


def test_a_link_that_leads_nowhere_is_only_text() -> None:
    assert parse_html('<a href="javascript:alert(1)">x</a>') == ("x", [])


def test_text_is_cleaned_and_trimmed_with_its_entities() -> None:
    assert cleaned("a\r\n\x00b\u202e\u2068c\u2069") == "a\n b\u2068c\u2069"
    text, entities = parse_html("\n  <b>x </b> \n")
    assert trimmed(text, entities) == ("x", [entity("bold", 0, 1)])


def test_commands_and_addresses_are_found_but_not_inside_code() -> None:
    text, entities = parse_html("😀 /order@x_bot 见 https://a.example/b。 <code>/no</code> 12元/kg")
    found = [each for each in with_found(text, entities) if each["type"] != "code"]
    words = text.encode("utf-16-le")
    assert [
        (each["type"], words[each["offset"] * 2 : (each["offset"] + each["length"]) * 2].decode("utf-16-le"))
        for each in found
    ] == [("bot_command", "/order@x_bot"), ("url", "https://a.example/b")]


def test_a_message_is_rendered_with_breaks_and_escapes() -> None:
    text, entities = parse_html('<b>1 &lt; 2</b>\n<a href="https://e.com/&quot;&gt;">l</a><pre>a\nb</pre>')
    assert rendered(text, entities) == (
        '<b>1 &lt; 2</b><br><a href="https://e.com/&quot;&gt;" target="_blank" rel="noopener noreferrer">l</a>'
        "<pre>a\nb</pre>"
    )


def test_every_kind_of_entity_has_its_tag() -> None:
    source = (
        "<u>a</u><s>b</s><code>c</code><tg-spoiler>d</tg-spoiler><blockquote>e</blockquote>"
        '<blockquote class="expandable">f</blockquote><pre><code class="language-py">g</code></pre>'
    )
    text, entities = parse_html(source.replace('class="expandable"', "expandable"))
    assert rendered(text, entities) == source


def test_a_link_without_a_scheme_is_completed() -> None:
    assert parse_html("<a>example.com/x</a>")[1] == [entity("text_link", 0, 13, url="http://example.com/x")]
    assert parse_html('<a href="http://[x">y</a>') == ("y", [])


def test_half_a_character_is_no_text() -> None:
    with pytest.raises(ApiError, match="UTF-8"):
        cleaned("\ud83d")


def test_overlapping_entities_are_rendered_well_nested() -> None:
    overlapping = [entity("bold", 0, 2), entity("italic", 1, 2)]
    assert rendered("abc", overlapping) == "<b>a<i>b</i></b><i>c</i>"


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SAFE
        assert {name for name, _ in attrs} <= {"href", "target", "rel", "class"}
        if tag == "br":
            self.text.append("\n")
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


KINDS = st.sampled_from(["bold", "italic", "code", "pre", "spoiler", "blockquote", "underline", "mystery"])
WORDS = st.text(alphabet="ab<>&\"'\n😀中", max_size=12)


@given(WORDS, st.lists(st.tuples(KINDS, st.integers(0, 12), st.integers(0, 12)), max_size=5))
def test_whatever_is_rendered_is_safe_balanced_and_says_the_same(text: str, marks: list[tuple[str, int, int]]) -> None:
    size = utf16_length(text)
    whole = [entity(kind, at, length) for kind, at, length in marks if at + length <= size]
    # A mark that cuts an emoji in half is not a text anybody could send.
    cuts = {utf16_length(text[:end]) for end in range(len(text) + 1)}
    whole = [each for each in whole if {each["offset"], each["offset"] + each["length"]} <= cuts]
    page = _Balance()
    page.feed(rendered(text, whole))
    page.close()
    assert page.open == []
    assert "".join(page.text) == text


@given(st.text(alphabet="<>/&;ab ='\"#x1!", max_size=30))
def test_any_markup_is_parsed_or_refused(source: str) -> None:
    text, refusal = "", "Bad Request: can't parse entities: "
    entities: list[dict[str, Any]] = []
    try:
        text, entities = parse_html(source)
    except ApiError as error:
        refusal = error.description
    assert refusal.startswith("Bad Request: can't parse entities: ")
    assert all(each["offset"] + each["length"] <= utf16_length(text) for each in entities)
