"""Finding by name: what a rep types into the chat is what they remember, not what is in the books."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search import Entry, Hit, NameIndex, Reason, compact, fold

HENGDA, YUEFENG, SHANXIN, CHONGQING, TCL, METAL, PETRO = range(1, 8)
CUSTOMERS = (
    Entry(HENGDA, ("佛山市恒达电子有限公司", "恒达", "YW0001", "陈志强")),
    Entry(YUEFENG, ("东莞粤丰贸易有限公司", "粤丰", "KD-0102")),
    Entry(SHANXIN, ("单氏新材料厂", "GS0003", "HP-12A")),
    Entry(CHONGQING, ("重庆长安机械", "YW0207", "吕芳")),
    Entry(TCL, ("TCL电器惠州公司", "YW0300")),
    Entry(METAL, ("Rare Metal Trading Ltd.", "Müller & Söhne", "KD0400")),
    Entry(PETRO, ("中国石油化工集团", "YW0555", "13800138000")),
)


@pytest.fixture(scope="module")
def customers() -> NameIndex:
    return NameIndex(CUSTOMERS)


def ids(hits: Sequence[Hit]) -> list[int]:
    return [hit.id for hit in hits]


def first(index: NameIndex, query: str) -> tuple[int, str]:
    hits = index.find(query)
    assert hits, f"{query} finds nobody"
    return hits[0].id, str(hits[0].reason)


@pytest.mark.parametrize(
    ("query", "found", "reason"),
    [
        ("恒达", HENGDA, "exact"),
        ("  恒 达 ", HENGDA, "exact"),
        ("rare metal trading ltd", METAL, "exact"),
        ("yw0001", HENGDA, "code"),
        ("hp12a", SHANXIN, "code"),
        ("ＨＰ－１２Ａ", SHANXIN, "code"),
        ("hp_12 a", SHANXIN, "code"),
        ("13800138000", PETRO, "code"),
        ("kd01", YUEFENG, "prefix"),
        ("东莞粤", YUEFENG, "prefix"),
        ("r", METAL, "prefix"),
        ("贸易", YUEFENG, "part"),
        ("志", HENGDA, "part"),
        ("metal", METAL, "part"),
        ("0138", PETRO, "part"),
        ("muller", METAL, "prefix"),
        ("東莞粵豐", YUEFENG, "misspelled"),
        ("恆達", HENGDA, "exact"),
    ],
)
def test_a_name_is_found_by_what_is_written(customers: NameIndex, query: str, found: int, reason: str) -> None:
    assert first(customers, query) == (found, reason)


@pytest.mark.parametrize(
    ("query", "found", "reason"),
    [
        ("hengda", HENGDA, "pinyin"),
        ("Heng Da", HENGDA, "pinyin"),
        ("hengd", HENGDA, "pinyin"),
        ("heng", HENGDA, "pinyin"),
        ("he", HENGDA, "pinyin"),
        ("dianzi", HENGDA, "pinyin"),
        ("foshanshihengdadianzi", HENGDA, "pinyin"),
        ("hd", HENGDA, "initials"),
        ("fsshd", HENGDA, "initials"),
        ("yfmy", YUEFENG, "initials"),
        ("tcldq", TCL, "initials"),
        ("tcldianqi", TCL, "pinyin"),
        ("foshanhuizhou", 0, ""),
        ("czq", HENGDA, "initials"),
        ("b", 0, ""),
    ],
)
def test_a_name_is_found_by_how_it_is_read(customers: NameIndex, query: str, found: int, reason: str) -> None:
    hits = customers.find(query)
    assert [(hit.id, hit.reason) for hit in hits[:1]] == ([(found, reason)] if found else [])


@pytest.mark.parametrize("query", ["shanshi", "danshi", "ssxcl"])
def test_a_surname_with_two_readings_is_found_by_both(customers: NameIndex, query: str) -> None:
    assert SHANXIN in ids(customers.find(query))


@pytest.mark.parametrize("query", ["chongqing", "cqca", "zhongqing", "changan", "lvfang", "lufang"])
def test_a_place_or_a_person_is_found_by_any_usual_reading(customers: NameIndex, query: str) -> None:
    assert ids(customers.find(query)) == [CHONGQING]


def test_pinyin_begins_at_a_syllable_and_not_within_one(customers: NameIndex) -> None:
    assert customers.find("engda") == [] or customers.find("engda")[0].reason == Reason.MISSPELLED
    assert customers.find("ian") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("恒大", HENGDA),  # the same sound
        ("衡答", HENGDA),
        ("横达电子", HENGDA),
        ("痕达", HENGDA),  # heard alike in the south
        ("东莞月丰贸易", YUEFENG),
        ("重庆常安", CHONGQING),
        ("重庆长安机器", CHONGQING),  # one character wrong
        ("重庆安长机械", CHONGQING),  # changed over
        ("hemgda", HENGDA),
        ("hegnda", HENGDA),
        ("hengdaa", HENGDA),
        ("YW00001", HENGDA),
        ("YW001", HENGDA),
        ("kd0401", METAL),
        ("metel", METAL),
        ("trading metl rare", METAL),
    ],
)
def test_a_slip_still_finds(customers: NameIndex, query: str, found: int) -> None:
    hits = customers.find(query)
    assert found in ids(hits)
    assert {hit.reason for hit in hits if hit.id == found} == {Reason.MISSPELLED}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("中石油", PETRO),
        ("佛山恒达", HENGDA),
        ("恒达电子公司", HENGDA),
        ("给恒达的陈总", HENGDA),
        ("order for yw0555 please", PETRO),
        ("恒达 佛山", HENGDA),
        ("metal rare", METAL),
        ("yw0001 恒达", HENGDA),
    ],
)
def test_more_or_fewer_words_than_the_name_has_still_find_it(customers: NameIndex, query: str, found: int) -> None:
    assert first(customers, query) == (found, "part")


def test_every_word_may_be_given_in_its_own_way(customers: NameIndex) -> None:
    assert first(customers, "佛山 hd") == (HENGDA, "initials")
    assert first(customers, "czq 恒达") == (HENGDA, "initials")
    assert ids(customers.find("佛山 粤丰")) != [HENGDA]


@pytest.mark.parametrize("query", ["", "   ", "—-_", "\u200b", "👍", "西安奥迪", "qqqq", "zz", "错别", "9x"])
def test_what_nobody_is_called_finds_nobody(customers: NameIndex, query: str) -> None:
    assert customers.find(query) == []


def test_a_pasted_page_is_searched_by_its_beginning(customers: NameIndex) -> None:
    assert ids(customers.find("粤丰" + "，" * 100 + "恒达" * 5000)) == [YUEFENG]


def test_the_very_name_comes_before_its_beginning_a_part_the_reading_and_a_slip() -> None:
    index = NameIndex(
        [
            Entry(1, ("横大",), recent=9),
            Entry(2, ("佛山恒达",), recent=8),
            Entry(3, ("恒达电子",), recent=7),
            Entry(4, ("恒达",), recent=6),
        ]
    )
    assert [(hit.id, hit.reason) for hit in index.find("恒达")] == [
        (4, "exact"),
        (3, "prefix"),
        (2, "part"),
        (1, "misspelled"),
    ]
    scores = [hit.score for hit in index.find("恒达")]
    assert scores == sorted(set(scores), reverse=True)


def test_of_names_that_sound_the_same_the_whole_comes_before_its_beginning_and_a_part() -> None:
    index = NameIndex(
        [Entry(1, ("佛山恒达",), recent=9), Entry(2, ("恒达电子",), recent=8), Entry(3, ("恒达",), recent=7)]
    )
    assert [(hit.id, hit.reason) for hit in index.find("横大")] == [
        (3, "misspelled"),
        (2, "misspelled"),
        (1, "misspelled"),
    ]


def test_written_letters_come_before_letters_read() -> None:
    index = NameIndex([Entry(1, ("恒达",), recent=9), Entry(2, ("XHD Ltd",)), Entry(3, ("HD Ltd",))])
    assert [(hit.id, hit.reason) for hit in index.find("hd")] == [(3, "prefix"), (2, "part"), (1, "initials")]


def test_of_equals_the_more_recent_comes_first_then_the_shorter_name() -> None:
    index = NameIndex(
        [
            Entry(1, ("恒达电子集团",), recent=5),
            Entry(2, ("恒达电子",), recent=5),
            Entry(3, ("恒达电子有限公司",), recent=6),
            Entry(4, ("恒达电器",), recent=5),
        ]
    )
    assert ids(index.find("恒达")) == [3, 2, 4, 1]
    index.put(Entry(1, ("恒达电子集团",), recent=7))
    assert ids(index.find("恒达")) == [1, 3, 2, 4]


def test_at_most_as_many_as_asked_for_are_found(customers: NameIndex) -> None:
    assert len(customers.find("公司")) == 3
    assert len(customers.find("公司", limit=2)) == 2
    assert customers.find("公司", limit=0) == []


def test_nobody_is_shown_whom_the_person_may_not_see(customers: NameIndex) -> None:
    assert ids(customers.find("恒达", allowed=lambda found: found != HENGDA)) == []
    assert ids(customers.find("hegnda", allowed=lambda found: found != HENGDA)) == []
    assert ids(customers.find("公司", allowed=lambda found: found == TCL)) == [TCL]


def test_a_changed_name_is_found_by_the_new_one_only() -> None:
    index = NameIndex([Entry(1, ("恒达", "YW0001")), Entry(2, ("恒达二厂",))])
    index.put(Entry(1, ("粤丰", "YW0001")))
    assert ids(index.find("恒达")) == [2]
    assert ids(index.find("yf")) == [1]
    assert ids(index.find("YW0001")) == [1]
    assert len(index) == 2


def test_what_was_removed_is_gone_and_removing_it_again_is_no_error() -> None:
    index = NameIndex(CUSTOMERS)
    for entry in CUSTOMERS:
        index.remove(entry.id)
    index.remove(HENGDA)
    assert len(index) == 0
    assert [index.find(query) for query in ("恒达", "hd", "hengda", "hegnda", "公司")] == [[]] * 5
    index.put(CUSTOMERS[0])
    assert ids(index.find("恒达")) == [HENGDA]


def test_names_without_a_letter_are_passed_over() -> None:
    index = NameIndex([Entry(1, ("", "---", "恒达")), Entry(2, ())])
    assert ids(index.find("恒达")) == [1]


def test_among_thousands_the_very_name_and_the_most_recent_are_found() -> None:
    entries = [Entry(number, (f"佛山公司{number}",), recent=number) for number in range(1, 2500)]
    index = NameIndex([Entry(9000, ("公司",), recent=-1), *entries])
    found = index.find("公司", limit=3)
    assert ids(found) == [9000, 2499, 2498]
    assert ids(index.find("公司", allowed=lambda entry: entry in {7, 8})) == [8, 7]


def test_a_slip_is_forgiven_where_everybody_has_nearly_the_same_name() -> None:
    index = NameIndex(Entry(number, (f"佛山公司{number}",)) for number in range(4100))
    index.put(Entry(9000, ("佛山公司恒达",)))
    assert ids(index.find("佛山恭司横达")) == [9000]
    assert ids(index.find("佛山公厂恒达")) == [9000]
    assert ids(index.find("fosahn", limit=1)) != []


def test_a_longer_code_is_a_slip_and_not_the_shorter_code_within_it() -> None:
    index = NameIndex([Entry(1, ("YW1234",)), Entry(2, ("张",))])
    assert [(hit.id, hit.reason) for hit in index.find("yw12345")] == [(1, "misspelled")]
    assert [(hit.id, hit.reason) for hit in index.find("给yw-1234发货")] == [(1, "part")]
    assert index.find("张家港") == []


def test_width_case_accents_and_script_make_no_difference() -> None:
    assert fold("  ＡＢＣ　龍Ｅé ") == "abc 龙ee"
    assert compact("HP-12_a（大）") == "hp12a大"


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5))
def test_whatever_a_name_is_made_of_it_is_found_by_itself(names: list[str]) -> None:
    index = NameIndex(Entry(number, (name,)) for number, name in enumerate(names))
    for number, name in enumerate(names):
        expected = [number] if compact(name) else []
        assert [hit.id for hit in index.find(name) if hit.id == number] == expected
        index.find(name[:-1] + "x")
