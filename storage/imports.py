"""Spreadsheets into tables, many rows at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, time, tzinfo

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.expertise.model import Expertise
from core.imports.expertise import ExpertiseChange
from core.imports.matching import KnownPerson, Profile
from core.imports.people import PersonChange
from core.imports.plan import KnownPlanned, PlannedChange
from core.imports.rules import KnownRules, Rule
from core.imports.units import KnownUnit, NewUnit, UnitChange
from core.people import PersonId
from core.roles.invitations import LASTS, Kind
from core.tokens import fingerprint, new_token
from core.units import UnitId, folded
from storage.base import Base
from storage.expertise import SqlExpertise
from storage.imported_rules import known_rules, save_rules
from storage.invitations import InvitationRow
from storage.known import Known
from storage.people import PAPER, AccountRow, ConsentRow, PersonRow, PersonSubjectRow
from storage.plan import PlannedEventRow, planned_values
from storage.units import LineageRow, UnitRow

CHUNK = 1000
"""Values in one statement; SQLite takes 32,766."""


class SqlImports:
    def __init__(self, session: AsyncSession, now: datetime, zone: tzinfo) -> None:
        self._session = session
        self._zone = zone
        self._known = Known(session, now, zone)

    async def units(self) -> Sequence[KnownUnit]:
        return await self._known.units()

    async def people(self) -> Sequence[KnownPerson]:
        return await self._known.people()

    async def expertise(self) -> Sequence[ExpertiseChange]:
        return await self._known.expertise()

    async def rules(self) -> KnownRules:
        return await known_rules(self._session)

    async def save_rules(self, changes: Sequence[Rule]) -> None:
        await save_rules(self._session, changes)

    async def save_units(self, changes: Sequence[UnitChange]) -> None:
        made: dict[NewUnit, UnitId] = {}
        waiting: dict[NewUnit, UnitRow] = {}
        touched: set[UnitId] = set()
        for change in changes:
            if change.parent in waiting:
                made |= await self._insert_units(waiting)
                waiting.clear()
            parent = made[change.parent] if isinstance(change.parent, NewUnit) else change.parent
            values = {
                "code": change.code,
                "name": change.name,
                "folded": folded(change.name),
                "level": change.level,
                "parent_id": parent,
                "zone": change.zone,
            }
            if isinstance(change.unit, NewUnit):
                waiting[change.unit] = UnitRow(**values)
            else:
                touched.add(change.unit)
                await self._session.execute(
                    update(UnitRow).where(UnitRow.id == change.unit).values(values)
                )
        made |= await self._insert_units(waiting)
        await self._rebuild_lineage(touched | set(made.values()))

    async def _insert_units(self, waiting: Mapping[NewUnit, UnitRow]) -> dict[NewUnit, UnitId]:
        self._session.add_all(waiting.values())
        await self._session.flush()
        return {new: UnitId(row.id) for new, row in waiting.items()}

    async def _rebuild_lineage(self, touched: AbstractSet[UnitId]) -> None:
        """Of the units touched and of everything below them."""
        rows = (
            await self._session.execute(select(UnitRow.id, UnitRow.parent_id, UnitRow.zone))
        ).all()
        parents = {row.id: row.parent_id for row in rows}
        lineages = {unit: _lineage(unit, parents) for unit in parents}
        moved = [unit for unit, lineage in lineages.items() if not touched.isdisjoint(lineage)]
        for start in range(0, len(moved), CHUNK):
            chunk = moved[start : start + CHUNK]
            await self._session.execute(delete(LineageRow).where(LineageRow.unit_id.in_(chunk)))
            await self._session.execute(
                insert(LineageRow),
                [
                    {"unit_id": unit, "ancestor_id": ancestor, "depth": depth}
                    for unit in chunk
                    for depth, ancestor in enumerate(lineages[unit])
                ],
            )
        zones = {row.id: row.zone for row in rows}
        await self._save_zones({unit: _nearest(lineages[unit], zones) for unit in moved})

    async def _save_zones(self, zones: Mapping[int, str | None]) -> None:
        by_zone: dict[str | None, list[int]] = defaultdict(list)
        for unit, zone in zones.items():
            by_zone[zone].append(unit)
        for zone, units in by_zone.items():
            for start in range(0, len(units), CHUNK):
                await self._session.execute(
                    update(UnitRow)
                    .where(UnitRow.id.in_(units[start : start + CHUNK]))
                    .values(effective_zone=zone)
                )

    async def save_people(
        self, changes: Sequence[PersonChange], *, at: datetime
    ) -> Sequence[PersonId]:
        new = [PersonRow(**_record(change.profile)) for change in changes if not change.person]
        self._session.add_all(new)
        await self._session.flush()
        made = iter(new)
        people = [change.person or PersonId(next(made).id) for change in changes]
        edited = [
            (person, change.profile)
            for person, change in zip(people, changes, strict=True)
            if change.edited
        ]
        for person, change in zip(people, changes, strict=True):
            if change.person and change.edited:
                await self._session.execute(
                    update(PersonRow)
                    .where(PersonRow.id == person)
                    .values(_record(change.profile))
                    .execution_options(synchronize_session=False)
                )
        await self._save_subjects(edited)
        await self._save_accounts(edited, at)
        await self._save_consents(edited)
        await self._register([person for person, profile in edited if _whole(profile)], at)
        return people

    async def _save_subjects(self, people: Sequence[tuple[PersonId, Profile]]) -> None:
        for start in range(0, len(people), CHUNK):
            chunk = people[start : start + CHUNK]
            await self._session.execute(
                delete(PersonSubjectRow).where(
                    PersonSubjectRow.person_id.in_([person for person, _ in chunk])
                )
            )
        rows = [
            {"person_id": person, "subject_id": subject, "place": place}
            for person, profile in people
            for place, subject in enumerate(profile.subjects)
        ]
        await self._insert(PersonSubjectRow, rows)

    async def _save_accounts(
        self, people: Sequence[tuple[PersonId, Profile]], at: datetime
    ) -> None:
        known = {
            account for accounts in (await self._known.accounts()).values() for account in accounts
        }
        await self._insert(
            AccountRow,
            [
                {
                    "messenger": profile.account.messenger,
                    "external": profile.account.external,
                    "person_id": person,
                    "joined_at": at,
                }
                for person, profile in people
                if profile.account and profile.account not in known
            ],
        )

    async def _save_consents(self, people: Sequence[tuple[PersonId, Profile]]) -> None:
        kept = await self._known.paper_consents()
        given = [
            (person, datetime.combine(profile.consent, time(), self._zone))
            for person, profile in people
        ]
        await self._insert(
            ConsentRow,
            [
                {"person_id": person, "version": PAPER, "messenger": PAPER, "given_at": day}
                for person, day in given
                if kept.get(person) != day
            ],
        )

    async def _insert(self, row: type[Base], values: Sequence[Mapping[str, object]]) -> None:
        if values:
            await self._session.execute(insert(row), values)

    async def _register(self, people: Sequence[PersonId], at: datetime) -> None:
        for start in range(0, len(people), CHUNK):
            await self._session.execute(
                update(PersonRow)
                .where(
                    PersonRow.id.in_(people[start : start + CHUNK]),
                    PersonRow.registered_at.is_(None),
                )
                .values(registered_at=at)
                .execution_options(synchronize_session=False)
            )

    async def save_expertise(self, changes: Sequence[ExpertiseChange]) -> None:
        expertise = SqlExpertise(self._session)
        for change in changes:
            await expertise.replace(
                change.person,
                Expertise(unit=change.unit, subjects=change.subjects, topics=change.topics),
            )

    async def planned(self) -> Sequence[KnownPlanned]:
        return await self._known.planned()

    async def save_plan(self, changes: Sequence[PlannedChange]) -> None:
        new = [planned_values(change) for change in changes if change.line is None]
        await self._insert(PlannedEventRow, new)
        for change in changes:
            if change.line is not None:
                await self._session.execute(
                    update(PlannedEventRow)
                    .where(PlannedEventRow.id == change.line)
                    .values(planned_values(change))
                )

    async def invite(self, people: Sequence[PersonId], *, at: datetime) -> Sequence[str]:
        tokens = [new_token() for _ in people]
        await self._insert(
            InvitationRow,
            [
                {
                    "fingerprint": fingerprint(token),
                    "kind": Kind.PERSON,
                    "person_id": person,
                    "made_at": at,
                    "expires_at": at + LASTS[Kind.PERSON],
                }
                for person, token in zip(people, tokens, strict=True)
            ],
        )
        return tokens


def _lineage(unit: int, parents: Mapping[int, int | None]) -> list[int]:
    lineage = []
    above: int | None = unit
    while above is not None:
        lineage.append(above)
        above = parents[above]
    return lineage


def _nearest(lineage: Sequence[int], zones: Mapping[int, str | None]) -> str | None:
    return next((zone for unit in lineage if (zone := zones[unit])), None)


def _record(profile: Profile) -> dict[str, object]:
    return {
        "code": profile.code,
        "name": profile.name,
        "folded": folded(profile.name),
        "unit_id": profile.unit,
        "position": profile.position,
    }


def _whole(profile: Profile) -> bool:
    """With everything known that registration asks for, nothing is left to ask."""
    return bool(profile.position and profile.subjects)
