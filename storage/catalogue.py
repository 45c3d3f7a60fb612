"""Subjects, topics, positions and kinds of events, as the service has them."""

import json
import time
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.catalogue import EventKind, EventKindId, Subject, SubjectId, Topic, TopicId
from storage.base import Base, insert_once
from texts import FOLDER

SECONDS = 5.0
"""For so long a change made by another process may go unseen."""

Entries = Sequence[tuple[int, str]]


class SubjectRow(Base):
    __tablename__ = "subjects"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class TopicRow(Base):
    __tablename__ = "topics"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class PositionRow(Base):
    __tablename__ = "positions"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class EventKindRow(Base):
    __tablename__ = "event_kinds"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


Listed = type[SubjectRow | TopicRow | PositionRow | EventKindRow]


class Remembered:
    """The lists as they were a moment ago. They hardly change, and every screen names them."""

    def __init__(self) -> None:
        self._lists: dict[type[Base], tuple[float, Entries]] = {}

    def get(self, row: type[Base]) -> Entries | None:
        until, entries = self._lists.get(row, (0.0, ()))
        return entries if time.monotonic() < until else None

    def put(self, row: type[Base], entries: Entries) -> Entries:
        if entries:
            self._lists[row] = (time.monotonic() + SECONDS, entries)
        return entries

    def clear(self) -> None:
        self._lists.clear()


class SqlCatalogue:
    def __init__(self, session: AsyncSession, remembered: Remembered) -> None:
        self._session = session
        self._remembered = remembered

    async def subjects(self) -> Sequence[Subject]:
        return [Subject(SubjectId(number), name) for number, name in await self._list(SubjectRow)]

    async def topics(self) -> Sequence[Topic]:
        return [Topic(TopicId(number), name) for number, name in await self._list(TopicRow)]

    async def positions(self) -> Sequence[str]:
        return [name for _, name in await self._list(PositionRow)]

    async def event_kinds(self) -> Sequence[EventKind]:
        listed = await self._list(EventKindRow)
        return [EventKind(EventKindId(number), name) for number, name in listed]

    async def _list(self, row: Listed) -> Entries:
        found = self._remembered.get(row)
        if found is None:
            rows = await self._session.execute(select(row.id, row.name).order_by(row.id))
            found = self._remembered.put(row, [(one.id, one.name) for one in rows])
        return found

    async def begin_with(self, locale: str = "ru") -> None:
        """Give an empty service the usual lists to start from; one that has its own keeps it."""
        lists = json.loads((FOLDER / locale / "catalogue.json").read_text(encoding="utf-8"))
        for row, names in (
            (SubjectRow, lists["subjects"]),
            (TopicRow, lists["topics"]),
            (PositionRow, lists["positions"]),
            (EventKindRow, lists["event_kinds"]),
        ):
            if await self._session.scalar(select(row.id).limit(1)) is None:
                self._remembered.clear()
                await self._session.execute(
                    insert_once(self._session, row), [{"name": name} for name in names]
                )
