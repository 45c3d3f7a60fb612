"""Told to stop: what has left is finished, what only waits for its turn is given back."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bench.strict import StrictTelegram
from bot.messengers.telegram.outgoing import TelegramCarrier
from core.letters import Screen, TryLater
from core.people import Account
from tests.fakes.telegram import TOKEN
from tests.words import WITHDRAWN

LETTERS, A_SECOND = 10, 4


@pytest.fixture
async def telegram() -> AsyncIterator[StrictTelegram]:
    async with StrictTelegram(answers_in=0.3) as telegram:
        yield telegram


async def test_who_waits_for_a_turn_is_sent_away_at_once(telegram: StrictTelegram) -> None:
    async with TelegramCarrier(
        TOKEN, withdrawn=WITHDRAWN, base_url=telegram.url, per_second=A_SECOND
    ) as carrier:
        showing = [
            asyncio.ensure_future(carrier.show(Screen("?"), to=Account("telegram", chat)))
            for chat in range(1, LETTERS + 1)
        ]
        await asyncio.sleep(0.2)
        carrier.let_go()
        async with asyncio.timeout(1):
            ends = await asyncio.gather(*showing, return_exceptions=True)
    sent = [end for end in ends if not isinstance(end, BaseException)]
    given_back = [end for end in ends if isinstance(end, TryLater)]

    assert len(sent) == len(telegram.arrivals) <= A_SECOND
    assert len(given_back) == LETTERS - len(sent)
