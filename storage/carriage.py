"""What messengers may carry, kept among the facts of the installation; letters not delivered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, delete, false, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.carriage.model import Cargo, Carriage, Cell, Extent, Holders
from core.letters import Failure, LetterState
from core.units import UnitId
from storage.base import insert_once
from storage.installation import InstallationRow, SqlInstallation
from storage.letter_rows import LetterRow
from storage.people import AccountRow, PersonRow
from storage.units import LineageRow

PREFIX = "carriage:"
LINK = "link:"


class SqlCarriage:
    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def get(self) -> Carriage:
        rows = await self._session.execute(_CELLS)
        return Carriage(dict(_cell(key, value) for key, value in rows))

    async def put(self, carriage: Carriage, *, cell: Cell | None = None) -> None:
        """Cells are written one by one, so two administrators do not undo each other."""
        values = {_key(*each): str(extent) for each, extent in carriage.cells.items()}
        if cell is None:
            ours = InstallationRow.key.startswith(PREFIX)
            await self._session.execute(
                delete(InstallationRow).where(ours, InstallationRow.key.not_in(values))
            )
        for key, value in sorted(values.items()):
            if cell is None or key == _key(*cell):
                await SqlInstallation(self._session).put(key, value)
            else:
                row = insert_once(self._session, InstallationRow).values(key=key, value=value)
                await self._session.execute(row)

    async def links(self) -> Mapping[str, str]:
        rows = await self._session.execute(_LINKS)
        return {key.removeprefix(LINK): value for key, value in rows}

    async def remember_link(self, messenger: str, link: str) -> None:
        """The address of the bot, as its messenger gives it."""
        await SqlInstallation(self._session).put(LINK + messenger, link)

    async def holders(self) -> Holders:
        rows = await self._session.execute(
            select(AccountRow.person_id, AccountRow.messenger)
            .join(PersonRow, PersonRow.id == AccountRow.person_id)
            .where(PersonRow.registered_at.is_not(None))
        )
        held: dict[int, set[str]] = {}
        for person, messenger in rows:
            held.setdefault(person, set()).add(messenger)
        return Counter(frozenset(messengers) for messengers in held.values())

    async def undelivered(
        self, units: Sequence[UnitId], *, since: datetime, unplaced: bool
    ) -> Mapping[str, int]:
        below = select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))
        nowhere = PersonRow.unit_id.is_(None) if unplaced else false()
        rows = await self._session.execute(
            select(LetterRow.failure, func.count())
            .join(PersonRow, PersonRow.id == LetterRow.to_id)
            .where(
                LetterRow.failure.is_not(None),
                LetterRow.failure != Failure.RECALLED,
                LetterRow.settled_at > since,
                or_(PersonRow.unit_id.in_(below), nowhere),
            )
            .group_by(LetterRow.failure)
        )
        counted: Counter[str] = Counter()
        for failure, letters in rows:
            counted[Failure.of(failure or "")] += letters
        return counted

    async def send_again(self, *, since: datetime) -> int:
        sent = await self._session.execute(
            update(LetterRow)
            .where(
                LetterRow.failure == Failure.CARRIAGE,
                LetterRow.settled_at.is_not(None),
                LetterRow.put_at > since,
            )
            .values(
                state=LetterState.DUE,
                digest_id=None,
                settled_at=None,
                failure=None,
                attempts=0,
                due_at=self._now,
            )
            .returning(LetterRow.id),
            execution_options={"synchronize_session": False},
        )
        return len(sent.all())


def _under(prefix: str) -> Select[str, str]:
    return select(InstallationRow.key, InstallationRow.value).where(
        InstallationRow.key.startswith(prefix)
    )


_CELLS, _LINKS = _under(PREFIX), _under(LINK)


def _key(messenger: str, cargo: Cargo) -> str:
    return f"{PREFIX}{messenger}:{cargo}"


def _cell(key: str, value: str) -> tuple[Cell, Extent]:
    """What cannot be read forbids: nobody knows what it was to allow."""
    messenger, _, cargo = key.removeprefix(PREFIX).rpartition(":")
    return (messenger, Cargo(cargo)), Extent(value) if value in set(Extent) else Extent.NONE
