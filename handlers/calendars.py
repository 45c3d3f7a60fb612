"""Files and feeds for people's calendars: an occasion stays the same however often it changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from aiogram import Bot
from aiogram.types import BufferedInputFile
from icalendar import Calendar, Event, vText

from core.people import Account

PRODUCT = "-//Opora//calendar//RU"


ESCAPES = (("\\", r"\\"), (";", r"\;"), (",", r"\,"), ("\r\n", r"\n"), ("\n", r"\n"))
"""RFC 5545, 3.3.11."""


class _Words(vText):
    """What people have typed. The library would take «\\N» in it for the end of a line."""

    def to_ical(self) -> bytes:
        words = str(self)
        for sign, escaped in ESCAPES:
            words = words.replace(sign, escaped)
        return words.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """``uid`` is its name in calendars, ``sequence`` grows with each change of it."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str = ""
    description: str = ""
    link: str = ""
    cancelled: bool = False
    certain: bool = True


def as_ics(occasion: Occasion, *, now: datetime) -> bytes:
    """One occasion; one that is called off is taken out of the calendar."""
    method = "CANCEL" if occasion.cancelled else "PUBLISH"
    return _written([occasion], method=method, now=now)


def as_feed(occasions: Iterable[Occasion], *, name: str, now: datetime) -> bytes:
    """A whole calendar, to be read again and again."""
    return _written(occasions, method="PUBLISH", now=now, name=name)


def _written(
    occasions: Iterable[Occasion], *, method: str, now: datetime, name: str = ""
) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", _Words(name))
        calendar.add("x-published-ttl", "PT1H")
    for occasion in occasions:
        calendar.add_component(_event(occasion, now))
    content: bytes = calendar.to_ical()
    return content


def _event(occasion: Occasion, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{occasion.uid}@opora")
    event.add("sequence", occasion.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", occasion.starts_at.astimezone(UTC))
    event.add("dtend", occasion.ends_at.astimezone(UTC))
    event.add("summary", _Words(occasion.summary))
    event.add("location", _Words(occasion.place))
    if occasion.description:
        event.add("description", _Words(occasion.description))
    if occasion.link:
        event.add("url", occasion.link)
    event.add("status", _status(occasion))
    return event


def _status(occasion: Occasion) -> str:
    if occasion.cancelled:
        return "CANCELLED"
    return "CONFIRMED" if occasion.certain else "TENTATIVE"


async def send(bot: Bot, to: Account, occasion: Occasion, *, name: str, now: datetime) -> None:
    file = BufferedInputFile(as_ics(occasion, now=now), filename=name)
    await bot.send_document(to.external, file)


async def send_all(
    bot: Bot, to: Account, occasions: Iterable[Occasion], *, name: str, now: datetime
) -> None:
    """Several in one file, each under its own name."""
    content = _written(occasions, method="PUBLISH", now=now)
    await bot.send_document(to.external, BufferedInputFile(content, filename=name))
