"""Files that people sent and the business keeps: photos of signed receipts, import sheets."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.base import Record, key, moment, refers


class StoredFile(Record, table=True):
    """A kept file: its bytes lie under the data folder by `name` (made by us, never the sender's)."""

    __tablename__ = "files"

    id: int = key()
    name: str = Field(unique=True, max_length=80)
    mime: str = Field(max_length=100)
    size: int
    sha256: str = Field(max_length=64)
    telegram_file_id: str = Field(default="", max_length=200)
    stored_at: datetime = moment()
    stored_by: int | None = refers("people.id", optional=True, index=False)
