"""What the operator sets in the environment or in ``.env``, checked before anything starts."""

import difflib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, ClassVar, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BeforeValidator, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import values
from bot.dates import check_apart, days
from bot.values import APART, HERE, Listen, wrong
from core.announcements.model import WEEKLY
from core.people import Account
from texts import Texts

PREFIX = "OPORA_"
DOTENV = Path(".env")
TESTS_ONLY = "OPORA_TEST_"
PUBLIC_API = "https://api.telegram.org"
PUBLIC_MAX_API = "https://platform-api2.max.ru"
SHORTEST_MAX_SECRET = 5
LETTERS_A_SECOND = 25
"""Telegram takes 30 of everything; the rest is left to answers of the dialogs."""


class SettingsError(Exception):
    """One line for the operator: which variable is wrong and what to do about it."""


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

    database: Annotated[SecretStr | None, BeforeValidator(values.database)] = None
    telegram_token: Annotated[SecretStr | None, BeforeValidator(values.token)] = None
    telegram_api: Annotated[str, BeforeValidator(values.url)] = PUBLIC_API
    telegram_webhook: Annotated[str | None, BeforeValidator(values.url)] = None
    telegram_proxy: Annotated[SecretStr | None, BeforeValidator(values.proxy)] = None
    telegram_rate: Annotated[int, BeforeValidator(values.rate)] = LETTERS_A_SECOND
    max_token: Annotated[SecretStr | None, BeforeValidator(values.max_token)] = None
    max_api: Annotated[str, BeforeValidator(values.url)] = PUBLIC_MAX_API
    max_ca: Annotated[Path | None, BeforeValidator(values.certificates)] = None
    max_webhook: Annotated[str | None, BeforeValidator(values.url)] = None
    webhook_secret: Annotated[SecretStr | None, BeforeValidator(values.secret)] = None
    listen: Annotated[Listen, NoDecode, BeforeValidator(values.listen)] = Listen("127.0.0.1", 8080)
    public: Annotated[str | None, BeforeValidator(values.public)] = None
    post: Annotated[str, BeforeValidator(values.carrier)] = HERE
    post_listen: Annotated[Listen | None, NoDecode, BeforeValidator(values.listen)] = None
    name: Annotated[str | None, BeforeValidator(values.name)] = None
    redis: Annotated[SecretStr | None, BeforeValidator(values.redis)] = None
    time_zone: Annotated[str, BeforeValidator(values.zone)] = "Europe/Moscow"
    days_off: Annotated[tuple[date, ...], NoDecode, BeforeValidator(days)] = ()
    working_days: Annotated[tuple[date, ...], NoDecode, BeforeValidator(days)] = ()
    admins: Annotated[tuple[Account, ...], NoDecode, BeforeValidator(values.admins)] = ()
    weekly_announcements: Annotated[int, BeforeValidator(values.weekly)] = WEEKLY
    log_level: Annotated[str, BeforeValidator(values.level)] = "INFO"

    @property
    def is_demo(self) -> bool:
        """Without a messenger's token people are played in the browser."""
        return self.telegram_token is None and self.max_token is None

    @property
    def post_is_apart(self) -> bool:
        return self.post == APART

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
    def public_url(self) -> str | None:
        """Where people's browsers find the service; the demo is found where it is heard."""
        if self.public is None and self.is_demo:
            return f"http://{self.listen.host}:{self.listen.port}"
        return self.public

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
            raise wrong("settings-redis-sqlite")
        if self.post_is_apart and self.is_demo:
            raise wrong("settings-post-demo")
        if self.post_is_apart and self.database_url.startswith("sqlite"):
            raise wrong("settings-post-sqlite")
        return self


def _with_path(public: str | None, path: str) -> str | None:
    return public and (public if urlsplit(public).path else public + path)


def _check_telegram_webhook(settings: Settings) -> None:
    webhook = settings.telegram_webhook
    if webhook is None:
        return
    if settings.telegram_token is None:
        raise wrong("settings-webhook-token")
    if webhook.startswith("http:") and settings.telegram_api == PUBLIC_API:
        raise wrong("settings-webhook-https", value=webhook)
    if settings.webhook_secret is None:
        raise wrong("settings-webhook-secret")


def _check_max_webhook(settings: Settings) -> None:
    """What MAX itself would refuse, told before it is asked."""
    webhook = settings.max_webhook
    if webhook is None:
        return
    parts = urlsplit(webhook)
    if settings.max_token is None:
        raise wrong("settings-max-webhook-token")
    if settings.max_api == PUBLIC_MAX_API and (parts.scheme != "https" or parts.port):
        raise wrong("settings-max-webhook-https", value=webhook)
    if settings.webhook_secret is None:
        raise wrong("settings-webhook-secret")
    if len(settings.webhook_secret.get_secret_value()) < SHORTEST_MAX_SECRET:
        raise wrong("settings-max-secret", least=SHORTEST_MAX_SECRET)
    if settings.max_webhook_url == settings.telegram_webhook_url:
        raise wrong("settings-max-webhook-same", value=webhook)


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
