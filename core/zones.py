"""Time zones by name: those of Russia as people call them, «МСК+2», and those of the world."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

MOSCOW = "Europe/Moscow"
RUSSIAN = {
    -1: "Europe/Kaliningrad",
    0: MOSCOW,
    1: "Europe/Samara",
    2: "Asia/Yekaterinburg",
    3: "Asia/Omsk",
    4: "Asia/Krasnoyarsk",
    5: "Asia/Irkutsk",
    6: "Asia/Yakutsk",
    7: "Asia/Vladivostok",
    8: "Asia/Magadan",
    9: "Asia/Kamchatka",
}
"""Article 5 of the law «107-ФЗ»: hours ahead of Moscow, and the city that a zone is kept by."""
FROM_MOSCOW = re.compile(r"(\w+)\s*(?:([+-])\s*(\d{1,2}))?")
MINUSES = str.maketrans("\u2212\u2013\u2014", "---")


def zone_named(words: str, *, moscow: Collection[str] = ()) -> str | None:
    """The IANA name, or ``None`` when there is no such zone.

    ``moscow`` are words for it, in small letters, that hours may be added to.
    """
    name = words.strip().lower()
    found = FROM_MOSCOW.fullmatch(name.translate(MINUSES))
    if found is not None and found[1] in moscow:
        return RUSSIAN.get(int(f"{found[2] or ''}{found[3] or 0}"))
    return _known().get(name)


@cache
def _known() -> dict[str, str]:
    """By the name in small letters: people do not write «Asia/Yekaterinburg» twice alike."""
    return {name.lower(): name for name in available_timezones()}


def ahead_of_moscow(zone: tzinfo, at: datetime) -> timedelta:
    here, there = (each.utcoffset(at.astimezone(each)) for each in (zone, ZoneInfo(MOSCOW)))
    assert here is not None  # noqa: S101 - a zone that knows itself
    assert there is not None  # noqa: S101 - likewise
    return here - there
