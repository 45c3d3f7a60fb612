"""A district with its coordinator, an administrator above, and people to write to."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from core.announcements import use_cases
from core.announcements.advancing import advance
from core.announcements.model import WEEKLY, Announcement, AnnouncementId, Content, Proposal
from core.audience import Audience
from core.letters import Done, LetterState, Shown
from core.notices import Lane
from core.people import Account, Person, Role
from core.units import UnitId
from storage.letter_rows import LetterRow
from storage.work import Database
from tests import town
from tests.times import Clock
from tests.town import Town


@dataclass
class Office:
    """What coordinators do and what the service does by itself, in a line each."""

    database: Database
    clock: Clock
    town: Town
    vera: Person
    inna: Person

    def proposal(self, unit: UnitId | None = None, **more: object) -> Proposal:
        unit = unit or self.town.district
        values = {
            "unit": unit,
            "content": Content(text="Карта школы"),
            "audience": Audience({"unit": (unit,)}),
        }
        return Proposal(**{**values, **more})  # type: ignore[arg-type]  # whatever a test says

    async def submit(self, me: Person | None = None, **more: object) -> Announcement:
        async with self.database.open_work() as work:
            return await use_cases.submit(work, self.proposal(**more), me=me or self.vera)

    async def get(self, number: AnnouncementId) -> Announcement:
        async with self.database.open_view() as work:
            one = await work.announcements.get(number)
        assert one is not None
        return one

    async def advance(self, number: AnnouncementId, *, steps: int = 50) -> None:
        """Until nothing more follows at once."""
        for _ in range(steps):
            async with self.database.open_work() as work:
                if not await advance(work, number, ceiling=WEEKLY):
                    return

    async def send(self, **more: object) -> Announcement:
        """Until everybody has a letter."""
        one = await self.submit(**more)
        self.clock.wait(minutes=10)
        await self.advance(one.id)
        return await self.get(one.id)

    async def carry(self, limit: int = 100) -> int:
        """The postman carries what is due, all of it arrives; says how many letters."""
        async with self.database.open_work() as work:
            due = await work.outbox.due(limit, lanes=[Lane.ANNOUNCEMENTS])
            letters = await work.outbox.lease(due, term=1)
            done = [
                Done(
                    letter=one,
                    state=LetterState.DELIVERED,
                    shown=None
                    if one.errand == "delete"
                    else Shown(Account("telegram", one.to), (str(one.id),)),
                )
                for one in letters
            ]
            await work.outbox.settle(done, term=1)
        return len(letters)

    async def letters(self, number: AnnouncementId) -> Sequence[LetterRow]:
        async with self.database.writer.connect() as connection:
            rows = await connection.execute(
                select(LetterRow)
                .where(LetterRow.announcement_id == number)
                .order_by(LetterRow.to_id)
            )
            return rows.all()  # type: ignore[return-value]  # rows with the same names

    async def people(self, count: int, unit: UnitId | None = None) -> list[Person]:
        async with self.database.open_work() as work:
            return [
                await town.settle(work, f"Учитель {number}", unit or self.town.school_5)
                for number in range(count)
            ]


@pytest.fixture
async def office(any_database: Database, clock: Clock) -> Office:
    here = await town.build(any_database)
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])
        inna = await town.settle(work, "Инна", here.region, roles=[Role.ADMINISTRATOR])
    return Office(any_database, clock, here, vera, inna)
