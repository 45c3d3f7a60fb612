"""P5: a letter is queued if and only if the work it speaks of was saved."""

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from core.consultations.model import Consultation
from core.consultations.notices import QuestionAnswered
from core.people import Person
from storage.consultation_rows import ConsultationRow
from storage.outbox import LetterRow
from storage.work import Database, SqlWork
from tests import town
from tests.promises.results import Record
from tests.town import Town

SHORT, LONG = 200, 1000

Put = Callable[[Database, SqlWork, Consultation], Awaitable[None]]


class ChangedTheirMind(Exception):
    """Raised in the middle of a work: nothing of it may stay."""


async def with_the_work(database: Database, work: SqlWork, about: Consultation) -> None:
    await work.outbox.put(letter(about))


async def by_itself(database: Database, work: SqlWork, about: Consultation) -> None:
    """The twin: the letter has a work of its own, on a connection of its own."""
    async with database.open_aside() as another:
        await another.outbox.put(letter(about))


def letter(about: Consultation) -> QuestionAnswered:
    return QuestionAnswered(
        to=about.teacher, consultation=about.id, message=about.id, methodist="Борис", text="Да"
    )


async def one_work(database: Database, here: Town, me: Person, put: Put, *, fails: bool) -> None:
    async with database.open_work() as work:
        about = await town.ask(work, town.a_question(here), teacher=me)
        await put(database, work, about)
        if fails:
            raise ChangedTheirMind


async def saved_and_queued(
    database: Database, works: int, put: Put = with_the_work
) -> tuple[int, int]:
    """Every second work of a shuffled row is rolled back."""
    here = await town.build(database)
    async with database.open_work() as work:
        me = await town.settle(work, "Анна", here.school_5)
    fates = [bool(number % 2) for number in range(works)]
    random.Random(5).shuffle(fates)  # noqa: S311 - an order, not a secret
    for fails in fates:
        with suppress(ChangedTheirMind):
            await one_work(database, here, me, put, fails=fails)
    async with database.reader.connect() as connection:
        saved = await connection.scalar(select(func.count()).select_from(ConsultationRow))
        queued = await connection.scalar(select(func.count()).select_from(LetterRow))
    return saved or 0, queued or 0


async def test_there_is_a_letter_for_each_work_that_was_saved(any_database: Database) -> None:
    assert await saved_and_queued(any_database, SHORT) == (SHORT // 2, SHORT // 2)


@pytest.mark.long
@pytest.mark.timeout(300)
async def test_a_thousand_works_have_their_letters_and_no_others(
    any_database: Database, record: Record
) -> None:
    saved, queued = await saved_and_queued(any_database, LONG)

    assert (saved, queued) == (LONG // 2, LONG // 2)
    record(f"{LONG:,} works, half taken back: {saved} saved, {queued} queued")


async def test_the_twin_whose_letter_goes_by_itself_speaks_of_what_was_not_saved(
    postgres_database: Database,
) -> None:
    saved, queued = await saved_and_queued(postgres_database, 20, by_itself)

    assert queued > saved
