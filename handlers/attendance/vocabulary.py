"""Words that are easy to hear across a hall and to type."""

import json
from collections.abc import Sequence
from functools import cache

from texts import FOLDER


@cache
def vocabulary() -> Sequence[str]:
    said = json.loads((FOLDER / "ru" / "attendance.json").read_text(encoding="utf-8"))
    return tuple(said["words"])
