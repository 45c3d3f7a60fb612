"""The bank of answers: kept, listed, marked; how they are found is in ``answer_search``."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.answers.model import AnswerId, Mark, Published, Source, State, Wording
from core.answers.ports import Found, Page, Sought
from core.catalogue import SubjectId, TopicId
from core.consultations.words import Kind
from core.people import PersonId
from core.units import UnitId
from storage.answer_rows import AnswerRow, MarkRow
from storage.answer_search import SHOWN, AnswerSearch, found_of, within
from storage.base import insert, insert_once
from storage.consultation_rows import ConsultationRow, MessageRow
from storage.grammar import Grammar
from storage.people import PersonRow
from storage.units import LineageRow, UnitRow

PAGE = 8
MOST_FOUND = 40
"""By words; nobody turns more pages than that, they ask in other words."""
MOST_DUE = 100
COUNTED = {Mark.USEFUL: AnswerRow.useful, Mark.SAVED: AnswerRow.saved}


class SqlAnswers:
    def __init__(self, session: AsyncSession, grammar: Grammar) -> None:
        self._session = session
        self._grammar = grammar

    async def source(self, consultation: int) -> Source | None:
        row = await self._session.get(ConsultationRow, consultation)
        if row is None:
            return None
        said = (
            await self._session.execute(
                select(MessageRow.author_id, MessageRow.kind, MessageRow.text)
                .where(MessageRow.consultation_id == consultation)
                .order_by(MessageRow.id)
            )
        ).all()
        people = {row.teacher_id, row.methodist_id, *(one.author_id for one in said)} - {None}
        names = await self._session.scalars(select(PersonRow.name).where(PersonRow.id.in_(people)))
        unit = await self._session.get_one(UnitRow, row.unit_id)
        openly = [one for one in said if one.kind == Kind.WORDS and one.text]
        return Source(
            consultation=consultation,
            unit=UnitId(row.unit_id),
            teacher=PersonId(row.teacher_id),
            methodist=None if row.methodist_id is None else PersonId(row.methodist_id),
            topic=TopicId(row.topic_id),
            subject=None if row.subject_id is None else SubjectId(row.subject_id),
            asked=[one.text for one in openly if one.author_id == row.teacher_id],
            answered=[one.text for one in openly if one.author_id != row.teacher_id],
            people=[name for name in names if name],
            places=[unit.name, *map(str.strip, unit.name.split(","))],
        )

    async def of(self, consultation: int) -> AnswerId | None:
        found = await self._session.scalar(
            select(AnswerRow.id).where(AnswerRow.consultation_id == consultation)
        )
        return None if found is None else AnswerId(found)

    async def publish(
        self,
        source: Source,
        wording: Wording,
        *,
        unit: UnitId,
        by: PersonId,
        at: datetime,
        review_at: datetime,
    ) -> AnswerId | None:
        found = await self._session.scalar(
            insert(self._session, AnswerRow)
            .values(
                consultation_id=source.consultation,
                topic_id=source.topic,
                subject_id=source.subject,
                unit_id=unit,
                published_by=by,
                published_at=at,
                review_at=review_at,
                state=State.PUBLISHED,
                useful=0,
                saved=0,
                **await self._worded(wording),
            )
            .on_conflict_do_nothing()
            .returning(AnswerRow.id)
        )
        return None if found is None else AnswerId(found)

    async def _worded(self, wording: Wording) -> dict[str, str]:
        question, answer = await self._grammar.of_many((wording.question, wording.answer))
        return {
            "question": wording.question,
            "answer": wording.answer,
            "question_words": " ".join(question),
            "answer_words": " ".join(answer),
        }

    async def get(self, answer: AnswerId) -> Published | None:
        row = await self._session.get(AnswerRow, answer, populate_existing=True)
        return None if row is None else _published(row)

    async def hold(self, answer: AnswerId) -> None:
        held = select(AnswerRow.id).where(AnswerRow.id == answer).with_for_update()
        await self._session.execute(held)

    async def save(self, answer: Published) -> None:
        """All but the counts: others count meanwhile."""
        await self._session.execute(
            update(AnswerRow)
            .where(AnswerRow.id == answer.id)
            .values(
                state=answer.state,
                review_at=answer.review_at,
                **await self._worded(answer.wording),
            ),
            execution_options={"synchronize_session": False},
        )

    async def author(self, unit: UnitId) -> str:
        """A unit with nothing below it is a school, and a school names too few people."""
        row = await self._session.get_one(UnitRow, unit)
        below = await self._session.scalar(
            select(UnitRow.id).where(UnitRow.parent_id == unit).limit(1)
        )
        if below is None and row.parent_id is not None:
            return (await self._session.get_one(UnitRow, row.parent_id)).name
        return row.name

    async def find(self, sought: Sought, *, page: int) -> Page:
        if not sought.words.strip():
            return await self._listed(within(sought), page, by_use=True)
        hits = (await self._search().hits(sought))[:MOST_FOUND]
        number, pages = _turned(page, len(hits))
        shown = hits[number * PAGE : (number + 1) * PAGE]
        return Page(found=shown, number=number, pages=pages, total=len(hits))

    async def fitting(self, sought: Sought, *, most: int) -> Sequence[Found]:
        return (await self._search().hits(sought))[:most]

    def _search(self) -> AnswerSearch:
        return AnswerSearch(self._session, self._grammar)

    async def to_review(self, units: Collection[UnitId], *, now: datetime, page: int) -> Page:
        due = [AnswerRow.review_at <= now, AnswerRow.state == State.PUBLISHED]
        return await self._listed([*_below(units), *due], page, by_use=False)

    async def out(self, units: Collection[UnitId], *, page: int) -> Page:
        taken = AnswerRow.state == State.WITHDRAWN
        return await self._listed([*_below(units), taken], page, by_use=False)

    async def _listed(
        self, conditions: Sequence[ColumnElement[bool]], page: int, *, by_use: bool
    ) -> Page:
        counted = select(func.count()).select_from(AnswerRow).where(*conditions)
        total = await self._session.scalar(counted) or 0
        number, pages = _turned(page, total)
        first = AnswerRow.useful.desc() if by_use else AnswerRow.review_at
        rows = await self._session.execute(
            select(*SHOWN)
            .where(*conditions)
            .order_by(first, AnswerRow.id.desc())
            .offset(number * PAGE)
            .limit(PAGE)
        )
        return Page(
            found=[found_of(*row) for row in rows], number=number, pages=pages, total=total
        )

    async def mark(self, answer: AnswerId, mark: Mark, *, by: PersonId, at: datetime) -> bool:
        values = {"answer_id": answer, "person_id": by, "mark": mark, "at": at}
        done = await self._session.execute(insert_once(self._session, MarkRow).values(values))
        is_new = bool(done.rowcount)  # type: ignore[attr-defined]  # a DML result has it
        if is_new:
            await self._count(answer, mark, 1)
        return is_new

    async def unmark(self, answer: AnswerId, mark: Mark, *, by: PersonId) -> bool:
        done = await self._session.execute(
            delete(MarkRow).where(
                MarkRow.answer_id == answer, MarkRow.person_id == by, MarkRow.mark == mark
            )
        )
        was = bool(done.rowcount)  # type: ignore[attr-defined]  # a DML result has it
        if was:
            await self._count(answer, mark, -1)
        return was

    async def _count(self, answer: AnswerId, mark: Mark, more: int) -> None:
        column = COUNTED[mark]
        await self._session.execute(
            update(AnswerRow).where(AnswerRow.id == answer).values({column: column + more}),
            execution_options={"synchronize_session": False},
        )

    async def has_marked(self, answer: AnswerId, mark: Mark, *, by: PersonId) -> bool:
        found = select(MarkRow.at).where(
            MarkRow.answer_id == answer, MarkRow.person_id == by, MarkRow.mark == mark
        )
        return await self._session.scalar(found) is not None

    async def due(self, now: datetime) -> Sequence[Published]:
        rows = await self._session.scalars(
            select(AnswerRow)
            .where(
                AnswerRow.state == State.PUBLISHED,
                AnswerRow.review_at <= now,
                (AnswerRow.reminded_at.is_(None)) | (AnswerRow.reminded_at < AnswerRow.review_at),
            )
            .order_by(AnswerRow.review_at)
            .limit(MOST_DUE)
        )
        return [_published(row) for row in rows]

    async def mark_reminded(self, answer: AnswerId, *, at: datetime) -> None:
        await self._session.execute(
            update(AnswerRow).where(AnswerRow.id == answer).values(reminded_at=at),
            execution_options={"synchronize_session": False},
        )


def _below(units: Collection[UnitId]) -> Sequence[ColumnElement[bool]]:
    below = select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))
    return [AnswerRow.unit_id.in_(below)]


def _turned(page: int, total: int) -> tuple[int, int]:
    """The page that there is, and how many there are."""
    last = max(0, (total - 1) // PAGE)
    return min(max(page, 0), last), last + 1


def _published(row: AnswerRow) -> Published:
    return Published(
        id=AnswerId(row.id),
        consultation=row.consultation_id,
        wording=Wording(row.question, row.answer),
        topic=TopicId(row.topic_id),
        subject=None if row.subject_id is None else SubjectId(row.subject_id),
        unit=UnitId(row.unit_id),
        published_by=None if row.published_by is None else PersonId(row.published_by),
        published_at=row.published_at,
        review_at=row.review_at,
        state=State(row.state),
        useful=row.useful,
        saved=row.saved,
    )
