"""Other ways to send the same messages, there to compare with."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bench import office
from bench.strict import StrictTelegram
from bot.messengers.telegram.limiter import seconds_of
from notifications.delivery import IN_HAND as AT_ONCE

Send = Callable[[int], Awaitable[object]]


async def to_all(send: Send, people: Sequence[int], at_once: int) -> None:
    """Each to their end, so many at once; who is refused waits as told and tries again."""
    left = iter(people)

    async def work() -> None:
        for person in left:
            while True:
                try:
                    await send(person + office.FIRST_CHAT)
                except RetryAfter as error:
                    await asyncio.sleep(seconds_of(error))
                else:
                    break

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(work())


@asynccontextmanager
async def _bot(server: StrictTelegram, limiter: AIORateLimiter | None) -> AsyncIterator[Send]:
    requests = HTTPXRequest(connection_pool_size=AT_ONCE, httpx_kwargs={"trust_env": False})
    bot = ExtBot(
        office.TOKEN,
        base_url=f"{server.url}/bot",
        request=requests,
        get_updates_request=requests,
        rate_limiter=limiter,
    )
    await requests.initialize()
    if limiter is not None:
        await limiter.initialize()
    try:
        yield lambda chat: bot.send_message(chat, "Анна закрыла вопрос")
    finally:
        await requests.shutdown()


@asynccontextmanager
async def limited(server: StrictTelegram, limit: int) -> AsyncIterator[tuple[Send, int]]:
    limiter = AIORateLimiter(overall_max_rate=limit, overall_time_period=1, max_retries=10)
    async with _bot(server, limiter) as send:
        yield send, AT_ONCE


@asynccontextmanager
async def sleeping(server: StrictTelegram, limit: int) -> AsyncIterator[tuple[Send, int]]:
    async with _bot(server, None) as send:

        async def slowly(chat: int) -> None:
            await send(chat)
            await asyncio.sleep(1 / limit)

        yield slowly, 1


@asynccontextmanager
async def bare(server: StrictTelegram) -> AsyncIterator[Send]:
    async with _bot(server, None) as send:
        yield send
