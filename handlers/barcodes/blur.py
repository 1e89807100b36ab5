"""Blur taken back along one direction: what the lens did to a row of bars is reckoned out of it again.

A blur weakens fine changes more than coarse ones, and how much more is known for each width of blur. So each row is
taken apart into its frequencies (Fourier), each is made as strong again as that blur would have left it weak, and
where noise would be stronger than the bars it is left out (Wiener's filter). Nobody knows how blurred a photo is:
several widths are tried, and a code that two of them agree on is the number.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

MARGIN = 64  # pixels of paper beside the rows: the first bar is not to meet the last
FINER = 2  # so many pixels for one


def sharp_rows(rows: Image.Image, blur: float, noise: float, height: int) -> Image.Image:
    """Rows of bars without a blur of so many pixels (standard deviation), twice as fine, each row `height` pixels high.

    `noise` is the power of the noise as a part of the light's: the more, the less is sharpened.
    """
    light = np.pad(np.asarray(rows, dtype=np.float32), ((0, 0), (MARGIN, MARGIN)), mode="edge")
    wide = light.shape[1]
    left = np.exp(-2 * (np.pi * blur * np.fft.rfftfreq(wide)) ** 2)
    parts = np.fft.rfft(light, axis=1) * (left / (left * left + noise))
    fine = np.fft.irfft(parts, FINER * wide, axis=1)[:, FINER * MARGIN : -FINER * MARGIN] * FINER
    return Image.fromarray(np.clip(fine, 0, 255).astype(np.uint8).repeat(height, axis=0))
