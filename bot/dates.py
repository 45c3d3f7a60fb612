"""Days that the operator names in a setting, between commas."""

import re
from datetime import date

from pydantic_core import PydanticCustomError

from core.written_days import day_of


def days(value: str | tuple[date, ...]) -> tuple[date, ...]:
    """``2026-01-09,2026-12-31`` as days; the first word that is not one is named."""
    if isinstance(value, tuple):
        return value
    found = []
    for word in re.split(r"[,;\s]+", value.strip(",; \t\r\n")):
        day = day_of(word)
        if day is None:
            raise PydanticCustomError("settings-days", "see texts", {"value": word})
        found.append(day)
    return tuple(found)


def check_apart(days_off: tuple[date, ...], working_days: tuple[date, ...]) -> None:
    """A day cannot be both."""
    if both := sorted({*days_off} & {*working_days}):
        facts = {"value": both[0].isoformat()}
        raise PydanticCustomError("settings-days-both", "see texts", facts)
