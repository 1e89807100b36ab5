"""From the bytes of a picture to its light: what it claims to be is looked at before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

MOST_PIXELS = 50_000_000  # a phone's largest photo
FINEST = 4000  # pixels of the longer side: more is no finer, only slower
FORMATS = ("JPEG", "PNG", "WEBP")
# What the library raises over bytes that are no picture, or one that ends in the middle or lies about itself.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error)


class TooManyPixelsError(ValueError):
    """More pixels than are unpacked."""


class BrokenPictureError(ValueError):
    """It is no JPEG, PNG or WebP, or one that cannot be unpacked."""


def light_of(content: bytes) -> Image.Image:
    """The picture in shades of grey, its longer side at most `FINEST` pixels.

    Raises TooManyPixelsError, BrokenPictureError.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise TooManyPixelsError
            found.draft("L", (FINEST, FINEST))  # a JPEG is unpacked only as finely as is asked
            return fit(_grey(found), FINEST)
    except (TooManyPixelsError, Image.DecompressionBombError):
        raise TooManyPixelsError() from None
    except _BROKEN:
        raise BrokenPictureError() from None


def _grey(found: Image.Image) -> Image.Image:
    """Without colours; what is transparent lies on white paper."""
    if not found.has_transparency_data:
        return found.convert("L")
    seen = found.convert("LA")
    paper = Image.new("L", seen.size, 255)
    paper.paste(seen.getchannel("L"), mask=seen.getchannel("A"))
    return paper


def fit(grey: Image.Image, side: int) -> Image.Image:
    """The picture with its longer side at most so long."""
    factor = max(grey.size) / side
    if factor <= 1:
        return grey
    size = (max(1, round(grey.width / factor)), max(1, round(grey.height / factor)))
    return grey.resize(size, Image.Resampling.BOX)
