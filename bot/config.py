"""Settings: what an operator may set, from the environment or `.env`; every one stands in `.env.example`."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.rules import Rules


class Settings(BaseSettings):
    """All settings with their defaults. Names in the environment are the field names in capitals."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore")

    bot_token: SecretStr = Field(SecretStr(""), description="the bot's token from @BotFather; empty: local sandbox")
    database_url: str = Field("sqlite:///data/gendan.db", description="sqlite:///FILE or postgresql://USER@HOST/NAME")
    data_dir: Path = Field(Path("data"), description="folder of kept files (photos of signed receipts)")
    company_zone: str = Field("Asia/Shanghai", description="the company's time zone")
    home_province: str = Field("广东", description="customers of other provinces pay before shipment")
    cut_off: time = Field(time(11, 30), description="express orders taken before it leave in the morning")
    api_url: str = Field("https://api.telegram.org", description="address of the Bot API server")
    webhook_url: str = Field("", description="public https address for updates; empty: long polling")
    webhook_secret: SecretStr = Field(
        SecretStr(""), description="secret the server sends along; needed with WEBHOOK_URL"
    )
    webhook_host: str = Field("127.0.0.1", description="address on which updates are awaited")
    webhook_port: int = Field(8081, ge=1, le=65535, description="port on which updates are awaited")
    sandbox_port: int = Field(8080, ge=0, le=65535, description="port of the sandbox and its page")
    letters_per_second: int = Field(25, ge=1, le=30, description="letters sent at most per second")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @property
    def rules(self) -> Rules:
        """The business numbers as the ledgers read them."""
        return Rules(zone=ZoneInfo(self.company_zone), home_province=self.home_province, cut_off=self.cut_off)
