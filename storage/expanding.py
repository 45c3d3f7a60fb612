"""An announcement on its way through the outbox: letters of it made, corrected, taken back.

All of it is done by sets: no letter of it ever passes through the memory of the process.
"""

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    JSON,
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from core.announcements.model import Announcement, AnnouncementId, Progress, Span, State
from core.announcements.notices import Announced
from core.announcements.ports import Leaves
from core.announcements.progress import LOOKED_BACK
from core.letters import Errand, Failure, LetterState
from core.notices import Lane
from storage.announcement_rows import AnnouncementRow
from storage.audience import fits
from storage.letter_rows import LetterRow
from storage.people import PersonRow
from storage.preferences import PreferencesRow, SqlPreferences, moment_in
from storage.units import UnitRow

WEEK = timedelta(days=7)

STATE = LetterRow.state.concat("")
"""For rows that are found by their ids or by their people: a database that looked the bare column
up in its index would go through every letter that waits. ``announcement_id + 0`` likewise."""

ON_ITS_WAY = (LetterState.DUE, LetterState.LEASED)


class SqlExpanding:
    def __init__(self, session: AsyncSession, now: datetime, zone: tzinfo) -> None:
        self._session = session
        self._now = now
        self._zone = zone

    async def expand(
        self,
        announcement: Announcement,
        limit: int,
        *,
        ceiling: int | None,
        leaves: Leaves,
        lane: Lane,
    ) -> Announcement:
        """Twice for the same people changes nothing: ``once`` is by the person."""
        last = await self._session.scalar(_last_of_chunk(announcement, limit, self._now))
        if last is None:
            return replace(announcement, expanded_at=self._now)
        zones = await SqlPreferences(self._session, self._zone).zones()
        moments = {zone: leaves(ZoneInfo(zone)) for zone in zones}
        due_at = moment_in(moments, otherwise=leaves(self._zone))
        spared = ceiling is not None and not announcement.acknowledge
        too_many = and_(literal(spared), got(self._now) >= (ceiling or 0))
        chosen = self._letters(announcement, last, too_many, due_at=due_at, lane=lane)
        await self._session.execute(
            insert(LetterRow).from_select(COLUMNS, chosen, include_defaults=False)
        )
        return replace(announcement, expanded_to=last)

    def _letters(
        self,
        announcement: Announcement,
        last: int,
        too_many: ColumnElement[bool],
        *,
        due_at: ColumnElement[Any],
        lane: Lane,
    ) -> Select[*tuple[Any, ...]]:
        """A row of the outbox for each person up to the last of the chunk."""
        once = literal(f"announcement/{announcement.id}/") + cast(PersonRow.id, String)
        values: dict[str, Any] = {
            "once": once,
            "to_id": PersonRow.id,
            "sender_id": literal(announcement.author),
            "kind": literal(Announced.__name__),
            "payload": case((too_many, literal({"digest": True}, JSON)), else_=literal({}, JSON)),
            "lane": literal(int(lane)),
            "state": literal(str(LetterState.DUE)),
            "put_at": literal(self._now, LetterRow.put_at.type),
            "due_at": due_at,
            "attempts": literal(0),
            "doubts": literal(0),
            "errand": literal(str(Errand.SHOW)),
            "announcement_id": literal(announcement.id),
        }
        assert tuple(values) == COLUMNS  # noqa: S101 - said once more for ``from_select``
        had = select(null()).where(LetterRow.once == once).exists()
        return (
            select(*values.values())
            .select_from(PersonRow)
            .outerjoin(PreferencesRow, PreferencesRow.person_id == PersonRow.id)
            .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
            .where(
                PersonRow.id > announcement.expanded_to,
                PersonRow.id <= last,
                fits(announcement.audience, self._now),
                ~had,
            )
        )

    async def revise(self, announcement: Announcement, limit: int) -> Announcement:
        assert announcement.revised_until is not None  # noqa: S101 - the caller has looked
        of_it = LetterRow.announcement_id + 0 == announcement.id
        ahead = and_(
            of_it,
            LetterRow.id > announcement.revised_to,
            LetterRow.id <= announcement.revised_until,
        )
        some = select(LetterRow.id).where(ahead).order_by(LetterRow.id).limit(limit)
        last = await self._session.scalar(select(func.max(some.subquery().c.id)))
        if last is None:
            return replace(announcement, revised_until=None)
        in_hand = await self._session.scalar(
            select(func.min(LetterRow.id)).where(
                ahead, LetterRow.id <= last, STATE == LetterState.LEASED
            )
        )
        last = last if in_hand is None else in_hand - 1
        await self._turn(and_(ahead, LetterRow.id <= last), announcement.state)
        return replace(announcement, revised_to=last)

    async def _turn(self, which: ColumnElement[bool], state: State) -> None:
        """What was shown is due again to be corrected or deleted; a part of a digest cannot."""
        recalled = state is State.RECALLED
        again = (LetterState.DELIVERED, LetterState.DUE) if recalled else (LetterState.DELIVERED,)
        await self._session.execute(
            update(LetterRow)
            .where(which, STATE.in_(again), LetterRow.shown.is_not(None))
            .values(
                state=LetterState.DUE,
                errand=Errand.DELETE if recalled else Errand.EDIT,
                due_at=self._now,
                attempts=0,
                failure=None,
            ),
            execution_options={"synchronize_session": False},
        )
        if not recalled:
            return
        never = (LetterState.DUE, LetterState.HELD)
        await self._session.execute(
            update(LetterRow)
            .where(which, STATE.in_(never), LetterRow.shown.is_(None))
            .values(
                state=LetterState.FAILED,
                failure=Failure.RECALLED,
                settled_at=self._now,
                payload={},
            ),
            execution_options={"synchronize_session": False},
        )

    async def is_under_way(self, announcement: AnnouncementId) -> bool:
        found = select(LetterRow.id).where(
            LetterRow.announcement_id == announcement, LetterRow.state.in_(ON_ITS_WAY)
        )
        return await self._session.scalar(found.limit(1)) is not None

    async def span(self, announcement: AnnouncementId) -> Span:
        return await self._span(announcement)

    async def span_shown(self, announcement: AnnouncementId) -> Span:
        shown = or_(
            LetterRow.state.in_((LetterState.LEASED, LetterState.DELIVERED)),
            LetterRow.shown.is_not(None),
        )
        return await self._span(announcement, shown)

    async def _span(self, announcement: AnnouncementId, *which: ColumnElement[bool]) -> Span:
        ends = select(func.min(LetterRow.id), func.max(LetterRow.id)).where(
            LetterRow.announcement_id == announcement, *which
        )
        first, last = (await self._session.execute(ends)).one()
        return Span(0, 0) if first is None else Span(first - 1, last)

    async def progress(self, announcement: Announcement) -> Progress:
        """States are counted in the index; only what may have been shown is looked at itself."""
        of_it = LetterRow.announcement_id == announcement.id
        states = await self._counted(
            select(LetterRow.state, func.count()).where(of_it).group_by(LetterRow.state)
        )
        failures = await self._failures(of_it)
        revised, withdrawn = 0, 0
        if announcement.version > 1 or announcement.state is State.RECALLED:
            revised = await self._count(
                of_it, LetterRow.state.in_(ON_ITS_WAY), LetterRow.shown.is_not(None)
            )
            withdrawn = await self._count(
                of_it,
                LetterRow.state == LetterState.DELIVERED,
                LetterRow.errand == Errand.DELETE,
            )
        on_its_way = sum(states.get(state, 0) for state in ON_ITS_WAY)
        return Progress(
            sent=states.get(LetterState.DELIVERED, 0) + revised - withdrawn,
            blocked=failures.get(Failure.BLOCKED, 0) + failures.get(Failure.NO_ACCOUNT, 0),
            unknown=failures.get(Failure.UNKNOWN, 0),
            off=failures.get(Failure.OFF, 0),
            recalled=failures.get(Failure.RECALLED, 0),
            failed=sum(failures.get(one, 0) for one in FAILED)
            + states.get(LetterState.EXPIRED, 0),
            left=on_its_way - revised,
            held=states.get(LetterState.HELD, 0),
            in_digest=await self._count(
                of_it, LetterRow.digest_id.is_not(None), LetterRow.state == LetterState.DELIVERED
            ),
            revising=revised,
            withdrawn=withdrawn,
            recent=await self._count(of_it, LetterRow.settled_at > self._now - LOOKED_BACK),
        )

    async def _failures(self, of_it: ColumnElement[bool]) -> dict[str, int]:
        """By their codes: words of the messenger may follow after a colon."""
        counted: dict[str, int] = {}
        by_words = await self._counted(
            select(LetterRow.failure, func.count())
            .where(of_it, LetterRow.state == LetterState.FAILED)
            .group_by(LetterRow.failure)
        )
        for words, letters in by_words.items():
            code = Failure.of(words or "")
            counted[code] = counted.get(code, 0) + letters
        return counted

    async def _counted(self, groups: Any) -> dict[str, int]:
        return {row[0]: row[1] for row in await self._session.execute(groups)}

    async def _count(self, *which: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(LetterRow).where(*which)
        return await self._session.scalar(counted) or 0


COLUMNS = (
    "once",
    "to_id",
    "sender_id",
    "kind",
    "payload",
    "lane",
    "state",
    "put_at",
    "due_at",
    "attempts",
    "doubts",
    "errand",
    "announcement_id",
)
FAILED = (Failure.CARRIAGE, Failure.REFUSED, Failure.LATE)
"""All the other reasons that there are."""


def _last_of_chunk(announcement: Announcement, limit: int, now: datetime) -> Select[int]:
    some = (
        select(PersonRow.id)
        .where(PersonRow.id > announcement.expanded_to, fits(announcement.audience, now))
        .order_by(PersonRow.id)
        .limit(limit)
        .subquery()
    )
    return select(func.max(some.c.id))


def got(now: datetime) -> ScalarSelect[int]:
    """How many announcements a person has got this week as messages of their own, or will."""
    of_the_week = select(AnnouncementRow.id).where(AnnouncementRow.begins_at > now - WEEK)
    return (
        select(func.count())
        .select_from(LetterRow)
        .where(
            LetterRow.to_id == PersonRow.id,
            (LetterRow.announcement_id + 0).in_(of_the_week),
            STATE.in_((*ON_ITS_WAY, LetterState.DELIVERED)),
            func.coalesce(LetterRow.digest_id, 0) == 0,
        )
        .correlate(PersonRow)
        .scalar_subquery()
    )
