"""Cold start of `gendan run` on the demo data, first and later, and what the running program's memory consists of."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from bench.books import HERE, folder
from bench.report import Figure, there

READY = "open http"
START_S, MEMORY_MB = 5.0, 220.0
# In the order in which the program needs them; each is weighed on top of those before it.
PARTS = (
    ("Python itself", ""),
    ("pydantic", "pydantic, pydantic_settings"),
    ("SQLAlchemy and SQLModel", "sqlmodel, sqlalchemy.orm"),
    ("aiohttp", "aiohttp"),
    ("aiogram and its types", "aiogram, aiogram.types, aiogram.methods"),
    ("aiogram-dialog", "aiogram_dialog"),
    ("python-telegram-bot", "telegram.ext"),
    ("APScheduler", "apscheduler.schedulers.asyncio"),
    ("Alembic", "alembic.command"),
    ("our own modules", "bot.app, bot.running, bot.demo, bot.sandbox"),
    ("matplotlib (at the first chart)", "matplotlib.figure, matplotlib.backends.backend_agg"),
    ("openpyxl (at the first spreadsheet)", "openpyxl"),
)


def _memory_mb(pid: int) -> float:
    """Resident memory of a process (MB)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _started(place: Path) -> tuple[float, float]:
    """Seconds until the program says that it is ready, and its memory then (MB)."""
    known = {name: value for name, value in os.environ.items() if name not in ("BOT_TOKEN", "DATABASE_URL")}
    begun = time.perf_counter()
    command = [sys.executable, "-m", "bot", "run", "--port", "0"]
    environment = {**known, "PYTHONPATH": str(HERE)}
    program = subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=place, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        for line in there(program.stdout):
            if READY in line:
                taken = time.perf_counter() - begun
                time.sleep(1)
                return taken, _memory_mb(program.pid)
        raise RuntimeError("the program ended before it was ready")
    finally:
        program.terminate()
        program.wait(20)


def _weighed() -> str:
    """Memory and time of each part's import, on top of what came before."""
    steps = "\n".join(f"{'import ' + names if names else 'pass'}\nnote()" for _name, names in PARTS)
    script = (
        "import os, time\nseen = []\nbegun = time.perf_counter()\n"
        "def note():\n    pages = int(open('/proc/self/statm').read().split()[1])\n"
        "    seen.append((pages * os.sysconf('SC_PAGE_SIZE') / 1e6, time.perf_counter() - begun))\n"
        f"{steps}\nfor memory, at in seen: print(memory, at)\n"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], cwd=HERE, capture_output=True, text=True, check=True
    )
    parts, memory_before, time_before = [], 0.0, 0.0
    for (name, _names), line in zip(PARTS, done.stdout.splitlines(), strict=True):
        memory, at = (float(word) for word in line.split())
        parts.append(f"{name} {memory - memory_before:.0f} MB {at - time_before:.2f} s")
        memory_before, time_before = memory, at
    return "; ".join(parts)


def measure(*, small: bool) -> list[Figure]:
    """First start, later start, memory, and what it consists of."""
    with folder() as place:
        first, _memory = _started(place)
        later = [_started(place) for _ in range(1 if small else 3)]
    again, memory = min(later)
    return [
        Figure("first start, with the demo's two months", f"{first:.2f} s", first, START_S),
        Figure("later start", f"{again:.2f} s", again, START_S),
        Figure("memory of the running product", f"{memory:.0f} MB", memory, MEMORY_MB),
        Figure("what it consists of, import by import", _weighed()),
    ]
