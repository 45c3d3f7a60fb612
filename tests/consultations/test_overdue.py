"""«Просроченные»: a coordinator sees what is late below them, who has it and how late it is."""

from core.consultations import use_cases
from core.consultations.model import Words
from core.consultations.ports import Overdue
from core.people import Person, Role
from core.units import UnitId
from storage.work import Database
from tests import town
from tests.consultations.asking import YES, ask
from tests.consultations.test_lateness import tick
from tests.times import Clock
from tests.town import Town
from tests.walks import ask as send
from tests.walks import phone_of, tap
from tests.world import DemoWorld


async def late_in(database: Database, unit: UnitId, page: int = 0) -> list[Overdue]:
    async with database.open_view() as work:
        found = await work.consultations.overdue_in([unit], work.now, page=page)
        assert found.total == await work.consultations.overdue_count([unit], work.now)
    return list(found.lines)


async def test_what_went_up_the_ladder_stays_overdue_until_it_is_answered(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.region)
    asked = await ask(any_database, here, anna)
    assert await late_in(any_database, here.region) == []
    lapsed_at = clock.wait(days=3)
    await tick(any_database)

    [line] = await late_in(any_database, here.region)
    assert (line.id, line.methodist, line.since) == (asked.id, "Галина", lapsed_at)
    assert line.due_at > clock()
    assert await late_in(any_database, here.far_district) == []

    async with any_database.open_work() as work:
        await use_cases.ask_back(work, asked.id, Words("Какой класс?"), me=galina)
    assert len(await late_in(any_database, here.district)) == 1
    async with any_database.open_work() as work:
        await use_cases.answer(work, asked.id, YES, me=galina)
    assert await late_in(any_database, here.district) == []


async def test_what_was_late_before_it_was_opened_again_is_not_late_now(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.region)
    asked = await ask(any_database, here, anna)
    clock.wait(days=3)
    await tick(any_database)
    async with any_database.open_work() as work:
        await use_cases.answer(work, asked.id, YES, me=galina)
    async with any_database.open_work() as work:
        await use_cases.close(work, asked.id, me=anna)
    async with any_database.open_work() as work:
        await use_cases.reopen(work, asked.id, me=anna)

    assert await late_in(any_database, here.region) == []


async def test_the_longest_late_stands_first_and_there_are_pages(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    asked = []
    for _ in range(10):
        asked.append(await ask(any_database, here, anna))
        clock.wait(hours=1)
    clock.wait(days=5)

    assert [one.id for one in await late_in(any_database, here.district)] == [
        one.id for one in asked[:8]
    ]
    assert [one.methodist for one in await late_in(any_database, here.district, 1)] == [
        "Борис",
        "Борис",
    ]


async def test_a_coordinator_reads_who_has_it_and_passes_it_on(
    world: DemoWorld, clock: Clock
) -> None:
    anna = await phone_of(world, "Соколова Анна")
    vera = await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1")
    await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")
    await phone_of(world, "Белова Нина", Role.METHODIST, at="Школа № 1", over="край")
    await send(anna, "Как оценивать проект?")
    await vera.press_raw("inbox")
    assert "Просроченные у всех" in vera.buttons
    clock.wait(days=3)
    await world.service.reminders.put_due()
    await vera.press_raw("inbox")
    await vera.press("Просроченные у всех (1)")

    assert vera.last == (
        "Просроченные у всех\nВопросы вашей территории, на которые не ответили в срок. "
        "Первыми те, что ждут дольше.\n\n"
        "№ 1 · Аттестация · опоздание меньше рабочего дня\n"
        "Отвечает Белова Нина, до пн, 14 сентября, 18:00\nШкола № 5\nКак оценивать проект?"
    )
    await tap(vera, "№ 1", "Передать", "Громов Борис (0)")
    await vera.say("Он уже вернулся.")
    await vera.press("Передать")
    await vera.press_raw("overdue")
    assert "Отвечает Громов Борис" in vera.last
