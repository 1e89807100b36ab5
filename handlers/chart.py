"""The picture that goes with the status: receivables by age and who owes most, readable on a phone."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

WIDTH_IN, DPI = 7.2, 150  # 1080 pixels wide: sharp on a phone, small to send
BAR_IN = 0.52  # height of one bar with its space
CALM, LATE = "#4c8bf5", ("#f2b441", "#f08a3c", "#e2603c", "#c93f3f", "#8f2a3a")
INK, FAINT, PAPER = "#22262e", "#7a808c", "#ffffff"


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its length (fen) and the amount as text."""

    label: str
    fen: int
    amount: str


@dataclass(frozen=True)
class Panel:
    """A group of bars under a heading; `ages` colours them from calm to late."""

    heading: str
    bars: Sequence[Bar]
    ages: bool = False


async def draw(panels: Sequence[Panel]) -> bytes:
    """The panels one under the other, as a PNG; drawn in a thread, since it takes a while."""
    return await asyncio.to_thread(_draw, [panel for panel in panels if panel.bars])


@lru_cache(maxsize=1)
def _font() -> Any:
    """Noto Sans SC, whole, from its package: rare characters in names are there too."""
    from matplotlib.font_manager import FontProperties, fontManager
    from pylopdf_fonts_zh_cn import sans_path

    path = str(sans_path())
    fontManager.addfont(path)
    return FontProperties(fname=path)


def _draw(panels: Sequence[Panel]) -> bytes:
    from matplotlib.figure import Figure

    heights = [0.75 + BAR_IN * len(panel.bars) for panel in panels]
    figure = Figure(figsize=(WIDTH_IN, sum(heights) + 0.15), dpi=DPI, facecolor=PAPER)
    grid = figure.add_gridspec(
        len(panels), 1, height_ratios=heights, left=0.24, right=0.97, top=0.985, bottom=0.02, hspace=0.04
    )
    for number, panel in enumerate(panels):
        _draw_panel(figure.add_subplot(grid[number]), panel)
    made = io.BytesIO()
    figure.savefig(made, format="png")
    return made.getvalue()


def _draw_panel(axes: Any, panel: Panel) -> None:
    font = _font()
    longest = max(max(bar.fen for bar in panel.bars), 1)
    colours = [CALM, *LATE] if panel.ages else [LATE[1]] * len(panel.bars)
    for row, bar in enumerate(panel.bars):
        axes.barh(row, bar.fen, color=colours[row % len(colours)], height=0.62)
        axes.text(
            bar.fen + longest * 0.015,
            row,
            bar.amount,
            va="center",
            color=INK,
            size=13,
            fontproperties=font,
            parse_math=False,
        )
        axes.text(
            -longest * 0.015,
            row,
            bar.label,
            va="center",
            ha="right",
            color=INK,
            size=13,
            fontproperties=font,
            parse_math=False,
        )
    axes.set_xlim(0, longest * 1.42)  # room for the amounts
    axes.set_ylim(len(panel.bars) - 0.4, -1.05)
    axes.text(
        -longest * 0.4, -0.75, panel.heading, va="center", size=15, color=FAINT, fontproperties=font, parse_math=False
    )
    axes.axis("off")
