"""The words in which days and hours are named, as the language has them."""

import json
from functools import cache
from typing import Any

from core.vocabulary import Vocabulary
from texts import FOLDER


@cache
def vocabulary() -> Vocabulary:
    words: dict[str, Any] = {}
    for file in ("days.json", "times.json"):
        said: dict[str, Any] = json.loads((FOLDER / "ru" / file).read_text(encoding="utf-8"))
        words |= {name: tuple(one) if isinstance(one, list) else one for name, one in said.items()}
    return Vocabulary(**words)
