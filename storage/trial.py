"""Fills a database with made-up rows by the thousand, for trials and benchmarks."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from itertools import islice

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.base import Base
from storage.consultation_rows import ConsultationRow, MessageRow
from storage.expertise import ExpertiseRow
from storage.installation import DEMO, InstallationRow
from storage.people import AccountRow, ConsentRow, GrantRow, PersonRow, PersonSubjectRow
from storage.routing_rows import AbsenceRow, LeadingRow, TermRow, WorkloadRow
from storage.units import LineageRow, UnitRow

BATCH = 5000

TABLES: Mapping[str, type[Base]] = {
    "units": UnitRow,
    "lineage": LineageRow,
    "people": PersonRow,
    "accounts": AccountRow,
    "consents": ConsentRow,
    "subjects": PersonSubjectRow,
    "grants": GrantRow,
    "expertise": ExpertiseRow,
    "workloads": WorkloadRow,
    "absences": AbsenceRow,
    "terms": TermRow,
    "leading": LeadingRow,
    "consultations": ConsultationRow,
    "messages": MessageRow,
}
NUMBERED = {
    "units": UnitRow.id,
    "people": PersonRow.id,
    "consultations": ConsultationRow.id,
}


class RealPeople(Exception):
    """The database holds people who are not made up."""


class Trial:
    """Bulk inserts within one transaction: all of the made-up region, or nothing."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim(self) -> None:
        """Mark the database as a demo, or raise ``RealPeople``."""
        marked = await self._connection.scalar(
            select(InstallationRow.value).where(InstallationRow.key == DEMO)
        )
        if marked is not None:
            return
        if await self._connection.scalar(select(PersonRow.id).limit(1)) is not None:
            raise RealPeople
        await self._connection.execute(insert(InstallationRow).values(key=DEMO, value="yes"))

    async def has_unit(self, code: str) -> bool:
        found = select(UnitRow.id).where(UnitRow.code == code)
        return await self._connection.scalar(found) is not None

    async def last_ids(self) -> Mapping[str, int]:
        """The ids taken already in the tables whose ids the rows name themselves."""
        return {
            name: await self._connection.scalar(select(func.max(column))) or 0
            for name, column in NUMBERED.items()
        }

    async def insert(self, table: str, rows: Iterable[Mapping[str, object]]) -> int:
        count = 0
        rows = iter(rows)
        while batch := list(islice(rows, BATCH)):
            await self._connection.execute(insert(TABLES[table]), batch)
            count += len(batch)
        return count

    async def wind_sequences(self) -> None:
        """PostgreSQL does not notice ids that it has not given itself."""
        if self._connection.dialect.name != "postgresql":
            return
        for table, column in NUMBERED.items():
            sequence = func.pg_get_serial_sequence(table, "id")
            await self._connection.execute(
                select(func.setval(sequence, select(func.max(column)).scalar_subquery()))
            )


@asynccontextmanager
async def trial(engine: AsyncEngine) -> AsyncIterator[Trial]:
    async with engine.begin() as connection:
        made_up = Trial(connection)
        yield made_up
        await made_up.wind_sequences()
