"""Letters of threads that came back because their person has stopped the bot."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.consultations.model import ConsultationId
from core.consultations.notices import (
    AnswerUndelivered,
    MissedMeanwhile,
    thread_of,
)
from core.consultations.ports import Returned
from core.letters import Failure, LetterState
from core.notices import Lane
from core.people import PersonId
from storage.consultation_rows import MaskRow
from storage.letter_rows import LetterRow
from storage.people import AccountRow

OF_THREADS = thread_of(0).removesuffix("0")
ITSELF = (AnswerUndelivered.__name__, MissedMeanwhile.__name__)


class SqlReturned:
    """The part of ``SqlConsultations`` that knows who is away."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def returned(self, *, since: datetime) -> Sequence[Returned]:
        rows = await self._session.execute(
            select(func.max(LetterRow.id).label("letter"), LetterRow.to_id, LetterRow.thread)
            .where(
                LetterRow.state == LetterState.FAILED,
                LetterRow.lane == Lane.REPLIES,
                LetterRow.failure == Failure.BLOCKED,
                LetterRow.thread.startswith(OF_THREADS),
                LetterRow.kind.not_in(ITSELF),
                LetterRow.settled_at > since,
            )
            .group_by(LetterRow.to_id, LetterRow.thread)
        )
        return [
            Returned(
                letter=row.letter,
                consultation=ConsultationId(int(row.thread.removeprefix(OF_THREADS))),
                to=PersonId(row.to_id),
                away_since=await self.away_since(PersonId(row.to_id)),
            )
            for row in rows.all()
        ]

    async def away_since(self, person: PersonId) -> datetime | None:
        """Since when nothing reaches the person, in any messenger; ``None`` if something does."""
        worn = select(MaskRow.wearer_id).where(MaskRow.mask_id == person)
        theirs = or_(AccountRow.person_id == person, AccountRow.person_id.in_(worn))
        found = await self._session.scalars(select(AccountRow.unreachable_since).where(theirs))
        moments = found.all()
        gone = [moment for moment in moments if moment is not None]
        return max(gone) if gone and len(gone) == len(moments) else None
