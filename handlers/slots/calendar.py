"""A talk as a file for calendars: one event, the same however often it is moved."""

from datetime import UTC, datetime

from aiogram import Bot
from aiogram.types import BufferedInputFile
from icalendar import Calendar, Event

from core.slots.model import Talk, TalkState
from core.slots.ports import SlotWork
from handlers.context import Here
from texts import Texts

PRODUCT = "-//Opora//talks//RU"


def as_ics(talk: Talk, other: str, texts: Texts, *, now: datetime) -> bytes:
    """A calendar that has it already takes it for the same: ``UID`` stays, ``SEQUENCE`` grows."""
    cancelled = talk.state is TalkState.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    event = Event()
    event.add("uid", f"{talk.uid}@opora")
    event.add("sequence", talk.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", talk.slot.times.starts_at.astimezone(UTC))
    event.add("dtend", talk.slot.times.ends_at.astimezone(UTC))
    event.add("summary", texts.raw("talk-summary", other=other or texts.raw("somebody")))
    event.add("location", talk.slot.place)
    if talk.about:
        event.add("description", talk.about)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


async def send(bot: Bot, we: Here[SlotWork], talk: Talk, other: str, *, now: datetime) -> None:
    name = we.texts.raw("talk-file-name", number=talk.id)
    file = BufferedInputFile(as_ics(talk, other, we.texts, now=now), filename=name)
    await bot.send_document(we.account.external, file)
