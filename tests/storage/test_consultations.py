"""Consultations in both databases: saving with a guard, threads, lists and counts."""

from datetime import timedelta

import pytest

from core.consultations.model import (
    Consultation,
    ConsultationId,
    Outcome,
    Question,
    State,
    Words,
)
from core.files import Attachment, FileKind
from core.people import Person
from storage.queues import PAGE
from storage.threads import GIST
from storage.work import Database
from tests import town
from tests.times import Clock
from tests.town import Town

PLAN = Attachment(
    kind=FileKind.DOCUMENT, messenger="telegram", file_id="F1", name="план.pdf", size=2048
)
PHOTO = Attachment(kind=FileKind.PHOTO, messenger="telegram", file_id="F2", name="фото.jpg")


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5)


@pytest.fixture
async def boris(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.methodist(work, "Борис", here.district)


@pytest.fixture
async def question(any_database: Database, here: Town, anna: Person) -> Consultation:
    async with any_database.open_work() as work:
        return await town.ask(work, town.a_question(here), teacher=anna)


async def test_a_question_is_read_as_it_was_asked(
    any_database: Database, here: Town, anna: Person, clock: Clock
) -> None:
    words = Words("Как\nоценивать <b>проект</b>? 🎓", (PLAN, PHOTO))
    asked = Question(topic=here.contests, subject=None, words=words)
    async with any_database.open_work() as work:
        opened = await town.ask(work, asked, teacher=anna)

    async with any_database.open_view() as work:
        assert await work.consultations.get(opened.id) == opened
        [said] = await work.consultations.thread(opened.id)
    assert opened.state is State.WAITING
    assert (opened.subject, opened.topic, opened.methodist) == (None, here.contests, None)
    assert (said.author, said.words, said.at) == (anna.id, words, clock.now)


async def test_a_question_never_asked_is_not_there(any_database: Database) -> None:
    async with any_database.open_view() as work:
        assert await work.consultations.get(ConsultationId(404)) is None
        assert await work.consultations.thread(ConsultationId(404)) == []


async def test_every_step_is_saved(
    any_database: Database, question: Consultation, boris: Person, clock: Clock
) -> None:
    step = question
    for after in (
        lambda one: one.taken(by=boris.id),
        lambda one: one.answered(by=boris.id, at=clock.now),
        lambda one: one.closed(by=one.teacher, at=clock.now + timedelta(hours=1)),
        lambda one: one.rated(Outcome.PARTLY, by=one.teacher),
    ):
        async with any_database.open_work() as work:
            assert await work.consultations.save(after(step), before=step)
        step = after(step)
        async with any_database.open_view() as work:
            assert await work.consultations.get(question.id) == step


async def test_nothing_is_saved_over_what_somebody_else_has_done(
    any_database: Database, question: Consultation, boris: Person, clock: Clock
) -> None:
    taken = question.taken(by=boris.id)
    closed = taken.closed(by=question.teacher, at=clock.now)
    async with any_database.open_work() as work:
        assert await work.consultations.save(taken, before=question)
        assert await work.consultations.save(closed, before=taken)

    for late, before in (
        (question.closed(by=question.teacher, at=clock.now), question),
        (taken.answered(by=boris.id, at=clock.now), taken),
    ):
        async with any_database.open_work() as work:
            assert not await work.consultations.save(late, before=before)
    async with any_database.open_view() as work:
        assert await work.consultations.get(question.id) == closed


async def test_a_thread_keeps_its_order_and_its_files(
    any_database: Database, question: Consultation, anna: Person, boris: Person
) -> None:
    said = [(boris, Words("См. план", (PLAN,))), (anna, Words("", (PHOTO, PLAN)))]
    numbers = []
    for author, words in said:
        async with any_database.open_work() as work:
            numbers.append(
                await work.consultations.add(question.id, words, author=author.id, at=work.now)
            )

    async with any_database.open_view() as work:
        thread = await work.consultations.thread(question.id)
    assert [(one.author, one.words) for one in thread[1:]] == [
        (author.id, words) for author, words in said
    ]
    assert [one.id for one in thread[1:]] == numbers


async def test_a_list_shows_enough_to_recognise_a_question(
    any_database: Database, here: Town, anna: Person
) -> None:
    async with any_database.open_work() as work:
        opened = await town.ask(work, town.a_question(here, "Очень \n длинно " * 20), teacher=anna)
        [line] = (await work.consultations.of_teacher(anna.id, page=0)).lines
        [topic, *_] = await work.catalogue.topics()

    assert (line.id, line.topic, line.teacher, line.unit) == (
        opened.id,
        topic.name,
        "Анна",
        "МБОУ СОШ № 5",
    )
    assert (line.state, line.owned, line.due_at) == (State.WAITING, False, opened.due_at)
    assert len(line.gist) <= GIST
    assert line.gist.startswith("Очень длинно Очень")
    assert line.gist.endswith("…")


async def test_a_question_of_files_alone_is_recognised_by_their_names(
    any_database: Database, here: Town, anna: Person
) -> None:
    asked = Question(topic=here.contests, subject=None, words=Words("", (PLAN, PHOTO)))
    async with any_database.open_work() as work:
        await town.ask(work, asked, teacher=anna)
        [line] = (await work.consultations.of_teacher(anna.id, page=0)).lines

    assert line.gist == "план.pdf, фото.jpg"


async def test_a_teacher_sees_the_newest_first_page_by_page(
    any_database: Database, here: Town, anna: Person
) -> None:
    async with any_database.open_work() as work:
        opened = [
            (await town.ask(work, town.a_question(here), teacher=anna)).id
            for _ in range(PAGE * 2 + 1)
        ]
    newest = opened[::-1]

    async with any_database.open_view() as work:
        pages = [await work.consultations.of_teacher(anna.id, page=page) for page in range(3)]
        beyond = await work.consultations.of_teacher(anna.id, page=99)
        before = await work.consultations.of_teacher(anna.id, page=-1)
    assert [line.id for page in pages for line in page.lines] == newest
    assert {(page.pages, page.total) for page in pages} == {(3, PAGE * 2 + 1)}
    assert beyond == pages[2]
    assert before == pages[0]


async def test_an_empty_list_has_one_empty_page(any_database: Database, anna: Person) -> None:
    async with any_database.open_view() as work:
        page = await work.consultations.of_teacher(anna.id, page=0)
        nothing = await work.consultations.unowned([], page=0)

    assert (page.lines, page.number, page.pages, page.total) == ([], 0, 1, 0)
    assert nothing.total == 0


async def test_a_methodist_sees_what_waits_before_what_is_answered_and_nothing_closed(
    any_database: Database, here: Town, anna: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        answered, closed, waiting = [
            await town.ask(work, town.a_question(here), teacher=anna, methodist=boris.id)
            for _ in range(3)
        ]
        await work.consultations.save(answered.answered(by=boris.id, at=work.now), before=answered)
        await work.consultations.save(closed.closed(by=anna.id, at=work.now), before=closed)

    async with any_database.open_view() as work:
        page = await work.consultations.of_methodist(boris.id, page=0)
        mine = await work.consultations.of_teacher(anna.id, page=0)
    assert [line.id for line in page.lines] == [waiting.id, answered.id]
    assert mine.total == 3


async def test_unowned_questions_are_seen_where_they_belong_and_counted(
    any_database: Database, here: Town, anna: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.far_school)
        near = await town.ask(work, town.a_question(here), teacher=anna)
        await town.ask(work, town.a_question(here), teacher=vera)
        await town.ask(work, town.a_question(here), teacher=anna, methodist=boris.id)
        closed = await town.ask(work, town.a_question(here), teacher=anna)
        await work.consultations.save(closed.closed(by=anna.id, at=work.now), before=closed)

    async with any_database.open_view() as work:
        consultations = work.consultations
        page = await consultations.unowned([here.district], page=0)
        assert [line.id for line in page.lines] == [near.id]
        assert not page.lines[0].owned
        assert (await consultations.unowned([here.region, here.district], page=0)).total == 2
        assert await consultations.waiting_count(boris.id, []) == 1
        assert await consultations.waiting_count(boris.id, [here.district]) == 2
        assert await consultations.waiting_count(boris.id, [here.region]) == 3


async def test_only_owned_unanswered_and_not_yet_reminded_questions_become_due(
    any_database: Database, here: Town, anna: Person, boris: Person, clock: Clock
) -> None:
    async def opened(**how: object) -> Consultation:
        return await town.ask(work, town.a_question(here), teacher=anna, **how)  # type: ignore[arg-type]  # passed on as given

    async with any_database.open_work() as work:
        due = await opened(methodist=boris.id)
        await opened()
        await opened(methodist=boris.id, due_at=work.now + timedelta(days=9))
        answered, closed = [await opened(methodist=boris.id) for _ in range(2)]
        await work.consultations.save(answered.answered(by=boris.id, at=work.now), before=answered)
        await work.consultations.save(closed.closed(by=anna.id, at=work.now), before=closed)
    moment = due.due_at + timedelta(seconds=1)

    async with any_database.open_work() as work:
        assert list(await work.consultations.due_before(due.due_at)) == []
        assert list(await work.consultations.due_before(moment)) == [due]
        await work.consultations.mark_reminded(due.id, at=work.now)
        assert list(await work.consultations.due_before(moment)) == []
