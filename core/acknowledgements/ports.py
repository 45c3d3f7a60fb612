"""What acknowledgements need from the outside; ``storage/acknowledgements.py`` provides it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from core.acknowledgements.model import (
    Acknowledgement,
    Announced,
    AnnouncedId,
    Reader,
    Readers,
    Schools,
    Standing,
)
from core.acknowledgements.notices import AcknowledgementAsked
from core.people import Account, PersonId
from core.units import UnitId, Units
from core.work import Work


class Acknowledgements(Protocol):
    async def announced(self, number: AnnouncedId) -> Announced | None: ...

    async def was_sent(self, number: AnnouncedId, *, to: PersonId) -> bool:
        """Whether it was addressed to the person, delivered or not."""

    async def answered(
        self, person: PersonId, *, account: Account, message: str
    ) -> AnnouncedId | None:
        """Which announcement the person has in that message, by the messenger's id of it."""

    async def save(
        self, number: AnnouncedId, person: PersonId, acknowledgement: Acknowledgement
    ) -> bool:
        """``False`` when the person has acknowledged it before."""

    async def get(self, number: AnnouncedId, person: PersonId) -> Acknowledgement | None: ...

    async def counted(self, number: AnnouncedId) -> Mapping[Standing, int]:
        """People by how far it has come with them."""

    async def schools(self, number: AnnouncedId, *, page: int) -> Schools: ...

    async def readers(self, number: AnnouncedId, *, unit: UnitId | None, page: int) -> Readers: ...

    async def everybody(self, number: AnnouncedId) -> Sequence[Reader]:
        """All of them, by school and name."""

    async def asked_at(self, number: AnnouncedId) -> datetime | None: ...

    async def begin_round(self, number: AnnouncedId, *, day: str, at: datetime) -> bool:
        """``False`` when those who are silent have been asked on that day already."""

    async def ask_again(self, notice: AcknowledgementAsked) -> int:
        """Put the notice for everybody who has the announcement and is silent; say how many."""


class AcknowledgementWork(Work, Protocol):
    @property
    def acknowledgements(self) -> Acknowledgements: ...

    @property
    def units(self) -> Units: ...
