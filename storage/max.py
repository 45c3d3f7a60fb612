"""What the arithmetic of MAX's ids gets wrong: ids of messages and of dialogs as MAX gave them.

Empty as long as MAX keeps to its rule. Of strangers nothing is kept.
"""

from sqlalchemy import Delete, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.people import PersonId
from storage.base import Base, insert
from storage.people import AccountRow

MESSENGER = "max"


class MaxMessageRow(Base):
    """``chat`` is the person's number, or a group's, as everywhere; ``bot`` is ours in MAX."""

    __tablename__ = "max_messages"

    bot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chat: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mid: Mapped[str]


class MaxDialogRow(Base):
    """``dialog`` is MAX's own number of the chat with the person."""

    __tablename__ = "max_dialogs"

    bot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chat: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dialog: Mapped[int]


class SqlMax:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def mid(self, *, bot: int, chat: int, message: int) -> str | None:
        row = await self._session.get(MaxMessageRow, (bot, chat, message))
        return None if row is None else row.mid

    async def dialog(self, *, bot: int, chat: int) -> int | None:
        row = await self._session.get(MaxDialogRow, (bot, chat))
        return None if row is None else row.dialog

    async def keep_mid(self, *, bot: int, chat: int, message: int, mid: str) -> None:
        if await self._may_keep(chat):
            row = {"bot": bot, "chat": chat, "message": message, "mid": mid}
            await self._put(MaxMessageRow, row)

    async def keep_dialog(self, *, bot: int, chat: int, dialog: int) -> None:
        if await self._may_keep(chat):
            await self._put(MaxDialogRow, {"bot": bot, "chat": chat, "dialog": dialog})

    async def _may_keep(self, chat: int) -> bool:
        """Groups are nobody; a person must have agreed to be remembered."""
        if chat <= 0:
            return True
        known = select(AccountRow.person_id).where(
            AccountRow.messenger == MESSENGER, AccountRow.external == chat
        )
        return await self._session.scalar(known) is not None

    async def _put(self, row: type[Base], values: dict[str, object]) -> None:
        key = [column.name for column in row.__table__.primary_key]
        change = {name: value for name, value in values.items() if name not in key}
        await self._session.execute(
            insert(self._session, row)
            .values(**values)
            .on_conflict_do_update(index_elements=key, set_=change)
        )


def ids_of(person: PersonId) -> tuple[Delete, ...]:
    """Everything kept here about a person; to be removed before their accounts are."""
    accounts = select(AccountRow.external).where(
        AccountRow.person_id == person, AccountRow.messenger == MESSENGER
    )
    return (
        delete(MaxMessageRow).where(MaxMessageRow.chat.in_(accounts)),
        delete(MaxDialogRow).where(MaxDialogRow.chat.in_(accounts)),
    )
