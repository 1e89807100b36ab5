"""Settings: what an operator may set, from the environment or `.env`; every one stands in `.env.example`."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import Field, SecretStr, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from models.rules import Rules

ENV_FILE = Path(".env")
OPEN_TO_OTHERS = (
    "Others on this machine can read the secrets in .env: `chmod 600 .env`. "
    "别的用户能读 .env 里的密钥，请执行 chmod 600 .env。"
)

DATABASES = ("sqlite", "sqlite+pysqlite", "postgresql", "postgres", "postgresql+psycopg")
SECRETS = ("BOT_TOKEN", "WEBHOOK_SECRET", "SECOND_READER_KEY")


class Settings(BaseSettings):
    """All settings with their defaults. Names in the environment are the field names in capitals."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore")

    bot_token: SecretStr = Field(SecretStr(""), description="the bot's token from @BotFather; empty: local sandbox")
    database_url: str = Field("sqlite:///data/gendan.db", description="sqlite:///FILE or postgresql://USER@HOST/NAME")
    data_dir: Path = Field(Path("data"), description="folder of kept files (photos of signed receipts)")
    company_zone: str = Field("Asia/Shanghai", description="the company's time zone")
    home_province: str = Field("广东", description="customers of other provinces pay before shipment")
    cut_off: time = Field(time(11, 30), description="express orders taken before it leave in the morning")
    api_url: str = Field(
        "https://api.telegram.org", pattern="^https?://[^/]", description="address of the Bot API server"
    )
    webhook_url: str = Field("", description="public https address for updates; empty: long polling")
    webhook_secret: SecretStr = Field(
        SecretStr(""), description="secret the server sends along; needed with WEBHOOK_URL"
    )
    webhook_host: str = Field("127.0.0.1", description="address on which updates are awaited")
    webhook_port: int = Field(8081, ge=1, le=65535, description="port on which updates are awaited")
    sandbox_port: int = Field(8080, ge=0, le=65535, description="port of the sandbox and its page")
    letters_per_second: int = Field(25, ge=1, le=30, description="letters sent at most per second")
    second_reader_url: str = Field(
        "", pattern="^$|^https?://[^/]", description="address before /chat/completions of a second reader; empty: none"
    )
    second_reader_key: SecretStr = Field(SecretStr(""), description="key of the second reader, where it wants one")
    second_reader_model: str = Field("", description="model that the second reader is asked with")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    log_format: Literal["text", "json"] = Field("text", description="text or json: one line a fact either way")
    health_host: str = Field("127.0.0.1", description="address of /healthz and /metrics")
    health_port: int = Field(8082, ge=0, le=65535, description="port of /healthz and /metrics; 0: none")
    backup_dir: Path | None = Field(None, description="folder of the daily backups; empty: backups in DATA_DIR")
    backup_at: time = Field(time(2, 30), description="hour of the daily backup")
    backup_keep_days: int = Field(14, ge=0, description="days that daily backups are kept; 0: none are made")

    @field_validator("database_url")
    @classmethod
    def _database_known(cls, url: str) -> str:
        try:
            parts = make_url(url)
            known = parts.drivername in DATABASES
            _ = parts.port
        except (ArgumentError, ValueError):
            known = False
        if not known:  # never repeated: a password may stand in it
            raise PydanticCustomError(
                "database", "not sqlite:///FILE or postgresql://USER@HOST/NAME. 只能是这两种地址，请核对。"
            )
        return url

    @field_validator("company_zone")
    @classmethod
    def _zone_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, ZoneInfoNotFoundError):
            raise PydanticCustomError("zone", "no known time zone; one is Asia/Shanghai. 没有这个时区。") from None
        return name

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: Any) -> Any:
        return level.strip().upper() if isinstance(level, str) else level

    @property
    def rules(self) -> Rules:
        """The business numbers as the ledgers read them."""
        return Rules(zone=ZoneInfo(self.company_zone), home_province=self.home_province, cut_off=self.cut_off)

    @property
    def secrets(self) -> list[str]:
        """What must never be seen: the token, the webhook's secret, the database's password."""
        given = [one.get_secret_value() for one in (self.bot_token, self.webhook_secret, self.second_reader_key)]
        if password := _password(self.database_url):  # as it stands in an address; alone it may be any word
            given += [f":{password}@", f"password={password}"]
        return [secret for secret in given if secret]


def readable_by_others(file: Path = ENV_FILE) -> bool:
    """Whether a file is there and others on this machine may read it."""
    return file.exists() and bool(file.stat().st_mode & 0o077)


def open_to_others(file: Path = ENV_FILE) -> bool:
    """Whether a file of settings that holds a secret may be read by others on this machine."""
    if not readable_by_others(file):
        return False
    given = {name.upper(): value or "" for name, value in dotenv_values(file, encoding="utf-8").items()}
    return any((*(given.get(name) for name in SECRETS), _password(given.get("DATABASE_URL", ""))))


def _password(url: str) -> str:
    """The password in a database's address, or nothing."""
    try:
        return make_url(url).password or ""
    except ArgumentError:
        return ""
