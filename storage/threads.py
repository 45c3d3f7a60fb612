"""What was said in a consultation, in order."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.consultations.model import ConsultationId, Words
from core.consultations.ports import Said
from core.files import Attachment, FileKind
from core.people import PersonId
from storage.consultation_rows import AttachmentRow, MessageRow


class SqlThreads:
    """The part of ``SqlConsultations`` that knows messages and their files."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self, consultation: ConsultationId, words: Words, *, author: PersonId, at: datetime
    ) -> int:
        row = MessageRow(
            consultation_id=consultation, author_id=author, text=words.text, said_at=at
        )
        self._session.add(row)
        await self._session.flush()
        self._session.add_all(
            AttachmentRow(
                message_id=row.id,
                kind=file.kind,
                messenger=file.messenger,
                file_id=file.file_id,
                name=file.name,
                size=file.size,
            )
            for file in words.attachments
        )
        return row.id

    async def thread(self, consultation: ConsultationId) -> Sequence[Said]:
        messages = (
            await self._session.scalars(
                select(MessageRow)
                .where(MessageRow.consultation_id == consultation)
                .order_by(MessageRow.id)
            )
        ).all()
        files = await self._session.scalars(
            select(AttachmentRow)
            .where(AttachmentRow.message_id.in_([row.id for row in messages]))
            .order_by(AttachmentRow.id)
        )
        attached: dict[int, list[Attachment]] = {}
        for file in files:
            attached.setdefault(file.message_id, []).append(_attachment(file))
        return [
            Said(
                id=row.id,
                author=PersonId(row.author_id),
                words=Words(row.text, tuple(attached.get(row.id, ()))),
                at=row.said_at,
            )
            for row in messages
        ]


def _attachment(row: AttachmentRow) -> Attachment:
    return Attachment(
        kind=FileKind(row.kind),
        messenger=row.messenger,
        file_id=row.file_id,
        name=row.name,
        size=row.size,
    )
