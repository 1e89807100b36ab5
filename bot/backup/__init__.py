"""Backups: the books and the kept files of one moment in one file, and the way back (docs/decisions/0006)."""

from __future__ import annotations

from bot.backup.archive import Archive, DamagedError, Manifest, opened
from bot.backup.making import Made, make_backup
from bot.backup.restoring import HoldsBooksError, NewerBackupError, Restored, restore_backup, try_out

__all__ = [
    "Archive",
    "DamagedError",
    "HoldsBooksError",
    "Made",
    "Manifest",
    "NewerBackupError",
    "Restored",
    "make_backup",
    "opened",
    "restore_backup",
    "try_out",
]
