"""Whatever people do in whatever order, through the real use cases: no question is lost or shared.

The state machine of ``test_life`` has one question in it and no database; here are several, on
SQLite, with the schedule that takes them from those who are late and gives them to others.
"""

import asyncio
import shutil
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from core.consultations import use_cases
from core.consultations.model import Consultation, ConsultationId, Outcome, Question, State, Words
from core.consultations.notices import QuestionUnowned, thread_of
from core.errors import Refusal
from core.ladder import How
from core.people import Grant, Person, PersonId, Role
from core.roles import use_cases as roles
from notifications.reminders import Reminders
from storage.consultations import SqlConsultations
from storage.letter_rows import LetterRow
from storage.work import Database, SqlWork
from tests import servers, town
from tests.times import ZONE, Clock

T = TypeVar("T")

MOST_QUESTIONS = 5
"""All of them fit the first page of every list."""
OWNER, TEACHER = "owner", "teacher"
METHODISTS = ("Борис", "Галина", "Раиса")
ASKERS = ("Анна", "Дина", "Борис")
EVERYBODY = (OWNER, OWNER, TEACHER, TEACHER, *METHODISTS, "Анна", "Вера", "Глеб")


class WholeLife(RuleBasedStateMachine):
    """A district with a school, two methodists and a coordinator; one methodist above them."""

    def __init__(self, template: Path) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        path = Path(self._folder.name) / "opora.db"
        shutil.copyfile(template, path)
        self.clock = Clock()
        self.database = Database(servers.sqlite_url(path), clock=self.clock, zone=ZONE)
        self.runner = asyncio.Runner()
        self.people: dict[str, PersonId] = {}
        self.said: dict[ConsultationId, list[str]] = {}
        self.askers: dict[ConsultationId, PersonId] = {}

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize()
    def settle(self) -> None:
        self.run(self._settle())

    async def _settle(self) -> None:
        self.here = await town.build(self.database)
        at = self.here
        async with self.database.open_work() as work:
            found = [
                await town.settle(work, "Анна", at.school_5),
                await town.settle(work, "Дина", at.school_15),
                await town.methodist(work, "Борис", at.district),
                await town.methodist(work, "Галина", at.district),
                await town.methodist(work, "Раиса", at.region),
                await town.settle(work, "Вера", at.district, roles=[Role.COORDINATOR]),
                await town.settle(work, "Глеб", at.far_school, roles=[Role.METHODIST]),
            ]
        self.people = {one.name: one.id for one in found}

    def teardown(self) -> None:
        self.run(self.database.close())
        self.runner.close()
        self._folder.cleanup()

    async def _somebody(self, work: SqlWork, who: str, number: ConsultationId) -> Person:
        """By name, or whoever is concerned with the question."""
        if who == OWNER:
            consultation = await work.consultations.get(number)
            assert consultation is not None
            return await work.people.get(consultation.methodist or self.people["Борис"])
        return await work.people.get(self.askers[number] if who == TEACHER else self.people[who])

    @rule(hours=st.sampled_from([1, 7, 25, 80]))
    def wait(self, hours: int) -> None:
        self.clock.wait(hours=hours)

    @precondition(lambda self: len(self.said) < MOST_QUESTIONS)
    @rule(who=st.sampled_from(ASKERS), anonymous=st.booleans())
    def ask(self, who: str, anonymous: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        self.run(self._ask(self.people[who], anonymous=anonymous))

    async def _ask(self, who: PersonId, *, anonymous: bool) -> None:
        words = f"Вопрос {len(self.said)}"
        question = Question(
            topic=self.here.attestation, subject=None, words=Words(words), anonymous=anonymous
        )
        async with self.database.open_work() as work:
            asked = await use_cases.ask(work, question, me=await work.people.get(who))
        self.said[asked.id], self.askers[asked.id] = [words], who

    @precondition(lambda self: self.said)
    @rule(
        who=st.sampled_from(EVERYBODY),
        what=st.sampled_from(["answer", "answer", "ask_back", "write_on", "note"]),
        which=st.integers(0, MOST_QUESTIONS - 1),
    )
    def say(self, who: str, what: str, which: int) -> None:
        number = list(self.said)[which % len(self.said)]
        words = f"Слово {sum(map(len, self.said.values()))}"
        do = partial(getattr(use_cases, what), words=Words(words))
        if self.run(self._do(do, who, number)):
            self.said[number].append(words)

    @precondition(lambda self: self.said)
    @rule(
        who=st.sampled_from(EVERYBODY),
        what=st.sampled_from(["take", "close", "reopen"]),
        which=st.integers(0, MOST_QUESTIONS - 1),
    )
    def act(self, who: str, what: str, which: int) -> None:
        number = list(self.said)[which % len(self.said)]
        self.run(self._do(getattr(use_cases, what), who, number))

    @precondition(lambda self: self.said)
    @rule(
        who=st.sampled_from(["Вера", "Вера", "Борис"]),
        to=st.sampled_from([*METHODISTS, "Глеб"]),
        which=st.integers(0, MOST_QUESTIONS - 1),
    )
    def hand_over(self, who: str, to: str, which: int) -> None:
        number = list(self.said)[which % len(self.said)]
        self.run(self._do(partial(use_cases.hand_over, to=self.people[to]), who, number))

    @precondition(lambda self: self.said)
    @rule(outcome=st.sampled_from(Outcome), which=st.integers(0, MOST_QUESTIONS - 1))
    def rate(self, outcome: Outcome, which: int) -> None:
        number = list(self.said)[which % len(self.said)]
        self.run(self._do(partial(use_cases.rate, outcome=outcome), TEACHER, number))

    async def _do(self, do: Any, who: str, number: ConsultationId) -> bool:
        """Whether it was allowed; what is refused changes nothing, and that is checked too."""
        try:
            async with self.database.open_work() as work:
                await do(work, number, me=await self._somebody(work, who, number))
        except Refusal:
            return False
        return True

    @rule(who=st.sampled_from(METHODISTS))
    def revoke_or_grant(self, who: str) -> None:
        self.run(self._revoke_or_grant(self.people[who]))

    async def _revoke_or_grant(self, who: PersonId) -> None:
        async with self.database.open_work() as work:
            held = [one for one in await work.roles.below([self.here.region]) if one.person == who]
            if held:
                await roles.revoke(work, held[0].id, by=None)
            else:
                grant = Grant(Role.METHODIST, self.here.district)
                await work.roles.grant(who, grant, by=None, at=work.now)

    @rule()
    def tick(self) -> None:
        """The schedule; whoever coordinates knows of every question that nobody has."""
        self.run(self._tick())

    async def _tick(self) -> None:
        await Reminders(self.database.open_work).put_due()
        async with self.database.open_view() as work:
            told = await self._letters(work, QuestionUnowned.__name__)
            known = {one.payload["consultation"] for one in told}
            for number in self.said:
                consultation = await work.consultations.get(number)
                assert consultation is not None
                if consultation.methodist is None and consultation.state is not State.CLOSED:
                    assert number in known, f"nobody was told of question {number}"

    async def _letters(self, work: SqlWork, kind: str | None = None) -> list[LetterRow]:
        chosen = select(LetterRow).where(LetterRow.kind == kind) if kind else select(LetterRow)
        return list(await work.means.session.scalars(chosen))

    @invariant()
    def every_question_is_somewhere_and_nowhere_twice(self) -> None:
        if self.said:
            self.run(self._check())

    async def _check(self) -> None:
        async with self.database.open_view() as work:
            lists = work.consultations
            owned = {
                name: {line.id for line in (await lists.of_methodist(person, page=0)).lines}
                for name, person in self.people.items()
            }
            free = {line.id for line in (await lists.unowned([self.here.region], page=0)).lines}
            letters = await self._letters(work)
            for number, said in self.said.items():
                consultation = await lists.get(number)
                assert consultation is not None
                thread = await lists.thread(number, notes=True)
                assert [one.words.text for one in thread] == said, "words are lost or said twice"
                holders = [self.people[name] for name, mine in owned.items() if number in mine]
                is_open = consultation.state is not State.CLOSED
                assert len(holders) + (number in free) == is_open
                if is_open and consultation.methodist is not None:
                    assert holders == [consultation.methodist]
                    await self._check_owner(work, consultation, letters)
                await self._check_teacher(work, consultation)

    async def _check_owner(
        self, work: SqlWork, consultation: Consultation, letters: list[LetterRow]
    ) -> None:
        """They may answer, it is theirs by the book alone, and they know of it."""
        owner = consultation.methodist
        assert owner is not None
        assert owner != consultation.teacher
        lineage = await work.units.lineage(consultation.unit)
        me = await work.people.get(owner)
        assert me.holds(Role.METHODIST, Role.COORDINATOR, Role.ADMINISTRATOR, over=lineage)
        tenures = await work.routing.tenures(consultation.id)
        current = [one for one in tenures if one.end is None]
        assert [one.person for one in current] == [owner]
        assert current[0].how is How.TAKEN or any(
            one.to_id == owner and one.thread == thread_of(consultation.id) for one in letters
        )

    async def _check_teacher(self, work: SqlWork, consultation: Consultation) -> None:
        """They find it among their own, until the mask of what is long closed was dropped."""
        asker = self.askers[consultation.id]
        mine = {line.id for line in (await work.consultations.of_teacher(asker, page=0)).lines}
        long_closed = consultation.anonymous and consultation.state is State.CLOSED
        assert consultation.id in mine or long_closed


COUNTS = [6, pytest.param(150, marks=pytest.mark.long)]


@pytest.mark.parametrize("count", COUNTS)
def test_no_sequence_of_actions_loses_a_question(sqlite_template: Path, count: int) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # hypothesis has no types for it
        lambda: WholeLife(sqlite_template),
        settings=settings(
            max_examples=count,
            stateful_step_count=30,
            deadline=None,
            phases=[Phase.explicit, Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_question_left_with_whoever_has_lost_the_role_would_be_seen(
    sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def careless(_self: SqlConsultations, _person: PersonId) -> None:
        return None

    monkeypatch.setattr(SqlConsultations, "release", careless)
    life = WholeLife(sqlite_template)
    try:
        life.settle()
        life.ask("Анна", anonymous=False)
        life.every_question_is_somewhere_and_nowhere_twice()
        for name in METHODISTS[:2]:
            life.revoke_or_grant(name)
        with pytest.raises(AssertionError):
            life.every_question_is_somewhere_and_nowhere_twice()
    finally:
        life.teardown()
