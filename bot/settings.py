"""What the operator sets in the environment or in ``.env``, checked before anything starts."""

import difflib
import os
import re
import ssl
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, ClassVar, NamedTuple, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.dates import check_apart, days
from core.announcements.model import WEEKLY
from core.imports.cells import account_of
from core.people import Account
from texts import Texts

PREFIX = "OPORA_"
DOTENV = Path(".env")
TESTS_ONLY = "OPORA_TEST_"
PUBLIC_API = "https://api.telegram.org"
PUBLIC_MAX_API = "https://platform-api2.max.ru"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DATABASES = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")
SHORTEST_MAX_SECRET = 5
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class SettingsError(Exception):
    """One line for the operator: which variable is wrong and what to do about it."""


class Listen(NamedTuple):
    """Where the service is heard over HTTP."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        return self.host in LOOPBACK


def _wrong(key: str, **facts: object) -> PydanticCustomError:
    """``key`` names a phrase of ``cli.ftl``; facts never hold a secret."""
    return PydanticCustomError(key, "see texts", facts)


def _database(value: str) -> str:
    if not value.startswith(DATABASES):
        raise _wrong("settings-database")
    return value


def _token(value: str) -> str:
    if not re.fullmatch(r"\d+:\S+", value):
        raise _wrong("settings-token")
    return value


def _max_token(value: str) -> str:
    if not re.fullmatch(r"[!-~]{8,}", value):
        raise _wrong("settings-max-token")
    return value


def _certificates(value: str | Path) -> Path:
    """A file that the connector to MAX will be able to trust."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(value)
    except ssl.SSLError:
        raise _wrong("settings-max-ca-format", value=str(value)) from None
    except OSError:
        raise _wrong("settings-max-ca", value=str(value)) from None
    return Path(value)


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _wrong("settings-url", value=value)
    return value.rstrip("/")


def _proxy(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "socks5"} or not parts.hostname:
        raise _wrong("settings-proxy")
    return value


def _secret(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value):
        raise _wrong("settings-secret")
    return value


def _redis(value: str) -> str:
    if not value.startswith(("redis://", "rediss://", "unix://")):
        raise _wrong("settings-redis")
    return value


def _listen(value: str | Listen) -> Listen:
    if isinstance(value, Listen):
        return value
    try:
        parts = urlsplit(f"//{value}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or port is None:
        raise _wrong("settings-listen", value=value)
    return Listen(host, port)


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (LookupError, OSError, ValueError):
        raise _wrong("settings-zone", value=value) from None
    return value


def _admins(value: str | tuple[Account, ...]) -> tuple[Account, ...]:
    if isinstance(value, tuple):
        return value
    words = [word for word in re.split(r"[,;\s]+", value) if word]
    accounts = [account_of(word) for word in words]
    for word, account in zip(words, accounts, strict=True):
        if account is None:
            raise _wrong("settings-admins", value=word)
    return tuple(account for account in accounts if account is not None)


def _weekly(value: str | int) -> int:
    if not re.fullmatch(r"[1-9][0-9]?", str(value)):
        raise _wrong("settings-weekly", value=str(value))
    return int(value)


def _level(value: str) -> str:
    if value.upper() not in LEVELS:
        raise _wrong("settings-level", value=value, levels=", ".join(LEVELS))
    return value.upper()


class Settings(BaseSettings):
    """Example: ``OPORA_TELEGRAM_TOKEN=42:abc OPORA_DATABASE=postgresql+asyncpg://…``.

    Whatever may hold a password is a ``SecretStr``: neither a log nor an error shows it.
    """

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=DOTENV,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
        validate_default=False,
    )

    database: Annotated[SecretStr | None, BeforeValidator(_database)] = None
    telegram_token: Annotated[SecretStr | None, BeforeValidator(_token)] = None
    telegram_api: Annotated[str, BeforeValidator(_url)] = PUBLIC_API
    telegram_webhook: Annotated[str | None, BeforeValidator(_url)] = None
    telegram_proxy: Annotated[SecretStr | None, BeforeValidator(_proxy)] = None
    max_token: Annotated[SecretStr | None, BeforeValidator(_max_token)] = None
    max_api: Annotated[str, BeforeValidator(_url)] = PUBLIC_MAX_API
    max_ca: Annotated[Path | None, BeforeValidator(_certificates)] = None
    max_webhook: Annotated[str | None, BeforeValidator(_url)] = None
    webhook_secret: Annotated[SecretStr | None, BeforeValidator(_secret)] = None
    listen: Annotated[Listen, NoDecode, BeforeValidator(_listen)] = Listen("127.0.0.1", 8080)
    redis: Annotated[SecretStr | None, BeforeValidator(_redis)] = None
    time_zone: Annotated[str, BeforeValidator(_zone)] = "Europe/Moscow"
    days_off: Annotated[tuple[date, ...], NoDecode, BeforeValidator(days)] = ()
    working_days: Annotated[tuple[date, ...], NoDecode, BeforeValidator(days)] = ()
    admins: Annotated[tuple[Account, ...], NoDecode, BeforeValidator(_admins)] = Field(default=())
    weekly_announcements: Annotated[int, BeforeValidator(_weekly)] = WEEKLY
    log_level: Annotated[str, BeforeValidator(_level)] = "INFO"

    @property
    def is_demo(self) -> bool:
        """Without a messenger's token people are played in the browser."""
        return self.telegram_token is None and self.max_token is None

    @property
    def database_url(self) -> str:
        """With its password: for the engine only. A trial never mixes with real people."""
        if self.database is not None:
            return self.database.get_secret_value()
        return f"sqlite+aiosqlite:///data/{'demo' if self.is_demo else 'opora'}.db"

    @property
    def database_shown(self) -> str:
        """The same without the password, for eyes."""
        url = self.database_url
        if url.startswith("sqlite"):
            return url.partition(":///")[2]
        parts = urlsplit(url)
        return f"{parts.hostname or ''}{parts.path}"

    @property
    def telegram_webhook_url(self) -> str | None:
        """The whole public address: a path of our own where none is named."""
        return _with_path(self.telegram_webhook, "/telegram")

    @property
    def max_webhook_url(self) -> str | None:
        return _with_path(self.max_webhook, "/max")

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that no log may show."""
        held = (
            self.telegram_token,
            self.max_token,
            self.webhook_secret,
            self.redis,
            self.telegram_proxy,
            self.database if self.database_url.startswith("postgresql") else None,
        )
        whole = [secret.get_secret_value() for secret in held if secret is not None]
        passwords = [urlsplit(secret).password for secret in whole if "://" in secret]
        return (*whole, *(password for password in passwords if password))

    @model_validator(mode="after")
    def belongs_together(self) -> Self:
        _check_telegram_webhook(self)
        _check_max_webhook(self)
        check_apart(self.days_off, self.working_days)
        if self.redis and self.database_url.startswith("sqlite"):
            raise _wrong("settings-redis-sqlite")
        return self


def _with_path(public: str | None, path: str) -> str | None:
    return public and (public if urlsplit(public).path else public + path)


def _check_telegram_webhook(settings: Settings) -> None:
    webhook = settings.telegram_webhook
    if webhook is None:
        return
    if settings.telegram_token is None:
        raise _wrong("settings-webhook-token")
    if webhook.startswith("http:") and settings.telegram_api == PUBLIC_API:
        raise _wrong("settings-webhook-https", value=webhook)
    if settings.webhook_secret is None:
        raise _wrong("settings-webhook-secret")


def _check_max_webhook(settings: Settings) -> None:
    """What MAX itself would refuse, told before it is asked."""
    webhook = settings.max_webhook
    if webhook is None:
        return
    parts = urlsplit(webhook)
    if settings.max_token is None:
        raise _wrong("settings-max-webhook-token")
    if settings.max_api == PUBLIC_MAX_API and (parts.scheme != "https" or parts.port):
        raise _wrong("settings-max-webhook-https", value=webhook)
    if settings.webhook_secret is None:
        raise _wrong("settings-webhook-secret")
    if len(settings.webhook_secret.get_secret_value()) < SHORTEST_MAX_SECRET:
        raise _wrong("settings-max-secret", least=SHORTEST_MAX_SECRET)
    if settings.max_webhook_url == settings.telegram_webhook_url:
        raise _wrong("settings-max-webhook-same", value=webhook)


def load_settings() -> Settings:
    """The settings, or ``SettingsError`` about the first thing that is wrong with them."""
    texts = Texts()
    known = {f"{PREFIX}{field}".upper() for field in Settings.model_fields}
    for name in _given():
        if name.upper() not in known and not name.upper().startswith(TESTS_ONLY):
            nearest = difflib.get_close_matches(name.upper(), sorted(known), n=1, cutoff=0)
            raise SettingsError(texts.raw("settings-unknown", name=name, nearest=nearest[0]))
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False)[0]
    name = f"{PREFIX}{'_'.join(map(str, wrong['loc']))}".upper()
    if wrong["type"] not in texts:
        raise SettingsError(texts.raw("settings-wrong", name=name))
    raise SettingsError(texts.raw(wrong["type"], **{"name": name, **wrong.get("ctx", {})}))


def _given() -> Iterator[str]:
    """Names of ours that the environment and ``.env`` hold; empty ones count as unset."""
    try:
        given = {**dotenv_values(DOTENV, encoding="utf-8"), **os.environ}
    except UnicodeDecodeError:
        raise SettingsError(Texts().raw("settings-dotenv")) from None
    return (name for name, value in given.items() if value and name.upper().startswith(PREFIX))
