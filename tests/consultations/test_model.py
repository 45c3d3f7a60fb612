"""What may happen to a consultation, in any order that people may think of."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.catalogue import TopicId
from core.consultations.model import (
    LONGEST_TEXT,
    MOST_ATTACHMENTS,
    Candidate,
    Consultation,
    ConsultationId,
    Outcome,
    Side,
    State,
    Words,
    nearest,
)
from core.consultations.refusals import (
    AlreadyClosed,
    AttachmentTooLarge,
    NotClosedYet,
    NothingSaid,
    TakenByAnother,
    TooLong,
    TooManyAttachments,
)
from core.errors import NotYours, Refusal
from core.files import LARGEST, Attachment, FileKind
from core.people import Grant, Person, PersonId, Role
from core.units import UnitId
from tests.times import MONDAY

ANNA, BORIS, VERA = PersonId(1), PersonId(2), PersonId(3)
SCHOOL, DISTRICT, ELSEWHERE = UnitId(10), UnitId(20), UnitId(30)
LINEAGE = [SCHOOL, DISTRICT]
QUESTION = Consultation(
    id=ConsultationId(1),
    teacher=ANNA,
    unit=SCHOOL,
    methodist=None,
    topic=TopicId(1),
    subject=None,
    asked_at=MONDAY,
    due_at=MONDAY + timedelta(days=2),
)
people = st.sampled_from([ANNA, BORIS, VERA])
candidates = st.builds(
    Candidate,
    person=st.integers(1, 50).map(PersonId),
    distance=st.integers(0, 3),
    generality=st.integers(0, 2),
    load=st.integers(0, 5),
)
crowds = st.lists(candidates, unique_by=lambda one: one.person)


class Life(RuleBasedStateMachine):
    """People press everything at any time; what they may not do changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MONDAY
        self.it = QUESTION
        self.first_answer = None

    def attempt(self, after: Consultation) -> None:
        """Check the promises that hold between one step and the next."""
        before, self.it = self.it, after
        assert before.state is not State.CLOSED or after.state is State.CLOSED
        assert before.answered_at in {None, after.answered_at}
        assert before.closed_at in {None, after.closed_at}
        assert (after.id, after.teacher, after.unit) == (before.id, before.teacher, before.unit)
        assert (after.asked_at, after.due_at) == (before.asked_at, before.due_at)

    @rule(hours=st.integers(0, 50))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(by=people)
    def answer(self, by: PersonId) -> None:
        allowed = self.it.state is not State.CLOSED and by == self.it.methodist
        with expected(allowed):
            self.attempt(self.it.answered(by=by, at=self.now))
            self.first_answer = self.first_answer or self.now

    @rule(by=people)
    def write_on(self, by: PersonId) -> None:
        with expected(self.it.state is not State.CLOSED and by == ANNA):
            self.attempt(self.it.continued(by=by))
            assert self.it.state is State.WAITING

    @rule(by=people)
    def take(self, by: PersonId) -> None:
        free = self.it.methodist is None and by != ANNA
        with expected(self.it.state is not State.CLOSED and free):
            self.attempt(self.it.taken(by=by))
            assert self.it.methodist == by

    @rule(to=people)
    def hand_over(self, to: PersonId) -> None:
        with expected(self.it.state is not State.CLOSED and to != ANNA):
            self.attempt(self.it.owned(by=to))
            assert self.it.methodist == to

    @rule(by=people)
    def close(self, by: PersonId) -> None:
        with expected(self.it.state is not State.CLOSED and by == ANNA):
            self.attempt(self.it.closed(by=by, at=self.now))
            assert self.it.closed_at == self.now

    @rule(by=people, outcome=st.sampled_from(Outcome))
    def rate(self, by: PersonId, outcome: Outcome) -> None:
        with expected(self.it.state is State.CLOSED and by == ANNA):
            self.attempt(self.it.rated(outcome, by=by))
            assert self.it.outcome is outcome

    @invariant()
    def only_what_is_closed_has_an_outcome(self) -> None:
        assert self.it.outcome is None or self.it.state is State.CLOSED
        assert (self.it.closed_at is None) == (self.it.state is not State.CLOSED)

    @invariant()
    def the_first_answer_stops_the_clock(self) -> None:
        assert self.it.answered_at == self.first_answer
        assert self.it.state is not State.ANSWERED or self.it.answered_at

    @invariant()
    def a_teacher_never_answers_themselves(self) -> None:
        assert self.it.methodist != ANNA


class expected:  # noqa: N801 - reads like pytest.raises
    """The step goes through when it is allowed and is refused when it is not."""

    def __init__(self, allowed: bool) -> None:  # noqa: FBT001 - the only thing it is told
        self.allowed = allowed

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        if kind is not None and not issubclass(kind, Refusal):
            return False
        assert (kind is None) == self.allowed, kind
        return True


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


@given(crowds)
def test_nobody_far_is_asked_while_somebody_near_is_there(crowd: list[Candidate]) -> None:
    chosen = {one.person: one for one in crowd}.get(nearest(crowd))  # type: ignore[arg-type]  # ids are plain numbers here

    assert (chosen is None) == (not crowd)
    if chosen is not None:
        near = [one for one in crowd if one.distance == chosen.distance]
        special = [one for one in near if one.generality == chosen.generality]
        assert chosen.distance == min(one.distance for one in crowd)
        assert chosen.generality == min(one.generality for one in near)
        assert chosen.load == min(one.load for one in special)


@given(crowds.flatmap(lambda crowd: st.tuples(st.just(crowd), st.permutations(crowd))))
def test_the_choice_does_not_depend_on_the_order(
    crowds: tuple[list[Candidate], list[Candidate]],
) -> None:
    assert nearest(crowds[0]) == nearest(crowds[1])


def test_a_closed_consultation_takes_nothing() -> None:
    closed = replace(QUESTION, methodist=BORIS).closed(by=ANNA, at=MONDAY)

    for step in (
        lambda: closed.answered(by=BORIS, at=MONDAY),
        lambda: closed.continued(by=ANNA),
        lambda: closed.taken(by=VERA),
        lambda: closed.owned(by=VERA),
        lambda: closed.closed(by=ANNA, at=MONDAY),
    ):
        with pytest.raises(AlreadyClosed):
            step()


def test_what_is_owned_is_not_taken() -> None:
    with pytest.raises(TakenByAnother):
        QUESTION.taken(by=BORIS).taken(by=VERA)


def test_what_is_open_is_not_rated() -> None:
    with pytest.raises(NotClosedYet):
        QUESTION.rated(Outcome.FULL, by=ANNA)


def somebody(person: PersonId, *grants: Grant) -> Person:
    return Person(id=person, name="Галина", grants=grants, registered_at=MONDAY)


@pytest.mark.parametrize(
    ("person", "owner", "side"),
    [
        (somebody(ANNA), None, Side.TEACHER),
        (somebody(ANNA, Grant(Role.COORDINATOR, DISTRICT)), None, Side.TEACHER),
        (somebody(BORIS, Grant(Role.METHODIST, DISTRICT)), None, Side.METHODIST),
        (somebody(BORIS, Grant(Role.METHODIST, DISTRICT)), BORIS, Side.METHODIST),
        (somebody(BORIS, Grant(Role.METHODIST, DISTRICT)), VERA, None),
        (somebody(BORIS, Grant(Role.METHODIST, ELSEWHERE)), None, None),
        (somebody(BORIS, Grant(Role.METHODIST, ELSEWHERE)), BORIS, None),
        (somebody(VERA, Grant(Role.COORDINATOR, SCHOOL)), BORIS, Side.COORDINATOR),
        (somebody(VERA, Grant(Role.ADMINISTRATOR, DISTRICT)), BORIS, Side.COORDINATOR),
        (somebody(VERA, Grant(Role.COORDINATOR, DISTRICT)), VERA, Side.METHODIST),
        (somebody(VERA, Grant(Role.COORDINATOR, ELSEWHERE)), BORIS, None),
        (somebody(VERA), None, None),
    ],
)
def test_a_consultation_is_seen_by_those_it_concerns(
    person: Person, owner: PersonId | None, side: Side | None
) -> None:
    consultation = replace(QUESTION, methodist=owner)
    if side is None:
        with pytest.raises(NotYours):
            consultation.side_of(person, LINEAGE)
    else:
        assert consultation.side_of(person, LINEAGE) is side


def a_file(size: int = 0) -> Attachment:
    return Attachment(
        kind=FileKind.PHOTO, messenger="telegram", file_id="f", name="план.pdf", size=size
    )


def test_words_have_limits_that_are_told() -> None:
    Words("я" * LONGEST_TEXT, (a_file(LARGEST),) * MOST_ATTACHMENTS)

    with pytest.raises(TooLong) as too_long:
        Words("я" * (LONGEST_TEXT + 1))
    with pytest.raises(TooManyAttachments):
        Words("", (a_file(),) * (MOST_ATTACHMENTS + 1))
    with pytest.raises(AttachmentTooLarge) as too_large:
        Words("", (a_file(LARGEST + 1),))
    assert too_long.value.facts == {"most": LONGEST_TEXT, "length": LONGEST_TEXT + 1}
    assert too_large.value.facts == {"name": "план.pdf", "most": 20}


words = st.builds(Words, st.text(max_size=40), st.lists(st.builds(a_file), max_size=3).map(tuple))


@given(words, words, words)
def test_words_are_added_in_order_and_none_is_lost(one: Words, two: Words, three: Words) -> None:
    together = one + two

    assert together.text in {one.text + two.text, f"{one.text}\n{two.text}"}
    assert together.attachments == one.attachments + two.attachments
    assert (one + two) + three == one + (two + three)
    assert one + Words() == Words() + one == one


@pytest.mark.parametrize("silence", [Words(), Words(" \n\t"), Words("\N{NO-BREAK SPACE}")])
def test_silence_is_not_words(silence: Words) -> None:
    with pytest.raises(NothingSaid):
        silence.said()


def test_a_file_alone_says_something() -> None:
    assert Words("", (a_file(),)).said()
