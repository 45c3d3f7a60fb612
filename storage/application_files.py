"""Files that people apply with: where their messenger keeps them."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from core.applications.model import Application
from core.files import Attachment, FileKind
from storage.application_rows import ApplicationFileRow
from storage.base import insert
from storage.copies import CopyRow

Key = tuple[int, int]
"""An event and a person."""


async def put_files(session: AsyncSession, application: Application) -> None:
    rows = [
        {
            "event_id": application.event,
            "person_id": application.person,
            "place": place,
            "kind": file.kind,
            "messenger": file.messenger,
            "file_id": file.file_id,
            "name": file.name,
            "size": file.size,
            "album": file.album,
        }
        for place, file in enumerate(application.entry.files)
    ]
    if rows:
        await session.execute(insert(session, ApplicationFileRow), rows)


async def drop_files(session: AsyncSession, application: Application) -> None:
    """And what of them has crossed to another messenger."""
    theirs = (
        ApplicationFileRow.event_id == application.event,
        ApplicationFileRow.person_id == application.person,
    )
    crossed = select(ApplicationFileRow.place).where(
        *theirs,
        ApplicationFileRow.messenger == CopyRow.messenger,
        ApplicationFileRow.file_id == CopyRow.file_id,
    )
    await session.execute(
        delete(CopyRow).where(crossed.exists()).execution_options(synchronize_session=False)
    )
    await session.execute(
        delete(ApplicationFileRow).where(*theirs).execution_options(synchronize_session=False)
    )


async def files_of(
    session: AsyncSession, keys: Collection[Key]
) -> Mapping[Key, Sequence[Attachment]]:
    """In the order in which they were attached."""
    files: dict[Key, list[Attachment]] = {}
    if not keys:
        return files
    found = await session.scalars(
        select(ApplicationFileRow)
        .where(tuple_(ApplicationFileRow.event_id, ApplicationFileRow.person_id).in_(keys))
        .order_by(ApplicationFileRow.place)
        .execution_options(populate_existing=True)
    )
    for row in found:
        files.setdefault((row.event_id, row.person_id), []).append(_attachment(row))
    return files


def _attachment(row: ApplicationFileRow) -> Attachment:
    return Attachment(
        kind=FileKind(row.kind),
        messenger=row.messenger,
        file_id=row.file_id,
        name=row.name,
        size=row.size,
        album=row.album,
    )
