"""What a methodist answers for, as rows to look through."""

from hypothesis import given
from hypothesis import strategies as st

from core.catalogue import SubjectId, TopicId
from core.expertise.model import Expertise
from core.units import UnitId

subjects = st.frozensets(st.integers(1, 9).map(SubjectId))
topics = st.frozensets(st.integers(1, 9).map(TopicId))


@given(subjects, topics)
def test_every_subject_meets_every_topic_once(
    subjects: frozenset[SubjectId], topics: frozenset[TopicId]
) -> None:
    pairs = Expertise(unit=UnitId(1), subjects=subjects, topics=topics).pairs()

    assert len(pairs) == len(set(pairs)) == max(len(subjects), 1) * max(len(topics), 1)
    assert {subject for subject, _ in pairs} == (subjects or {None})
    assert {topic for _, topic in pairs} == (topics or {None})
