"""Everything in one database brought into another, empty one, and compared row by row."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Integer, Table, func, insert, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import migrations
from storage.base import Base
from storage.canonical import Checksum

BATCH = 2000

Record = Mapping[str, object]
Told = Callable[[str, int], None]


class NotEmpty(Exception):
    """The target holds something already; ``table`` is where."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A table as it was read and as it is found in the target."""

    table: str
    before: Checksum
    after: Checksum

    @property
    def is_same(self) -> bool:
        return self.before == self.after


class Differs(Exception):
    """Not everything has arrived as it was; nothing of it is kept."""

    def __init__(self, tables: Sequence[Compared]) -> None:
        super().__init__("differs")
        self.tables = tables


class Transfer:
    """From one moment of the source into one transaction of the target."""

    def __init__(
        self, source: AsyncConnection, target: AsyncConnection, *, told: Told = lambda *_: None
    ) -> None:
        self._source = source
        self._target = target
        self._told = told

    async def move(self) -> Sequence[Compared]:
        """Copy every table and compare it; ``Differs`` or ``NotEmpty`` roll everything back."""
        await self._target.run_sync(migrations.upgrade)
        tables = Base.metadata.sorted_tables
        for table in tables:
            anything = select(literal_column("1", Integer)).select_from(table).limit(1)
            if await self._target.scalar(anything) is not None:
                raise NotEmpty(table.name)
        read = {table.name: await self._copy(table) for table in tables}
        compared = [
            Compared(table=table.name, before=read[table.name], after=await self._sum(table))
            for table in tables
        ]
        if not all(each.is_same for each in compared):
            raise Differs(compared)
        await self._wind_sequences(tables)
        return compared

    async def _copy(self, table: Table) -> Checksum:
        checksum = Checksum()
        async for batch in _batches(self._source, table):
            for row in batch:
                checksum.add(tuple(row.values()))
            await self._write(table, batch)
            self._told(table.name, checksum.rows)
        return checksum

    async def _write(self, table: Table, batch: Sequence[Record]) -> None:
        await self._target.execute(insert(table), batch)

    async def _sum(self, table: Table) -> Checksum:
        checksum = Checksum()
        async for batch in _batches(self._target, table):
            for row in batch:
                checksum.add(tuple(row.values()))
        return checksum

    async def _wind_sequences(self, tables: Iterable[Table]) -> None:
        """PostgreSQL does not notice ids that it has not given itself."""
        if self._target.dialect.name != "postgresql":
            return
        for table in tables:
            column = table.autoincrement_column
            last = None if column is None else await self._target.scalar(select(func.max(column)))
            if column is not None and last is not None:
                sequence = func.pg_get_serial_sequence(table.name, column.name)
                await self._target.execute(select(func.setval(sequence, last)))


async def _batches(connection: AsyncConnection, table: Table) -> AsyncIterator[Sequence[Record]]:
    """The rows of a table, parents before children where rows point at rows of the same table."""
    key = table.primary_key.columns[0]
    own = [column for column in table.columns if column.references(key)]
    if own:
        found = await connection.execute(select(table))
        rows: list[Record] = [dict(row) for row in found.mappings()]
        for generation in _generations(rows, key, own):
            for start in range(0, len(generation), BATCH):
                yield generation[start : start + BATCH]
        return
    result = await connection.stream(select(table).order_by(*table.primary_key.columns))
    async for part in result.mappings().partitions(BATCH):
        yield [dict(row) for row in part]


def _generations(
    rows: list[Record], key: Column[int], own: Sequence[Column[int]]
) -> Iterable[list[Record]]:
    placed: set[object] = {None}
    while rows:
        now = [row for row in rows if all(row[column.name] in placed for column in own)]
        if not now:
            raise ValueError(f"rows of {key.table.name} point at each other in a circle")
        placed.update(row[key.name] for row in now)
        rows = [row for row in rows if row[key.name] not in placed]
        yield now
