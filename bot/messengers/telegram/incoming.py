"""Brings what people do in Telegram to the inbox, by long polling or by a webhook."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import orjson
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiohttp import web

from bot.messengers import door
from bot.messengers.door import LONGEST_PAUSE, Brought, Take, take_until_saved, unless
from bot.messengers.telegram.session import LeanSession
from storage.inbox import Arrived

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

LONG_POLL = 25
"""Seconds Telegram holds a question without news."""

GRACE = 10
"""Seconds on top of that before the connection is taken for dead."""

Raw = dict[str, Any]

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
        await take_until_saved(take, arrived, stop=stop, pause=pause)


def arrived_of(raw: Raw) -> Arrived | None:
    """The update as the inbox keeps it; ``None`` for what no private conversation is about."""
    whose = _whose(raw)
    if whose is None:
        return None
    return Arrived(
        messenger=MESSENGER,
        number=raw["update_id"],
        chat=whose,
        raw=orjson.dumps(_without_buttons(raw)).decode(),
    )


def _without_buttons(raw: Raw) -> Raw:
    """Of the message that was pressed nobody asks which other buttons it has."""
    query = raw.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(message, dict):
        return raw
    bare = {key: value for key, value in message.items() if key != "reply_markup"}
    return {**raw, "callback_query": {**query, "message": bare}}


def _whose(raw: Raw) -> int | None:
    """The number of the private chat that the update belongs to."""
    query = raw.get("callback_query")
    if isinstance(query, dict):
        person = query.get("from")
        return _number(person)
    for kind in ("message", "edited_message", "my_chat_member"):
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
                webhook_gone = bool(await unless(stop, bot.delete_webhook()))
                continue
            batch = await unless(stop, bot(question, request_timeout=LONG_POLL + GRACE))
        except (AiogramError, OSError) as error:
            _explain(bot, error, wait)
            wait = max(wait, asked_to_wait(error))
            await unless(stop, asyncio.sleep(wait.total_seconds()))
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
    """The door Telegram knocks at. It is told of what is no update: that is not Telegram's.

    The button that was pressed stops waiting with the confirmation, which spares a request.
    """
    return door.make_webhook_handler(
        take, _brought, header=SECRET_HEADER, secret=secret, nonsense=400
    )


def _brought(body: bytes) -> Brought | None:
    try:
        raw = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
        return None
    arrived = arrived_of(raw)
    return Brought(() if arrived is None else (arrived,), _answered(raw))


def _answered(raw: Raw) -> Raw | None:
    query = raw.get("callback_query")
    if not isinstance(query, dict):
        return None
    return {"method": "answerCallbackQuery", "callback_query_id": query.get("id")}
