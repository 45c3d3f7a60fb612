"""What people want of the letters that come by themselves, and the zones they live in."""

from collections.abc import Collection, Mapping
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Row,
    bindparam,
    case,
    func,
    literal,
    select,
    union,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.people import PersonId
from core.preferences.model import Mode, Preferences
from storage.base import Base, Moment, insert
from storage.consultation_rows import MaskRow
from storage.people import PersonRow
from storage.units import UnitRow


class PreferencesRow(Base):
    """Whoever has chosen nothing has no row."""

    __tablename__ = "preferences"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id"), primary_key=True, autoincrement=False
    )
    zone: Mapped[str | None]
    reminders: Mapped[str]
    announcements: Mapped[str]
    digest_hour: Mapped[int]
    quiet_until: Mapped[datetime | None]


ZONE: ColumnElement[str | None] = func.coalesce(PreferencesRow.zone, UnitRow.effective_zone)
"""The zone that counts for a person, ``NULL`` for the service's. It needs both outer joins:
``PreferencesRow`` by ``person_id`` and ``UnitRow`` by ``PersonRow.unit_id``."""


def moment_in(moments: Mapping[str, datetime], *, otherwise: datetime) -> ColumnElement[Any]:
    """The moment of each person's ``ZONE``, for an INSERT … SELECT over many of them."""
    if not moments:
        return literal(otherwise, Moment)
    told = {zone: literal(moment, Moment) for zone, moment in moments.items()}
    return case(told, value=ZONE, else_=literal(otherwise, Moment))


class SqlPreferences:
    def __init__(self, session: AsyncSession, zone: tzinfo) -> None:
        self._session = session
        self._zone = zone

    async def of(self, person: PersonId) -> Preferences:
        row = await self._session.get(PreferencesRow, person)
        return Preferences() if row is None else _preferences(row)

    async def of_many(
        self, people: Collection[PersonId]
    ) -> Mapping[PersonId, tuple[Preferences, tzinfo]]:
        rows = await self._session.execute(_OF_MANY, {"people": list(people)})
        return {
            PersonId(row.id): (
                Preferences() if row.person_id is None else _preferences(row),
                self._zone if row.counts is None else ZoneInfo(row.counts),
            )
            for row in rows
        }

    async def put(self, person: PersonId, preferences: Preferences) -> None:
        values = {
            "zone": preferences.zone,
            "reminders": preferences.reminders,
            "announcements": preferences.announcements,
            "digest_hour": preferences.digest_hour,
            "quiet_until": preferences.quiet_until,
        }
        await self._session.execute(
            insert(self._session, PreferencesRow)
            .values(person_id=person, **values)
            .on_conflict_do_update(index_elements=[PreferencesRow.person_id], set_=values),
            execution_options={"populate_existing": True},
        )

    async def zones(self) -> Collection[str]:
        """Every zone that counts for somebody, but for the service's own."""
        theirs, units = select(PreferencesRow.zone), select(UnitRow.effective_zone)
        found = await self._session.scalars(union(theirs, units))
        return [zone for zone in found if zone is not None]


_OF_MANY = (
    select(PersonRow.id, *PreferencesRow.__table__.c, ZONE.label("counts"))
    .outerjoin(MaskRow, MaskRow.mask_id == PersonRow.id)
    .outerjoin(
        PreferencesRow,
        PreferencesRow.person_id == func.coalesce(MaskRow.wearer_id, PersonRow.id),
    )
    .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
    .where(PersonRow.id.in_(bindparam("people", expanding=True)))
)


def _preferences(row: PreferencesRow | Row[Any]) -> Preferences:
    return Preferences(
        zone=row.zone,
        reminders=Mode(row.reminders),
        announcements=Mode(row.announcements),
        digest_hour=row.digest_hour,
        quiet_until=row.quiet_until,
    )
