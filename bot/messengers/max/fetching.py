"""Takes a file out of MAX, to be brought to another messenger. Never imports aiogram."""

import asyncio
from collections.abc import Iterator

from bot.messengers.max.answers import Json
from bot.messengers.max.api import MaxApi
from bot.messengers.max.errors import Denied, Missing, Silent, Wrong, is_final
from bot.messengers.max.fields import piece, pieces
from bot.messengers.max.files import MaxFile, file_in
from core.files import LARGEST
from core.letters import Refused

PATIENCE = 10.0
"""Seconds for the whole of it: a letter waits."""


class _Gone(Exception):
    """Nothing is at the address, or there was none."""


async def fetch(api: MaxApi, file: MaxFile) -> bytes:
    """Raises ``Refused``, ``MaxError``, or ``TimeoutError`` when it takes too long.

    Nobody has written down how long an address lasts: the message tells a fresh one.
    """
    async with asyncio.timeout(PATIENCE):
        try:
            return await _download(api, file.url)
        except _Gone:
            pass
        try:
            return await _download(api, await _fresh_url(api, file))
        except _Gone as error:
            raise Refused("the file is not there") from error


async def _download(api: MaxApi, url: str) -> bytes:
    if not url:
        raise _Gone
    data = bytearray()
    try:
        async for chunk in api.download(url, patience=PATIENCE):
            data += chunk
            if len(data) > LARGEST:
                raise Refused("the file is too big to be passed on")
    except Silent as error:
        if is_final(error):
            raise _Gone from error
        raise
    return bytes(data)


async def _fresh_url(api: MaxApi, file: MaxFile) -> str:
    if not file.mid:
        raise _Gone
    try:
        message = await api.message(file.mid)
    except (Denied, Missing, Wrong) as error:
        raise _Gone from error
    found = list(_files_of(message))
    same = [each for each in found if each.token == file.token]
    if not same and len(found) > 1:
        raise _Gone
    return (same or found)[0].url if found else ""


def _files_of(message: Json) -> Iterator[MaxFile]:
    """Its own, and those of the message that it passes on."""
    for body in (piece(message, "body"), piece(piece(message, "link"), "message")):
        for attachment in pieces(body, "attachments"):
            if (file := file_in(attachment)) is not None:
                yield file
