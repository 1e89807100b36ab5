"""The looks at a photo until its codes are read.

One look finds a code that is sharp, evenly lit and straight. A photo of a waybill is often none of these, so it is
looked at in rounds, the cheap ones first: the picture as it is; the striped places in it, each laid straight, its
light evened out, its bars averaged along their length against noise; the striped places with their blur taken back;
smaller and sharper, for a QR code; the striped places without their blur at slight angles, against perspective. A code
in the first round may be one of two, so the second round is always looked through, and each round to its end. No look
is begun after `TIME_S`. What a code's own check does not make certain counts when two looks agree.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

import zxingcpp
from PIL import Image, ImageFilter

from handlers.barcodes.blur import sharp_rows
from handlers.barcodes.light import evened
from handlers.barcodes.opening import fit, light_of
from handlers.barcodes.stripes import Place, striped_places

TIME_S = 0.7  # of one processor
ROUGH_SIDE = 1600  # pixels of the longer side
WIDE, TALL = 1200, 240  # pixels of a place that was laid straight; lower where it is
ROWS, ROW_HIGH = 12, 5  # into which its bars are averaged; pixels
QUIET = 1.25  # of the place's width: paper must be seen on both sides
ANGLES = (-2, 2, -4, 4)  # degrees beside the reckoned direction
BLURS = (3, 2, 4, 5, 6)  # pixels of a place that was laid straight
NOISES = (0.01, 0.03)  # part of the light's power
QR_SIDES = (350, 500, 700, 300, 420, 600, 250, 900)  # the best guesses first
QR_SHARPER = ((2, 300), (4, 500), (3, 500))
SURE = 2  # rounds: what is read in a sharpened picture may be a guess
SHORTEST = 5  # characters; what is read from a fence or a keyboard is shorter

_Kind = zxingcpp.BarcodeFormat
_BARS = [_Kind.Code128, _Kind.Code39, _Kind.Code93, _Kind.Codabar, _Kind.ITF, _Kind.EANUPC]
BARS, QR = zxingcpp.BarcodeFormats(_BARS), zxingcpp.BarcodeFormats([_Kind.QRCode])
ALL = zxingcpp.BarcodeFormats([*_BARS, _Kind.QRCode])
CHECKED = ("Code128", "Code93", "QRCode")  # a wrong reading passes once in a hundred at most; of an EAN one in ten
# A line that leaves these bars sideways reads a shorter number, and nothing in it shows that: only straight is certain.
CUT_SHORT = (_Kind.ITF, _Kind.ITF14, _Kind.Codabar)
Look = Callable[[], list[zxingcpp.Barcode]]


@dataclass(frozen=True)
class Code:
    """What a code says, and what kind it is: Code128, Code39, EAN13, ITF, QRCode …"""

    text: str
    kind: str


def read_codes(content: bytes) -> list[Code]:
    """The codes in a picture, those found first first; maybe none. Takes up to a second: never call it on the loop.

    Raises TooManyPixelsError, BrokenPictureError.
    """
    until = time.thread_time() + TIME_S
    grey = light_of(content)
    found: dict[str, Code] = {}
    doubted: set[str] = set()
    for number, looks in enumerate(_rounds(grey)):
        before = len(found)
        for look in looks:
            for text, kind in _read(look):
                if (number < SURE and kind in CHECKED) or text in doubted:
                    found.setdefault(text, Code(text, kind))
                doubted.add(text)
            if time.thread_time() > until:
                return _whole(found)
        if found and (before or number > 0):
            break
    return _whole(found)


def _read(look: Look) -> set[tuple[str, str]]:
    """What one look sees, each number once."""
    return {(seen.text, seen.format.name) for seen in look() if len(seen.text.strip()) >= SHORTEST}


def _whole(found: dict[str, Code]) -> list[Code]:
    """Without those that are a piece of another one of the same kind."""
    codes = list(found.values())
    return [
        code
        for code in codes
        if not any(code.kind == other.kind and code != other and code.text in other.text for other in codes)
    ]


def _rounds(grey: Image.Image) -> Iterator[Iterator[Look]]:
    """The looks, round by round."""
    yield iter([lambda: _rough(fit(grey, ROUGH_SIDE))])
    places = striped_places(grey)
    yield (look for place in places for look in _straight(grey, place))
    yield (look for place in places for look in _unblurred(grey, place))
    yield _small(grey)
    for angle in ANGLES:
        yield (look for place in places for look in _unblurred(grey, _turned(place, angle)))


def _turned(place: Place, degrees: float) -> Place:
    return replace(place, angle=place.angle + math.radians(degrees))


def _rough(grey: Image.Image) -> list[zxingcpp.Barcode]:
    seen = zxingcpp.read_barcodes(grey, ALL)
    return [code for code in seen if code.format not in CUT_SHORT]


def _straight(grey: Image.Image, place: Place) -> Iterator[Look]:
    """A place as it is, and with even light, each line by itself and averaged."""
    laid = laid_straight(grey, place)
    yield lambda: _bars(laid)
    even = evened(laid)
    yield lambda: _bars(even)
    yield lambda: _bars(_averaged(even))


def _unblurred(grey: Image.Image, place: Place) -> Iterator[Look]:
    """A place without its blur, as it was lit and with even light."""
    laid = laid_straight(grey, place)
    for straight in (evened(laid), laid):
        rows = straight.resize((straight.width, ROWS), Image.Resampling.BOX)
        for blur, noise in product(BLURS, NOISES):
            yield partial(_sharp_bars, rows, blur, noise)


def _small(grey: Image.Image) -> Iterator[Look]:
    """A QR code is large in a photo: fewer pixels are less noise, and then blur can be taken back."""
    for side in QR_SIDES:
        small = fit(grey, side)
        for radius, strength in QR_SHARPER:
            yield partial(_sharper_qr, small, radius, strength)


def _bars(straight: Image.Image) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(straight, BARS, try_rotate=False, try_downscale=False, try_invert=False)


def _sharp_bars(rows: Image.Image, blur: float, noise: float) -> list[zxingcpp.Barcode]:
    return _bars(sharp_rows(rows, blur, noise, ROW_HIGH))


def _sharper_qr(small: Image.Image, radius: float, strength: int) -> list[zxingcpp.Barcode]:
    sharp = small.filter(ImageFilter.UnsharpMask(radius, strength, 0))
    twice = sharp.resize((2 * small.width, 2 * small.height), Image.Resampling.BICUBIC)
    return zxingcpp.read_barcodes(twice, QR, try_rotate=False, try_downscale=False, try_invert=False)


def laid_straight(grey: Image.Image, place: Place) -> Image.Image:
    """A place cut out with its bars upright, and paper on both sides."""
    cos, sin = math.cos(place.angle), math.sin(place.angle)
    long, high = place.across * QUIET + 20, place.along
    reach = (abs(long * cos) + abs(high * sin)) / 2 + 2, (abs(long * sin) + abs(high * cos)) / 2 + 2
    left, upper = max(0, int(place.x - reach[0])), max(0, int(place.y - reach[1]))
    right, lower = min(grey.width, int(place.x + reach[0])), min(grey.height, int(place.y + reach[1]))
    part = grey.crop((left, upper, right, lower))
    shrink = max(1, int(long / WIDE))
    part = part.reduce(shrink)
    x, y = (place.x - left) / shrink, (place.y - upper) / shrink
    step = long / WIDE / shrink
    tall = min(TALL, max(ROWS, round(high / shrink / step)))
    down = high / shrink / tall
    middle = WIDE / 2 * step, tall / 2 * down
    return part.transform(
        (WIDE, tall),
        Image.Transform.AFFINE,
        (
            cos * step, -sin * down, x - middle[0] * cos + middle[1] * sin,
            sin * step, cos * down, y - middle[0] * sin - middle[1] * cos,
        ),
        Image.Resampling.BICUBIC,
        fillcolor=200,
    )  # fmt: skip


def _averaged(straight: Image.Image) -> Image.Image:
    """Each bar averaged along its length, in some rows: noise goes, and what is askew stays in its row."""
    rows = straight.resize((straight.width, ROWS), Image.Resampling.BOX)
    return rows.resize((rows.width, ROWS * ROW_HIGH), Image.Resampling.NEAREST)
