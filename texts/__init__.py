"""Every word the bot says. Code holds keys, ``ru/*.ftl`` holds language."""

import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import TextElement
from fluent.syntax.ast import Junk

FOLDER = Path(__file__).parent

LONGEST_PART = 1000
"""Characters. Fluent refuses to put much more into a phrase; longer words are put in after it."""


class Texts:
    """Looks a phrase up by its key and fills in the names and numbers.

    A missing key or argument is a programmer's mistake and raises at once rather than showing
    ``{$name}`` to a teacher. Words that come from people are escaped: markup lives only in
    ``.ftl``. A ``datetime`` is shown in the zone given here.
    """

    def __init__(self, zone: str = "Europe/Moscow", locale: str = "ru") -> None:
        self.zone = ZoneInfo(zone)
        self._bundle = _bundle(locale)
        self._fixed: dict[str, str | None] = {}

    def fixed(self, key: str) -> str | None:
        """A phrase that says the same to everybody; ``None`` for one with names or numbers."""
        if key not in self._fixed:
            value = self._message(key)
            self._fixed[key] = value.value if isinstance(value, TextElement) else None
        return self._fixed[key]

    def __call__(self, key: str, **args: object) -> str:
        return self._format(key, {name: self._safe(value) for name, value in args.items()})

    def raw(self, key: str, **args: object) -> str:
        """The same without escaping, where no markup is read: buttons, file names, consoles."""
        return self._format(key, {name: self._plain(value) for name, value in args.items()})

    def __contains__(self, key: str) -> bool:
        return bool(self._bundle.has_message(key))

    def _format(self, key: str, args: Mapping[str, object]) -> str:
        """Most words of a screen are the same for everybody: those are looked up once."""
        fixed = self.fixed(key)
        return self._put_together(key, args) if fixed is None else fixed

    def _message(self, key: str) -> Any:
        value = self._bundle.get_message(key).value
        if value is None:
            raise LookupError(f"{key} has no value")
        return value

    def _put_together(self, key: str, args: Mapping[str, object]) -> str:
        long = {
            f"\ue000{name}\ue001": value
            for name, value in args.items()
            if isinstance(value, str) and len(value) > LONGEST_PART
        }
        marks = {mark[1:-1]: mark for mark in long}
        text, errors = self._bundle.format_pattern(self._message(key), {**args, **marks})
        if errors:
            raise LookupError(f"{key}: {errors[0]}")
        return re.sub("\ue000[a-z_]+\ue001", lambda at: str(long.get(at[0], at[0])), str(text))

    def _safe(self, value: object) -> object:
        value = self._plain(value)
        return escape(value, quote=False) if isinstance(value, str) else value

    def _plain(self, value: object) -> object:
        if isinstance(value, datetime):
            return self.moment(value)
        if value is None or isinstance(value, bool):
            return str(value).lower()
        return value

    def moment(self, at: datetime, zone: tzinfo | None = None) -> str:
        """«чт, 26 ноября, 15:00», in the zone of these texts or in somebody's own."""
        local = at.astimezone(zone or self.zone)
        return self._format(
            "moment",
            {
                "weekday": local.weekday(),
                "day": local.day,
                "month": local.month,
                "time": f"{local:%H:%M}",
            },
        )

    def day(self, day: date, *, year: bool = True) -> str:
        """«7 декабря 2026»; on a button the year is left out."""
        key = "day-with-year" if year else "day-of-month"
        return self._format(key, {"day": day.day, "month": day.month, "year": day.year})

    def days(self, first: date, last: date, *, year: bool = True) -> str:
        """«7–18 декабря 2026», from the first day to the last."""
        ends = self.day(last, year=year)
        if first == last:
            return ends
        if (first.year, first.month) == (last.year, last.month):
            return self._format("days-of-month", {"first": first.day, "last": ends})
        begins = self.day(first, year=year and first.year != last.year)
        return self._format("days-apart", {"first": begins, "last": ends})

    def span(
        self, starts_at: datetime, ends_at: datetime, zone: tzinfo, *, named: str = "none"
    ) -> str:
        """«пн, 7 декабря, 15:00–15:30»; ``named`` is what the zone is called, if it has to be."""
        same_day = starts_at.astimezone(zone).date() == ends_at.astimezone(zone).date()
        ends = f"{ends_at.astimezone(zone):%H:%M}" if same_day else self.moment(ends_at, zone)
        return self._format(
            "span",
            {
                "begins": self.moment(starts_at, zone),
                "ends": ends,
                "days": "same" if same_day else "other",
                "zone": named,
            },
        )


@cache
def _bundle(locale: str) -> FluentBundle:
    bundle = FluentBundle([locale], use_isolating=False)
    for path in sorted((FOLDER / locale).glob("*.ftl")):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        broken = [entry for entry in resource.body if isinstance(entry, Junk)]
        if broken:
            raise ValueError(f"{path.name} cannot be read from: {broken[0].content}")
        bundle.add_resource(resource)
    return bundle
