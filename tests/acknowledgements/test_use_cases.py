"""Reading, reporting and reminding, on both databases."""

import asyncio

import pytest
from sqlalchemy import select

from core.acknowledgements import use_cases
from core.acknowledgements.model import (
    AcknowledgementNotAsked,
    AnnouncedId,
    AnnouncementRecalled,
    AskedToday,
    Receipt,
    Standing,
)
from core.acknowledgements.notices import AcknowledgementAsked
from core.consultations import use_cases as consultations
from core.consultations.model import About, Question, Words
from core.consultations.notices import QuestionAsked
from core.errors import Gone, NotYours
from core.people import Person, Role
from storage.audit import AuditRow
from storage.work import Database
from tests import town
from tests.acknowledgements.announcing import (
    ARRIVED,
    BLOCKED,
    HELD,
    TEXT,
    UNKNOWN,
    WAITS,
    recall,
    send,
)
from tests.times import MONDAY, Clock
from tests.town import Town

NOBODYS = AnnouncedId(404)


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def vera(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5)


@pytest.fixture
async def boris(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Борис", here.school_15)


@pytest.fixture
async def far(any_database: Database, here: Town) -> Person:
    """A coordinator of another district."""
    async with any_database.open_work() as work:
        return await town.settle(work, "Юрий", here.far_district, roles=[Role.COORDINATOR])


async def press(database: Database, number: AnnouncedId, me: Person) -> Receipt:
    async with database.open_work() as work:
        return await use_cases.acknowledge(work, number, me=me, messenger="telegram")


async def ask_again(database: Database, number: AnnouncedId, me: Person) -> int:
    async with database.open_work() as work:
        return await use_cases.ask_again(work, number, me=me)


async def test_an_acknowledgement_is_saved_once_with_the_first_time(
    any_database: Database, here: Town, vera: Person, anna: Person, clock: Clock
) -> None:
    number = await send(any_database, vera, here.district, {anna: ARRIVED})
    first = await press(any_database, number, anna)
    clock.wait(hours=1)
    again = await press(any_database, number, anna)

    assert (first.is_new, again.is_new) == (True, False)
    assert first.at == again.at == MONDAY
    assert (
        again.announced.gist == "Просим всех до 1 декабря заполнить карту школы. Образец на сайте."
    )


async def test_two_presses_at_once_save_one(
    any_database: Database, here: Town, vera: Person, anna: Person
) -> None:
    number = await send(any_database, vera, here.district, {anna: ARRIVED})
    receipts = await asyncio.gather(*(press(any_database, number, anna) for _ in range(5)))

    assert sorted(receipt.is_new for receipt in receipts) == [False] * 4 + [True]


async def test_only_who_was_sent_it_may_say_so(
    any_database: Database, here: Town, vera: Person, anna: Person, boris: Person
) -> None:
    number = await send(any_database, vera, here.district, {anna: UNKNOWN})
    await press(any_database, number, anna)

    for who, what, refusal in ((boris, number, NotYours), (anna, NOBODYS, Gone)):
        with pytest.raises(refusal):
            await press(any_database, what, who)


async def test_what_was_recalled_or_asks_for_nothing_saves_nothing(
    any_database: Database, here: Town, vera: Person, anna: Person
) -> None:
    recalled = await send(any_database, vera, here.district, {anna: ARRIVED})
    quiet = await send(any_database, vera, here.district, {anna: ARRIVED}, asks=False)
    await recall(any_database, recalled)

    with pytest.raises(AnnouncementRecalled):
        await press(any_database, recalled, anna)
    with pytest.raises(AcknowledgementNotAsked):
        await press(any_database, quiet, anna)
    with pytest.raises(AnnouncementRecalled):
        await ask_again(any_database, recalled, vera)
    async with any_database.open_view() as work:
        assert await work.acknowledgements.get(recalled, anna.id) is None
        assert await work.acknowledgements.get(quiet, anna.id) is None


async def test_the_report_is_for_those_who_answer_for_the_unit(
    any_database: Database, here: Town, vera: Person, anna: Person, far: Person
) -> None:
    async with any_database.open_work() as work:
        zoya = await town.settle(work, "Зоя", here.region, roles=[Role.ADMINISTRATOR])
        lower = await town.settle(work, "Лев", here.school_5, roles=[Role.COORDINATOR])
    number = await send(any_database, vera, here.district, {anna: ARRIVED})

    async with any_database.open_view() as work:
        for allowed in (vera, zoya):
            report = await use_cases.report(work, number, page=0, me=allowed)
            assert (report.acknowledged, report.total, report.silent) == (0, 1, 1)
        for refused in (anna, far, lower):
            with pytest.raises(NotYours):
                await use_cases.report(work, number, page=0, me=refused)
            with pytest.raises(NotYours):
                await use_cases.readers(work, number, unit=None, page=0, me=refused)
    for refused in (anna, far, lower):
        async with any_database.open_work() as work:
            for use_case in (use_cases.ask_again, use_cases.take_out):
                with pytest.raises(NotYours):
                    await use_case(work, number, me=refused)
            with pytest.raises(NotYours):
                await use_cases.look(work, number, unit=None, me=refused)
    assert await town.letters(any_database, AcknowledgementAsked) == []


async def test_looks_at_names_are_written_down(
    any_database: Database, here: Town, vera: Person, anna: Person
) -> None:
    number = await send(any_database, vera, here.district, {anna: ARRIVED})
    async with any_database.open_work() as work:
        await use_cases.look(work, number, unit=here.school_5, me=vera)
        await use_cases.look(work, number, unit=None, me=vera)
        announced, everybody = await use_cases.take_out(work, number, me=vera)

    async with any_database.reader.connect() as connection:
        rows = await connection.execute(
            select(AuditRow.deed, AuditRow.what)
            .where(AuditRow.by_id == vera.id)
            .order_by(AuditRow.id)
        )
        looks = [tuple(row) for row in rows]
    assert looks == [
        ("looked", f"acknowledgements {number}@{here.school_5}"),
        ("looked", f"acknowledgements {number}@nowhere"),
        ("looked", f"acknowledgements {number}"),
    ]
    assert [reader.name for reader in everybody] == ["Анна"]
    assert announced.text == TEXT


async def test_only_those_are_asked_again_who_have_it_and_are_silent(
    any_database: Database, here: Town, vera: Person, anna: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        others = [await town.settle(work, name, here.school_5) for name in "ВГДЕ"]
    fates = dict(zip(others, (WAITS, HELD, BLOCKED, UNKNOWN), strict=True))
    number = await send(
        any_database, vera, here.district, {anna: ARRIVED, boris: ARRIVED, **fates}
    )
    await press(any_database, number, boris)

    assert await ask_again(any_database, number, vera) == 1
    [letter] = await town.letters(any_database, AcknowledgementAsked)
    assert letter == {
        "to": anna.id,
        "announcement": number,
        "gist": "Просим всех до 1 декабря заполнить карту школы. Образец на сайте.",
        "round": "2026-09-07",
    }


async def test_a_letter_put_for_many_is_the_one_that_would_be_put_for_one(
    any_database: Database, here: Town, vera: Person, anna: Person
) -> None:
    """The set-based letter has the same key: put by itself it is the second, and dropped."""
    number = await send(any_database, vera, here.district, {anna: ARRIVED})
    await ask_again(any_database, number, vera)
    async with any_database.open_work() as work:
        notice = AcknowledgementAsked(
            to=anna.id, sender=vera.id, announcement=number, gist="", round="2026-09-07"
        )
        await work.outbox.put(notice)

    assert len(await town.letters(any_database, AcknowledgementAsked)) == 1


async def test_they_are_asked_once_a_day(
    any_database: Database, here: Town, vera: Person, anna: Person, clock: Clock
) -> None:
    number = await send(any_database, vera, here.district, {anna: ARRIVED})
    other = await send(any_database, vera, here.district, {anna: ARRIVED})
    assert await ask_again(any_database, number, vera) == 1
    clock.wait(hours=5)
    with pytest.raises(AskedToday) as refusal:
        await ask_again(any_database, number, vera)
    assert refusal.value.facts == {"at": MONDAY}
    assert await ask_again(any_database, other, vera) == 1

    clock.wait(hours=19)
    assert await ask_again(any_database, number, vera) == 1
    async with any_database.open_view() as work:
        assert await work.acknowledgements.asked_at(number) == clock.now


async def test_two_who_press_at_once_ask_once(
    any_database: Database, here: Town, vera: Person, anna: Person
) -> None:
    number = await send(any_database, vera, here.district, {anna: ARRIVED})
    asked = await asyncio.gather(
        *(ask_again(any_database, number, vera) for _ in range(4)), return_exceptions=True
    )

    assert sum(isinstance(one, AskedToday) for one in asked) == 3
    assert len(await town.letters(any_database, AcknowledgementAsked)) == 1


async def test_a_question_about_an_announcement_goes_to_the_unit_that_made_it(
    any_database: Database, here: Town, anna: Person, far: Person
) -> None:
    """Anna's own district has a methodist; the other district has announced."""
    async with any_database.open_work() as work:
        await town.methodist(work, "Свой", here.district)
        theirs = await town.methodist(work, "Чужой", here.far_district)
    number = await send(any_database, far, here.far_district, {anna: ARRIVED})
    async with any_database.open_work() as work:
        announced = await use_cases.received(work, number, me=anna)
        question = Question(
            topic=here.attestation,
            subject=here.maths,
            words=Words("Куда отправить карту?"),
            about=About(number, announced.unit),
        )
        asked = await consultations.ask(work, question, me=anna)

    assert (asked.unit, asked.methodist, asked.announcement) == (
        here.far_district,
        theirs.id,
        number,
    )
    [letter] = await town.letters(any_database, QuestionAsked)
    assert (letter["unit"], letter["announcement"]) == ("МБОУ СОШ № 5", number)
    async with any_database.open_view() as work:
        assert (await consultations.see(work, asked.id, me=far)).consultation == asked


async def test_an_announcement_recalled_may_still_be_asked_about(
    any_database: Database, here: Town, vera: Person, anna: Person, boris: Person
) -> None:
    number = await send(any_database, vera, here.district, {anna: ARRIVED})
    await recall(any_database, number)
    async with any_database.open_view() as work:
        assert (await use_cases.received(work, number, me=anna)).recalled
        with pytest.raises(NotYours):
            await use_cases.received(work, number, me=boris)
        report = await use_cases.report(work, number, page=0, me=vera)
    assert report.counted == {Standing.SILENT: 1}
