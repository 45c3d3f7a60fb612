"""What a failure of Telegram means for a letter, told by its cause."""

import logging
from datetime import timedelta
from typing import Any

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.messengers.telegram.limiter import seconds_of
from core.letters import Refused, TryLater, Uncertain, Undelivered, Unreachable

WRONG_TOKEN_PAUSE = timedelta(minutes=5)

GONE = (
    "chat not found",
    "user is deactivated",
    "user not found",
    "peer_id_invalid",
    "bot was kicked",
    "bot was blocked",
    "bot can't initiate conversation",
    "have no rights to send a message",
    "group chat was deactivated",
)
"""What a "Bad Request" says when it is the person who cannot be reached."""

GATEWAY_TIMEOUT = 504

NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.LocalProtocolError,
    httpx.UnsupportedProtocol,
)
"""What happens to a request before it is on its way."""

LONGEST_REASON = 300

log = logging.getLogger(__name__)


class Unanswered(NetworkError):
    """Somebody in between has waited for Telegram in vain."""


class Requests(HTTPXRequest):
    """The library forgets the status of an answer once it has read its words."""

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:
        status, content = await super().do_request(*args, **more)
        if status == GATEWAY_TIMEOUT:
            raise Unanswered("Gateway Timeout (504)")
        return status, content


def undelivered_by(error: TelegramError, *, token: str) -> Undelivered:
    reason = f"{type(error).__name__}: {error.message}".replace(token, "***")[:LONGEST_REASON]
    match error:
        # A page that is not Telegram's has a status still, and the library goes by that.
        case TelegramError(__cause__=TelegramError()):
            return TryLater(reason)
        # A BadRequest is a NetworkError too: it has to be looked at before those.
        case Forbidden() | BadRequest() | ChatMigrated():
            gone = isinstance(error, Forbidden) or says(error, *GONE)
            return Unreachable(reason) if gone else Refused(reason)
        case RetryAfter():
            return TryLater(reason, timedelta(seconds=seconds_of(error)))
        case InvalidToken():
            log.critical("Telegram does not know our token: no letter leaves until it does")
            return TryLater(reason, WRONG_TOKEN_PAUSE)
    return Uncertain(reason) if _may_have_arrived(error) else TryLater(reason)


def _may_have_arrived(error: TelegramError) -> bool:
    """Whether the request was made and nobody can know what became of it."""
    match error:
        case Unanswered():
            return True
        case NetworkError():
            return error.__cause__ is not None and not isinstance(error.__cause__, NEVER_LEFT)
        case Conflict():
            return False
    return True  # an answer that says "done" in words nobody can read


def says(error: BaseException | None, *phrases: str) -> bool:
    """Whether it is a refusal of the request for one of these reasons."""
    if not isinstance(error, BadRequest):
        return False
    return any(phrase in error.message.lower() for phrase in phrases)
