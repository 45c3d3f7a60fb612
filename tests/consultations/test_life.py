"""What may happen to a consultation, in any order that people may think of."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.catalogue import TopicId
from core.consultations.model import (
    REOPENED_WITHIN,
    Consultation,
    ConsultationId,
    Outcome,
    State,
)
from core.errors import Refusal
from core.people import PersonId
from core.units import UnitId
from tests.times import MONDAY

ANNA, BORIS, VERA = PersonId(1), PersonId(2), PersonId(3)
QUESTION = Consultation(
    id=ConsultationId(1),
    teacher=ANNA,
    unit=UnitId(10),
    methodist=None,
    topic=TopicId(1),
    subject=None,
    asked_at=MONDAY,
    due_at=MONDAY + timedelta(days=2),
)
people = st.sampled_from([ANNA, BORIS, VERA])
owners = st.sampled_from([None, BORIS, VERA])


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


class Life(RuleBasedStateMachine):
    """People press everything at any time; what they may not do changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MONDAY
        self.it = QUESTION
        self.first_answer = None
        self.words_at_closing: int | None = None
        self.words = 1

    @property
    def open(self) -> bool:
        return self.it.state is not State.CLOSED

    def attempt(self, after: Consultation) -> None:
        """Check the promises that hold between one step and the next."""
        before, self.it = self.it, after
        assert (after.id, after.teacher, after.unit) == (before.id, before.teacher, before.unit)
        assert after.asked_at == before.asked_at
        if before.state is State.CLOSED and after.state is State.CLOSED:
            assert after.closed_at == before.closed_at

    def say(self) -> None:
        self.words += 1

    @rule(hours=st.integers(0, 200))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(by=people)
    def answer(self, by: PersonId) -> None:
        with expected(self.open and by == self.it.methodist):
            self.attempt(self.it.answered(by=by, at=self.now))
            self.first_answer = self.first_answer or self.now
            self.say()

    @rule(by=people)
    def ask_back(self, by: PersonId) -> None:
        with expected(self.open and by == self.it.methodist):
            self.attempt(self.it.asked_back(by=by))
            assert self.it.state is State.ASKED_BACK
            self.say()

    @rule(by=people)
    def write_on(self, by: PersonId) -> None:
        with expected(self.open and by == ANNA):
            self.attempt(self.it.continued(by=by))
            assert self.it.state is State.WAITING
            self.say()

    @rule(by=people)
    def take(self, by: PersonId) -> None:
        with expected(self.open and self.it.methodist is None and by != ANNA):
            self.attempt(self.it.taken(by=by))
            assert self.it.methodist == by

    @rule(to=people)
    def hand_over(self, to: PersonId) -> None:
        with expected(self.open and to != ANNA):
            self.attempt(self.it.owned(by=to))
            assert self.it.methodist == to

    @rule(to=owners)
    def pass_up(self, to: PersonId | None) -> None:
        with expected(self.open):
            self.attempt(self.it.moved_up(to=to))
            assert self.it.methodist == to

    @rule(by=people)
    def close(self, by: PersonId) -> None:
        methodist = by == self.it.methodist and self.it.state is State.ANSWERED
        with expected(self.open and (by == ANNA or methodist)):
            self.attempt(self.it.closed(by=by, at=self.now))
            assert self.it.closed_at == self.now
            self.words_at_closing = self.words

    @rule(by=people, owner=owners)
    def reopen(self, by: PersonId, owner: PersonId | None) -> None:
        closed_at = self.it.closed_at
        soon = closed_at is not None and self.now - closed_at <= REOPENED_WITHIN
        promised = self.now + timedelta(days=2)
        with expected(by == ANNA and soon):
            self.attempt(self.it.reopened(by=by, at=self.now, due_at=promised, methodist=owner))
            assert (self.it.state, self.it.due_at) == (State.WAITING, promised)
            self.first_answer = self.words_at_closing = None

    @rule(by=people, outcome=st.sampled_from(Outcome))
    def rate(self, by: PersonId, outcome: Outcome) -> None:
        with expected(not self.open and by == ANNA):
            self.attempt(self.it.rated(outcome, by=by))
            assert self.it.outcome is outcome

    @rule(by=people)
    def explain(self, by: PersonId) -> None:
        with expected(not self.open and by == ANNA):
            self.attempt(self.it.explained("Спасибо", by=by))

    @rule(by=people)
    def open_to_colleagues(self, by: PersonId) -> None:
        with expected(self.open and by == self.it.methodist):
            self.attempt(self.it.opened_to_colleagues(by=by, at=self.now))

    @invariant()
    def it_is_owned_or_in_the_queue_and_never_both(self) -> None:
        """One who answers for it, or nobody, and then the queue of the unowned has it."""
        in_queue = self.open and self.it.methodist is None
        owned = self.open and self.it.methodist is not None
        assert in_queue + owned == self.open
        assert self.it.methodist != ANNA, "a teacher never answers themselves"

    @invariant()
    def nothing_is_added_to_what_is_closed(self) -> None:
        assert self.open or self.words == self.words_at_closing

    @invariant()
    def only_what_is_closed_has_an_outcome(self) -> None:
        assert not self.open or (self.it.outcome is None and self.it.word == "")
        assert (self.it.closed_at is None) == self.open

    @invariant()
    def the_first_answer_stops_the_clock(self) -> None:
        assert self.it.answered_at == self.first_answer
        assert self.it.state is not State.ANSWERED or self.it.answered_at


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
