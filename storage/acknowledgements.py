"""Who has read an announcement: what they have said, and what the outbox knows of the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Select, String, cast, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.acknowledgements.model import (
    Acknowledgement,
    Announced,
    AnnouncedId,
    Reader,
    Readers,
    School,
    Schools,
    Standing,
)
from core.acknowledgements.notices import AcknowledgementAsked
from core.announcements.model import State
from core.letters import Errand, LetterState
from core.people import Account, PersonId
from core.units import UnitId
from storage.acknowledgement_rows import AcknowledgementRow, RoundRow
from storage.announcement_rows import AnnouncementRow
from storage.base import insert_once
from storage.letter_rows import LetterRow, payload_of
from storage.reading import as_reader, sent_to, with_schools
from storage.units import UnitRow

PAGE = 8
MOST_LOOKED_THROUGH = 500
"""Letters of one person in which the one that was answered is looked for."""


class SqlAcknowledgements:
    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def announced(self, number: AnnouncedId) -> Announced | None:
        row = await self._session.get(AnnouncementRow, number)
        return None if row is None else _announced(row)

    async def was_sent(self, number: AnnouncedId, *, to: PersonId) -> bool:
        letter = select(LetterRow.id).where(
            LetterRow.announcement_id == number, LetterRow.to_id == to
        )
        return await self._session.scalar(letter.limit(1)) is not None

    async def answered(
        self, person: PersonId, *, account: Account, message: str
    ) -> AnnouncedId | None:
        rows = await self._session.execute(
            select(LetterRow.announcement_id, LetterRow.shown)
            .where(
                LetterRow.to_id == person,
                LetterRow.announcement_id.is_not(None),
                LetterRow.shown.is_not(None),
            )
            .order_by(LetterRow.id.desc())
            .limit(MOST_LOOKED_THROUGH)
        )
        for number, shown in rows:
            if message in shown["ids"] and Account(*shown["account"]) == account:
                return AnnouncedId(number)
        return None

    async def save(
        self, number: AnnouncedId, person: PersonId, acknowledgement: Acknowledgement
    ) -> bool:
        saved = await self._session.scalar(
            insert_once(self._session, AcknowledgementRow)
            .values(
                announcement_id=number,
                person_id=person,
                at=acknowledgement.at,
                messenger=acknowledgement.messenger,
            )
            .returning(AcknowledgementRow.person_id)
        )
        return saved is not None

    async def get(self, number: AnnouncedId, person: PersonId) -> Acknowledgement | None:
        row = await self._session.get(AcknowledgementRow, (number, person))
        return None if row is None else Acknowledgement(at=row.at, messenger=row.messenger)

    async def counted(self, number: AnnouncedId) -> Mapping[Standing, int]:
        read = sent_to(number)
        rows = await self._session.execute(
            select(read.c.standing, func.count()).group_by(read.c.standing)
        )
        return {Standing(standing): count for standing, count in rows}

    async def schools(self, number: AnnouncedId, *, page: int) -> Schools:
        read = sent_to(number)
        total, acknowledged = func.count(), func.count(read.c.at)
        schools = (
            select(read.c.unit_id, UnitRow.name, acknowledged, total)
            .select_from(read)
            .outerjoin(UnitRow, UnitRow.id == read.c.unit_id)
            .group_by(read.c.unit_id, UnitRow.name, UnitRow.folded)
        )
        place = await self._place(schools, page)
        rows = await self._session.execute(
            schools.order_by((total - acknowledged).desc(), UnitRow.folded, read.c.unit_id)
            .offset(place.number * PAGE)
            .limit(PAGE)
        )
        lines = [
            School(
                unit=None if unit is None else UnitId(unit),
                name=name or "",
                acknowledged=said,
                total=everybody,
            )
            for unit, name, said, everybody in rows
        ]
        return Schools(lines=lines, number=place.number, pages=place.pages)

    async def readers(self, number: AnnouncedId, *, unit: UnitId | None, page: int) -> Readers:
        read = sent_to(number)
        here = read.c.unit_id.is_(None) if unit is None else read.c.unit_id == unit
        people = with_schools(read).where(here)
        place = await self._place(people, page)
        rows = await self._session.execute(
            people.order_by(read.c.at.is_not(None), read.c.folded, read.c.id)
            .offset(place.number * PAGE)
            .limit(PAGE)
        )
        return Readers(
            lines=[as_reader(row) for row in rows], number=place.number, pages=place.pages
        )

    async def everybody(self, number: AnnouncedId) -> Sequence[Reader]:
        read = sent_to(number)
        rows = await self._session.execute(
            with_schools(read).order_by(UnitRow.folded, read.c.unit_id, read.c.folded, read.c.id)
        )
        return [as_reader(row) for row in rows]

    async def _place(self, rows: Select[*tuple[Any, ...]], page: int) -> "_Place":
        found = select(func.count()).select_from(rows.order_by(None).subquery())
        total = await self._session.scalar(found) or 0
        last = max(0, (total - 1) // PAGE)
        return _Place(number=min(max(page, 0), last), pages=last + 1)

    async def asked_at(self, number: AnnouncedId) -> datetime | None:
        return await self._session.scalar(
            select(func.max(RoundRow.at)).where(RoundRow.announcement_id == number)
        )

    async def begin_round(self, number: AnnouncedId, *, day: str, at: datetime) -> bool:
        begun = await self._session.scalar(
            insert_once(self._session, RoundRow)
            .values(announcement_id=number, day=day, at=at)
            .returning(RoundRow.day)
        )
        return begun is not None

    async def ask_again(self, notice: AcknowledgementAsked) -> int:
        """One statement, however many they are: who has said it meanwhile is not asked."""
        read = sent_to(AnnouncedId(notice.announcement))
        columns = self._letter(notice, to=read.c.id)
        put = await self._session.execute(
            insert_once(self._session, LetterRow).from_select(
                list(columns),
                select(*columns.values()).where(read.c.standing == Standing.SILENT),
            )
        )
        count: int = put.rowcount  # type: ignore[attr-defined]  # a DML result has it
        return count

    def _letter(
        self, notice: AcknowledgementAsked, *, to: ColumnElement[int]
    ) -> dict[str, ColumnElement[Any]]:
        stem = notice.once.removesuffix(str(notice.to))
        values: dict[str, ColumnElement[Any]] = {
            "once": literal(stem) + cast(to, String),
            "to_id": to,
            "payload": literal(payload_of(notice), JSON),
        }
        for name, value in {
            "sender_id": notice.sender,
            "kind": type(notice).__name__,
            "lane": int(notice.lane),
            "state": str(LetterState.DUE),
            "put_at": self._now,
            "due_at": self._now,
            "attempts": 0,
            "doubts": 0,
            "errand": str(Errand.SHOW),
        }.items():
            values[name] = literal(value, LetterRow.__table__.c[name].type)
        return values


@dataclass(frozen=True, slots=True)
class _Place:
    number: int
    pages: int


def _announced(row: AnnouncementRow) -> Announced:
    return Announced(
        id=AnnouncedId(row.id),
        author=PersonId(row.author_id),
        unit=UnitId(row.unit_id),
        text=row.text,
        asks=row.acknowledge,
        recalled=row.state == State.RECALLED,
    )
