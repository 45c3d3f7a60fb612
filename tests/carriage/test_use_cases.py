"""Who may decide what messengers carry, what it costs, and what the decision leaves in the log."""

from collections.abc import Mapping

import pytest

from core.carriage import use_cases
from core.carriage.model import Cargo, Change, Choice, Extent, LeftOut
from core.errors import NotYours
from core.people import Person, Role
from core.roles import use_cases as roles
from tests.carriage.conftest import also_in, in_telegram
from tests.promises.scanning import in_tables
from tests.walks import phone_of
from tests.world import DemoWorld

MESSENGERS = ("max", "telegram")
SHUT = Change("telegram", Cargo.NOTICES, Extent.NONE)


async def inna(world: DemoWorld) -> Person:
    return await world.person("Волкова Инна", Role.ADMINISTRATOR, over="край", messenger="max")


@pytest.mark.parametrize(
    ("role", "over"),
    [
        (None, "край"),
        (Role.METHODIST, "край"),
        (Role.COORDINATOR, "край"),
        (Role.ADMINISTRATOR, "район"),
    ],
)
async def test_nobody_else_decides(both: DemoWorld, role: Role | None, over: str) -> None:
    someone = await both.person("Некто", role, over=over)
    async with both.database.open_work() as work:
        for refused in (
            use_cases.look(work, by=someone),
            use_cases.foresee(work, Choice.OPEN, by=someone, messengers=MESSENGERS),
            use_cases.change(work, Choice.OPEN, by=someone, messengers=MESSENGERS),
            use_cases.send_again(work, by=someone),
        ):
            with pytest.raises(NotYours):
                await refused


async def test_a_teacher_and_a_methodist_see_no_report(both: DemoWorld) -> None:
    for role in (None, Role.METHODIST):
        someone = await both.person("Некто", role)
        async with both.database.open_view() as work:
            with pytest.raises(NotYours):
                await use_cases.undelivered(work, by=someone)


async def cost(world: DemoWorld, change: Choice | Change) -> Mapping[Cargo, LeftOut]:
    async with world.database.open_view() as work:
        me = await work.people.get(world.people["Волкова Инна"].id)
        return await use_cases.foresee(work, change, by=me, messengers=MESSENGERS)


async def test_the_price_counts_people_with_the_forbidden_messenger_only(both: DemoWorld) -> None:
    await inna(both)
    for name in ("Соколова Анна", "Орлова Ольга"):
        await in_telegram(both, name)
    await also_in(both, "Орлова Ольга", "max")
    nobody, anna = LeftOut(), LeftOut(hint=1)

    assert await cost(both, Choice.OPEN) == dict.fromkeys(Cargo, nobody)
    assert await cost(both, Choice.IMPERSONAL_IN_TELEGRAM) == dict.fromkeys(Cargo, anna)
    assert (await cost(both, SHUT))[Cargo.NOTICES] == LeftOut(nothing=1)


async def test_every_change_is_in_the_chain_and_counts_in_other_processes_at_once(
    both: DemoWorld,
) -> None:
    me = await inna(both)
    async with both.database.open_work() as work:
        await use_cases.change(work, SHUT, by=me, messengers=MESSENGERS)

    async with both.database.open_view() as work:
        assert (await work.carriage.get()).of("telegram", Cargo.NOTICES) is Extent.NONE
        assert (await work.audit.verify()).is_whole
    assert (await in_tables(both.database, "carriage telegram/notices=none"))["audit"] == 1


async def test_a_coordinator_sees_their_own_units_only(both: DemoWorld) -> None:
    """Of the undelivered letters of a school in another district she hears nothing."""
    async with both.database.open_work() as work:
        south = await work.units.add(name="Южный район", level="район", parent=both.units["край"])
        both.units["юг"] = south
    anna = await both.person("Соколова Анна", messenger="telegram")
    me = await inna(both)
    async with both.database.open_work() as work:
        await use_cases.change(work, SHUT, by=me, messengers=MESSENGERS)
        for role in (Role.METHODIST, Role.COORDINATOR):
            await roles.grant(work, role, both.units["район"], to=anna, by=None)
    await both.post()
    here = await phone_of(both, "Лебедева Вера", Role.COORDINATOR, messenger="max")
    there = await phone_of(both, "Южный Юрий", Role.COORDINATOR, over="юг", messenger="max")
    for phone in (here, there):
        await phone.press_raw("undelivered")

    assert "2 уведомления" in here.last
    assert "Дошло всё." in there.last
