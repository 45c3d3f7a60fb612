"""Materials: put on the shelf of an event, looked at, and who is to hear of them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.model import EventState
from core.events.seats import Standing
from core.files import Attachment, FileKind
from core.materials.model import (
    Guest,
    Material,
    MaterialId,
    Opens,
    Piece,
    Rules,
    SeenBy,
    Shelf,
)
from core.materials.ports import Untold
from core.people import PersonId
from core.units import UnitId
from storage.attendance_rows import AttendanceRow
from storage.base import insert
from storage.event_rows import EnrolmentRow, EventRow
from storage.material_rows import MaterialRow, MaterialTellingRow, ShelfRow
from storage.people import PersonRow


class SqlMaterials:
    """Everything that ``core.materials.ports.Materials`` asks for."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def shelf(self, event: int) -> Shelf | None:
        row = await self._session.get(EventRow, event, populate_existing=True)
        return None if row is None else await self._shelf(row)

    async def hold(self, event: int) -> Shelf | None:
        """SQLite has one writer at a time; PostgreSQL is told which row to keep."""
        row = await self._session.get(
            EventRow, event, populate_existing=True, with_for_update=True
        )
        return None if row is None else await self._shelf(row)

    async def _shelf(self, row: EventRow) -> Shelf:
        kept = await self._session.get(ShelfRow, row.id, populate_existing=True)
        return _shelf_of(row, kept)

    async def guest(self, event: int, person: PersonId) -> Guest:
        enrolled = await self._session.scalar(
            select(EnrolmentRow.person_id).where(
                EnrolmentRow.event_id == event,
                EnrolmentRow.person_id == person,
                EnrolmentRow.standing == Standing.ENROLLED,
            )
        )
        came = await self._session.scalar(
            select(AttendanceRow.person_id).where(
                AttendanceRow.event_id == event, AttendanceRow.person_id == person
            )
        )
        return Guest(enrolled=enrolled is not None, came=came is not None)

    async def listed(self, event: int) -> Sequence[Material]:
        rows = await self._session.scalars(
            select(MaterialRow)
            .where(MaterialRow.event_id == event)
            .order_by(MaterialRow.id)
            .execution_options(populate_existing=True)
        )
        return [_material_of(row) for row in rows]

    async def count(self, event: int) -> int:
        counted = select(func.count()).select_from(MaterialRow)
        return await self._session.scalar(counted.where(MaterialRow.event_id == event)) or 0

    async def where(self, material: MaterialId) -> int | None:
        found: int | None = await self._session.scalar(
            select(MaterialRow.event_id).where(MaterialRow.id == material)
        )
        return found

    async def add(
        self, shelf: Shelf, pieces: Sequence[Piece], *, author: PersonId, at: datetime
    ) -> None:
        self._session.add_all(
            [
                MaterialRow(
                    event_id=shelf.event, author_id=author, added_at=at, title="", **_kept(one)
                )
                for one in pieces
            ]
        )
        await self._session.flush()
        await self._change(shelf.event, version=shelf.version + 1)

    async def rename(self, material: MaterialId, title: str) -> None:
        await self._session.execute(
            update(MaterialRow)
            .where(MaterialRow.id == material)
            .values(title=title)
            .execution_options(synchronize_session=False)
        )

    async def remove(self, material: MaterialId) -> None:
        await self._session.execute(delete(MaterialRow).where(MaterialRow.id == material))

    async def put_rules(self, event: int, rules: Rules) -> None:
        await self._change(event, seen_by=rules.seen_by, opens=rules.opens)

    async def look_at(self, event: int, at: datetime | None) -> None:
        await self._change(event, look_at=at)

    async def _change(self, event: int, **values: object) -> None:
        first = Rules()
        usual = {
            "seen_by": first.seen_by,
            "opens": first.opens,
            "version": 0,
            "look_at": None,
        }
        await self._session.execute(
            insert(self._session, ShelfRow)
            .values(event_id=event, **usual | values)
            .on_conflict_do_update(index_elements=["event_id"], set_=values)
        )

    async def due(self, *, now: datetime, ended: datetime, most: int) -> Sequence[int]:
        found = await self._session.scalars(
            select(ShelfRow.event_id)
            .join(EventRow, EventRow.id == ShelfRow.event_id)
            .where(ShelfRow.look_at <= now, EventRow.ends_at <= ended)
            .order_by(ShelfRow.look_at)
            .limit(most)
        )
        return found.all()

    async def untold(self, shelf: Shelf, *, before: datetime, most: int) -> Sequence[Untold]:
        never = MaterialTellingRow.person_id.is_(None)
        earlier = and_(
            MaterialTellingRow.version < shelf.version, MaterialTellingRow.told_at <= before
        )
        rows = await self._session.execute(
            _may_see(shelf).where(or_(never, earlier)).order_by(EnrolmentRow.person_id).limit(most)
        )
        return [
            Untold(person=PersonId(row.person_id), again=row.told_at is not None) for row in rows
        ]

    async def told_last(self, shelf: Shelf) -> datetime | None:
        first = (
            _may_see(shelf)
            .where(MaterialTellingRow.version < shelf.version)
            .order_by(MaterialTellingRow.told_at)
            .limit(1)
        )
        row = (await self._session.execute(first)).first()
        return None if row is None else row.told_at

    async def put_told(self, shelf: Shelf, people: Collection[PersonId], *, at: datetime) -> None:
        values = {"version": shelf.version, "told_at": at}
        rows = [{"event_id": shelf.event, "person_id": one, **values} for one in people]
        if rows:
            told = insert(self._session, MaterialTellingRow)
            await self._session.execute(
                told.on_conflict_do_update(
                    index_elements=["event_id", "person_id"],
                    set_={name: told.excluded[name] for name in values},
                ),
                rows,
            )

    async def name_to(self, event: int, people: Collection[PersonId], *, at: datetime) -> bool:
        """See ``core.attendance.ports.Named``."""
        shelf = await self.shelf(event)
        if shelf is None or not await self.count(event):
            return False
        await self.put_told(shelf, people, at=at)
        return True

    async def open_to(self, person: PersonId, *, now: datetime, most: int) -> Sequence[Shelf]:
        rows = await self._session.execute(
            select(EventRow, ShelfRow)
            .join(ShelfRow, ShelfRow.event_id == EventRow.id)
            .where(
                EventRow.state == EventState.OPEN,
                select(MaterialRow.id).where(MaterialRow.event_id == EventRow.id).exists(),
                or_(ShelfRow.opens == Opens.AT_ONCE, EventRow.ends_at <= now),
                or_(
                    _came(person),
                    and_(ShelfRow.seen_by == SeenBy.ENROLLED, _enrolled(person)),
                ),
            )
            .order_by(EventRow.starts_at.desc(), EventRow.id)
            .limit(most)
            .execution_options(populate_existing=True)
        )
        return [_shelf_of(event, kept) for event, kept in rows]


def _may_see(shelf: Shelf) -> Select[int, datetime]:
    """Those with a seat, and what they know; not those who are about to be thanked."""
    question = (
        select(EnrolmentRow.person_id, MaterialTellingRow.told_at)
        .join(PersonRow, PersonRow.id == EnrolmentRow.person_id)
        .outerjoin(
            MaterialTellingRow,
            and_(
                MaterialTellingRow.event_id == EnrolmentRow.event_id,
                MaterialTellingRow.person_id == EnrolmentRow.person_id,
            ),
        )
        .outerjoin(
            AttendanceRow,
            and_(
                AttendanceRow.event_id == EnrolmentRow.event_id,
                AttendanceRow.person_id == EnrolmentRow.person_id,
            ),
        )
        .where(
            EnrolmentRow.event_id == shelf.event,
            EnrolmentRow.standing == Standing.ENROLLED,
            PersonRow.erased_at.is_(None),
        )
    )
    thanked = AttendanceRow.told.is_(True)
    if shelf.rules.seen_by is SeenBy.CAME:
        return question.where(thanked)
    return question.where(or_(thanked, AttendanceRow.person_id.is_(None)))


def _came(person: PersonId) -> ColumnElement[bool]:
    came = select(AttendanceRow.person_id).where(
        AttendanceRow.event_id == EventRow.id, AttendanceRow.person_id == person
    )
    return came.exists()


def _enrolled(person: PersonId) -> ColumnElement[bool]:
    enrolled = select(EnrolmentRow.person_id).where(
        EnrolmentRow.event_id == EventRow.id,
        EnrolmentRow.person_id == person,
        EnrolmentRow.standing == Standing.ENROLLED,
    )
    return enrolled.exists()


def _shelf_of(row: EventRow, kept: ShelfRow | None) -> Shelf:
    rules = (
        Rules() if kept is None else Rules(seen_by=SeenBy(kept.seen_by), opens=Opens(kept.opens))
    )
    return Shelf(
        event=row.id,
        title=row.title,
        unit=UnitId(row.unit_id),
        organiser=PersonId(row.organiser_id),
        ends_at=row.ends_at,
        is_cancelled=row.state == EventState.CANCELLED,
        rules=rules,
        version=0 if kept is None else kept.version,
    )


def _kept(piece: Piece) -> dict[str, object]:
    file = piece.file
    return {
        "text": piece.text,
        "kind": file.kind if file else None,
        "messenger": file.messenger if file else "",
        "file_id": file.file_id if file else "",
        "name": file.name if file else "",
        "size": file.size if file else 0,
        "album": file.album if file else "",
    }


def _material_of(row: MaterialRow) -> Material:
    file = None
    if row.kind is not None:
        file = Attachment(
            kind=FileKind(row.kind),
            messenger=row.messenger,
            file_id=row.file_id,
            name=row.name,
            size=row.size,
            album=row.album,
        )
    return Material(id=MaterialId(row.id), title=row.title, piece=Piece(text=row.text, file=file))
