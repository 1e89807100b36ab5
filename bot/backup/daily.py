"""The daily backup: one file a day in a folder, old ones removed, tried again every hour while it fails."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.backup.making import Made, make_backup
from models.database import Database
from models.rules import Rules

AGAIN = timedelta(hours=1)
NAMED = re.compile(r"gendan-(\d{8})-\d{4}\.zip")


@dataclass
class Daily:
    """When the next backup is due, and the making of it. `url` is the database's, read with a connection of its own."""

    url: str
    rules: Rules
    data_dir: Path
    folder: Path
    at: time
    keep_days: int
    tried: datetime | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    def due(self, now: datetime) -> bool:
        """Whether today's is to be made now: its hour has come, there is none, and none was tried within the hour."""
        local = self.rules.local(now)
        if local.time() < self.at or (self.tried is not None and self.tried <= now < self.tried + AGAIN):
            return False
        return local.date() not in {day for day, _file in _kept(self.folder)}

    def make(self, now: datetime) -> Made:
        """Write today's backup, then remove what is too old. Raises what `make_backup` raises."""
        self.tried = now
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        db = Database(self.url, self.rules)
        try:
            target = self.folder / f"gendan-{self.rules.local(now):%Y%m%d-%H%M}.zip"
            made = make_backup(db, self.data_dir, target, now, stopped=self.stopped.is_set)
        finally:
            db.close_now()
        self._remove_old(self.rules.today(now))
        return made

    def newest(self) -> float | None:
        """When the newest backup was written (seconds since the epoch), or nothing."""
        return newest_in(self.folder)

    def _remove_old(self, today: date) -> None:
        """Only after a new one was written, so the last good one is never removed."""
        for day, file in _kept(self.folder):
            if day <= today - timedelta(days=self.keep_days):
                file.unlink(missing_ok=True)
        for draft in self.folder.glob(".gendan-*.part"):  # of a program that was killed
            draft.unlink(missing_ok=True)


def newest_in(folder: Path) -> float | None:
    """When the newest daily backup of a folder was written (seconds since the epoch), or nothing."""
    kept = _kept(folder)
    return kept[-1][1].stat().st_mtime if kept else None


def _kept(folder: Path) -> list[tuple[date, Path]]:
    """The daily backups of a folder by their day, oldest first."""
    found = []
    for file in sorted(folder.glob("gendan-*.zip")):
        with suppress(ValueError):
            if fits := NAMED.fullmatch(file.name):
                found.append((date.fromisoformat(fits[1]), file))
    return found
