"""Settings: environment variables ANFANG_*, or the same lines in a file .env.

The table with their meanings is in docs/operations.md; a test holds the two together.
"""

import os
import secrets
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _empty_is_absent(value: object) -> object:
    return None if value == "" else value


Optional = BeforeValidator(_empty_is_absent)


class Settings(BaseSettings):
    """Where we run, what we are called, whom we talk to.  Secrets never show in a repr."""

    model_config = SettingsConfigDict(
        env_prefix="ANFANG_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    data_dir: Path = Path("data")
    database_url: Annotated[str | None, Optional] = None
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    public_url: Annotated[str | None, Optional] = None
    bot_token: Annotated[SecretStr | None, Optional] = None
    bot_api_base: Annotated[str, Field(pattern=r"^https?://[^/?#\s]+")] = (
        "https://api.telegram.org"
    )
    bot_a_second: Annotated[float, Field(gt=0)] = 25
    bot_chat_a_second: Annotated[float, Field(gt=0)] = 1
    bot_mode: Literal["polling", "webhook"] = "polling"
    webhook_url: Annotated[str | None, Optional] = None
    webhook_secret: Annotated[SecretStr | None, Optional] = None
    secret_key: Annotated[SecretStr | None, Optional] = None

    @property
    def database(self) -> str:
        """The URL of the database; a SQLite file in the data folder unless told otherwise."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir}/anfang.db"

    @property
    def address(self) -> str:
        """Where people reach the pages; links and QR codes are made of it.  No trailing slash."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def token(self) -> str | None:
        return self.bot_token.get_secret_value() if self.bot_token else None

    def key(self) -> str:
        """The key that seals cookies: the one set, or one made once in the data folder."""
        if self.secret_key:
            return self.secret_key.get_secret_value()
        file = self.data_dir / "secret-key"
        if not file.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as out:
                out.write(secrets.token_hex(32))
        return file.read_text().strip()
