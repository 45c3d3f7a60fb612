"""Times of notices, by the clock of whoever reads them."""

from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from core.zones import ahead_of_moscow
from texts import Texts

MINUS = "\N{MINUS SIGN}"


class Timed(Protocol):
    """``zone`` is that of whoever is told, ``named`` if it has to be said."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...

    @property
    def zone(self) -> str: ...

    @property
    def named(self) -> bool: ...


def span_of(notice: Timed, texts: Texts) -> str:
    zone = ZoneInfo(notice.zone)
    named = _zone(texts, zone, notice.starts_at) if notice.named else "none"
    return texts.span(notice.starts_at, notice.ends_at, zone, named=named)


def _zone(texts: Texts, zone: ZoneInfo, at: datetime) -> str:
    ahead = ahead_of_moscow(zone, at)
    hours = f"{abs(ahead) / timedelta(hours=1):g}"
    sign = MINUS if ahead < timedelta(0) else "+"
    return texts.raw("zone", shift=f"{sign}{hours}" if ahead else "none")
