"""Subjects, topics and positions, as the service has them."""

import json
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.catalogue import Subject, SubjectId, Topic, TopicId
from storage.base import Base, insert_once
from texts import FOLDER


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


class SqlCatalogue:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def subjects(self) -> Sequence[Subject]:
        rows = await self._session.execute(
            select(SubjectRow.id, SubjectRow.name).order_by(SubjectRow.id)
        )
        return [Subject(SubjectId(row.id), row.name) for row in rows]

    async def topics(self) -> Sequence[Topic]:
        rows = await self._session.execute(
            select(TopicRow.id, TopicRow.name).order_by(TopicRow.id)
        )
        return [Topic(TopicId(row.id), row.name) for row in rows]

    async def positions(self) -> Sequence[str]:
        return list(await self._session.scalars(select(PositionRow.name).order_by(PositionRow.id)))

    async def begin_with(self, locale: str = "ru") -> None:
        """Give an empty service the usual lists to start from; one that has its own keeps it."""
        lists = json.loads((FOLDER / locale / "catalogue.json").read_text(encoding="utf-8"))
        for row, names in (
            (SubjectRow, lists["subjects"]),
            (TopicRow, lists["topics"]),
            (PositionRow, lists["positions"]),
        ):
            if await self._session.scalar(select(row.id).limit(1)) is None:
                await self._session.execute(
                    insert_once(self._session, row), [{"name": name} for name in names]
                )
