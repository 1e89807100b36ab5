"""Drawn photos of waybills for the tests: codes on white paper, one under the other."""

from __future__ import annotations

import io
import struct
import zlib

import zxingcpp
from PIL import Image

FORMATS = {
    "Code128": zxingcpp.BarcodeFormat.Code128,
    "Code39": zxingcpp.BarcodeFormat.Code39,
    "Code93": zxingcpp.BarcodeFormat.Code93,
    "EAN13": zxingcpp.BarcodeFormat.EAN13,
    "ITF": zxingcpp.BarcodeFormat.ITF,
    "QRCode": zxingcpp.BarcodeFormat.QRCode,
}


def drawn(text: str, kind: str = "Code128", scale: int = 3) -> Image.Image:
    """One code, black on white."""
    made = memoryview(zxingcpp.create_barcode(text, FORMATS[kind]).to_image(scale=scale))
    high, wide = made.shape[:2]
    return Image.frombytes("L", (wide, high), made.tobytes())


def paper(*codes: tuple[str, str], size: tuple[int, int] = (900, 700), angle: float = 0) -> Image.Image:
    """Codes (text, kind) one under the other on a sheet, turned by so many degrees."""
    sheet = Image.new("L", size, 235)
    below = (size[1] - sum(drawn(*code).height + 60 for code in codes)) // 2
    for code in codes:
        one = drawn(*code)
        sheet.paste(one, ((size[0] - one.width) // 2, below))
        below += one.height + 60
    return sheet.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=235)


def as_file(picture: Image.Image, form: str = "JPEG") -> bytes:
    """The picture as a file."""
    made = io.BytesIO()
    picture.save(made, form)
    return made.getvalue()


def photo(*numbers: str, angle: float = 0) -> bytes:
    """A photo with these numbers as Code128."""
    return as_file(paper(*((number, "Code128") for number in numbers), angle=angle))


def head_only(wide: int, high: int) -> bytes:
    """A PNG that claims to be so large; there is nothing in it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + bytes(4) + b"IDAT"
    )
