"""A disk that is really full: books and server on a small tmpfs, which somebody else fills up and empties again."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from faults.checker import Finding
from faults.kills import Round, Tally
from tests.postgres import again, installed

SIZES = {"sqlite": 24, "postgresql": 160}  # megabytes: the books and what people write, with some to spare
FILLED = 4  # times
FULL_S, ROOM_S = 4.0, 3.0  # for how long the disk is full, and has room again
PIECE = 1 << 16
Say = Callable[[str], None]


class NoMountError(Exception):
    """This user may not mount a disk."""


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A folder that is a disk of its own, gone at the end. Raises `NoMountError`."""
    folder = Path(tempfile.mkdtemp(prefix="gendan-disk-"))
    made = subprocess.run(  # noqa: S603 - our own folder
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(folder)],  # noqa: S607
        capture_output=True,
        check=False,
    )
    try:
        if made.returncode:
            raise NoMountError(made.stderr.decode(errors="replace").strip())
        yield folder
    finally:
        if not made.returncode:
            subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607
        shutil.rmtree(folder, ignore_errors=True)


class Filler:
    """A file that takes whatever room there is, to the last byte."""

    def __init__(self, disk: Path) -> None:
        self.file = disk / "filler"

    def fill(self) -> None:
        """Nobody else can write any more."""
        with self.file.open("ab", buffering=0) as file:
            for piece in (PIECE, 4096, 1):
                with suppress(OSError):
                    while True:
                        file.write(bytes(piece))

    def empty(self) -> None:
        """There is room again."""
        self.file.unlink()

    @property
    def left(self) -> int:
        """Bytes that are free."""
        found = os.statvfs(self.file.parent)
        return found.f_bavail * found.f_frsize


async def full(run: Round, say: Say) -> Tally:
    """One life of the program, whose disk is full again and again; with PostgreSQL its server's disk."""
    filler, codes, left = Filler(run.place.disk), list[int](), list[int]()
    data = run.place.data if run.place.kind == "postgresql" else None
    restarts = 0

    async def trouble() -> None:
        nonlocal restarts
        life = await run.bear()
        for _ in range(FILLED):
            await asyncio.sleep(ROOM_S)
            filler.fill()
            left.append(filler.left)
            await asyncio.sleep(FULL_S)
            filler.empty()
            if data is not None:
                restarts += await asyncio.to_thread(_gave_up, run.place.server, data)
        await asyncio.sleep(ROOM_S)
        codes.append(await life.end())

    tally = await run.under(trouble)
    turned_away = run.said("OperationalError")
    say(
        f"  the disk full {FILLED} times for {FULL_S:.0f} s: {turned_away} times something was put off, "
        f"the server had to be started again {restarts} times; the program ended with code {codes[0]}"
    )
    if codes != [0] or any(left) or not turned_away:
        where = f"it ended with {codes}, {left} bytes were left, {turned_away} times it was noticed"
        tally.findings.append(Finding("a program outlives a full disk", where))
    return tally


def _gave_up(server: str, data: Path) -> bool:
    """Whether the server had ended for want of room; then it is started again, as an operator would."""
    if (data / "postmaster.pid").exists():
        return False
    if (programs := installed()) is None:
        raise FileNotFoundError("the server's programs, which ran before, are gone")
    again(programs, data)
    return True
