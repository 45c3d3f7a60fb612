"""Materials on the shelf of an event: who fills it, who sees what; on both databases."""

import asyncio
from dataclasses import dataclass

import pytest

from core.attendance import use_cases as attendance
from core.errors import Gone, NotYours, Refusal
from core.events.model import EventId, EventState
from core.events.seats import Standing
from core.materials import use_cases
from core.materials.model import MOST, MaterialId, Opens, Piece, SeenBy, Shelf
from core.materials.refusals import (
    MaterialsOff,
    NotOpenYet,
    OnlyForThoseWhoCame,
    TooManyMaterials,
)
from core.people import Person, Role
from storage.materials import SqlMaterials
from storage.merging import absorb
from storage.work import Database, SqlWork
from tests import town
from tests.attendance.gathering import gather
from tests.materials.filling import LINK, SLIDES, fill
from tests.times import Clock
from tests.town import Town


async def names(database: Database, event: int, me: Person) -> list[str]:
    async with database.open_view() as work:
        return [one.name for one in (await use_cases.look(work, event, me=me)).materials]


async def offered(database: Database, event: int, me: Person) -> bool:
    async with database.open_view() as work:
        return await use_cases.is_offered(work, event, me=me)


async def show(database: Database, event: int, seen_by: SeenBy, opens: Opens, me: Person) -> None:
    async with database.open_work() as work:
        await use_cases.show_to(work, event, seen_by, me=me)
        await use_cases.open_from(work, event, opens, me=me)


async def test_guests_see_them_once_the_event_is_over(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person
) -> None:
    await fill(any_database, event, me=boris)
    assert await names(any_database, event, boris) == ["Слайды.pdf", LINK.text]
    with pytest.raises(NotOpenYet):
        await names(any_database, event, anna)
    assert not await offered(any_database, event, anna)
    clock.wait(hours=4)
    assert await names(any_database, event, anna) == ["Слайды.pdf", LINK.text]
    assert await offered(any_database, event, anna)


async def test_they_may_be_open_before_it_begins(
    any_database: Database, event: int, boris: Person, anna: Person
) -> None:
    await show(any_database, event, SeenBy.ENROLLED, Opens.AT_ONCE, boris)
    assert not await offered(any_database, event, anna), "there is nothing yet"
    await fill(any_database, event, me=boris)
    assert await offered(any_database, event, anna)
    async with any_database.open_view() as work:
        assert [one.event for one in await use_cases.mine(work, me=anna)] == [event]


async def test_only_those_marked_see_what_is_for_them(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person, olga: Person
) -> None:
    await show(any_database, event, SeenBy.CAME, Opens.AFTER, boris)
    await fill(any_database, event, me=boris)
    clock.wait(hours=4)
    async with any_database.open_work() as work:
        await attendance.tick(work, event, anna.id, me=boris)
    assert len(await names(any_database, event, anna)) == 2
    with pytest.raises(OnlyForThoseWhoCame):
        await names(any_database, event, olga)
    async with any_database.open_view() as work:
        assert [one.event for one in await use_cases.mine(work, me=anna)] == [event]
        assert await use_cases.mine(work, me=olga) == []


async def test_strangers_and_those_who_have_left_see_nothing(
    any_database: Database, here: Town, clock: Clock, event: int, boris: Person, anna: Person
) -> None:
    await fill(any_database, event, me=boris)
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.school_5)
        enrolment = await work.events.enrolment(EventId(event), anna.id)
        assert enrolment is not None
        await work.events.put(enrolment.left(at=work.now))
        assert enrolment.left(at=work.now).standing is Standing.LEFT
    clock.wait(hours=4)
    for nobody in (vera, anna):
        with pytest.raises(NotYours):
            await names(any_database, event, nobody)
        assert not await offered(any_database, event, nobody)
    with pytest.raises(Gone):
        await names(any_database, 999, vera)


async def test_only_the_organiser_and_coordinators_over_it_fill_the_shelf(
    any_database: Database, here: Town, event: int, boris: Person, anna: Person
) -> None:
    await fill(any_database, event, me=boris)
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])
        far = await town.settle(work, "Глеб", here.far_school, roles=[Role.COORDINATOR])
        other = await town.methodist(work, "Дарья", here.district)
    await fill(any_database, event, LINK, me=vera)
    assert len(await names(any_database, event, vera)) == 3
    for nobody in (anna, far, other):
        async with any_database.open_work() as work:
            first = (await work.materials.listed(event))[0].id
            for attempt in (
                use_cases.add(work, event, [LINK], me=nobody),
                use_cases.rename(work, first, "Моё", me=nobody),
                use_cases.remove(work, first, me=nobody),
                use_cases.show_to(work, event, SeenBy.CAME, me=nobody),
                use_cases.open_from(work, event, Opens.AT_ONCE, me=nobody),
            ):
                with pytest.raises(NotYours):
                    await attempt
            with pytest.raises(Refusal):
                await use_cases.keep(work, event, me=nobody)


async def test_they_are_renamed_and_removed_and_a_second_press_does_no_harm(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person
) -> None:
    await fill(any_database, event, me=boris)
    async with any_database.open_work() as work:
        slides, link = (one.id for one in await work.materials.listed(event))
        await use_cases.rename(work, slides, "Презентация", me=boris)
        await use_cases.remove(work, link, me=boris)
        await use_cases.remove(work, link, me=boris)
        with pytest.raises(Gone):
            await use_cases.rename(work, link, "Запись", me=boris)
    clock.wait(hours=4)
    async with any_database.open_view() as work:
        (found,) = (await use_cases.look(work, event, me=anna)).materials
    assert (found.name, found.piece) == ("Презентация", SLIDES)


async def test_nothing_is_put_to_what_was_called_off(
    any_database: Database, here: Town, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        off = await gather(
            work, here.district, boris.id, anna.id, state=EventState.CANCELLED, title="Нет"
        )
    with pytest.raises(MaterialsOff):
        await fill(any_database, off, me=boris)
    assert not await offered(any_database, off, boris)
    with pytest.raises(MaterialsOff):
        await names(any_database, off, anna)


class Unlocked(SqlMaterials):
    """Reads the shelf and leaves it to everybody else as well."""

    async def hold(self, event: int) -> Shelf | None:
        return await self.shelf(event)


@dataclass
class Two:
    """Two who have both counted how much is there before either adds."""

    event: int
    me: Person
    counted: asyncio.Barrier

    async def add(self, database: Database, part: type[SqlMaterials]) -> None:
        async with database.open_work() as work:
            work.materials = part(work.means.session)  # type: ignore[assignment]  # in its place
            await self._add(work)

    async def _add(self, work: SqlWork) -> None:
        shelf = await work.materials.hold(self.event)
        count = await work.materials.count(self.event)
        assert shelf is not None
        try:
            async with asyncio.timeout(1):
                await self.counted.wait()
        except (TimeoutError, asyncio.BrokenBarrierError):
            pass
        use_cases.check_fit(count, [LINK])
        await work.materials.add(shelf, [LINK], author=self.me.id, at=work.now)


async def full_but_one(database: Database, event: int, me: Person) -> Two:
    await fill(database, event, *[Piece(text="ссылка")] * (MOST - 1), me=me)
    return Two(event, me, asyncio.Barrier(2))


async def test_two_at_once_do_not_put_more_than_there_is_room_for(
    any_database: Database, event: int, boris: Person
) -> None:
    two = await full_but_one(any_database, event, boris)
    done = await asyncio.gather(
        *(two.add(any_database, SqlMaterials) for _ in range(2)), return_exceptions=True
    )
    assert [type(one) for one in done if one is not None] == [TooManyMaterials]
    assert len(await names(any_database, event, boris)) == MOST


async def test_the_twin_that_holds_nothing_puts_too_much(
    any_url: str, any_database: Database, event: int, boris: Person
) -> None:
    if any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    two = await full_but_one(any_database, event, boris)
    await asyncio.gather(*(two.add(any_database, Unlocked) for _ in range(2)))
    assert len(await names(any_database, event, boris)) == MOST + 1


async def test_after_erasure_of_their_author_nothing_of_theirs_lies_there(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person
) -> None:
    await fill(any_database, event, me=boris)
    async with any_database.open_work() as work:
        await work.copies.keep(SLIDES.file, into="max", copy="slides-in-max")  # type: ignore[arg-type]  # it has one
        await work.privacy.erase(boris.id, at=work.now)
    clock.wait(hours=4)
    assert await names(any_database, event, anna) == []
    async with any_database.open_view() as work:
        assert await work.copies.find(SLIDES.file, into="max") is None  # type: ignore[arg-type]  # it has one


async def test_what_one_record_of_a_person_has_added_is_the_others_too(
    any_database: Database, here: Town, event: int, boris: Person
) -> None:
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])
    await fill(any_database, event, me=vera)
    async with any_database.open_work() as work:
        await absorb(work.means.session, vera.id, into=boris.id, at=work.now)
        dossier = await work.privacy.dossier(boris.id)
    assert [one["file"] for one in dossier.sections["materials"]] == ["Слайды.pdf", ""]


async def test_the_number_of_a_material_that_is_gone_is_nobodys(
    any_database: Database, event: int, boris: Person
) -> None:
    async with any_database.open_work() as work:
        await use_cases.remove(work, MaterialId(999), me=boris)
        with pytest.raises(Gone):
            await use_cases.add(work, 999, [LINK], me=boris)
