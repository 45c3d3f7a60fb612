"""Brings a file to MAX: ask for a place, bring the bytes, learn the token to show it by."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import FormData

from bot.messengers.max.answers import Json, read
from bot.messengers.max.api import MaxApi
from bot.messengers.max.errors import NotReady, Silent, Wrong, is_final
from bot.messengers.max.files import TYPES, MaxFile
from core.files import FileKind

PAUSES = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds between tries while MAX still works on a file."""

KNOWN_BEFORE = frozenset({"video", "audio"})
"""Types whose token comes with the place; what is answered to their bytes is not JSON."""

T = TypeVar("T")


async def upload(api: MaxApi, kind: FileKind, name: str, data: bytes) -> MaxFile:
    """The file is there now, and maybe not ready to be shown yet: see ``when_ready``."""
    type_ = TYPES[kind]
    place = await api.upload_place(type_)
    form = FormData(quote_fields=False)  # quoted, a Russian name would be shown as %D0%9F…
    shown = "".join(filter(str.isprintable, name)) or kind.value
    form.add_field("data", data, filename=shown, content_type="application/octet-stream")
    status, content = await api.post_file(place["url"], form)
    try:
        token = _shown_by(kind, place, status, content)
    except Silent as error:
        if is_final(error):
            raise Wrong(error.words, status=status) from error
        raise
    return MaxFile(token=token)


def _shown_by(kind: FileKind, place: Json, status: int, content: bytes) -> str:
    if TYPES[kind] in KNOWN_BEFORE:
        if not 200 <= status < 300:  # noqa: PLR2004 - the usual numbers
            raise Silent("the place does not take the file", status=status)
        return _token(place)
    answer = read(status, content, {})
    return _photo_token(answer) if kind is FileKind.PHOTO else _token(answer)


async def when_ready(send: Callable[[], Awaitable[T]]) -> T:
    """Send, and again after growing pauses while MAX says that the file is not ready."""
    for pause in PAUSES:
        try:
            return await send()
        except NotReady:
            await asyncio.sleep(pause)
    return await send()


def _token(answer: Json) -> str:
    token: Any = answer.get("token")
    if not isinstance(token, str) or not token:
        raise Silent("an upload without a token")
    return token


def _photo_token(answer: Json) -> str:
    """Sizes of a picture, each with its token; any of them shows it."""
    photos = answer.get("photos")
    sizes = list(photos.values()) if isinstance(photos, dict) else []
    if not sizes or not isinstance(sizes[0], dict):
        raise Silent("an upload without a token")
    return _token(sizes[0])
