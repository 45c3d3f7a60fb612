"""What a person leaves in the tables of materials: shown, taken away after them, brought along."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import Delete

from core.people import PersonId
from storage.event_rows import EventRow
from storage.material_rows import MaterialRow, MaterialTellingRow, ShelfRow


def materials_of(person: PersonId) -> dict[str, Select[*tuple[Any, ...]]]:
    """Sections of the dossier."""
    return {
        "materials": (
            select(
                EventRow.title.label("event"),
                MaterialRow.added_at.label("at"),
                MaterialRow.title,
                MaterialRow.name.label("file"),
                MaterialRow.text,
            )
            .join(EventRow, EventRow.id == MaterialRow.event_id)
            .where(MaterialRow.author_id == person)
            .order_by(MaterialRow.id)
        )
    }


def materials_gone(person: PersonId) -> tuple[Delete, ...]:
    """What they have put there, and what they were told of."""
    return (
        delete(MaterialRow).where(MaterialRow.author_id == person),
        delete(MaterialTellingRow).where(MaterialTellingRow.person_id == person),
    )


def told_twice(person: PersonId, other: PersonId) -> Delete:
    """What the record that stays was told of is what counts."""
    first = aliased(MaterialTellingRow)
    return delete(MaterialTellingRow).where(
        MaterialTellingRow.person_id == other,
        select(first.event_id)
        .where(and_(first.person_id == person, first.event_id == MaterialTellingRow.event_id))
        .exists(),
    )


async def forget_thanks(session: AsyncSession, event: int, people: Collection[int]) -> None:
    """The letter that named the materials has not left: those who had a seat hear of them anew."""
    await session.execute(
        delete(MaterialTellingRow).where(
            MaterialTellingRow.event_id == event, MaterialTellingRow.person_id.in_(people)
        )
    )
    ended = select(EventRow.ends_at).where(EventRow.id == event).scalar_subquery()
    await session.execute(
        update(ShelfRow)
        .where(ShelfRow.event_id == event)
        .values(look_at=ended)
        .execution_options(synchronize_session=False)
    )
