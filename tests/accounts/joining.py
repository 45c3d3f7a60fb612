"""What is done over and over with a second messenger."""

import re

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.walks import phone_of, tap
from tests.world import DemoWorld

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
LINK = re.compile(r"https://max\.ru/opora_max_bot\?start=(\S+)")
NEW = 700
"""The number of an account that nobody knows yet."""


async def a_code(phone: DemoChat) -> str:
    await phone.say("/profile")
    await tap(phone, "Второй мессенджер", "Добавить мессенджер")
    return code_on(phone)


def code_on(phone: DemoChat) -> str:
    found = CODE.search(phone.last)
    assert found, phone.last
    return found[0]


async def a_link(phone: DemoChat) -> str:
    await a_code(phone)
    found = LINK.search(phone.last)
    assert found, phone.last
    return found[1]


async def anna_in(world: DemoWorld, role: Role | None = None) -> DemoChat:
    return await phone_of(world, "Соколова Анна", role)


def new_phone(world: DemoWorld, number: int = NEW) -> DemoChat:
    return world.new_phone(number, "Анна Соколова", "max")


async def joined_phone(world: DemoWorld, anna: DemoChat, number: int = NEW) -> DemoChat:
    """Anna's second phone, joined by a code."""
    code = await a_code(anna)
    phone = new_phone(world, number)
    await phone.say(code)
    await phone.press("Согласен(на)")
    return phone


async def proposed(world: DemoWorld, anna: DemoChat, other: DemoChat) -> None:
    """The side that brings the code has said yes, and the notice is on Anna's phone."""
    await other.say(await a_code(anna))
    await other.press("Объединить")
    await world.post()
