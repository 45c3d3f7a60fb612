"""Brings what people do in Telegram to the inbox, by long polling or by a webhook."""

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any, TypeVar

import orjson
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.types import BotCommand
from aiohttp import web

from bot.messengers.telegram.session import LeanSession
from storage.inbox import Arrived

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

LARGEST_BODY = 1024 * 1024
"""Bytes. An update is a few kilobytes; files come by their names."""

LONG_POLL = 25
"""Seconds Telegram holds a question without news."""

GRACE = 10
"""Seconds on top of that before the connection is taken for dead."""

LONGEST_PAUSE = timedelta(seconds=30)

Raw = dict[str, Any]
T = TypeVar("T")
Take = Callable[[Sequence[Arrived]], Awaitable[None]]
"""Saves updates; what it has returned from may be confirmed."""

MESSENGER = "telegram"

log = logging.getLogger(__name__)


class GetRawUpdates(TelegramMethod[list[Raw]]):
    """Updates as they are: one that we cannot read must not hide the other ninety-nine."""

    __returning__ = list[Raw]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = 100
    timeout: int = 0
    allowed_updates: tuple[str, ...] = ALLOWED_UPDATES


def make_bot(
    token: str,
    *,
    api: str = "https://api.telegram.org",
    proxy: str | None = None,
    webhook: bool = False,
) -> Bot:
    """The bot as handlers see it; close its session when the work is over."""
    return Bot(
        token,
        session=LeanSession(api=api, proxy=proxy, presses_answered=webhook),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True),
    )


async def register_commands(bot: Bot, commands: Sequence[tuple[str, str]]) -> None:
    """Commands with their descriptions, as the menu of the messenger shows them."""
    await bot.set_my_commands(
        [BotCommand(command=command, description=words) for command, words in commands]
    )


async def set_webhook(bot: Bot, url: str, secret: str) -> None:
    await bot.set_webhook(url, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES))


async def poll(
    take: Take, bot: Bot, *, stop: asyncio.Event, pause: timedelta = timedelta(seconds=1)
) -> None:
    """Bring updates to the inbox until ``stop`` is set; no failure of the network ends it.

    A batch is confirmed only after ``take`` has returned: it is committed by then. While it
    cannot be saved, nothing new is asked for.
    """
    async for batch in batches(bot, stop=stop, pause=pause):
        arrived = [one for one in map(arrived_of, batch) if one is not None]
        while not stop.is_set():
            try:
                await take(arrived)
            except Exception:
                log.exception("Updates cannot be saved, trying again")
                await _unless(stop, asyncio.sleep(pause.total_seconds()))
            else:
                break


def arrived_of(raw: Raw) -> Arrived | None:
    """The update as the inbox keeps it; ``None`` for what no private conversation is about."""
    whose = _whose(raw)
    if whose is None:
        return None
    return Arrived(
        messenger=MESSENGER,
        number=raw["update_id"],
        chat=whose,
        raw=orjson.dumps(raw).decode(),
    )


def _whose(raw: Raw) -> int | None:
    """The number of the private chat that the update belongs to."""
    query = raw.get("callback_query")
    if isinstance(query, dict):
        person = query.get("from")
        return _number(person)
    for kind in ("message", "my_chat_member"):
        event = raw.get(kind)
        if isinstance(event, dict):
            chat = event.get("chat")
            private = isinstance(chat, dict) and chat.get("type") == "private"
            return _number(chat) if private else None
    return None


def _number(owner: object) -> int | None:
    number = owner.get("id") if isinstance(owner, dict) else None
    return number if isinstance(number, int) else None


async def batches(
    bot: Bot, *, stop: asyncio.Event, pause: timedelta = timedelta(seconds=1)
) -> AsyncIterator[Sequence[Raw]]:
    """Updates by long polling. A batch is confirmed when the next one is asked for, not before.

    The pause after a failure doubles up to half a minute and starts anew with every success.
    """
    question = GetRawUpdates(timeout=LONG_POLL)
    webhook_gone = False
    wait = pause
    while not stop.is_set():
        try:
            if not webhook_gone:
                webhook_gone = bool(await _unless(stop, bot.delete_webhook()))
                continue
            batch = await _unless(stop, bot(question, request_timeout=LONG_POLL + GRACE))
        except (AiogramError, OSError) as error:
            _explain(bot, error, wait)
            wait = max(wait, asked_to_wait(error))
            await _unless(stop, asyncio.sleep(wait.total_seconds()))
            wait = min(wait * 2, LONGEST_PAUSE)
            continue
        wait = pause
        if batch:
            yield batch
            question = GetRawUpdates(offset=batch[-1]["update_id"] + 1, timeout=LONG_POLL)
    await _confirm(bot, question)


async def _confirm(bot: Bot, question: GetRawUpdates) -> None:
    """Tell Telegram what has been handled, or it would be handled again after the restart."""
    if question.offset is None:
        return
    try:
        await bot(GetRawUpdates(offset=question.offset, limit=1), request_timeout=2)
    except (AiogramError, OSError) as error:
        log.warning("The last updates stay unconfirmed: %s", type(error).__name__)


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """The result of the work, or ``None`` as soon as ``stop`` is set."""
    try:
        async with asyncio.TaskGroup() as group:
            working = group.create_task(work)
            stopping = group.create_task(stop.wait())
            await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
            working.cancel()
            stopping.cancel()
    except* (AiogramError, OSError) as errors:
        raise errors.exceptions[0] from None
    return None if working.cancelled() else working.result()


def _explain(bot: Bot, error: Exception, wait: timedelta) -> None:
    words = str(error).replace(bot.token, "***")[:300]
    if isinstance(error, TelegramConflictError):
        words = f"another copy of the bot, or a webhook, takes its updates ({words})"
    log.warning(
        "No updates from Telegram: %s: %s. Asking again in %.1f s",
        type(error).__name__,
        words,
        max(wait, asked_to_wait(error)).total_seconds(),
    )


def asked_to_wait(error: Exception) -> timedelta:
    """How long Telegram asks to leave it alone."""
    return timedelta(seconds=error.retry_after if isinstance(error, TelegramRetryAfter) else 0)


def make_webhook_handler(
    take: Take, secret: str
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The door Telegram knocks at; who does not know the secret gets 401 and no reading.

    200 is said when the update is committed. Until then it is Telegram's to bring again. The
    button that was pressed stops waiting with it, which spares a request of its own.
    """
    if not secret:
        raise ValueError("A webhook without a secret would let anybody speak for everybody")
    expected = secret.encode()

    async def handle(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, expected):
            return web.Response(status=401)
        body = await _read(request)
        if body is None:
            return web.Response(status=413)
        raw = _update_in(body)
        if raw is None:
            return web.Response(status=400)
        arrived = arrived_of(raw)
        if arrived is not None:
            try:
                await take([arrived])
            except Exception:
                log.exception("Update %s cannot be saved", arrived.number)
                return web.Response(status=503)
        return _confirmed(raw)

    return handle


def _confirmed(raw: Raw) -> web.Response:
    query = raw.get("callback_query")
    if not isinstance(query, dict):
        return web.Response()
    answer = {"method": "answerCallbackQuery", "callback_query_id": query.get("id")}
    return web.Response(body=orjson.dumps(answer), content_type="application/json")


def _update_in(body: bytes) -> Raw | None:
    try:
        raw = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return raw if isinstance(raw, dict) and isinstance(raw.get("update_id"), int) else None


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
