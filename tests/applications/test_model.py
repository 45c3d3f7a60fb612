"""Rules of applications: none is lost, none is decided twice, whatever people press."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.applications.calls import Admission, Terms
from core.applications.model import (
    DECIDED,
    LONGEST_TEXT,
    MOST_FILES,
    Application,
    Award,
    Entry,
    State,
    begun,
)
from core.applications.refusals import (
    ApplicationChanged,
    ApplicationDecided,
    FilesNotWanted,
    FileTooLarge,
    NoApplication,
    NoFile,
    NothingWritten,
    TextTooLong,
    TooManyFiles,
)
from core.errors import Refusal
from core.files import LARGEST
from core.people import PersonId
from tests.applications.applying import a_file
from tests.times import MONDAY

STARTS = MONDAY + timedelta(days=10)
BORIS = PersonId(2)
APPROVAL, CONTEST = Terms(admission=Admission.APPROVAL), Terms(admission=Admission.CONTEST)
WORKS = replace(CONTEST, files=True)
MOVES = ("begin", "send", "send", "take back", "approve", "refuse", "return", "close", "award")

steps = st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 3)), max_size=40)


@dataclass
class Desk:
    """One event's applications as the use cases keep them, and the seats that were given."""

    people: dict[int, Application] = field(default_factory=dict)
    closed: bool = False
    tickets: int = 0
    seats: list[int] = field(default_factory=list)
    decided: list[tuple[int, int]] = field(default_factory=list)
    """Whose, and which of their revisions."""

    def press(self, move: str, person: int) -> None:
        with suppress(Refusal):
            getattr(self, f"_{move.replace(' ', '_')}")(person)

    def _begin(self, person: int) -> None:
        if not self.closed:
            self.people[person] = self._begun(person)

    def _begun(self, person: int) -> Application:
        return begun(self.people.get(person), event=1, person=PersonId(person), at=MONDAY)

    def _send(self, person: int) -> None:
        if not self.closed:
            self.tickets += 1
            words = Entry(text=f"{person}, {self.tickets}")
            self.people[person] = self._begun(person).sent(
                words, presence="room", ticket=self.tickets, at=MONDAY
            )

    def _take_back(self, person: int) -> None:
        if person in self.people and not self.closed:
            self.people[person] = self.people[person].withdrawn(at=MONDAY)
            self.seats = [one for one in self.seats if one != person]

    def _approve(self, person: int) -> None:
        self._decide(
            person,
            lambda one: one.approved(
                by=BORIS, revision=one.revision, closed=self.closed, at=MONDAY
            ),
        )
        self.seats.append(person)

    def _refuse(self, person: int) -> None:
        self._decide(
            person,
            lambda one: one.refused(
                "Нет мест", by=BORIS, revision=one.revision, closed=self.closed, at=MONDAY
            ),
        )

    def _decide(self, person: int, how: Callable[[Application], Application]) -> None:
        if person not in self.people:
            raise NoApplication
        self.people[person] = how(self.people[person])
        self.decided.append((person, self.people[person].revision))

    def _return(self, person: int) -> None:
        if person in self.people and not self.closed:
            one = self.people[person]
            self.people[person] = one.returned("План", by=BORIS, revision=one.revision, at=MONDAY)

    def _award(self, person: int) -> None:
        if person in self.people:
            self.people[person] = self.people[person].awarded(Award.WINNER)

    def _close(self, person: int) -> None:
        self.closed = self.closed or person == 0


@given(steps)
def test_nobody_is_given_two_seats_and_nothing_is_decided_twice(
    moves: list[tuple[str, int]],
) -> None:
    desk = Desk()
    for move, person in moves:
        desk.press(move, person)
        assert len(set(desk.seats)) == len(desk.seats)
        assert len(set(desk.decided)) == len(desk.decided)
    approved = {key for key, one in desk.people.items() if one.state is State.APPROVED}
    assert approved == set(desk.seats)


@given(steps)
def test_no_application_is_lost(moves: list[tuple[str, int]]) -> None:
    """Whoever has sent one and not taken it back is decided or waits, and their words are there.

    Once nobody sends any more, whatever was returned waits too.
    """
    desk = Desk()
    for move, person in moves:
        before = desk.people.get(person)
        desk.press(move, person)
        after = desk.people.get(person)
        if before is not None and before.is_sent and move != "take back":
            assert after is not None
            assert after.is_sent
        if after is not None and after.is_sent:
            assert after.entry.text
            assert after.ticket > 0
            waits = after.waits(closed=desk.closed)
            assert waits or after.state in DECIDED or not desk.closed
        if after is not None and after.state is State.WITHDRAWN:
            assert after.entry == Entry()


@given(steps)
def test_the_order_is_that_of_sending(moves: list[tuple[str, int]]) -> None:
    desk = Desk()
    for move, person in moves:
        before = desk.people.get(person)
        desk.press(move, person)
        after = desk.people.get(person)
        if before is not None and before.is_sent and after is not None and after.is_sent:
            assert after.ticket == before.ticket, "who sends anew keeps the place"
    tickets = [one.ticket for one in desk.people.values() if one.is_sent]
    assert len(set(tickets)) == len(tickets)


def sent(**other: object) -> Application:
    one = begun(None, event=1, person=PersonId(1), at=MONDAY)
    done = one.sent(Entry(text="Прошу"), presence="room", ticket=1, at=MONDAY)
    return replace(done, **other)  # type: ignore[arg-type]  # a field of it


def test_nobody_decides_about_what_they_have_not_read() -> None:
    again = sent().sent(Entry(text="Иначе"), presence="room", ticket=2, at=MONDAY)
    assert (again.revision, again.ticket) == (2, 1)
    with pytest.raises(ApplicationChanged):
        again.approved(by=BORIS, revision=1, closed=False, at=MONDAY)
    with pytest.raises(ApplicationChanged):
        again.refused("Нет", by=BORIS, revision=1, closed=False, at=MONDAY)


def test_what_was_taken_back_and_sent_again_is_another_one() -> None:
    gone = sent().withdrawn(at=MONDAY)
    anew = begun(gone, event=1, person=PersonId(1), at=MONDAY)
    assert anew.discarded(at=MONDAY).state is State.WITHDRAWN
    again = anew.sent(Entry(text="Снова"), presence="room", ticket=7, at=MONDAY)
    assert (again.revision, again.ticket) == (2, 7)


def test_what_is_decided_its_author_does_not_change() -> None:
    refused = sent().refused("Нет", by=BORIS, revision=1, closed=False, at=MONDAY)
    with pytest.raises(ApplicationDecided):
        begun(refused, event=1, person=PersonId(1), at=MONDAY)
    with pytest.raises(ApplicationDecided):
        refused.sent(Entry(text="Ещё"), presence="room", ticket=2, at=MONDAY)
    for step in (
        lambda: refused.withdrawn(at=MONDAY),
        lambda: refused.awarded(Award.WINNER),
        lambda: refused.approved(by=BORIS, revision=1, closed=True, at=MONDAY),
    ):
        with pytest.raises(NoApplication):
            step()


@pytest.mark.parametrize(
    ("entry", "terms", "refusal"),
    [
        (Entry(), APPROVAL, NothingWritten),
        (Entry(text=" \n"), CONTEST, NothingWritten),
        (Entry(text="я" * (LONGEST_TEXT + 1)), APPROVAL, TextTooLong),
        (Entry(text="Работа"), WORKS, NoFile),
        (Entry(text="Работа", files=(a_file(),)), CONTEST, FilesNotWanted),
        (Entry(files=(a_file(),) * (MOST_FILES + 1)), APPROVAL, TooManyFiles),
        (Entry(files=(a_file(size=LARGEST + 1),)), WORKS, FileTooLarge),
    ],
)
def test_what_cannot_be_sent(entry: Entry, terms: Terms, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        entry.whole(terms)


def test_what_can_be_sent() -> None:
    for entry, terms in (
        (Entry(text="я" * LONGEST_TEXT), CONTEST),
        (Entry(files=(a_file(),) * MOST_FILES), WORKS),
        (Entry(files=(a_file(),)), APPROVAL),
    ):
        assert entry.whole(terms) is entry
