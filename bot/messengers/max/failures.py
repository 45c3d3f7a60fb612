"""MAX's errors as the exceptions that handlers and aiogram-dialog know from Telegram."""

from math import ceil
from typing import Any

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    DeleteMessage,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    TelegramMethod,
)

from bot.messengers.max.errors import (
    GONE,
    Broken,
    Denied,
    MaxError,
    Missing,
    TooFast,
    Unauthorised,
    Wrong,
)

TOO_LARGE = 413

CANNOT_EDIT, CANNOT_DELETE = "message can't be edited", "message can't be deleted"
NOT_FOUND = {
    EditMessageText: "message to edit not found",
    EditMessageCaption: "message to edit not found",
    EditMessageReplyMarkup: "message to edit not found",
    DeleteMessage: "message to delete not found",
}


def as_telegram(error: MaxError, method: TelegramMethod[Any]) -> TelegramAPIError:
    words = str(error)
    match error:
        case TooFast():
            after = ceil(error.after.total_seconds())
            return TelegramRetryAfter(method=method, message=words, retry_after=after)
        case Unauthorised():
            return TelegramUnauthorizedError(method=method, message=words)
        case Broken():
            return TelegramServerError(method=method, message=words)
        case Denied() | Missing() | Wrong():
            return _refusal(error, method)
    return TelegramNetworkError(method=method, message=words)


def _refusal(error: MaxError, method: TelegramMethod[Any]) -> TelegramAPIError:
    if error.code == GONE:
        message = f"Forbidden: bot was blocked by the user ({error})"
        return TelegramForbiddenError(method=method, message=message)
    if error.status == TOO_LARGE:
        return TelegramEntityTooLarge(method=method, message=str(error))
    cause = _cause(error, method)
    if isinstance(error, Denied) and not cause:
        return TelegramForbiddenError(method=method, message=f"Forbidden: {error}")
    message = f"Bad Request: {cause} ({error})" if cause else f"Bad Request: {error}"
    return TelegramBadRequest(method=method, message=message)


def _cause(error: MaxError, method: TelegramMethod[Any]) -> str:
    """Telegram's own phrase where somebody listens for it.

    A request that is wrong in itself (it has a code) is not to be mistaken for a message that
    cannot be edited any more: aiogram-dialog would send it anew, as wrong as before.
    """
    if isinstance(error, Missing):
        return NOT_FOUND.get(type(method), "chat not found")
    if isinstance(method, DeleteMessage):
        return CANNOT_DELETE
    if type(method) in NOT_FOUND and (isinstance(error, Denied) or not error.code):
        return CANNOT_EDIT
    return ""
