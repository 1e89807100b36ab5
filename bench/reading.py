"""How well and how fast messages are read: the corpora, and a catalog of 10,000 customers and 50,000 products.

Beside the reader stands the bare scan that a quick solution would make: rapidfuzz over every name of the same catalog.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime
from statistics import quantiles

from rapidfuzz import process

from bench.report import Figure, ms
from models.reading import Catalog, CustomerEntry, ProductEntry, read
from tests.reading.scoring import LINE_FIELDS, TERMS, Score, cases, score

CORPORA = (
    "dev",
    "hardware",
    "grocery",
    "held_out",
    "laboratory",
    "electrical",
    "school",
    "household",
    "ink",
    "toner",
    "plumbing",
    "workwear",
    "office",
    "copier",
    "car_care",
    "consumables",
    "printer_parts",
    "packaging",
    "resellers",
    "hotel",
    "stories",
    "guangdong",
    "workshop",
    "shop_goods",
    "powder",
    "clinic",
    "computer",
    "voices",
    "salon",
    "fasteners",
    "dealers",
    "catering",
)
AT = datetime.fromisoformat("2026-11-23T10:05:00+08:00")
MOST_MS = 20.0  # ms, the 99th percentile
HEADS = "恒永金华盛德百佳联海天长立新源宏远鼎丰瑞"
GOODS = ("硒鼓", "碳粉", "胶带", "螺丝", "滤芯", "灯泡", "手套", "标签纸", "色带", "油漆")
COLOURS = ("红", "黑", "蓝", "黄", "白")


def measure(*, small: bool) -> list[Figure]:
    """Every figure about reading."""
    return [*(figure for name in CORPORA for figure in _corpus(name)), *_speed(200 if small else 1)]


def _corpus(name: str) -> list[Figure]:
    total = score(name)
    figures = [
        Figure(f"{name}: {total.messages} messages, whole right", f"{total.whole_share:.1%}"),
        Figure(f"{name}: with a needless question", f"{total.needless_share:.1%}", total.needless_share * 100, 5),
    ]
    return figures + [_field(name, total, one) for one in ("kind", "customer", "lines", *LINE_FIELDS, *TERMS)]


def _field(name: str, total: Score, field: str) -> Figure:
    wrong = len(total.wrong.get(field, ()))
    result = f"right {total.right[field]}, asked {total.asked[field]}, wrong and certain {wrong}"
    return Figure(f"{name}: {field}", result, wrong, 0 if field in LINE_FIELDS[:3] else None)


def _speed(part: int) -> list[Figure]:
    """Messages against a large catalog, a `part`-th of its size, and the bare scan of its names."""
    rng = random.Random(1)  # noqa: S311 - the same catalog every time
    customers = [
        CustomerEntry(f"YW00-{n:05d}", "".join(rng.choices(HEADS, k=2)) + f"{n}商行") for n in range(10_000 // part)
    ]
    products = [
        ProductEntry(f"P{n}-{rng.choice('ABC')}", f"{rng.choice(COLOURS)}{rng.choice(GOODS)} {n}型", unit="支")
        for n in range(50_000 // part)
    ]
    begun = time.perf_counter()
    catalog = Catalog(customers, products)
    built = time.perf_counter() - begun
    messages = [
        f"{rng.choice(customers).name} {rng.choice(products).sku} 20支 {rng.choice(products).name} 5支 明天发顺丰到付"
        for _ in range(300)
    ]
    ours = _times(lambda text: read(text, catalog, at=AT), messages)
    names = [one.name for one in (*customers, *products)]
    bare = _times(lambda text: process.extract(text, names, limit=5), messages[:30])
    p99, scan = quantiles(ours, n=100)[98], quantiles(bare, n=100)[98]
    real = [case["text"] for corpus in CORPORA for case in cases(corpus)][::part]
    generic = quantiles(_times(lambda text: read(text, catalog, at=AT), real), n=100)[98]
    return [
        Figure(f"index of {len(customers)} customers and {len(products)} products", f"{built:.1f} s"),
        Figure("a message, 99th percentile", ms(p99), p99 * 1000, MOST_MS),
        Figure("the same beside a bare rapidfuzz scan", f"{ms(p99)} against {ms(scan)}", p99 / scan),
        Figure(
            "messages of the corpora, whose words fit thousands of these names", ms(generic), generic * 1000, MOST_MS
        ),
    ]


def _times(work: Callable[[str], object], messages: list[str]) -> list[float]:
    work(messages[0])  # compiles its patterns
    taken = []
    for text in messages:
        begun = time.perf_counter()
        work(text)
        taken.append(time.perf_counter() - begun)
    return taken
