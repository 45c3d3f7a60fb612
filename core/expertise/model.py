"""What a methodist answers for."""

from dataclasses import dataclass

from core.catalogue import SubjectId, TopicId
from core.units import UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Expertise:
    """Every one of the subjects with every one of the topics; an empty set means any."""

    unit: UnitId
    subjects: frozenset[SubjectId] = frozenset()
    topics: frozenset[TopicId] = frozenset()

    def pairs(self) -> list[tuple[SubjectId | None, TopicId | None]]:
        """The rows that routing looks through; ``None`` is any."""
        subjects: list[SubjectId | None] = [*sorted(self.subjects)] or [None]
        topics: list[TopicId | None] = [*sorted(self.topics)] or [None]
        return [(subject, topic) for subject in subjects for topic in topics]
