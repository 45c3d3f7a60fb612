"""Questions after the code word, and tries to answer them."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.attendance.checks import Check, Question, Tries
from core.attendance.model import LATE
from core.people import PersonId
from storage.attendance_rows import CheckRow, TriesRow
from storage.base import insert
from storage.event_rows import EventRow


class SqlChecks:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def check(self, event: int) -> Check | None:
        row = await self._session.get(CheckRow, event, populate_existing=True)
        if row is None or not row.questions:
            return None
        questions = tuple(
            Question(words=one["words"], answers=tuple(one["answers"]), right=one["right"])
            for one in row.questions
        )
        return Check(questions=questions, made_at=row.made_at)

    async def put_check(self, event: int, check: Check) -> None:
        values = {
            "questions": [
                {"words": one.words, "answers": list(one.answers), "right": one.right}
                for one in check.questions
            ],
            "made_at": check.made_at,
        }
        await self._session.execute(
            insert(self._session, CheckRow)
            .values(event_id=event, **values)
            .on_conflict_do_update(index_elements=["event_id"], set_=values)
        )

    async def tries(self, event: int, person: PersonId) -> Tries | None:
        row = await self._session.get(TriesRow, (event, person), populate_existing=True)
        return None if row is None else Tries(row.failed, row.last)

    async def put_tries(self, event: int, person: PersonId, tries: Tries) -> None:
        over = select(EventRow.id).where(EventRow.ends_at < tries.last - LATE)
        await self._session.execute(delete(TriesRow).where(TriesRow.event_id.in_(over)))
        values = {"failed": tries.failed, "last": tries.last}
        keys = {"event_id": event, "person_id": person}
        await self._session.execute(
            insert(self._session, TriesRow)
            .values(**keys, **values)
            .on_conflict_do_update(index_elements=list(keys), set_=values)
        )

    async def forget_tries(self, event: int, person: PersonId) -> None:
        await self._session.execute(
            delete(TriesRow).where(TriesRow.event_id == event, TriesRow.person_id == person)
        )
