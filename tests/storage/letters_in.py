"""Letters of tests: put into the outbox, taken out of it, looked at."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from core.consultations.model import Outcome
from core.consultations.notices import (
    ConsultationRated,
)
from core.letters import Letter
from core.notices import Notice
from core.people import Person
from storage.letter_rows import LetterRow
from storage.work import Database
from tests import letters, town


async def a_newcomer(any_database: Database) -> Person:
    async with any_database.open_work() as work:
        return await town.newcomer(work)


def a_notice(to: Person, number: int = 12) -> ConsultationRated:
    return ConsultationRated(
        to=to.id, sender=to.id, consultation=number, teacher="Анна", outcome=Outcome.FULL
    )


async def put(database: Database, *notices: Notice, not_before: datetime | None = None) -> None:
    async with database.open_work() as work:
        for notice in notices:
            await work.outbox.put(notice, not_before=not_before)


async def take(database: Database, limit: int = 10, *, term: int = 1) -> Sequence[Letter]:
    async with database.open_work() as work:
        return await letters.take(work, limit, term=term)


async def rows(database: Database) -> Sequence[Any]:
    async with database.reader.connect() as connection:
        table = LetterRow.__table__
        return (await connection.execute(select(table).order_by(LetterRow.id))).all()
