"""A number that is chosen by a button or typed."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Group, Keyboard

from core.routing.refusals import NotANumber
from handlers.widgets import choices

LONGEST_NUMBER = 4
"""Digits; what is larger than everything that is allowed need not be told from it."""

Taken = Callable[[DialogManager, int], Awaitable[None]]


def number_of(words: str | None) -> int:
    said = (words or "").strip().removesuffix("%").strip()
    if not said.isascii() or not said.isdecimal():
        raise NotANumber
    return int(said[:LONGEST_NUMBER])


def number_chosen(id_: str, items: str, take: Taken) -> tuple[Keyboard, MessageInput]:
    """Buttons for each ``(number, title)`` under ``items``, and an ear for any other."""

    async def on_click(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
        await take(manager, int(item))

    async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
        await take(manager, number_of(message.text))

    return Group(choices(id_, items, on_click), width=3), MessageInput(on_words)
