"""A bot in front of a strict MAX, and somebody who talks to it."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot

from bot.messengers.max.pace import MaxPace
from bot.messengers.max.session import make_bot
from tests.fakes.max import TOKEN, FakeMax
from tests.fakes.max_phone import MaxPhone


@pytest.fixture
async def fake() -> AsyncIterator[FakeMax]:
    async with FakeMax() as fake:
        fake.rates.per_chat = None
        yield fake
    assert fake.complaints == []


@pytest.fixture
async def bot(fake: FakeMax) -> AsyncIterator[Bot]:
    bot = make_bot(TOKEN, api=fake.url, pace=MaxPace(per_chat=1000))
    yield bot
    await bot.session.close()


@pytest.fixture
def anna(fake: FakeMax) -> MaxPhone:
    return MaxPhone(fake, 101, "Анна", "Смирнова")
