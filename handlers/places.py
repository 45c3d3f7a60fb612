"""Places: screens that any button may open, today or weeks later.

A place is written ``consultation:12`` in a button. It holds no state, so it never goes out of
date: whoever presses it sees what is there now, if they have a right to see it.
"""

import re

from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery

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
