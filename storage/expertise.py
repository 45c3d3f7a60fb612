"""What methodists answer for, a row for each subject with each topic."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ForeignKey, Index, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.catalogue import SubjectId, TopicId
from core.expertise.model import Expertise
from core.people import PersonId
from core.units import UnitId
from storage.base import Base


class ExpertiseRow(Base):
    """No subject means any subject; no topic, any topic."""

    __tablename__ = "expertise"
    __table_args__ = (Index(None, "unit_id", "subject_id", "topic_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subjects.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"))


class SqlExpertise:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, person: PersonId) -> Sequence[Expertise]:
        rows = await self._session.scalars(
            select(ExpertiseRow)
            .where(ExpertiseRow.person_id == person)
            .order_by(ExpertiseRow.unit_id, ExpertiseRow.id)
        )
        subjects: defaultdict[int, set[SubjectId]] = defaultdict(set)
        topics: defaultdict[int, set[TopicId]] = defaultdict(set)
        for row in rows:
            subjects[row.unit_id] |= {SubjectId(row.subject_id)} if row.subject_id else set()
            topics[row.unit_id] |= {TopicId(row.topic_id)} if row.topic_id else set()
        return [
            Expertise(
                unit=UnitId(unit),
                subjects=frozenset(subjects[unit]),
                topics=frozenset(topics[unit]),
            )
            for unit in subjects
        ]

    async def replace(self, person: PersonId, expertise: Expertise) -> None:
        await self._session.execute(
            delete(ExpertiseRow).where(
                ExpertiseRow.person_id == person, ExpertiseRow.unit_id == expertise.unit
            )
        )
        self._session.add_all(
            ExpertiseRow(
                person_id=person, unit_id=expertise.unit, subject_id=subject, topic_id=topic
            )
            for subject, topic in expertise.pairs()
        )
        await self._session.flush()
