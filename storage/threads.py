"""What was said in a consultation, in order, and by which messages of a messenger."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.consultations.model import ConsultationId, Part, Words
from core.consultations.notices import QuestionAsked, thread_of
from core.consultations.ports import Said
from core.consultations.words import PASSED_ON, Kind
from core.files import Attachment, FileKind
from core.people import PersonId
from storage.consultation_rows import AttachmentRow, ConsultationRow, MessageRow, PartRow
from storage.letter_rows import LetterRow

GIST = 60


class SqlThreads:
    """The part of ``SqlConsultations`` that knows messages and their files."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        consultation: ConsultationId,
        words: Words,
        *,
        author: PersonId,
        at: datetime,
        kind: Kind = Kind.WORDS,
    ) -> int:
        row = MessageRow(
            consultation_id=consultation, author_id=author, kind=kind, text=words.text, said_at=at
        )
        self._session.add(row)
        await self._session.flush()
        self._keep_parts(row.id, words)
        return row.id

    def _keep_parts(self, message: int, words: Words) -> None:
        for place, part in enumerate(words.parts):
            self._session.add(
                PartRow(
                    message_id=message,
                    place=place,
                    messenger=part.messenger,
                    source=part.source,
                    text=part.text,
                )
            )
            self._session.add_all(_row(message, file, place) for file in part.attachments)
        if not words.parts:
            self._session.add_all(_row(message, file) for file in words.attachments)

    async def thread(self, consultation: ConsultationId, *, notes: bool = False) -> Sequence[Said]:
        return await self.of_kinds(consultation, (*PASSED_ON, *((Kind.NOTE,) if notes else ())))

    async def of_kinds(
        self, consultation: ConsultationId, kinds: Collection[Kind]
    ) -> Sequence[Said]:
        rows = await self._session.scalars(
            select(MessageRow)
            .where(MessageRow.consultation_id == consultation, MessageRow.kind.in_(kinds))
            .order_by(MessageRow.id)
        )
        return await self._said(rows.all())

    async def said_in(
        self, messenger: str, source: str, *, by: Collection[PersonId]
    ) -> tuple[ConsultationId, Said] | None:
        row = await self._session.scalar(
            select(MessageRow)
            .join(PartRow, PartRow.message_id == MessageRow.id)
            .where(
                PartRow.source == source,
                PartRow.messenger == messenger,
                MessageRow.author_id.in_(by),
            )
            .order_by(MessageRow.id.desc())
            .limit(1)
        )
        if row is None:
            return None
        [said] = await self._said([row])
        return ConsultationId(row.consultation_id), said

    async def reword(self, message: int, words: Words, *, at: datetime) -> None:
        for table in (PartRow, AttachmentRow):
            await self._session.execute(delete(table).where(table.message_id == message))
        number = await self._session.scalar(
            update(MessageRow)
            .where(MessageRow.id == message)
            .values(text=words.text, edited_at=at)
            .returning(MessageRow.consultation_id)
        )
        self._keep_parts(message, words)
        await self._session.flush()
        # The first message of all is what the question is recognised by.
        first = select(func.min(MessageRow.id)).where(MessageRow.consultation_id == number)
        if await self._session.scalar(first) == message:
            question = update(ConsultationRow).where(ConsultationRow.id == number)
            await self._session.execute(question.values(gist=gist(words)))

    async def addressee(self, once: str) -> PersonId | None:
        found = await self._session.scalar(select(LetterRow.to_id).where(LetterRow.once == once))
        return None if found is None else PersonId(found)

    async def given_at(self, consultation: ConsultationId, methodist: PersonId) -> datetime | None:
        once = await self._session.scalar(
            select(LetterRow.once)
            .where(
                LetterRow.to_id == methodist,
                LetterRow.thread == thread_of(consultation),
                LetterRow.kind == QuestionAsked.__name__,
            )
            .order_by(LetterRow.id.desc())
            .limit(1)
        )
        return None if once is None else datetime.fromisoformat(once.rpartition("/")[2])

    async def _said(self, messages: Sequence[MessageRow]) -> Sequence[Said]:
        ids = [row.id for row in messages]
        files = await self._session.scalars(
            select(AttachmentRow)
            .where(AttachmentRow.message_id.in_(ids))
            .order_by(AttachmentRow.id)
        )
        attached: dict[int, list[AttachmentRow]] = {}
        for file in files:
            attached.setdefault(file.message_id, []).append(file)
        parts = await self._session.scalars(
            select(PartRow)
            .where(PartRow.message_id.in_(ids))
            .order_by(PartRow.message_id, PartRow.place)
        )
        said: dict[int, list[PartRow]] = {}
        for part in parts:
            said.setdefault(part.message_id, []).append(part)
        return [
            Said(
                id=row.id,
                author=PersonId(row.author_id),
                words=_words(row.text, attached.get(row.id, []), said.get(row.id, [])),
                at=row.said_at,
                kind=Kind(row.kind),
                edited_at=row.edited_at,
            )
            for row in messages
        ]


def gist(words: Words) -> str:
    """The first words, to recognise the question in a list."""
    said = " ".join(words.text.split()) or ", ".join(file.name for file in words.attachments)
    return said if len(said) <= GIST else said[: GIST - 1].rstrip() + "…"


def _words(text: str, files: Sequence[AttachmentRow], parts: Sequence[PartRow]) -> Words:
    found = tuple(
        Part(
            text=part.text,
            attachments=tuple(_attachment(file) for file in files if file.place == part.place),
            messenger=part.messenger,
            source=part.source,
        )
        for part in parts
    )
    return Words(text, tuple(map(_attachment, files)), found)


def _row(message: int, file: Attachment, place: int | None = None) -> AttachmentRow:
    return AttachmentRow(
        message_id=message,
        kind=file.kind,
        messenger=file.messenger,
        file_id=file.file_id,
        name=file.name,
        size=file.size,
        album=file.album,
        place=place,
    )


def _attachment(row: AttachmentRow) -> Attachment:
    return Attachment(
        kind=FileKind(row.kind),
        messenger=row.messenger,
        file_id=row.file_id,
        name=row.name,
        size=row.size,
        album=row.album,
    )
