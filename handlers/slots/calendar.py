"""A talk as a file for calendars."""

from datetime import datetime

from aiogram import Bot

from core.slots.model import Talk, TalkState
from core.slots.ports import SlotWork
from handlers import calendars
from handlers.calendars import Occasion
from handlers.context import Here
from texts import Texts


def occasion_of(talk: Talk, other: str, texts: Texts) -> Occasion:
    return Occasion(
        uid=talk.uid,
        sequence=talk.sequence,
        starts_at=talk.slot.times.starts_at,
        ends_at=talk.slot.times.ends_at,
        summary=texts.raw("talk-summary", other=other or texts.raw("somebody")),
        place=talk.slot.place,
        description=talk.about,
        cancelled=talk.state is TalkState.CANCELLED,
    )


async def send(bot: Bot, we: Here[SlotWork], talk: Talk, other: str, *, now: datetime) -> None:
    name = we.texts.raw("talk-file-name", number=talk.id)
    await calendars.send(bot, we.account, occasion_of(talk, other, we.texts), name=name, now=now)
