"""An announcement as it lies in the tables after it was sent, and how it came to each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from sqlalchemy import insert, update

from bot.messengers.demo.people import DemoChat
from bot.messengers.demo.session import BOT
from core.acknowledgements.model import Acknowledgement, AnnouncedId
from core.announcements.model import State
from core.audience import Audience
from core.letters import Failure, LetterState
from core.notices import Lane
from core.people import Person
from core.units import UnitId
from storage.announcement_rows import AnnouncementRow
from storage.letter_rows import LetterRow
from storage.work import Database
from tests import town
from tests.world import DemoWorld

TEXT = "Просим всех до 1 декабря заполнить карту школы.\n\nОбразец на сайте."

GIST = "Просим всех до 1 декабря заполнить карту школы. Образец на сайте."

Fate = Mapping[str, Any]
"""Columns of the outbox that say what has become of a letter."""

ARRIVED: Fate = {"state": LetterState.DELIVERED}
WAITS: Fate = {"state": LetterState.DUE}
HELD: Fate = {"state": LetterState.HELD}
BLOCKED: Fate = {"state": LetterState.FAILED, "failure": Failure.BLOCKED}
REFUSED: Fate = {"state": LetterState.FAILED, "failure": "refused: chat not found"}
UNKNOWN: Fate = {"state": LetterState.FAILED, "failure": Failure.UNKNOWN}
EXPIRED: Fate = {"state": LetterState.EXPIRED}


async def send(
    database: Database,
    author: Person,
    unit: UnitId,
    to: Mapping[Person, Fate],
    *,
    text: str = TEXT,
    asks: bool = True,
) -> AnnouncedId:
    """Straight into the tables, as it lies there when everybody's letter has met its fate."""
    async with database.open_view() as work:
        now = work.now
    announcement = {
        "author_id": author.id,
        "unit_id": unit,
        "text": text,
        "attachments": [],
        "links": [],
        "audience": Audience().kept(),
        "acknowledge": asks,
        "state": State.DONE,
        "version": 1,
        "created_at": now,
        "expanded_to": 0,
        "revised_to": 0,
    }
    async with database.writer.begin() as connection:
        number = AnnouncedId(
            await connection.scalar(
                insert(AnnouncementRow).values(announcement).returning(AnnouncementRow.id)
            )
            or 0
        )
        for person, fate in to.items():
            await connection.execute(insert(LetterRow).values(a_letter(number, person, fate, now)))
    return number


def a_letter(number: AnnouncedId, to: Person, fate: Fate, now: datetime) -> dict[str, Any]:
    """A row of the outbox."""
    over = fate["state"] in (LetterState.DELIVERED, LetterState.FAILED, LetterState.EXPIRED)
    return {
        "once": f"announcement/{number}/{to.id}",
        "to_id": to.id,
        "kind": "Announced",
        "payload": {},
        "lane": Lane.ANNOUNCEMENTS,
        "put_at": now,
        "due_at": now,
        "announcement_id": number,
        "settled_at": now if over else None,
        **fate,
    }


async def read_and_announce(database: Database, unit: UnitId, person: Person) -> None:
    """The person has acknowledged what somebody else has announced, and announced something."""
    async with database.open_work() as work:
        author = await town.settle(work, "Автор", unit)
    number = await send(database, author, unit, {})
    async with database.open_work() as work:
        said = Acknowledgement(at=work.now, messenger="telegram")
        await work.acknowledgements.save(number, person.id, said)
    await send(database, person, unit, {})


async def recall(database: Database, number: AnnouncedId) -> None:
    async with database.writer.begin() as connection:
        await connection.execute(
            update(AnnouncementRow)
            .where(AnnouncementRow.id == number)
            .values(state=State.RECALLED)
        )


async def hand_to(world: DemoWorld, number: AnnouncedId, phone: DemoChat, text: str = TEXT) -> int:
    """Show it on a phone with its buttons, and write down where: the id of the message."""
    rows = [("Ознакомлен(а)", f"ack:{number}"), ("Спросить", f"askabout:{number}")]
    message = world.chats.add(
        phone.external,
        BOT,
        text=text,
        reply_markup=InlineKeyboardMarkup(
            inline_keyboard=[
                [InlineKeyboardButton(text=title, callback_data=place)] for title, place in rows
            ]
        ),
    )
    person = await world.joined(phone.external)
    assert person is not None
    shown = {
        "account": [world.messenger, phone.external],
        "ids": [str(message.message_id)],
        "texts": 1,
    }
    async with world.database.writer.begin() as connection:
        await connection.execute(
            update(LetterRow)
            .where(LetterRow.announcement_id == number, LetterRow.to_id == person.id)
            .values(shown=shown, state=LetterState.DELIVERED)
        )
    return message.message_id
