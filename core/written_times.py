"""Times as people write them: a day, then an hour, several or a span; a line each.

The words of the language are data, ``core.vocabulary``; what is read here are their places.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from core.units import YE, YO
from core.vocabulary import CLOCK, Vocabulary

MOST_LINES = 40
LONGEST_LINE = 60
"""Signs of a line that are quoted back."""
YEAR_BEGINS = 2000
JUST_OVER = timedelta(days=60)
"""Whoever names a day that was over so lately without a year hardly means the next one."""

_DASHES = str.maketrans("\u2212\u2010\u2011\u2012\u2013\u2014", "------")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_DOTS = re.compile(
    r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4}|\d{2}))?(?![\d:])"
)
_SPAN = re.compile(rf"(?P<begins>{CLOCK})(?:\s*-\s*(?P<ends>{CLOCK}))?")
_BETWEEN = re.compile(r"[\s,;]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A day and an hour by the clock on the wall, or a span of it.

    ``minutes`` were named with it; without them the length chosen elsewhere counts.
    """

    day: date
    begins: time
    ends: time | None = None
    minutes: int | None = None


class Unclear(StrEnum):
    """What is wrong with a line."""

    WORDS = "words"
    NO_DAY = "no-day"
    NO_HOUR = "no-hour"
    NO_SUCH_DAY = "no-such-day"
    NO_SUCH_HOUR = "no-such-hour"
    OTHER_WEEKDAY = "other-weekday"
    OVER = "over"
    BACKWARDS = "backwards"
    LENGTH = "length"
    TOO_MANY = "too-many"


class _Trouble(Exception):
    def __init__(self, unclear: Unclear) -> None:
        super().__init__(unclear)
        self.unclear = unclear


@dataclass(frozen=True, slots=True)
class Trouble:
    """A line, shortened, that was not understood or cannot be meant."""

    line: str
    unclear: Unclear


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood, and what was not."""

    entries: tuple[Entry, ...]
    troubles: tuple[Trouble, ...]


def read(
    words: str, *, now: datetime, vocabulary: Vocabulary, lengths: Collection[int]
) -> Reading:
    """``now`` is by the clock of whoever writes. A line without a day is of the day before it.

    ``lengths`` are those that may be named, in minutes.
    """
    entries: list[Entry] = []
    troubles: list[Trouble] = []
    day: date | None = None
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    for line in lines[:MOST_LINES]:
        try:
            found = _Line(line, now, vocabulary, day, lengths).read()
        except _Trouble as trouble:
            troubles.append(Trouble(_short(line), trouble.unclear))
        else:
            entries += found
            day = found[0].day
    troubles += [Trouble(_short(line), Unclear.TOO_MANY) for line in lines[MOST_LINES:][:1]]
    return Reading(tuple(entries), tuple(troubles))


def _short(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1].rstrip() + "…"


class _Line:
    """One line, eaten from its beginning."""

    def __init__(
        self,
        line: str,
        now: datetime,
        words: Vocabulary,
        before: date | None,
        lengths: Collection[int],
    ) -> None:
        self.rest = line.lower().replace(YO, YE).translate(_DASHES).strip(" .,;")
        self.now = now
        self.words = words
        self.before = before
        self.lengths = lengths

    def read(self) -> list[Entry]:
        minutes = self._length()
        named = self._days()
        spans = self._spans()
        days = [self._next(one, spans[0][0]) if isinstance(one, int) else one for one in named]
        if not days and self.before is not None:
            days = [self.before]
        if not days:
            raise _Trouble(Unclear.NO_DAY)
        return [
            Entry(day=day, begins=begins, ends=ends, minutes=minutes)
            for day in days
            for begins, ends in spans
        ]

    def _length(self) -> int | None:
        found = self.words.length.search(self.rest)
        if found is None:
            return None
        minutes = int(found["number"]) if found["number"] else self.words.lengths[found["name"]]
        if minutes not in self.lengths:
            raise _Trouble(Unclear.LENGTH)
        self.rest = f"{self.rest[: found.start()]} {self.rest[found.end() :]}"
        return minutes

    def _days(self) -> list[date | int]:
        """One or several, «пн и ср»; a weekday without a date is its number."""
        days: list[date | int] = []
        self._pass_over()
        while (day := self._one_day()) is not None:
            days.append(day)
            another = self.words.another.match(self.rest)
            if another is None:
                break
            self.rest = self.rest[another.end() :]
        self._pass_over()
        return days

    def _one_day(self) -> date | int | None:
        weekday: int | None = None
        if found := self.words.word.match(self.rest):
            word = found["word"]
            self.rest = self.rest[found.end() :]
            if word in self.words.days:
                return self.now.date() + timedelta(days=self.words.days[word])
            weekday = self.words.weekdays[word]
        blank = _BETWEEN.match(self.rest) if weekday is not None else None
        at = blank.end() if blank else 0
        for pattern in (_ISO, self.words.dated, _DOTS):
            if (found := pattern.match(self.rest, at)) and (day := self._named(found)):
                self.rest = self.rest[found.end() :]
                if weekday is not None and day.weekday() != weekday:
                    raise _Trouble(Unclear.OTHER_WEEKDAY)
                return day
        return weekday

    def _named(self, found: re.Match[str]) -> date | None:
        """Of the nearest year in which it is not over, or was not just now; «14.30» is an hour."""
        month = self.words.months.get(found["month"]) or int(found["month"])
        if not 1 <= month <= 12 and not found["year"]:  # noqa: PLR2004 - months of a year
            return None
        today = self.now.date()
        years = [self._year(found["year"])] if found["year"] else [today.year, today.year + 1]
        days = [day for year in years if (day := _day(year, month, int(found["day"])))]
        if not days:
            raise _Trouble(Unclear.NO_SUCH_DAY)
        if not found["year"] and timedelta(0) < today - days[0] <= JUST_OVER:
            raise _Trouble(Unclear.OVER)
        return next((day for day in days if day >= today), days[0])

    def _year(self, digits: str) -> int:
        return int(digits) if len(digits) > 2 else YEAR_BEGINS + int(digits)  # noqa: PLR2004 - two digits

    def _next(self, weekday: int, begins: time) -> date:
        """The nearest such day; today only while the hour is still to come."""
        ahead = (weekday - self.now.weekday()) % 7
        if ahead == 0 and begins <= self.now.time():
            ahead = 7
        return self.now.date() + timedelta(days=ahead)

    def _spans(self) -> list[tuple[time, time | None]]:
        self.rest = self.words.spoken_span.sub(r" \1-\2 ", self.rest)
        spans = []
        self._pass_over()
        while self.rest:
            found = _SPAN.match(self.rest)
            if found is None:
                raise _Trouble(Unclear.WORDS)
            begins = _clock(found["begins"])
            ends = _clock(found["ends"]) if found["ends"] else None
            if ends is not None and ends <= begins:
                raise _Trouble(Unclear.BACKWARDS)
            spans.append((begins, ends))
            self._eat(found)
        if not spans:
            raise _Trouble(Unclear.NO_HOUR)
        return spans

    def _eat(self, found: re.Match[str]) -> None:
        self.rest = self.rest[found.end() :]
        self._pass_over()

    def _pass_over(self) -> None:
        """Blanks, commas and words that mean nothing."""
        before = None
        while before != self.rest:
            before = self.rest
            for pattern in (_BETWEEN, self.words.idle):
                if found := pattern.match(self.rest):
                    self.rest = self.rest[found.end() :]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(words: str) -> time:
    hour, _, minute = words.replace(".", ":").partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise _Trouble(Unclear.NO_SUCH_HOUR) from None
