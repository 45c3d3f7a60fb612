"""Brings what people do in MAX to the inbox, by a webhook, or by long polling in development."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Protocol

from aiohttp import web

from bot.messengers import door
from bot.messengers.door import LONGEST_PAUSE, Brought, Take, take_until_saved, unless
from bot.messengers.max.answers import Json
from bot.messengers.max.api import MaxApi
from bot.messengers.max.arrivals import arrived_of, read_json
from bot.messengers.max.errors import MaxError, TooFast
from bot.messengers.max.fields import Unreadable, number, pieces
from storage.inbox import Arrived

UPDATE_TYPES = (
    "message_created",
    "message_edited",
    "message_callback",
    "bot_started",
    "bot_stopped",
    "dialog_removed",
)
"""What handlers do something about."""

SECRET_HEADER = "X-Max-Bot-Api-Secret"  # noqa: S105 - the name of a header

LONG_POLL = 25
"""Seconds MAX holds a question without news."""

BETWEEN_POLLS = timedelta(seconds=0.5)
"""MAX lets a bot ask twice a second."""

BATCH = 100

RENEWED_EVERY = timedelta(hours=1)
"""MAX drops a webhook by itself after eight hours without an answer."""

log = logging.getLogger(__name__)

Unread = Callable[[], None]
"""Counts an update that nobody could read."""


class Marks(Protocol):
    """Where the place in MAX's queue is kept between two starts."""

    async def get(self) -> int | None: ...

    async def put(self, marker: int) -> None: ...


def make_webhook_handler(
    take: Take, secret: str, unread: Unread
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The door MAX knocks at.

    What cannot be read is logged and answered with 200: MAX would bring it ten times more and
    then take the webhook away from everybody.
    """

    def understand(body: bytes) -> Brought:
        raw = read_json(body)
        if raw is None:
            _set_aside(Unreadable("no update"), unread)
            return Brought()
        return Brought(arrivals([raw], unread))

    return door.make_webhook_handler(
        take, understand, header=SECRET_HEADER, secret=secret, nonsense=200
    )


def arrivals(batch: Sequence[Json], unread: Unread) -> list[Arrived]:
    """What can be read of it: one bad update must not hide the others."""
    found: list[Arrived] = []
    for raw in batch:
        try:
            found += arrived_of(raw)
        except Unreadable as error:
            _set_aside(error, unread)
    return found


def _set_aside(error: Unreadable, unread: Unread) -> None:
    unread()
    log.warning("An update of MAX cannot be read: %s", error)


async def poll(
    take: Take,
    api: MaxApi,
    marks: Marks,
    unread: Unread,
    *,
    stop: asyncio.Event,
    pause: timedelta = timedelta(seconds=1),
    between: timedelta = BETWEEN_POLLS,
) -> None:
    """Bring updates to the inbox until ``stop`` is set; no failure of the network ends it.

    The marker moves after its batch is committed. If the process falls in between, the batch
    comes again and the inbox knows it.
    """
    async for batch, marker in _batches(api, marks, stop=stop, pause=pause):
        saved = await take_until_saved(take, arrivals(batch, unread), stop=stop, pause=pause)
        if saved and marker is not None:
            await _keep(marks, marker)
        await unless(stop, asyncio.sleep(between.total_seconds()))


async def _keep(marks: Marks, marker: int) -> None:
    """A marker that is not kept costs a batch that comes again, no more."""
    try:
        await marks.put(marker)
    except Exception:
        log.exception("The place in MAX's queue is not kept")


async def _batches(
    api: MaxApi, marks: Marks, *, stop: asyncio.Event, pause: timedelta
) -> AsyncIterator[tuple[list[Json], int | None]]:
    """Updates with the marker to be kept when they are saved.

    The pause after a failure doubles up to half a minute and starts anew with every success.
    """
    marker, webhooks_gone, wait = await marks.get(), False, pause
    while not stop.is_set():
        try:
            if not webhooks_gone:
                await unless(stop, remove_subscriptions(api))
                webhooks_gone = not stop.is_set()
                continue
            answer = await unless(stop, api.updates(marker, LONG_POLL, BATCH, UPDATE_TYPES))
        except (MaxError, OSError) as error:
            wait = await _after(error, wait, stop, "No updates from MAX")
            continue
        if answer is None:
            return
        wait = pause
        marker = number(answer, "marker") or marker
        yield pieces(answer, "updates"), marker


async def remove_subscriptions(api: MaxApi, *, but: str = "") -> None:
    """While there is any webhook MAX gives nothing to whoever asks."""
    for subscription in await api.subscriptions():
        url = subscription.get("url")
        if isinstance(url, str) and url != but:
            await api.unsubscribe(url)


async def stay_subscribed(
    api: MaxApi,
    url: str,
    secret: str,
    *,
    stop: asyncio.Event,
    every: timedelta = RENEWED_EVERY,
    pause: timedelta = timedelta(seconds=1),
) -> None:
    """Look after the webhook until ``stop`` is set: MAX may drop it at any time.

    At the start it is set anew whatever it looks like: its secret cannot be seen.
    """
    wait, first = pause, True
    while not stop.is_set():
        try:
            await unless(stop, renew(api, url, secret, anew=first))
        except (MaxError, OSError) as error:
            wait = await _after(error, wait, stop, "No webhook in MAX yet")
        else:
            wait, first = pause, False
            await unless(stop, asyncio.sleep(every.total_seconds()))


async def renew(api: MaxApi, url: str, secret: str, *, anew: bool = False) -> None:
    """Exactly one webhook: ours, with the kinds of updates that we want."""
    there = [one for one in await api.subscriptions() if one.get("url") == url]
    if anew or not any(is_whole(one) for one in there):
        await api.subscribe(url, secret, UPDATE_TYPES)
        log.info("The webhook of MAX is set")
    await remove_subscriptions(api, but=url)


def is_whole(subscription: Json) -> bool:
    """Whether it brings everything that is wanted; without a list MAX brings all there is."""
    kinds = subscription.get("update_types")
    return not kinds or (isinstance(kinds, list) and set(UPDATE_TYPES) <= {*map(str, kinds)})


async def _after(error: Exception, wait: timedelta, stop: asyncio.Event, what: str) -> timedelta:
    """Wait, and say how long to wait the next time."""
    asked = error.after if isinstance(error, TooFast) else timedelta(0)
    now = max(wait, asked)
    log.warning("%s: %s. Trying again in %.1f s", what, error, now.total_seconds())
    await unless(stop, asyncio.sleep(now.total_seconds()))
    return min(wait * 2, LONGEST_PAUSE)
