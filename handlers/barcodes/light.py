"""Light and shadow taken away: what is left is how dark the print is on its paper."""

from __future__ import annotations

import math

from PIL import Image, ImageChops, ImageFilter

WHITE = 230  # of 255: what paper becomes
_UNIT = 255 / math.log(256)
_LOGARITHMS = [round(_UNIT * math.log(1 + light)) for light in range(256)]
_PARTS_OF_PAPER = [round(WHITE * math.exp(-difference / _UNIT)) for difference in range(256)]


def evened(straight: Image.Image, field: int = 6, window: int = 9) -> Image.Image:
    """With the same light everywhere: each pixel as a part of the brightest nearby, which is paper. A shadow's edge
    would otherwise be a bar. (A quotient is a difference of logarithms, and these are tables.)
    """
    lit = straight.reduce(field).filter(ImageFilter.MaxFilter(window)).filter(ImageFilter.MinFilter(window))
    paper = lit.filter(ImageFilter.BoxBlur(1)).resize(straight.size, Image.Resampling.BILINEAR)
    return ImageChops.subtract(paper.point(_LOGARITHMS), straight.point(_LOGARITHMS)).point(_PARTS_OF_PAPER)
