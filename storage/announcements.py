"""Announcements: kept, found, counted; how they go through the outbox is in ``expanding``."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.announcements.links import Link
from core.announcements.model import (
    Announcement,
    AnnouncementId,
    Content,
    Proposal,
    State,
)
from core.announcements.ports import Line, Page
from core.announcements.reach import Reach
from core.audience import EXPERIENCE, Audience
from core.files import Attachment, FileKind
from core.people import COORDINATING, PersonId
from core.units import UnitId
from storage.announcement_rows import AnnouncementRow
from storage.audience import fits
from storage.expanding import SqlExpanding, got
from storage.letter_rows import LetterRow
from storage.people import AccountRow, GrantRow, PersonRow
from storage.units import LineageRow, UnitRow

PAGE = 8
GIST = 100


class SqlAnnouncements(SqlExpanding):
    def __init__(self, session: AsyncSession, now: datetime, zone: tzinfo) -> None:
        super().__init__(session, now, zone)

    async def open(
        self,
        proposal: Proposal,
        *,
        author: PersonId,
        state: State,
        at: datetime,
        begins_at: datetime | None,
    ) -> Announcement:
        row = AnnouncementRow(
            author_id=author,
            unit_id=proposal.unit,
            audience=proposal.audience.kept(),
            acknowledge=proposal.acknowledge,
            state=state,
            version=1,
            created_at=at,
            send_at=proposal.send_at,
            begins_at=begins_at,
            expanded_to=0,
            revised_to=0,
            **_kept(proposal.content),
        )
        self._session.add(row)
        await self._session.flush()
        return _announcement(row)

    async def get(self, announcement: AnnouncementId) -> Announcement | None:
        row = await self._session.get(AnnouncementRow, announcement, populate_existing=True)
        return None if row is None else _announcement(row)

    async def hold(self, announcement: AnnouncementId) -> Announcement | None:
        row = await self._session.get(
            AnnouncementRow, announcement, populate_existing=True, with_for_update=True
        )
        return None if row is None else _announcement(row)

    async def save(self, announcement: Announcement) -> None:
        values = {
            name: getattr(announcement, name)
            for name in (
                "state",
                "version",
                "begins_at",
                "approved_by",
                "approved_at",
                "expanded_to",
                "expanded_at",
                "paused_at",
                "ended_at",
                "revised_to",
                "revised_until",
                "told",
                "told_at",
            )
        }
        await self._session.execute(
            update(AnnouncementRow)
            .where(AnnouncementRow.id == announcement.id)
            .values(author_id=announcement.author, **_kept(announcement.content), **values),
            execution_options={"synchronize_session": False},
        )

    async def more_than(self, most: int, audience: Audience) -> bool:
        some = select(PersonRow.id).where(fits(audience, self._now)).limit(most + 1).subquery()
        return (await self._session.scalar(select(func.count()).select_from(some)) or 0) > most

    async def reach(self, audience: Audience, *, ceiling: int) -> Reach:
        """One look at its people. What each has got is asked only of those."""
        each = select(got(self._now).label("got")).where(fits(audience, self._now)).subquery()
        over = func.sum(case((each.c.got >= ceiling, 1), else_=0))
        counted = select(func.count(), over, func.avg(each.c.got)).select_from(each)
        people, burdened, average = (await self._session.execute(counted)).one()
        return Reach(
            people=people,
            untold=await self._untold(audience),
            burdened=burdened or 0,
            average=float(average or 0),
        )

    async def _untold(self, audience: Audience) -> int:
        if EXPERIENCE not in audience.chosen:
            return 0
        others = fits(audience.without(EXPERIENCE), self._now)
        return await self._people(others, PersonRow.teaching_since.is_(None))

    async def _people(self, *which: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(PersonRow).where(*which)
        return await self._session.scalar(counted) or 0

    async def demands_approval(self, unit: UnitId) -> bool:
        found = (
            select(UnitRow.id)
            .join(LineageRow, LineageRow.ancestor_id == UnitRow.id)
            .where(LineageRow.unit_id == unit, UnitRow.approval.is_(True))
        )
        return await self._session.scalar(found.limit(1)) is not None

    async def set_approval(self, unit: UnitId, *, demanded: bool) -> None:
        await self._session.execute(
            update(UnitRow).where(UnitRow.id == unit).values(approval=demanded)
        )

    async def approval_set_at(self, units: Collection[UnitId]) -> Collection[UnitId]:
        rows = await self._session.scalars(
            select(UnitRow.id).where(UnitRow.id.in_(units), UnitRow.approval.is_(True))
        )
        return {UnitId(row) for row in rows}

    async def approvers(self, unit: UnitId, *, but: PersonId) -> Sequence[PersonId]:
        rows = await self._session.scalars(
            select(GrantRow.person_id)
            .join(LineageRow, LineageRow.ancestor_id == GrantRow.unit_id)
            .where(
                LineageRow.unit_id == unit,
                GrantRow.role.in_(COORDINATING),
                GrantRow.revoked_at.is_(None),
                GrantRow.person_id != but,
                exists().where(AccountRow.person_id == GrantRow.person_id),
            )
            .distinct()
            .order_by(GrantRow.person_id)
        )
        return [PersonId(row) for row in rows]

    async def to_guests(
        self, event: int, units: Collection[UnitId], *, most: int
    ) -> Sequence[Announcement]:
        """The audience is JSON: of the announcements of these units its text is looked through."""
        rows = await self._session.scalars(
            select(AnnouncementRow)
            .where(
                AnnouncementRow.unit_id.in_(units),
                cast(AnnouncementRow.audience, String).contains(f'"{event}:'),
            )
            .order_by(AnnouncementRow.id.desc())
            .limit(most)
            .execution_options(populate_existing=True)
        )
        return [_announcement(row) for row in rows]

    async def listed(self, units: Collection[UnitId], *, page: int) -> Page:
        total = await self._announcements(_of(units))
        last = max(0, (total - 1) // PAGE)
        number = min(max(page, 0), last)
        rows = await self._session.execute(
            select(AnnouncementRow, UnitRow.name)
            .join(UnitRow, UnitRow.id == AnnouncementRow.unit_id)
            .where(_of(units))
            .order_by(AnnouncementRow.id.desc())
            .offset(number * PAGE)
            .limit(PAGE)
        )
        lines = [_line(row, unit) for row, unit in rows]
        return Page(lines=lines, number=number, pages=last + 1, total=total)

    async def _announcements(self, *which: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(AnnouncementRow).where(*which)
        return await self._session.scalar(counted) or 0

    async def is_addressed(self, announcement: AnnouncementId, person: PersonId) -> bool:
        found = select(LetterRow.id).where(
            LetterRow.to_id == person, LetterRow.announcement_id == announcement
        )
        return await self._session.scalar(found.limit(1)) is not None

    async def to_advance(self) -> Sequence[AnnouncementId]:
        """Of all there ever were the index finds the few that are not over."""
        rows = await self._session.execute(
            select(AnnouncementRow.id, AnnouncementRow.begins_at, AnnouncementRow.state)
            .where(AnnouncementRow.ended_at.is_(None))
            .order_by(AnnouncementRow.id)
        )
        return [
            AnnouncementId(row.id)
            for row in rows
            if State(row.state).has_left
            or (row.state == State.WAITING and row.begins_at <= self._now)
        ]


def _of(units: Collection[UnitId]) -> ColumnElement[bool]:
    return AnnouncementRow.unit_id.in_(
        select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))
    )


def _line(row: AnnouncementRow, unit: str) -> Line:
    gist = " ".join(row.text.split())
    return Line(
        id=AnnouncementId(row.id),
        unit=unit,
        gist=gist if len(gist) <= GIST else f"{gist[: GIST - 1]}…",
        state=State(row.state),
        created_at=row.created_at,
        begins_at=row.begins_at,
    )


def _kept(content: Content) -> dict[str, Any]:
    return {
        "text": content.text,
        "attachments": [asdict(one) for one in content.attachments],
        "links": [[link.title, link.url] for link in content.links],
    }


def _announcement(row: AnnouncementRow) -> Announcement:
    attachments = tuple(
        Attachment(**{**one, "kind": FileKind(one["kind"])}) for one in row.attachments
    )
    links = tuple(Link(title, url) for title, url in row.links)
    return Announcement(
        id=AnnouncementId(row.id),
        author=PersonId(row.author_id),
        unit=UnitId(row.unit_id),
        content=Content(text=row.text, attachments=attachments, links=links),
        audience=Audience.of(row.audience),
        acknowledge=row.acknowledge,
        state=State(row.state),
        version=row.version,
        created_at=row.created_at,
        send_at=row.send_at,
        begins_at=row.begins_at,
        approved_by=None if row.approved_by is None else PersonId(row.approved_by),
        approved_at=row.approved_at,
        expanded_to=row.expanded_to,
        expanded_at=row.expanded_at,
        paused_at=row.paused_at,
        ended_at=row.ended_at,
        revised_to=row.revised_to,
        revised_until=row.revised_until,
        told=row.told,
        told_at=row.told_at,
    )
