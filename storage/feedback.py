"""Opinions about events: kept one of a person, counted, read without names."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.model import EventState
from core.feedback.model import (
    ON_PAGE,
    Answers,
    Applied,
    Occurrence,
    Opinion,
    Pace,
    Summary,
    Useful,
    Words,
)
from core.people import PersonId
from core.units import UnitId
from storage.attendance_rows import AttendanceRow
from storage.base import insert
from storage.event_rows import EventRow
from storage.feedback_rows import OpinionRow


class SqlFeedback:
    """Everything that ``core.feedback.ports.Feedback`` asks for."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def occurrence(self, event: int) -> Occurrence | None:
        row = await self._session.get(EventRow, event, populate_existing=True)
        if row is None:
            return None
        return Occurrence(
            event=row.id,
            title=row.title,
            unit=UnitId(row.unit_id),
            organiser=PersonId(row.organiser_id),
            ends_at=row.ends_at,
            is_held=row.state == EventState.OPEN,
        )

    async def came(self, event: int, person: PersonId) -> bool:
        found = await self._session.scalar(
            select(AttendanceRow.person_id).where(
                AttendanceRow.event_id == event, AttendanceRow.person_id == person
            )
        )
        return found is not None

    async def of(self, event: int, person: PersonId) -> Opinion | None:
        found = await self._session.execute(
            select(OpinionRow.useful, OpinionRow.applied, OpinionRow.pace, OpinionRow.words).where(
                OpinionRow.event_id == event, OpinionRow.person_id == person
            )
        )
        row = found.one_or_none()
        if row is None:
            return None
        return Opinion(answers=_answers(row.useful, row.applied, row.pace), words=row.words)

    async def put(self, event: int, person: PersonId, answers: Answers, *, at: datetime) -> None:
        values = {
            "useful": answers.useful,
            "applied": answers.applied,
            "pace": answers.pace,
            "at": at,
        }
        await self._session.execute(
            insert(self._session, OpinionRow)
            .values(event_id=event, person_id=person, words="", **values)
            .on_conflict_do_update(index_elements=["event_id", "person_id"], set_=values)
        )

    async def put_words(self, event: int, person: PersonId, words: str) -> None:
        await self._session.execute(
            update(OpinionRow)
            .where(OpinionRow.event_id == event, OpinionRow.person_id == person)
            .values(words=words)
            .execution_options(synchronize_session=False)
        )

    async def summary(self, event: int) -> Summary:
        rows = await self._session.execute(
            select(
                OpinionRow.useful, OpinionRow.applied, OpinionRow.pace, func.count().label("given")
            )
            .where(OpinionRow.event_id == event)
            .group_by(OpinionRow.useful, OpinionRow.applied, OpinionRow.pace)
        )
        came = await self._session.scalar(
            select(func.count()).select_from(AttendanceRow).where(AttendanceRow.event_id == event)
        )
        return Summary(
            together={_answers(row.useful, row.applied, row.pace): row.given for row in rows},
            came=came or 0,
        )

    async def words(self, event: int, *, page: int) -> Words:
        said = select(OpinionRow.words).where(OpinionRow.event_id == event, OpinionRow.words != "")
        count = await self._session.scalar(said.with_only_columns(func.count()))
        pages = max(1, -(-(count or 0) // ON_PAGE))
        number = page % pages
        found = await self._session.scalars(
            said.order_by(OpinionRow.words).offset(number * ON_PAGE).limit(ON_PAGE)
        )
        return Words(said=found.all(), page=number, pages=pages)


def _answers(useful: str, applied: str, pace: str) -> Answers:
    return Answers(useful=Useful(useful), applied=Applied(applied), pace=Pace(pace))
