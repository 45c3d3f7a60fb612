"""Files that have crossed from one messenger to another: the ids they have there."""

from sqlalchemy import Delete, String, cast, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.files import Attachment
from core.people import PersonId
from storage.announcement_rows import AnnouncementRow
from storage.application_rows import ApplicationFileRow
from storage.base import Base, insert_once
from storage.consultation_rows import AttachmentRow, MessageRow
from storage.material_rows import MaterialRow


class CopyRow(Base):
    """``messenger`` and ``file_id`` are where the person has put the file; ``copy`` is its id
    in the messenger that it was brought ``into``."""

    __tablename__ = "copies"

    messenger: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[str] = mapped_column(primary_key=True)
    into: Mapped[str] = mapped_column(primary_key=True)
    copy: Mapped[str]


class SqlCopies:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, file: Attachment, *, into: str) -> str | None:
        row = await self._session.get(CopyRow, (file.messenger, file.file_id, into))
        return None if row is None else row.copy

    async def keep(self, file: Attachment, *, into: str, copy: str) -> None:
        """Of two that were brought at once the first is kept; of a file that is gone, none."""
        if await self._is_attached(file):
            await self._session.execute(
                insert_once(self._session, CopyRow).values(
                    messenger=file.messenger, file_id=file.file_id, into=into, copy=copy
                )
            )

    async def forget(self, file: Attachment, *, into: str, copy: str) -> None:
        """The messenger does not know this copy any more; another may have come meanwhile."""
        await self._session.execute(
            delete(CopyRow).where(
                CopyRow.messenger == file.messenger,
                CopyRow.file_id == file.file_id,
                CopyRow.into == into,
                CopyRow.copy == copy,
            )
        )

    async def _is_attached(self, file: Attachment) -> bool:
        """Its author may have been erased while the file was on its way."""
        held = select(AttachmentRow.id).where(
            AttachmentRow.messenger == file.messenger, AttachmentRow.file_id == file.file_id
        )
        announced = select(AnnouncementRow.id).where(
            cast(AnnouncementRow.attachments, String).contains(file.file_id, autoescape=True)
        )
        applied = select(ApplicationFileRow.place).where(
            ApplicationFileRow.messenger == file.messenger,
            ApplicationFileRow.file_id == file.file_id,
        )
        shelved = select(MaterialRow.id).where(
            MaterialRow.messenger == file.messenger, MaterialRow.file_id == file.file_id
        )
        kept = (held, announced, applied, shelved)
        found = select(or_(*(one.exists() for one in kept)))
        return bool(await self._session.scalar(found))


def copies_of(person: PersonId) -> Delete:
    """Copies of everything a person has attached; to be removed before the attachments are."""
    attached = (
        select(AttachmentRow.id)
        .join(MessageRow, MessageRow.id == AttachmentRow.message_id)
        .where(
            MessageRow.author_id == person,
            AttachmentRow.messenger == CopyRow.messenger,
            AttachmentRow.file_id == CopyRow.file_id,
        )
    )
    announced = select(AnnouncementRow.id).where(
        AnnouncementRow.author_id == person,
        cast(AnnouncementRow.attachments, String).contains(CopyRow.file_id),
    )
    applied = select(ApplicationFileRow.place).where(
        ApplicationFileRow.person_id == person,
        ApplicationFileRow.messenger == CopyRow.messenger,
        ApplicationFileRow.file_id == CopyRow.file_id,
    )
    shelved = select(MaterialRow.id).where(
        MaterialRow.author_id == person,
        MaterialRow.messenger == CopyRow.messenger,
        MaterialRow.file_id == CopyRow.file_id,
    )
    theirs = (attached, announced, applied, shelved)
    return delete(CopyRow).where(or_(*(one.exists() for one in theirs)))
