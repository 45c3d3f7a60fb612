"""Lists of rules: lines with numbers, buttons with the same numbers, a page at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aiogram_dialog import DialogManager

from core.catalogue import SubjectId, TopicId
from core.people import COORDINATING
from core.routing.ports import RoutingWork
from core.units import UnitId
from handlers.context import given, here
from handlers.widgets import turns
from texts import Texts

PAGE = 8


def page_of(manager: DialogManager, count: int, place: str) -> tuple[int, list[tuple[str, str]]]:
    """Which page is asked for, and the buttons that turn to the others."""
    pages = max(1, -(-count // PAGE))
    start = manager.start_data
    page = given(manager, "page") % pages if isinstance(start, dict) and "page" in start else 0
    return page, turns(place, page, pages)


def own_units(manager: DialogManager) -> tuple[UnitId, ...]:
    """Those whose rules are for the person to make."""
    return here(manager).me.units_as(*COORDINATING)


def numbered(places: Sequence[str], *, first: int) -> list[tuple[str, str]]:
    return [(str(number), place) for number, place in enumerate(places, first)]


@dataclass(frozen=True)
class Names:
    """What units, topics and subjects are called; nothing chosen is «any»."""

    texts: Texts
    units: Mapping[UnitId, str]
    topics: Mapping[TopicId, str]
    subjects: Mapping[SubjectId, str]

    @classmethod
    async def of(cls, work: RoutingWork, texts: Texts, units: Iterable[UnitId]) -> "Names":
        return cls(
            texts,
            {unit: (await work.units.get(unit)).name for unit in dict.fromkeys(units)},
            {topic.id: topic.name for topic in await work.catalogue.topics()},
            {subject.id: subject.name for subject in await work.catalogue.subjects()},
        )

    def unit(self, unit: UnitId) -> str:
        return self.units[unit]

    def topic(self, topic: TopicId | None) -> str:
        return self.texts.raw("topic-any") if topic is None else self.topics.get(topic, "")

    def subject(self, subject: SubjectId | None) -> str:
        return self.texts.raw("subject-any") if subject is None else self.subjects.get(subject, "")
