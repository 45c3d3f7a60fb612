"""Brings what people do in Telegram to the dispatcher, by long polling or by a webhook."""

import asyncio
import hmac
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any, TypeVar

import orjson
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.types import BotCommand, Update
from aiogram.types.update import UpdateTypeLookupError
from aiohttp import web
from pydantic import ValidationError

from bot.messengers.telegram.session import LeanSession

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
    token: str, *, api: str = "https://api.telegram.org", proxy: str | None = None
) -> Bot:
    """The bot as handlers see it; close its session when the work is over."""
    return Bot(
        token,
        session=LeanSession(api=api, proxy=proxy),
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
    dispatcher: Dispatcher,
    bot: Bot,
    *,
    stop: asyncio.Event,
    pause: timedelta = timedelta(seconds=1),
) -> None:
    """Feed updates to the dispatcher until ``stop`` is set; no failure of the network ends it.

    Updates of one person are handled in their order, people do not wait for each other. What
    has been taken is handled to its end before this returns.
    """
    async for batch in batches(bot, stop=stop, pause=pause):
        queues: dict[int, list[Update]] = defaultdict(list)
        for raw in batch:
            update = parsed(bot, raw)
            if update is not None:
                queues[_whose(update)].append(update)
        async with asyncio.TaskGroup() as group:
            for queue in queues.values():
                group.create_task(_feed_all(dispatcher, bot, queue))


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


def parsed(bot: Bot, raw: Raw) -> Update | None:
    """The update, or ``None`` and a line in the log when aiogram cannot read it."""
    try:
        return Update.model_validate(raw, context={"bot": bot})
    except ValidationError as error:
        fields = sorted({".".join(map(str, found["loc"])) for found in error.errors()})
        # No traceback: it would quote what the person wrote.
        log.warning("Update %s cannot be read, see %s", raw.get("update_id"), ", ".join(fields))
        return None


def _whose(update: Update) -> int:
    """Whose queue the update belongs to; 0 is everybody who cannot be told apart."""
    try:
        person = getattr(update.event, "from_user", None)
    except UpdateTypeLookupError:
        return 0
    return person.id if person else 0


async def _feed_all(dispatcher: Dispatcher, bot: Bot, updates: Sequence[Update]) -> None:
    for update in updates:
        await feed(dispatcher, bot, update)


async def feed(dispatcher: Dispatcher, bot: Bot, update: Update) -> None:
    """Let the dispatcher handle the update; whatever its handler raises is logged, not raised."""
    try:
        answer = await dispatcher.feed_update(bot, update)
        if isinstance(answer, TelegramMethod):
            await dispatcher.silent_call_request(bot, answer)
    except Exception:
        log.exception("Update %s was not handled", update.update_id)


def make_webhook_handler(
    dispatcher: Dispatcher, bot: Bot, secret: str
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The door Telegram knocks at; who does not know the secret gets 401 and no reading.

    A failure of a handler is answered with 200: the same update would only fail again.
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
        try:
            raw = orjson.loads(body)
        except orjson.JSONDecodeError:
            return web.Response(status=400)
        if not (isinstance(raw, dict) and isinstance(raw.get("update_id"), int)):
            return web.Response(status=400)
        update = parsed(bot, raw)
        if update is not None:
            await feed(dispatcher, bot, update)
        return web.Response()

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
