"""Places: screens that any button may open, today or weeks later.

A place is written ``consultation:12`` in a button. It holds no state, so it never goes out of
date: whoever presses it sees what is there now, if they have a right to see it.
"""

import re

from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

SEPARATOR = ":"
NUMBER = re.compile(r"[0-9]{0,18}")


class Place(BaseFilter):
    """A button that opens this place; hands the number in it over as ``number``."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def __call__(self, query: CallbackQuery) -> dict[str, int] | bool:
        name, _, number = (query.data or "").partition(SEPARATOR)
        if name != self.name or not NUMBER.fullmatch(number):
            return False
        return {"number": int(number or 0)}


class Begins(BaseFilter):
    """A button's data or a text that begins so.

    Filters here are coroutines: aiogram runs any other, ``F`` included, in a thread, and every
    update would pass through half a dozen of them.
    """

    def __init__(self, words: str) -> None:
        self.words = words

    async def __call__(self, event: Message | CallbackQuery) -> bool:
        said = event.text if isinstance(event, Message) else event.data
        return (said or "").startswith(self.words)
