"""What every messenger's door has in common: a secret, a body of a bounded size, patience."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import orjson
from aiohttp import web

from storage.inbox import Arrived

LARGEST_BODY = 1024 * 1024
"""Bytes. An update is a few kilobytes; files come by their names."""

LONGEST_PAUSE = timedelta(seconds=30)

T = TypeVar("T")
Take = Callable[[Sequence[Arrived]], Awaitable[None]]
"""Saves updates; what it has returned from may be confirmed."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a body brings, and the JSON that its confirmation says to the messenger."""

    arrived: Sequence[Arrived] = ()
    reply: Mapping[str, object] | None = None


Understand = Callable[[bytes], Brought | None]
"""Reads a body; ``None`` for one that is no update at all."""

log = logging.getLogger(__name__)


def make_webhook_handler(
    take: Take, understand: Understand, *, header: str, secret: str, nonsense: int
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The door a messenger knocks at; who does not know the secret gets 401 and no reading.

    200 is said when the update is committed. Until then it is the messenger's to bring again.
    ``nonsense`` is the answer to what is no update.
    """
    if not secret:
        raise ValueError("A webhook without a secret would let anybody speak for everybody")
    expected = secret.encode()

    async def handle(request: web.Request) -> web.Response:
        given = request.headers.get(header, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, expected):
            return web.Response(status=401)
        body = await _read(request)
        if body is None:
            return web.Response(status=413)
        brought = understand(body)
        if brought is None:
            return web.Response(status=nonsense)
        try:
            await take(brought.arrived)
        except Exception:
            numbers = [one.number for one in brought.arrived]
            log.exception("Updates cannot be saved: %s", numbers)
            return web.Response(status=503)
        if brought.reply is None:
            return web.Response()
        return web.Response(body=orjson.dumps(brought.reply), content_type="application/json")

    return handle


async def _read(request: web.Request) -> bytes | None:
    """The body, or ``None`` if it is larger than ``LARGEST_BODY``."""
    if (request.content_length or 0) > LARGEST_BODY:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


async def take_until_saved(
    take: Take, arrived: Sequence[Arrived], *, stop: asyncio.Event, pause: timedelta
) -> bool:
    """Whether they are committed. While they cannot be saved nothing new should be asked for."""
    while not stop.is_set():
        try:
            await take(arrived)
        except Exception:
            log.exception("Updates cannot be saved, trying again")
            await unless(stop, asyncio.sleep(pause.total_seconds()))
        else:
            return True
    return False


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """The result of the work, or ``None`` as soon as ``stop`` is set."""
    try:
        async with asyncio.TaskGroup() as group:
            working = group.create_task(work)
            stopping = group.create_task(stop.wait())
            await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
            working.cancel()
            stopping.cancel()
    except* Exception as errors:  # noqa: BLE001 - raised again, without the group
        raise errors.exceptions[0] from None
    return None if working.cancelled() else working.result()
