"""The words in which people write times, and the patterns that they make."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

CLOCK = r"\d{1,2}(?:[:.]\d{2})?"


@dataclass(frozen=True)
class Vocabulary:
    """How days, months and minutes are called, in small letters without «ё».

    ``days`` are counted from today, ``weekdays`` from Monday, ``months`` from one; ``minutes``
    and ``hours`` stand after a number, ``lengths`` are whole lengths by name. ``since``,
    ``until`` and ``each`` are the words of «с 14 до 16 по 20 минут», ``both`` is that of
    «пн и ср»; ``noise`` means nothing.
    """

    days: Mapping[str, int]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    lengths: Mapping[str, int]
    minutes: tuple[str, ...]
    hours: tuple[str, ...]
    since: tuple[str, ...]
    until: tuple[str, ...]
    each: tuple[str, ...]
    both: tuple[str, ...]
    noise: tuple[str, ...]

    @cached_property
    def length(self) -> re.Pattern[str]:
        names, minutes = _any(self.lengths), _any(self.minutes)
        return re.compile(
            rf"(?:\b(?:{_any(self.each)})\s+)?"
            rf"(?:(?P<number>\d{{1,3}})\s*(?:{minutes})|\b(?P<name>{names}))(?!\w)\.?"
        )

    @cached_property
    def dated(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?P<day>\d{{1,2}})\s+(?P<month>{_any(self.months)})(?!\w)\.?"
            r"(?:\s+(?P<year>\d{4})(?![\d:.]))?"
        )

    @cached_property
    def word(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<word>{_any([*self.days, *self.weekdays])})(?!\w)\.?")

    @cached_property
    def spoken_span(self) -> re.Pattern[str]:
        hours = rf"(?:\s*(?:{_any(self.hours)})(?!\w)\.?)?"
        return re.compile(
            rf"(?:\b(?:{_any(self.since)})\s+)?({CLOCK}){hours}"
            rf"\s*(?:-|\b(?:{_any(self.until)})\b)\s*({CLOCK}){hours}"
        )

    @cached_property
    def another(self) -> re.Pattern[str]:
        """Between two days."""
        return re.compile(rf"\s*(?:[,;]|(?:{_any(self.both)})\s)\s*")

    @cached_property
    def idle(self) -> re.Pattern[str]:
        """Words that may stand between: «в», «и», «часов»."""
        return re.compile(rf"(?<!\w)(?:{_any([*self.noise, *self.both, *self.hours])})(?!\w)\.?")


def _any(words: Mapping[str, int] | list[str] | tuple[str, ...]) -> str:
    """The longest first, or «ноября» would be read as «ноя»."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
