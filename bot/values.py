"""What the value of a setting may be: read, or refused with a phrase of ``cli.ftl``."""

import re
import ssl
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from core.imports.cells import account_of
from core.people import Account

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DATABASES = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")
HERE, APART = "here", "apart"
"""Who carries letters: the process of the bot, or one of its own."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Listen(NamedTuple):
    """Where the service is heard over HTTP."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        return self.host in LOOPBACK


def wrong(key: str, **facts: object) -> PydanticCustomError:
    """``key`` names a phrase of ``cli.ftl``; facts never hold a secret."""
    return PydanticCustomError(key, "see texts", facts)


def database(value: str) -> str:
    if not value.startswith(DATABASES):
        raise wrong("settings-database")
    return value


def token(value: str) -> str:
    if not re.fullmatch(r"\d+:\S+", value):
        raise wrong("settings-token")
    return value


def max_token(value: str) -> str:
    if not re.fullmatch(r"[!-~]{8,}", value):
        raise wrong("settings-max-token")
    return value


def certificates(value: str | Path) -> Path:
    """A file that the connector to MAX will be able to trust."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(value)
    except ssl.SSLError:
        raise wrong("settings-max-ca-format", value=str(value)) from None
    except OSError:
        raise wrong("settings-max-ca", value=str(value)) from None
    return Path(value)


def url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise wrong("settings-url", value=value)
    return value.rstrip("/")


def public(value: str) -> str:
    """Pages have their own paths there, so none is added to it."""
    address = url(value)
    if urlsplit(address).path or urlsplit(address).query:
        raise wrong("settings-public", value=value)
    return address


def proxy(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "socks5"} or not parts.hostname:
        raise wrong("settings-proxy")
    return value


def secret(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value):
        raise wrong("settings-secret")
    return value


def redis(value: str) -> str:
    if not value.startswith(("redis://", "rediss://", "unix://")):
        raise wrong("settings-redis")
    return value


def listen(value: str | Listen) -> Listen:
    if isinstance(value, Listen):
        return value
    try:
        parts = urlsplit(f"//{value}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or port is None:
        raise wrong("settings-listen", value=value)
    return Listen(host, port)


def carrier(value: str) -> str:
    if value not in {HERE, APART}:
        raise wrong("settings-post", value=value)
    return value


def name(value: str) -> str:
    if not re.fullmatch(r"[!-~]{1,64}", value):
        raise wrong("settings-name")
    return value


def rate(value: str | int) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}|1000", str(value)):
        raise wrong("settings-rate", value=str(value))
    return int(value)


def zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (LookupError, OSError, ValueError):
        raise wrong("settings-zone", value=value) from None
    return value


def admins(value: str | tuple[Account, ...]) -> tuple[Account, ...]:
    if isinstance(value, tuple):
        return value
    words = [word for word in re.split(r"[,;\s]+", value) if word]
    accounts = [account_of(word) for word in words]
    for word, account in zip(words, accounts, strict=True):
        if account is None:
            raise wrong("settings-admins", value=word)
    return tuple(account for account in accounts if account is not None)


def weekly(value: str | int) -> int:
    if not re.fullmatch(r"[1-9][0-9]?", str(value)):
        raise wrong("settings-weekly", value=str(value))
    return int(value)


def level(value: str) -> str:
    if value.upper() not in LEVELS:
        raise wrong("settings-level", value=value, levels=", ".join(LEVELS))
    return value.upper()
