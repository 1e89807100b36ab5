"""Where in a photo bars may be: places that are striped one way, with the direction across the stripes.

The decoder finds bars along rows and columns only. Here the way they run is reckoned from the light itself: in a field
of a few pixels the differences between neighbours all point across the bars. Fields that lie together and agree are
one place, also where a shadow lies over a part of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageMath

from handlers.barcodes.light import evened

SIDE = 1000  # pixels of the longer side that are looked at
FIELD = 12  # pixels
AGREEMENT = 0.45  # of a field's differences: text and dirt run all ways, bars one
STRENGTH = 0.12  # of the strongest field
STRIKING = 0.01  # of the most striking place: a second code in the picture, no line of print
FEWEST = 6  # fields; less is a line or an edge
BROAD = 0.5  # of its height a place is wide at least; the edge of a label is a stripe, not bars
BEND = math.cos(math.radians(36))  # of the doubled angle: neighbours differ by less than 18 degrees
# Differences between neighbours fall short for fine bars, and more so across the way they run most: directions would
# lean towards the diagonal. Smoothed the other way by these weights both fall short alike.
SMOOTH_DOWN = ImageFilter.Kernel((3, 3), (0, 3, 0, 0, 10, 0, 0, 3, 0))
SMOOTH_ACROSS = ImageFilter.Kernel((3, 3), (0, 0, 0, 3, 10, 3, 0, 0, 0))

Vector = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """A striped place in parts of the picture's pixels: its middle, the angle across its stripes (radians), its size
    across and along them, and how much of it there is.
    """

    x: float
    y: float
    angle: float
    across: float
    along: float
    weight: float


def striped_places(grey: Image.Image, most: int = 3) -> list[Place]:
    """The places that look most like bars, the most striking first."""
    factor = max(1.0, max(grey.size) / SIDE)
    if min(grey.size) < 3 * FIELD * factor:
        return []
    small = grey.resize((round(grey.width / factor), round(grey.height / factor)), Image.Resampling.BOX)
    fields, columns = _fields(evened(small.filter(ImageFilter.BoxBlur(1)), 4, 9))
    found = [_place(cells, fields, columns, factor) for cells in _together(fields, columns)]
    broad = [place for place in found if place.across > BROAD * place.along]
    least = STRIKING * max((place.weight for place in broad), default=0.0)
    return sorted((place for place in broad if place.weight > least), key=lambda place: -place.weight)[:most]


def _fields(small: Image.Image) -> tuple[dict[int, Vector], int]:
    """The striking fields by number (row by row): direction with doubled angle, as long as they are strong."""
    down, across = small.filter(SMOOTH_DOWN), small.filter(SMOOTH_ACROSS)
    left, right = ImageChops.offset(down, 1, 0), ImageChops.offset(down, -1, 0)
    above, below = ImageChops.offset(across, 0, 1), ImageChops.offset(across, 0, -1)
    pair = {"right": right, "left": left, "below": below, "above": above}
    difference = ImageMath.lambda_eval(
        lambda a: (
            a["float"](a["right"] - a["left"]) * (a["right"] - a["left"])
            - a["float"](a["below"] - a["above"]) * (a["below"] - a["above"])
        ),
        **pair,
    )
    product = ImageMath.lambda_eval(
        lambda a: a["float"](a["right"] - a["left"]) * (a["below"] - a["above"]) * 2, **pair
    )
    total = ImageMath.lambda_eval(
        lambda a: (
            a["float"](a["right"] - a["left"]) * (a["right"] - a["left"])
            + a["float"](a["below"] - a["above"]) * (a["below"] - a["above"])
        ),
        **pair,
    )
    wide, high = small.width // FIELD, small.height // FIELD
    size = (0, 0, wide * FIELD, high * FIELD)
    along, cross, strength = (
        memoryview(image.crop(size).reduce(FIELD).tobytes()).cast("f") for image in (difference, product, total)
    )
    least = STRENGTH * max(strength, default=0.0)
    return {
        number: (along[number], cross[number])
        for number in range(wide * high)
        if strength[number] > least
        and math.hypot(along[number], cross[number]) > AGREEMENT * strength[number]
        and _inside(number, wide, high)
    }, wide


def _inside(number: int, wide: int, high: int) -> bool:
    """The outermost fields see the opposite edge of the picture beside them."""
    return 0 < number % wide < wide - 1 and 0 < number // wide < high - 1


def _together(fields: dict[int, Vector], columns: int) -> Iterator[list[int]]:
    """Fields that touch and agree with their neighbour."""
    left = set(fields)
    while left:
        waiting, cells = [left.pop()], []
        while waiting:
            here = waiting.pop()
            cells.append(here)
            near = [here + row * columns + column for row in (-1, 0, 1) for column in (-2, -1, 0, 1, 2)]
            for other in near:
                if other in left and _agree(fields[here], fields[other]):
                    left.discard(other)
                    waiting.append(other)
        if len(cells) >= FEWEST:
            yield cells


def _agree(one: Vector, other: Vector) -> bool:
    return one[0] * other[0] + one[1] * other[1] > BEND * math.hypot(*one) * math.hypot(*other)


def _place(cells: list[int], fields: dict[int, Vector], columns: int, factor: float) -> Place:
    way = (sum(fields[cell][0] for cell in cells), sum(fields[cell][1] for cell in cells))
    angle = math.atan2(way[1], way[0]) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    middles = [((cell % columns + 0.5) * FIELD, (cell // columns + 0.5) * FIELD) for cell in cells]
    across = [x * cos + y * sin for x, y in middles]
    along = [y * cos - x * sin for x, y in middles]
    mid_across, mid_along = (min(across) + max(across)) / 2, (min(along) + max(along)) / 2
    return Place(
        x=(mid_across * cos - mid_along * sin) * factor,
        y=(mid_across * sin + mid_along * cos) * factor,
        angle=angle,
        across=(max(across) - min(across) + FIELD) * factor,
        along=(max(along) - min(along) + FIELD) * factor,
        weight=math.hypot(*way) * math.sqrt(len(cells)),
    )
