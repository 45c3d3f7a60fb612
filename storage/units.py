"""The tree of units, and the lineage that makes «this unit and all below» one join."""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.errors import Gone
from core.units import Unit, UnitId, folded
from storage.base import Base


class UnitRow(Base):
    """``zone`` is the unit's own, ``effective_zone`` that or the one of the nearest above it.

    Kept, not looked up: an announcement asks for the zones of everybody in one statement.
    """

    __tablename__ = "units"
    __table_args__ = (Index(None, "parent_id", "folded"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    code: Mapped[str | None] = mapped_column(unique=True)
    level: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    zone: Mapped[str | None]
    effective_zone: Mapped[str | None]
    approval: Mapped[bool] = mapped_column(default=False)
    """Whether announcements in its name, and of all below, need a second person."""


class LineageRow(Base):
    """Every unit with itself (depth 0) and with everything above it."""

    __tablename__ = "lineage"
    __table_args__ = (Index(None, "ancestor_id", "unit_id"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    ancestor_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    depth: Mapped[int]


class SqlUnits:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, unit: UnitId) -> Unit:
        row = await self._session.get(UnitRow, unit)
        if row is None:
            raise Gone
        return _unit(row)

    async def roots(self) -> Sequence[Unit]:
        return await self._select(UnitRow.parent_id.is_(None))

    async def children(self, unit: UnitId) -> Sequence[Unit]:
        return await self._select(UnitRow.parent_id == unit)

    async def _select(self, condition: object) -> Sequence[Unit]:
        rows = await self._session.scalars(
            select(UnitRow).where(condition).order_by(UnitRow.folded, UnitRow.id)  # type: ignore[arg-type]  # a column expression
        )
        return sorted(map(_unit, rows), key=_naturally)

    async def lineage(self, unit: UnitId) -> Sequence[UnitId]:
        rows = await self._session.scalars(
            select(LineageRow.ancestor_id)
            .where(LineageRow.unit_id == unit)
            .order_by(LineageRow.depth)
        )
        return [UnitId(row) for row in rows]

    async def find(
        self, words: str, *, within: Sequence[UnitId] = (), limit: int = 8
    ) -> Sequence[Unit]:
        query = folded(words)
        statement = select(UnitRow)
        if within:
            statement = statement.where(
                UnitRow.id.in_(
                    select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(within))
                )
            )
        rows = {row.id: row for row in await self._session.scalars(statement)}
        from storage.likeness import likest  # noqa: PLC0415 - the post carries megabytes less

        found = likest(query, {key: row.folded for key, row in rows.items()}, limit=limit)
        return [_unit(rows[key]) for key in found]

    async def add(
        self,
        *,
        name: str,
        level: str,
        parent: UnitId | None,
        code: str | None = None,
        zone: str | None = None,
    ) -> UnitId:
        above = None if parent is None else await self._session.get_one(UnitRow, parent)
        row = UnitRow(
            name=name,
            folded=folded(name),
            level=level,
            parent_id=parent,
            code=code,
            zone=zone,
            effective_zone=zone or (above.effective_zone if above else None),
        )
        self._session.add(row)
        await self._session.flush()
        await self.rebuild_lineage(UnitId(row.id))
        return UnitId(row.id)

    async def rebuild_lineage(self, unit: UnitId) -> None:
        """Write the lineage of a unit that has just been put under its parent."""
        row = await self._session.get_one(UnitRow, unit)
        above = await self.lineage(UnitId(row.parent_id)) if row.parent_id else []
        self._session.add_all(
            LineageRow(unit_id=unit, ancestor_id=ancestor, depth=depth)
            for depth, ancestor in enumerate([unit, *above])
        )
        await self._session.flush()


def _naturally(unit: Unit) -> tuple[object, ...]:
    """«Школа № 2» before «Школа № 10»."""
    return tuple(
        (1, int(token), "") if token.isdecimal() else (0, 0, token)
        for token in folded(unit.name).split()
    )


def _unit(row: UnitRow) -> Unit:
    return Unit(
        id=UnitId(row.id),
        name=row.name,
        level=row.level,
        parent=None if row.parent_id is None else UnitId(row.parent_id),
    )
