"""How people learn that there are materials of an event they took part in."""

from dataclasses import dataclass
from typing import ClassVar

from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialsReady(Notice):
    """To whoever may see them and has not been thanked for coming: it may wait for the morning.

    ``again`` says that the person has heard of earlier ones.
    """

    lane: ClassVar[Lane] = Lane.REMINDERS

    event: int
    version: int
    title: str
    again: bool = False

    @property
    def once(self) -> str:
        return f"materials/{self.event}/{self.version}/{self.to}"
