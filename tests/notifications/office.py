"""A postman, a carrier that fails as it is told, and somebody the letters go to."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Row, select

from core.consultations.model import Outcome
from core.consultations.notices import ConsultationRated
from core.letters import (
    Screen,
    Shown,
)
from core.people import Account, Person
from notifications.delivery import Postman
from storage.letter_rows import LetterRow
from storage.work import Database
from tests.world import DemoWorld

Fault = Exception | None


@dataclass
class Carrier:
    """``core.letters.Messenger`` that fails as it is told and looks whether the writer is free."""

    database: Database
    faults: list[Fault] = field(default_factory=list)
    """What happens to the next letters, in their order; nothing happens to the ones after."""
    always: Fault = None
    shown: list[tuple[Account, str]] = field(default_factory=list)
    corrected: list[tuple[str, Shown]] = field(default_factory=list)
    deleted: list[Shown] = field(default_factory=list)
    halted: timedelta = timedelta()
    at_once: int = 0
    most_at_once: int = 0

    async def show(self, screen: Screen, *, to: Account) -> Shown:
        await self._go(screen.text)
        self.shown.append((to, screen.text))
        return Shown(to, (str(len(self.shown)),))

    async def edit(self, screen: Screen, shown: Shown) -> Shown:
        await self._go(screen.text)
        self.corrected.append((screen.text, shown))
        return shown

    async def delete(self, shown: Shown) -> None:
        await self._go("")
        self.deleted.append(shown)

    async def _go(self, text: str) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        async with asyncio.timeout(2), self.database.open_work() as work:
            await work.people.mark_reachable(Account("nobody", 0))
        self.at_once -= 1
        fault = self.faults.pop(0) if self.faults else self.always
        if fault is not None:
            raise fault

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.shown]


@dataclass
class Office:
    """A postman, the carrier he has, and Boris to whom the letters go."""

    world: DemoWorld
    carrier: Carrier
    postman: Postman
    boris: Person

    async def put(self, *numbers: int) -> None:
        async with self.world.database.open_work() as work:
            for number in numbers:
                await work.outbox.put(self.notice(number))

    def notice(self, number: int, teacher: str = "Анна") -> ConsultationRated:
        return ConsultationRated(
            to=self.boris.id,
            sender=self.boris.id,
            consultation=number,
            teacher=teacher,
            outcome=Outcome.FULL,
        )

    async def rows(self) -> Sequence[Row[tuple[object, ...]]]:
        async with self.world.database.reader.connect() as connection:
            return (await connection.execute(select(LetterRow.__table__))).all()

    @property
    def told(self) -> list[str]:
        """Numbers of the questions Boris has heard of."""
        return [text.split("№ ")[1].split(":")[0] for text in self.carrier.texts]
