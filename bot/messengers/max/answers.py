"""Reads an answer of MAX: its JSON, or the error that it means."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import orjson

from bot.messengers.max.errors import (
    Broken,
    Denied,
    MaxError,
    Missing,
    NotReady,
    Silent,
    TooFast,
    Unauthorised,
    Unheard,
    Wrong,
)

Json = dict[str, Any]

LONGEST_WORDS = 300

UNAUTHORISED, DENIED, MISSING, TOO_FAST, BROKEN = 401, 403, 404, 429, 500
UNANSWERED = 504

NOT_READY = "attachment.not.ready"


def read(status: int, content: bytes, headers: Mapping[str, str], seeks: str = "") -> Json:
    """The answer, which has to have ``seeks``; raises ``MaxError`` for everything else."""
    body = _json(content)
    if status == TOO_FAST:
        raise TooFast(_words(body), after=_asked(headers), status=status)
    if status == UNAUTHORISED:
        raise Unauthorised(_words(body), status=status)
    if status == UNANSWERED:
        raise Silent("somebody in between has waited for MAX in vain", status=status)
    if status >= BROKEN:
        raise Broken(_words(body), code=_code(body), status=status)
    if body is None:
        raise _not_max(status)
    if status >= 300 or _refused(body):  # noqa: PLR2004 - redirects are not MAX's either
        raise _refusal(status, body)
    if seeks and seeks not in body:
        raise Silent(f"an answer without {seeks!r}", status=status)
    return body


def _refused(body: Json) -> bool:
    """A 200 may be a refusal still, in two ways."""
    return body.get("success") is False or "error_code" in body


def _refusal(status: int, body: Json) -> MaxError:
    code, words = _code(body), _words(body)
    if not code and status >= 300:  # noqa: PLR2004 - see above
        return _not_max(status)
    if status == DENIED:
        return Denied(words, code=code, status=status)
    if status == MISSING:
        return Missing(words, code=code, status=status)
    kind = NotReady if code == NOT_READY else Wrong
    return kind(words, code=code, status=status)


def _not_max(status: int) -> Silent:
    """Somebody else has answered: with a refusal, or with what may hide an answer of MAX."""
    kind = Unheard if status >= 300 else Silent  # noqa: PLR2004 - see above
    return kind("an answer that is not MAX's", status=status)


def _json(content: bytes) -> Json | None:
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
    return body if isinstance(body, dict) else None


def _code(body: Json | None) -> str:
    body = body or {}
    return str(body.get("code") or body.get("error_code") or "")


def _words(body: Json | None) -> str:
    body = body or {}
    words = body.get("message") or body.get("error_data") or "no words"
    return str(words)[:LONGEST_WORDS]


def _asked(headers: Mapping[str, str]) -> timedelta:
    """What a proxy in between may ask for; MAX itself is not known to."""
    asked = headers.get("Retry-After", "")
    return timedelta(seconds=int(asked) if asked.isascii() and asked.isdigit() else 0)
