"""Who came: marked by the organiser or by a word, thanked once; on both databases."""

import pytest

from core.attendance import bulk, use_cases
from core.attendance.model import EARLY, WORD_LASTS, CodeWord, Way
from core.attendance.notices import EventAttended
from core.attendance.refusals import NotBegun, NotHeld, NotOnTheList, WordUnknown
from core.certificates import use_cases as certificates
from core.certificates.model import NotAttended
from core.errors import Gone, NotYours
from core.events.model import EventState
from core.people import Person, Role
from storage.merging import absorb
from storage.work import Database
from tests import town
from tests.attendance.gathering import gather
from tests.times import Clock
from tests.town import Town

WORDS = ("берёза",)


async def came(database: Database, event: int, me: Person) -> list[str]:
    async with database.open_view() as work:
        _, roll = await use_cases.roll(work, event, page=0, me=me)
    return [guest.name for guest in roll.guests if guest.came is not None]


async def test_a_tick_marks_and_another_takes_it_back_with_the_certificate(
    any_database: Database, event: int, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        assert await use_cases.tick(work, event, anna.id, me=boris)
    assert await came(any_database, event, boris) == ["Анна"]
    async with any_database.open_work() as work:
        paper = await certificates.take(work, event, me=anna)
        assert await certificates.take(work, event, me=anna) == paper

    async with any_database.open_work() as work:
        assert not await use_cases.tick(work, event, anna.id, me=boris)
    async with any_database.open_work() as work:
        assert (await certificates.look_up(work, paper.number)).withdrawn_at == work.now
        with pytest.raises(NotAttended):
            await certificates.take(work, event, me=anna)

    async with any_database.open_work() as work:
        await use_cases.tick(work, event, anna.id, me=boris)
        again = await certificates.take(work, event, me=anna)
    assert (again.number, again.withdrawn_at) == (paper.number, None)


async def test_a_certificate_keeps_the_name_it_was_given_in(
    any_database: Database, event: int, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        await use_cases.tick(work, event, anna.id, me=boris)
        await certificates.take(work, event, me=anna)
        await work.registration.rename(anna.id, "Кто-то другой")
        renamed = await work.people.get(anna.id)
        assert (await certificates.take(work, event, me=renamed)).name == "Анна"


async def test_everybody_is_marked_at_once_and_only_once(
    any_database: Database, event: int, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        await use_cases.tick(work, event, anna.id, me=boris)
        assert await bulk.tick_all(work, event, me=boris) == 1
        assert await bulk.tick_all(work, event, me=boris) == 0
    assert await came(any_database, event, boris) == ["Анна", "Ольга"]


async def test_the_word_marks_whoever_types_it_in_time(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person, olga: Person
) -> None:
    async with any_database.open_work() as work:
        first = await use_cases.new_word(work, event, WORDS, me=boris)
        second = await use_cases.new_word(work, event, WORDS, me=boris)
    async with any_database.open_work() as work:
        with pytest.raises(WordUnknown):
            await use_cases.say_word(work, event, "берёза 99", me=anna)
        if first.words != second.words:
            with pytest.raises(WordUnknown):
                await use_cases.say_word(work, event, first.words, me=anna)
        said = second.words.upper().replace("Ё", "е").replace(" ", "")
        await use_cases.say_word(work, event, said, me=anna)
        assert await work.attendance.came(event, anna.id) is Way.WORD

    clock.wait(seconds=WORD_LASTS.total_seconds())
    async with any_database.open_work() as work:
        with pytest.raises(WordUnknown):
            await use_cases.say_word(work, event, second.words, me=olga)
        await use_cases.say_word(work, event, "whatever", me=anna)  # known already


async def test_before_any_word_was_said_none_is_right(
    any_database: Database, event: int, anna: Person
) -> None:
    async with any_database.open_work() as work:
        with pytest.raises(WordUnknown):
            await use_cases.say_word(work, event, "", me=anna)
    with pytest.raises(WordUnknown):
        CodeWord("берёза 482", work.now + WORD_LASTS).check("", work.now)


async def test_only_those_enrolled_are_marked(
    any_database: Database, here: Town, event: int, boris: Person
) -> None:
    async with any_database.open_work() as work:
        stranger = await town.settle(work, "Глеб", here.school_5)
        word = await use_cases.new_word(work, event, WORDS, me=boris)
        with pytest.raises(NotOnTheList):
            await use_cases.tick(work, event, stranger.id, me=boris)
        for attempt in (
            use_cases.say_word(work, event, word.words, me=stranger),
            certificates.take(work, event, me=stranger),
        ):
            with pytest.raises(NotYours):
                await attempt


async def test_the_list_is_for_the_organiser_and_coordinators_over_it(
    any_database: Database, here: Town, event: int, anna: Person
) -> None:
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])
        far = await town.settle(work, "Глеб", here.far_school, roles=[Role.COORDINATOR])
        other = await town.methodist(work, "Дарья", here.district)
        assert (await use_cases.look(work, event, me=vera)).event == event
        for nobody in (anna, far, other):
            for attempt in (
                use_cases.look(work, event, me=nobody),
                use_cases.roll(work, event, page=0, me=nobody),
                use_cases.tick(work, event, anna.id, me=nobody),
                bulk.tick_all(work, event, me=nobody),
                use_cases.new_word(work, event, WORDS, me=nobody),
                use_cases.take_out(work, event, me=nobody),
            ):
                with pytest.raises(NotYours):
                    await attempt
        with pytest.raises(Gone):
            await use_cases.look(work, 999, me=vera)


async def test_nobody_is_marked_long_before_or_at_what_is_not_held(
    any_database: Database, here: Town, clock: Clock, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        ahead = await gather(work, here.district, boris.id, anna.id)
        off = await gather(
            work, here.district, boris.id, anna.id, title="Нет", state=EventState.CANCELLED
        )
        with pytest.raises(NotBegun):
            await use_cases.tick(work, ahead, anna.id, me=boris)
        with pytest.raises(NotHeld):
            await use_cases.tick(work, off, anna.id, me=boris)
    clock.wait(seconds=3600 - EARLY.total_seconds())
    async with any_database.open_work() as work:
        assert await use_cases.tick(work, ahead, anna.id, me=boris)
    clock.wait(days=2)
    async with any_database.open_work() as work:
        with pytest.raises(NotHeld):
            await use_cases.new_word(work, ahead, WORDS, me=boris)


async def test_whoever_came_is_thanked_once_and_after_the_end(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person
) -> None:
    open_work = any_database.open_work
    async with open_work() as work:
        await bulk.tick_all(work, event, me=boris)
        assert await use_cases.thank(work) == 0
    clock.wait(hours=3)
    async with open_work() as work:
        assert await use_cases.thank(work) == 2
        assert await use_cases.thank(work) == 0
    assert len(await town.letters(any_database, EventAttended)) == 2

    async with open_work() as work:
        await use_cases.tick(work, event, anna.id, me=boris)
    assert [one["to"] for one in await town.letters(any_database, EventAttended)] != [anna.id]
    assert len(await town.letters(any_database, EventAttended)) == 1


async def test_two_records_of_one_person_were_there_once(
    any_database: Database, event: int, boris: Person, anna: Person, olga: Person
) -> None:
    async with any_database.open_work() as work:
        await bulk.tick_all(work, event, me=boris)
        papers = [await certificates.take(work, event, me=one) for one in (anna, olga)]
    async with any_database.open_work() as work:
        await absorb(work.means.session, olga.id, into=anna.id, at=work.now)
    assert await came(any_database, event, boris) == ["Анна"]
    async with any_database.open_view() as work:
        found = [await certificates.look_up(work, one.number) for one in papers]
    assert [one.withdrawn_at for one in found] == [None, None], "what is printed stays true"
