"""The words in which days of an absence are named, as the language has them."""

import json
from functools import cache
from typing import Any

from core.routing.days import Vocabulary
from texts import FOLDER


@cache
def vocabulary() -> Vocabulary:
    days, own = _read("days.json"), _read("routing.json")
    return Vocabulary(
        days=days["days"],
        months=days["months"],
        around=(*own["around"], *days["weekdays"]),
    )


def _read(name: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((FOLDER / "ru" / name).read_text(encoding="utf-8"))
    return said
