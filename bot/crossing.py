"""A file that a person has put into one messenger, shown in another: brought there once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from core.files import LARGEST, Attachment, Bring, Crossing, Show, short
from core.letters import Messenger, Refused
from storage.work import Database
from texts import Texts


class Carrier(Messenger, Protocol):
    """Carries letters into its messenger, and files out of it."""

    async def fetch(self, file: Attachment) -> bytes:
        """The bytes of a file that is here. Raises ``Refused`` when they cannot be had, and
        ``TryLater`` when the messenger does not answer; it is about nobody's account."""

    def let_go(self) -> None:
        """The service stops: whoever only waits for a turn gets ``TryLater`` at once."""

    def join(self, crossing: Crossing) -> None:
        """From now on files of other messengers can be shown here too."""


@dataclass(frozen=True, slots=True)
class Ferry:
    """``core.files.Crossing`` between the messengers that the service is in.

    Nothing is open in the database while a file travels. Killed between bringing a file and
    remembering it, the service brings it once more.
    """

    database: Database
    carriers: Mapping[str, Carrier]
    texts: Texts

    async def cross(self, file: Attachment, *, into: str, show: Show, bring: Bring) -> None:
        if await self._show_again(file, into, show):
            return
        brought = await bring(await self._fetch(file))
        if brought.file_id:
            async with self.database.open_aside() as work:
                await work.copies.keep(file, into=into, copy=brought.file_id)
        if not brought.shown:
            await show(brought.file_id)

    def instead_of(self, file: Attachment) -> str:
        return self.texts("file-not-passed", name=short(file.name))

    async def _show_again(self, file: Attachment, into: str, show: Show) -> bool:
        """By the id it got when it was brought; one that is not known any more is forgotten."""
        async with self.database.open_view() as work:
            copy = await work.copies.find(file, into=into)
        if copy is None:
            return False
        try:
            await show(copy)
        except Refused:
            async with self.database.open_aside() as work:
                await work.copies.forget(file, into=into, copy=copy)
            return False
        return True

    async def _fetch(self, file: Attachment) -> bytes:
        carrier = self.carriers.get(file.messenger)
        if carrier is None:
            raise Refused(f"the service is not in {file.messenger}")
        if file.size > LARGEST:
            raise Refused("the file is too big to be passed on")
        data = await carrier.fetch(file)
        if len(data) > LARGEST:
            raise Refused("the file is too big to be passed on")
        return data
