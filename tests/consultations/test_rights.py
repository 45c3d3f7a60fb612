"""Who may do what with a consultation, and how it changes hands."""

import pytest

from core.consultations import use_cases
from core.consultations.model import (
    ConsultationId,
    Outcome,
    Side,
)
from core.consultations.notices import (
    QuestionAnswered,
    QuestionAsked,
    QuestionTaken,
)
from core.consultations.refusals import (
    AlreadyClosed,
    AlreadyTaken,
    AnotherMethodist,
    NotAnsweredYet,
    NothingSaid,
)
from core.errors import Gone, NotYours
from core.people import Person, PersonId, Role
from storage.work import Database
from tests import town
from tests.consultations.asking import YES, ask, now_saved
from tests.town import Town, letters


async def test_strangers_see_nothing_and_do_nothing(
    any_database: Database, here: Town, anna: Person, boris: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        teacher = await town.settle(work, "Галина", here.school_5)
        colleague = await town.methodist(work, "Дарья", here.district)
        far = await town.settle(work, "Егор", here.far_district, roles=[Role.COORDINATOR])

    for stranger in (teacher, colleague, far):
        async with any_database.open_work() as work:
            for attempt in (
                use_cases.see(work, asked.id, me=stranger),
                use_cases.answer(work, asked.id, YES, me=stranger),
                use_cases.write_on(work, asked.id, YES, me=stranger),
                use_cases.hand_over(work, asked.id, boris.id, me=stranger),
                use_cases.pass_up(work, asked.id, YES, me=stranger),
                use_cases.receivers(work, asked.id, me=stranger),
                use_cases.close(work, asked.id, me=stranger),
                use_cases.rate(work, asked.id, Outcome.FULL, me=stranger),
            ):
                with pytest.raises(NotYours):
                    await attempt

    async with any_database.open_work() as work:
        with pytest.raises(AlreadyTaken):  # a colleague could have had it, and hears who has
            await use_cases.take(work, asked.id, me=colleague)
        for stranger in (teacher, far):
            with pytest.raises(NotYours):
                await use_cases.take(work, asked.id, me=stranger)
    assert await now_saved(any_database, asked.id) == asked
    assert await letters(any_database, QuestionAnswered) == []


async def test_a_teacher_does_not_answer_take_or_hand_over_their_own_question(
    any_database: Database, here: Town, anna: Person, boris: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        for attempt in (
            use_cases.answer(work, asked.id, YES, me=anna),
            use_cases.take(work, asked.id, me=anna),
            use_cases.hand_over(work, asked.id, boris.id, me=anna),
        ):
            with pytest.raises(NotYours):
                await attempt


async def test_a_methodist_does_not_close_what_waits_and_a_coordinator_does_not_answer(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        with pytest.raises(NotAnsweredYet):
            await use_cases.close(work, asked.id, me=boris)
        with pytest.raises(AnotherMethodist):
            await use_cases.answer(work, asked.id, YES, me=vera)


async def test_everybody_sees_a_consultation_from_their_side(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_view() as work:
        sides = [(await use_cases.see(work, asked.id, me=one)).side for one in (anna, boris, vera)]
        with pytest.raises(Gone):
            await use_cases.see(work, ConsultationId(404), me=anna)

    assert sides == [Side.TEACHER, Side.METHODIST, Side.COORDINATOR]


async def test_an_unowned_question_is_taken_once_and_the_teacher_hears_by_whom(
    any_database: Database, here: Town, anna: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        galina = await town.settle(work, "Галина", here.district, roles=[Role.COORDINATOR])
    async with any_database.open_work() as work:
        await use_cases.take(work, asked.id, me=boris)
    async with any_database.open_work() as work:
        with pytest.raises(AlreadyTaken) as taken:
            await use_cases.take(work, asked.id, me=galina)
    assert taken.value.facts == {"number": asked.id, "methodist": "Борис"}

    [letter] = await letters(any_database, QuestionTaken)
    assert (letter["to"], letter["methodist"]) == (anna.id, "Борис")


async def test_a_coordinator_hands_a_question_over_with_what_was_asked(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.district)
        after = await use_cases.hand_over(work, asked.id, galina.id, me=vera)

    assert after.methodist == galina.id
    given = (await letters(any_database, QuestionAsked))[-1]
    assert (given["to"], given["text"]) == (galina.id, "Как оценивать проект?")
    assert given["handed_over"]
    [told] = await letters(any_database, QuestionTaken)
    assert (told["to"], told["methodist"]) == (anna.id, "Галина")
    async with any_database.open_work() as work:
        with pytest.raises(NotYours):
            await use_cases.answer(work, asked.id, YES, me=boris)


async def test_a_question_is_handed_only_to_a_methodist_who_may_have_it(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        far = await town.methodist(work, "Егор", here.far_district)
        for to in (far.id, anna.id, vera.id):
            with pytest.raises(NotYours):
                await use_cases.hand_over(work, asked.id, to, me=vera)
        with pytest.raises(Gone):
            await use_cases.hand_over(work, asked.id, PersonId(404), me=vera)
        with pytest.raises(NothingSaid):
            await use_cases.hand_over(work, asked.id, vera.id, me=boris)


async def test_nothing_happens_to_what_is_closed(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        closed = await use_cases.close(work, asked.id, me=anna)
    async with any_database.open_work() as work:
        for attempt in (
            use_cases.answer(work, asked.id, YES, me=boris),
            use_cases.write_on(work, asked.id, YES, me=anna),
            use_cases.hand_over(work, asked.id, boris.id, me=vera),
            use_cases.close(work, asked.id, me=anna),
        ):
            with pytest.raises(AlreadyClosed):
                await attempt

    assert await now_saved(any_database, asked.id) == closed
