"""The phones of these conversations: a teacher and the coordinator who announces."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.walks import phone_of
from tests.world import DemoWorld


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


@pytest.fixture
async def vera(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1")
