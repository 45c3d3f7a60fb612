"""Errors as a log may show them: of what kind and from where, without what somebody had typed.

An error quotes what it stumbled over, and that is mostly what a person wrote: pydantic shows its
input, PostgreSQL the row. So the words of an error are left out unless they are known to come
from a machine; the lines of our own code that led to it stay.
"""

import re
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

from structlog.typing import EventDict, WrappedLogger

DEEPEST = 8
"""Errors behind an error, and errors of a group."""

MESSENGERS = {"TelegramAPIError", "TelegramError", "Undelivered"}
DATABASES = {"DBAPIError", "PostgresError"}
"""Classes by name: to import them here would cost seconds."""

QUOTED = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`|«[^»]*»|“[^”]*”""")
ROW_SHOWN = re.compile(r"\b(DETAIL|HINT|CONTEXT|Key|Failing row)\b.*", re.DOTALL)

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def told(error: BaseException) -> str:
    """One line: the kind, and the words if a machine has put them together."""
    kind = type(error).__name__
    words = _words(error)
    return f"{kind}: {words}" if words else kind


def _words(error: BaseException) -> str:
    above = {cls.__name__ for cls in type(error).__mro__}
    if isinstance(error, OSError):
        return str(error) if error.errno is not None else ""
    if above & DATABASES:
        origin = getattr(error, "orig", None) or error
        line = ROW_SHOWN.sub("", str(origin)).partition("\n")[0]
        said = QUOTED.sub("'…'", line).strip()
        statement = getattr(error, "statement", None)
        return f"{said} [SQL: {statement}]" if statement else said
    if above & MESSENGERS:
        return QUOTED.sub("'…'", str(error).partition("\n")[0])
    return ""


def traced(error: BaseException) -> str:
    """The whole way of the error and of those behind it, in the order they happened."""
    return "\n".join(_chain(error, DEEPEST))


def _chain(error: BaseException, deep: int) -> Iterator[str]:
    if deep == 0:
        return
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if behind is not None:
        yield from _chain(behind, deep - 1)
        yield "which led to"
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    yield told(error)
    if isinstance(error, BaseExceptionGroup):
        for number, one in enumerate(error.exceptions[:DEEPEST], start=1):
            yield f"number {number} of {len(error.exceptions)}:"
            yield from _chain(one, deep - 1)


def trace_instead_of_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The processor that takes ``exc_info`` out of a line and puts a trace in."""
    error = _error_in(event.pop("exc_info", None))
    if error is not None:
        event["exception"] = traced(error)
    return event


def _error_in(given: object) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return sys.exc_info()[1] if given else None
