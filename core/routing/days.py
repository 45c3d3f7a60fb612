"""Days of an absence as people write them: «с 7 по 18 декабря», «07.12–18.12», one day.

The words of the language are data, ``Vocabulary``; what is read here are their places.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from core.routing.model import check_days
from core.routing.refusals import DaysBackwards, DaysUnclear, NoSuchDay
from core.units import YE, YO

JUST_OVER = timedelta(days=31)
"""Whoever names such a day without its year means the one that has just been."""
LONGEST_OVER_NEW_YEAR = timedelta(days=183)
LONGEST_WRITTEN = 200
YEAR_BEGINS = 2000

_DASHES = str.maketrans("\u2212\u2010\u2011\u2012\u2013\u2014", "------")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_DOTS = re.compile(
    r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4}|\d{2}))?(?![\d./:])"
)
_BARE = re.compile(r"(?P<day>\d{1,2})(?![\d./:])")
_BETWEEN = re.compile(r"[\s,;.-]+")


@dataclass(frozen=True)
class Vocabulary:
    """How days and months are called, in small letters without «ё».

    ``days`` are counted from today, ``months`` from one; ``around`` may stand beside a date and
    say nothing more: «с», «по», names of weekdays.
    """

    days: Mapping[str, int]
    months: Mapping[str, int]
    around: tuple[str, ...]

    @cached_property
    def dated(self) -> re.Pattern[str]:
        months = _any(self.months)
        return re.compile(
            rf"(?P<day>\d{{1,2}})\s*(?P<month>{months})(?!\w)\.?(?:\s*(?P<year>\d{{4}})(?!\d))?"
        )

    @cached_property
    def word(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<word>{_any(self.days)})(?!\w)")

    @cached_property
    def idle(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any(self.around)})(?!\w)")


def _any(words: Iterable[str]) -> str:
    """The longest first, or «ноября» would be read as «ноя»."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _Named:
    """A day as it was written; what was left out is ``None``."""

    day: int
    month: int | None = None
    year: int | None = None

    def within(self, year: int) -> date | None:
        try:
            return date(year, self.month or 0, self.day)
        except ValueError:
            return None


def read(words: str, *, today: date, vocabulary: Vocabulary) -> tuple[date, date]:
    """The first day and the last. Raises the refusal that says what is wrong with them."""
    named = _named(words, today, vocabulary)
    if not 1 <= len(named) <= 2:  # noqa: PLR2004 - one day, or from one to another
        raise DaysUnclear
    begins, ends = _completed(named[0], named[-1])
    last = _last(begins, ends, today)
    first = _first(begins, last)
    check_days(first, last, today=today)
    return first, last


def _named(words: str, today: date, vocabulary: Vocabulary) -> list[_Named]:
    rest = words[:LONGEST_WRITTEN].lower().replace(YO, YE).translate(_DASHES)
    named: list[_Named] = []
    while rest:
        idle = _BETWEEN.match(rest) or vocabulary.idle.match(rest)
        if idle is not None:
            rest = rest[idle.end() :]
            continue
        if found := vocabulary.word.match(rest):
            day = today + timedelta(days=vocabulary.days[found["word"]])
            named.append(_Named(day.day, day.month, day.year))
        elif found := _dated(rest, vocabulary):
            month = vocabulary.months.get(found["month"]) or int(found["month"])
            named.append(_Named(int(found["day"]), month, _year(found["year"])))
        elif found := _BARE.match(rest):
            named.append(_Named(int(found["day"])))
        else:
            raise DaysUnclear
        rest = rest[found.end() :]
    return named


def _dated(rest: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    patterns = (_ISO, vocabulary.dated, _DOTS)
    return next((found for one in patterns if (found := one.match(rest))), None)


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) > 2 else YEAR_BEGINS + int(digits)  # noqa: PLR2004 - two digits


def _completed(begins: _Named, ends: _Named) -> tuple[_Named, _Named]:
    """«с 7 по 18 декабря», «с 7 декабря по 18»: the month is said once for both."""
    if begins.month is None and ends.month is None:
        raise DaysUnclear
    if begins.month is None:
        begins = replace(begins, month=ends.month, year=ends.year)
    if ends.month is None:
        ends = replace(ends, month=begins.month, year=begins.year)
    return begins, ends


def _last(begins: _Named, ends: _Named, today: date) -> date:
    """Of the nearest year in which it is not long over."""
    if ends.year is not None:
        years: tuple[int, ...] = (ends.year,)
    elif begins.year is not None:
        years = (begins.year, begins.year + 1)
    else:
        years = (today.year - 1, today.year, today.year + 1)
    days = [day for year in years if (day := ends.within(year))]
    since = today - JUST_OVER if begins.year is None else begins.within(begins.year)
    if not days or since is None:
        raise NoSuchDay
    return next((day for day in days if day >= since), days[0])


def _first(begins: _Named, last: date) -> date:
    if begins.year is not None:
        first = begins.within(begins.year)
    else:
        first = begins.within(last.year)
        before = begins.within(last.year - 1)
        if before is not None and (first is None or first > last):
            if last - before > LONGEST_OVER_NEW_YEAR:
                raise DaysBackwards
            return before
    if first is None:
        raise NoSuchDay
    return first
