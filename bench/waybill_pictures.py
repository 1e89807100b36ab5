"""Made photos of waybills: a label with a bar code on a parcel, turned, tilted, blurred, shaded, noisy, as JPEG.

Every picture follows from its number alone. What a phone does to a label is drawn in this order: the label is laid
askew on the parcel, light and shadow fall on it, the lens blurs, the hand shakes, the sensor adds noise, and the chat
compresses. Strengths are drawn evenly between nothing and the most that is named below. The finest bar is at least
1.6 pixels wide before any of it: below that there are fewer pixels than bars, and no program reads a number.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pylopdf_fonts_zh_cn import sans_path

SHORTEST, LONGEST = 640, 4000  # pixels of the longer side
FINEST_BAR = 1.6  # pixels
BLUR, SHAKE = 0.6, 1.0  # of the finest bar's width: deviation of the blur, length of the motion
NOISE = 16.0  # deviation, of 255
DARKEST = 0.35  # of the light, in the deepest shadow
QUALITY = (35, 92)  # JPEG
TILT = 0.05  # how far a corner is off through perspective, of the label's size
FORMATS = {
    "Code128": zxingcpp.BarcodeFormat.Code128,
    "Code39": zxingcpp.BarcodeFormat.Code39,
    "EAN": zxingcpp.BarcodeFormat.EAN13,
    "ITF": zxingcpp.BarcodeFormat.ITF,
    "QR": zxingcpp.BarcodeFormat.QRCode,
}
KINDS = ("Code128", "Code128", "Code128", "Code39", "EAN", "ITF", "QR", "QR")  # as often as couriers print them
Grey = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Picture:
    """A made photo: what stands in its code, and what was done to it, in words."""

    kind: str
    number: str
    content: bytes
    told: str


def picture(seed: int) -> Picture:
    """The picture with this number."""
    dice = Random(seed)  # noqa: S311 - pictures, not secrets
    kind = KINDS[dice.randrange(len(KINDS))]
    number = _number(dice, kind)
    long_side = round(math.exp(dice.uniform(math.log(SHORTEST), math.log(LONGEST))))
    size = (long_side, round(long_side * 0.75))
    if dice.random() < 0.6:
        size = (size[1], size[0])
    code = np.asarray(zxingcpp.create_barcode(number, FORMATS[kind]).to_image(scale=1))
    most = min(size) * (0.9 if kind != "QR" else 0.6)
    least = max(FINEST_BAR * code.shape[1], most * 0.5)
    bar = dice.uniform(least, max(least, most)) / code.shape[1]
    angle = _angle(dice)
    grey = _photo(dice, size, _label(dice, kind, number, code, bar), angle)
    blur, quality = _through_the_lens(dice, grey, bar)
    told = f"{size[0]}x{size[1]} bar {bar:.1f}px {angle:.0f}° blur {blur:.1f} bars q{quality[1]}"
    return Picture(kind, number, quality[0], told)


def _digits(dice: Random, count: int) -> str:
    return "".join(str(dice.randrange(10)) for _ in range(count))


def _number(dice: Random, kind: str) -> str:
    """A number as couriers of this kind of code write it."""
    if kind == "EAN":
        head = "69" + _digits(dice, 10)
        odd, even = sum(map(int, head[::2])), sum(map(int, head[1::2]))
        return head + str(-(odd + 3 * even) % 10)
    if kind == "ITF":
        return _digits(dice, 14)
    if kind == "Code39":
        return dice.choice(["DPK", "ZY", "K"]) + _digits(dice, 8)
    forms = ("SF1" + _digits(dice, 12), "YT" + _digits(dice, 13), "7" + _digits(dice, 14), "JDVA" + _digits(dice, 11))
    number = dice.choice(forms)
    return f"https://express.example/q?mailno={number}" if kind == "QR" and dice.random() < 0.4 else number


def _angle(dice: Random) -> float:
    """Degrees: held nearly straight, or along a side, or any way."""
    way = dice.random()
    if way < 0.4:
        return dice.uniform(-12, 12)
    if way < 0.6:
        return dice.choice([90, 180, 270]) + dice.uniform(-12, 12)
    return dice.uniform(0, 360)


def _label(dice: Random, kind: str, number: str, code: Any, bar: float) -> Image.Image:
    """The label as printed, twice as fine as it will be seen."""
    scale = max(2, round(bar * 2))
    paper, ink = dice.randint(205, 250), dice.randint(15, 70)
    bars = np.repeat(np.repeat(code, scale, axis=1), scale, axis=0)
    if kind != "QR":
        bars = np.repeat(bars[:1], round(bars.shape[1] * dice.uniform(0.18, 0.4)), axis=0)
    high, wide = bars.shape
    margin = round(wide * 0.04)
    text_size = max(10, wide // 18)
    label = Image.new("L", (wide + 2 * margin, high + 2 * margin + text_size * 6), paper)
    label.paste(Image.fromarray(np.where(bars > 127, paper, ink).astype(np.uint8)), (margin, margin + text_size * 2))
    draw = ImageDraw.Draw(label)
    font = ImageFont.truetype(str(sans_path()), text_size)
    draw.text((margin, text_size // 3), "标准快递  收件：广东省广州市", fill=ink, font=font)
    below = margin + text_size * 2 + high
    draw.text((margin, below), number[-20:], fill=ink, font=font)
    draw.text((margin, below + round(text_size * 1.6)), "寄件：深圳市南山区  月结  1/1", fill=ink, font=font)
    draw.rectangle((1, 1, label.width - 2, label.height - 2), outline=ink, width=max(1, scale // 2))
    return label.resize((round(label.width * bar / scale), round(label.height * bar / scale)), Image.Resampling.BOX)


def _photo(dice: Random, size: tuple[int, int], label: Image.Image, angle: float) -> Grey:
    """The label on the parcel, askew, in uneven light."""
    wide, high = size
    across = np.linspace(0, 1, wide, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    grain = np.asarray(Image.fromarray(_noise(dice, 48, 48)).resize(size, Image.Resampling.BICUBIC), dtype=np.float32)
    grey = np.float32(dice.uniform(70, 190)) + grain * 14
    askew, mask, corner = _askew(dice, label, angle, size)
    x, y = corner
    within = (slice(max(0, y), min(high, y + askew.shape[0])), slice(max(0, x), min(wide, x + askew.shape[1])))
    cut = (
        slice(within[0].start - y, within[0].stop - y),
        slice(within[1].start - x, within[1].stop - x),
    )
    grey[within] = grey[within] * (1 - mask[cut]) + askew[cut] * mask[cut]
    turn = dice.uniform(0, math.tau)
    slope = (across - 0.5) * math.cos(turn) + (down - 0.5) * math.sin(turn)
    grey *= np.clip(0.85 + slope * dice.uniform(0, 0.5), DARKEST, 1.15)
    if dice.random() < 0.4:
        grey *= _shadow(dice, size)
    return grey


def _noise(dice: Random, high: int, wide: int) -> Grey:
    return np.random.default_rng(dice.getrandbits(32)).standard_normal((high, wide), dtype=np.float32)


def _askew(dice: Random, label: Image.Image, angle: float, size: tuple[int, int]) -> tuple[Grey, Grey, tuple[int, int]]:
    """The label turned and seen from a side, where it covers the picture, and its upper left corner there."""
    wide, high = label.size
    corners = [
        (edge_x + dice.uniform(-TILT, TILT) * wide, edge_y + dice.uniform(-TILT, TILT) * high)
        for edge_x, edge_y in ((0, 0), (0, high), (wide, high), (wide, 0))
    ]
    tilted = label.transform(
        label.size, Image.Transform.QUAD, [part for one in corners for part in one], Image.Resampling.BICUBIC
    )
    turned = tilted.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    mask = Image.new("L", label.size, 255).rotate(angle, Image.Resampling.BILINEAR, expand=True)
    loose = (size[0] - turned.width, size[1] - turned.height)
    corner = tuple(round(dice.uniform(0.4, 0.6) * one) for one in loose)
    grey, covers = (np.asarray(one, dtype=np.float32) for one in (turned, mask))
    return grey, covers / 255, (corner[0], corner[1])


def _shadow(dice: Random, size: tuple[int, int]) -> Grey:
    """The shadow of a hand or the phone: an edge across the picture, more or less soft."""
    small = Image.new("L", (160, 160), 255)
    edge = dice.uniform(30, 130)
    other = edge + dice.uniform(-50, 50)
    ImageDraw.Draw(small).polygon([(edge, 0), (160, 0), (160, 160), (other, 160)], fill=0)
    soft = small.rotate(dice.uniform(0, 360), fillcolor=255).filter(ImageFilter.GaussianBlur(dice.uniform(1, 8)))
    light = np.asarray(soft.resize(size, Image.Resampling.BICUBIC), dtype=np.float32) / 255
    deepest = dice.uniform(DARKEST, 0.9)
    return deepest + light * (1 - deepest)


def _through_the_lens(dice: Random, grey: Grey, bar: float) -> tuple[float, tuple[bytes, int]]:
    """Blur, shake, noise and compression; gives how blurred it is, and the file with its quality."""
    blur = dice.uniform(0, BLUR)
    seen = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(blur * bar))
    moved = np.asarray(seen, dtype=np.float32)
    if dice.random() < 0.3:
        moved = _shaken(moved, dice.uniform(0, SHAKE) * bar, dice.uniform(0, math.pi))
    noisy = moved + _noise(dice, *moved.shape) * dice.uniform(0, NOISE)
    quality = dice.randint(*QUALITY)
    made = io.BytesIO()
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).convert("RGB").save(made, "JPEG", quality=quality)
    return blur, (made.getvalue(), quality)


def _shaken(grey: Grey, length: float, way: float) -> Grey:
    """Moved by so many pixels while it was taken."""
    steps = [(step - 2) / 4 * length for step in range(5)]
    moves = [(round(step * math.cos(way)), round(step * math.sin(way))) for step in steps]
    moved: Grey = np.mean([np.roll(grey, move, axis=(1, 0)) for move in moves], axis=0, dtype=np.float32)
    return moved
