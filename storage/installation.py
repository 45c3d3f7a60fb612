"""Facts about this installation itself: a demo or a real service."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, insert

DEMO = "demo"
CLOCK = "clock-offset-seconds"


class InstallationRow(Base):
    __tablename__ = "installation"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class SqlInstallation:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, key: str) -> str | None:
        value: str | None = await self._session.scalar(
            select(InstallationRow.value).where(InstallationRow.key == key)
        )
        return value

    async def put(self, key: str, value: str) -> None:
        statement = insert(self._session, InstallationRow).values(key=key, value=value)
        await self._session.execute(
            statement.on_conflict_do_update(
                index_elements=[InstallationRow.key], set_={"value": value}
            )
        )

    async def is_demo(self) -> bool:
        return await self.get(DEMO) is not None
