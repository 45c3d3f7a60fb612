"""Telegram's models are built when they are first used, and are the same models then."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from aiogram.methods.base import TelegramMethod
from aiogram.types import CallbackQuery, Chat
from aiogram.types.base import TelegramObject
from pydantic import BaseModel

UNUSED = """
import bot, aiogram
from aiogram.types import Message
print(Message.__pydantic_complete__)
"""
BOTH = pytest.mark.parametrize("base", [TelegramObject, TelegramMethod])


def kinds(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_nothing_is_built_while_aiogram_is_loaded() -> None:
    said = subprocess.run(  # noqa: S603 - words of our own
        [sys.executable, "-c", UNUSED], capture_output=True, text=True, check=True, timeout=60
    )

    assert said.stdout.strip() == "False"


@BOTH
def test_every_model_can_be_built(base: type[BaseModel]) -> None:
    built = [kind.model_rebuild() for kind in kinds(base)]

    assert len(built) > 100
    assert False not in built


def test_a_model_made_of_telegrams_knows_its_words() -> None:
    class Press(CallbackQuery):
        pass

    said = Press.model_validate(
        {
            "id": "1",
            "from": {"id": 1, "is_bot": False, "first_name": "Анна"},
            "chat_instance": "1",
            "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}},
        }
    )

    assert said.message is not None
    assert said.message.chat == Chat(id=7, type="private")
