"""Bar codes in pictures: every kind that couriers print, held anyhow; and pictures that are none."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from handlers.barcodes import BrokenPictureError, TooManyPixelsError, read_codes, reading
from handlers.barcodes.blur import sharp_rows
from handlers.barcodes.light import evened
from handlers.barcodes.reading import Code, _whole
from handlers.barcodes.stripes import striped_places
from tests.waybills import FORMATS, as_file, drawn, head_only, paper

SF = "SF1234567890123"


def texts(picture: Image.Image, form: str = "JPEG") -> list[str]:
    return [code.text for code in read_codes(as_file(picture, form))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (SF, "Code128"), ("DPK12345678", "Code39"), ("JT0012345678", "Code93"), ("6971269753799", "EAN13"),
        ("12345678901231", "ITF"), (f"https://express.example/q?n={SF}", "QRCode"),
    ],
)  # fmt: skip
def test_every_kind_that_couriers_print_is_read(text: str, kind: str) -> None:
    [code] = read_codes(as_file(paper((text, kind))))
    assert code.text == text
    assert code.kind.startswith(kind)


@pytest.mark.parametrize("angle", [7, 23, 38, 45, 67, 90, 135, 200, 312])
def test_a_code_is_read_whichever_way_the_phone_was_held(angle: int) -> None:
    assert texts(paper((SF, "Code128"), angle=angle)) == [SF]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_every_form_of_picture_that_phones_send_is_read(form: str) -> None:
    assert texts(paper((SF, "Code128")), form) == [SF]


@pytest.mark.parametrize("angle", [0, 30])
def test_both_codes_in_a_picture_are_read(angle: int) -> None:
    both = paper((SF, "Code128"), ("YT7654321098765", "Code128"), angle=angle)
    assert sorted(texts(both)) == [SF, "YT7654321098765"]


def test_bars_beside_a_square_code_are_read_although_the_square_one_is_found_first() -> None:
    both = paper((SF, "QRCode"), ("YT7654321098765", "Code128"), size=(900, 900), angle=40)
    assert sorted(texts(both)) == [SF, "YT7654321098765"]


def test_a_code_half_in_the_shadow_of_a_hand_is_read() -> None:
    sheet = paper((SF, "Code128"), angle=-8)
    shade = Image.new("L", sheet.size, 255)
    ImageDraw.Draw(shade).rectangle((0, 0, sheet.width // 2, sheet.height), fill=80)
    dark = Image.composite(sheet, sheet.point(lambda light: light * 80 // 255), shade.point(lambda v: 255 * (v > 200)))
    assert texts(dark) == [SF]


def test_a_blurred_code_is_read() -> None:
    assert texts(paper((SF, "Code128"), angle=12).filter(ImageFilter.GaussianBlur(1.7))) == [SF]


@pytest.mark.parametrize(
    ("text", "kind"), [("DPK12345678", "Code39"), ("6971269753799", "EAN13"), ("12345678901231", "ITF")]
)
def test_a_code_blurred_until_its_bars_run_together_is_read(text: str, kind: str) -> None:
    sheet = paper((text, kind), angle=12).filter(ImageFilter.GaussianBlur(1.9))
    assert zxingcpp.read_barcodes(sheet.rotate(-12, Image.Resampling.BICUBIC)) == [], "it is read as it is"
    assert texts(sheet) == [text]


def test_blur_is_taken_back() -> None:
    sharp = Image.new("L", (400, 4), 220)
    for left in range(100, 300, 20):
        ImageDraw.Draw(sharp).rectangle((left, 0, left + 9, 3), fill=30)
    blurred = sharp.filter(ImageFilter.GaussianBlur((5, 0)))
    again = sharp_rows(blurred, 5, 0.01, 2)
    assert again.size == (800, 8)
    assert contrast(blurred) < 130 < contrast(again.reduce(2))


def contrast(bars: Image.Image) -> int:
    """Between the darkest and the lightest in the midst of the bars."""
    lights = bars.crop((150, 0, 250, 1)).tobytes()
    return max(lights) - min(lights)


def test_a_blurred_square_code_is_read() -> None:
    sheet = Image.new("L", (900, 900), 235)
    sheet.paste(drawn(SF, "QRCode", scale=14), (250, 250))
    assert texts(sheet.filter(ImageFilter.GaussianBlur(7.5))) == [SF]


def test_a_small_code_in_a_large_picture_is_read() -> None:
    sheet = Image.new("L", (4000, 3000), 235)
    sheet.paste(drawn(SF, scale=3), (2500, 900))
    assert texts(sheet.rotate(20, Image.Resampling.BICUBIC, fillcolor=235)) == [SF]


def test_what_is_transparent_is_paper() -> None:
    code = drawn(SF)
    seen = Image.merge("LA", (Image.new("L", code.size, 0), code.point(lambda light: 255 - light)))
    assert texts(seen, "PNG") == [SF]


@pytest.mark.parametrize("turn", [0, 9, 22, -22])
def test_a_code_that_a_slanting_line_cuts_short_is_never_read_short(turn: int) -> None:
    number = "98923277177796"
    assert set(texts(paper((number, "ITF"), angle=turn))) <= {number}


@dataclass
class Seen:
    """What the decoder says of a code."""

    text: str
    format: zxingcpp.BarcodeFormat


def test_a_number_that_its_own_check_leaves_uncertain_counts_when_two_looks_agree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong, right = Seen("0192800000936", FORMATS["EAN13"]), Seen("6928933482585", FORMATS["EAN13"])
    sure = Seen(SF, FORMATS["Code128"])
    looks = iter([lambda: [wrong, sure], lambda: [right], lambda: [right]])
    monkeypatch.setattr(reading, "_rounds", lambda _grey: iter([looks]))
    assert texts(paper((SF, "Code128"))) == [SF, "6928933482585"]


def test_no_look_is_begun_when_the_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "TIME_S", 0.0)
    looks: list[int] = []
    first = (lambda: looks.append(1) or [], lambda: looks.append(2) or [])
    monkeypatch.setattr(reading, "_rounds", lambda _grey: iter([iter(first)]))
    assert texts(paper((SF, "Code128"))) == []
    assert looks == [1]


def test_a_piece_of_a_number_of_the_same_kind_is_dropped() -> None:
    codes = [Code("98923277", "ITF"), Code("98923277177796", "ITF"), Code("98923277", "QRCode")]
    assert _whole({str(place): code for place, code in enumerate(codes)}) == codes[1:]


@pytest.mark.parametrize("size", [(8, 8), (1, 1), (30, 900), (900, 700)])
def test_a_picture_without_a_code_has_none(size: tuple[int, int]) -> None:
    assert texts(Image.new("L", size, 235), "PNG") == []


def test_a_keyboard_and_a_fence_are_no_codes() -> None:
    fence = Image.new("L", (900, 600), 235)
    for place in range(30):
        ImageDraw.Draw(fence).rectangle((20 + place * 28, 100, 32 + place * 28, 500), fill=40)
    assert texts(fence) == []


def test_the_striped_place_is_found_with_its_direction() -> None:
    [place, *_others] = striped_places(paper((SF, "Code128"), size=(1400, 1000), angle=-30))
    assert abs(place.angle - 0.5236) < 0.03


def test_light_is_evened_and_print_stays() -> None:
    code = drawn(SF)
    dark = code.point(lambda light: light * 60 // 255)
    assert abs(evened(dark).getextrema()[1] - evened(code).getextrema()[1]) < 6


@pytest.mark.parametrize(("wide", "high"), [(8000, 6251), (30000, 30000), (2**31 - 1, 2**31 - 1)])
def test_a_huge_picture_is_refused_by_its_head_alone(wide: int, high: int) -> None:
    with pytest.raises(TooManyPixelsError):
        read_codes(head_only(wide, high))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_ends_in_the_middle_is_refused(form: str) -> None:
    whole = as_file(paper((SF, "Code128")), form)
    for length in (20, len(whole) // 3):
        with pytest.raises(BrokenPictureError):
            read_codes(whole[:length])


@pytest.mark.parametrize("content", [b"", b"hello", b"GIF89a" + bytes(40), b"\xff\xd8\xff" + bytes(400)])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenPictureError):
        read_codes(content)
