"""Bar codes read from made photos of waybills (bench/waybill_pictures.py), beside plain zxing-cpp upon the whole photo.

A picture counts as right when its number was read and nothing else, as wrong when anything else was read. Time is the
processor's, from the bytes of the file to its codes; the other programs of the machine do not count.
"""

from __future__ import annotations

import io
import time
from collections import Counter
from collections.abc import Callable
from statistics import median, quantiles

import zxingcpp
from PIL import Image

from bench.report import Figure
from bench.waybill_pictures import KINDS, Picture, picture
from handlers.barcodes import read_codes

PICTURES, FEW = 500, 20
NOT_RIGHT = 5.0  # per cent at most
EACH_KIND = tuple(dict.fromkeys(KINDS))
MOST_S = 1.0  # of one processor, for any picture
Tally = Counter[tuple[str, str]]


def measure(*, small: bool) -> list[Figure]:
    """Every figure about bar codes."""
    count = FEW if small else PICTURES
    ours, plain = Tally(), Tally()
    taken: list[float] = []
    plainly: list[float] = []
    for seed in range(count):
        made = picture(seed)
        taken.append(_look(_ours, made, ours))
        plainly.append(_look(_plain, made, plain))
    kinds = [_of_kind(kind, ours, plain) for kind in EACH_KIND]
    wrong = sum(ours[kind, "wrong"] for kind in EACH_KIND)
    return [
        _right(count, ours, plain),
        Figure("of these wrong", f"{wrong} against {sum(plain[kind, 'wrong'] for kind in EACH_KIND)}", wrong, 0),
        *kinds,
        *_times(taken, plainly),
    ]


def _ours(content: bytes) -> list[str]:
    return [code.text for code in read_codes(content)]


def _plain(content: bytes) -> list[str]:
    with Image.open(io.BytesIO(content)) as photo:
        return [code.text for code in zxingcpp.read_barcodes(photo)]


def _look(read: Callable[[bytes], list[str]], made: Picture, tally: Tally) -> float:
    """Read it and count what came out; gives the seconds that it took."""
    begun = time.thread_time()
    said = read(made.content)
    taken = time.thread_time() - begun
    result = "nothing" if not said else "right" if set(said) == {made.number} else "wrong"
    tally[made.kind, result] += 1
    return taken


def _right(count: int, ours: Tally, plain: Tally) -> Figure:
    share, other = (100 * sum(one[kind, "right"] for kind in EACH_KIND) / count for one in (ours, plain))
    what = f"{count} pictures, read right; beside plain zxing-cpp"
    return Figure(f"{what} (value: per cent not read)", f"{share:.1f} % against {other:.1f} %", 100 - share, NOT_RIGHT)


def _of_kind(kind: str, ours: Tally, plain: Tally) -> Figure:
    results = (
        ", ".join(f"{result} {one[kind, result]}" for result in ("right", "wrong", "nothing")) for one in (ours, plain)
    )
    return Figure(kind, " against ".join(results))


def _times(taken: list[float], plainly: list[float]) -> list[Figure]:
    figures = [
        ("processor time of a picture, median", median(taken), median(plainly)),
        ("the same, 99th percentile", _p99(taken), _p99(plainly)),
        ("the same, the worst", max(taken), max(plainly)),
    ]
    return [Figure(what, f"{ours:.2f} s against {other:.2f} s", ours, MOST_S) for what, ours, other in figures]


def _p99(taken: list[float]) -> float:
    return quantiles(taken, n=100, method="inclusive")[98]
