"""Lines of the plan from an event made of them to a table of what was done, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot import importing
from core.attendance.model import Way
from core.errors import Gone, NotYours
from core.events import organising
from core.events import use_cases as events
from core.events.model import Presence
from core.feedback.model import Answers, Applied, Pace, Useful
from core.imports import use_cases as imports
from core.imports.model import Kind, Table
from core.people import Person
from core.plan import keeping, use_cases
from core.plan.model import Draft, LineId, LineState
from core.plan.refusals import LineSettled, LineTied, NotEmpty, NotToTie
from core.plan.years import NewLine, Year
from handlers.plan.table import as_xlsx
from handlers.plan.typical import typical_plan
from storage.work import Database
from tests import town
from tests.plan.planning import OCTOBER, line_of, planned, struck
from tests.times import MONDAY, ZONE, Clock
from tests.town import Town
from tests.world import TEXTS


async def test_whose_lines_are_seen(
    any_database: Database, here: Town, vera: Person, anna: Person, far: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        await planned(work, here.region, "Край")
        await planned(work, here.district, "Район")
        await planned(work, here.school_15, "Другая школа")
        await planned(work, here.far_school, "Далеко", responsible=anna.id)

    async def seen(me: Person, **narrow: object) -> list[str]:
        async with any_database.open_view() as work:
            page = await use_cases.read(work, page=0, me=me, **narrow)  # type: ignore[arg-type]  # of a test
        return [one.title for one in page.lines]

    assert await seen(anna) == ["Далеко", "Край", "Район"]
    assert await seen(vera) == ["Другая школа", "Край", "Район"]
    assert await seen(far) == ["Далеко", "Край"]
    assert await seen(anna, mine=True) == ["Далеко"]
    assert await seen(vera, unit=here.district) == ["Район"]
    assert await seen(vera, month=OCTOBER) == []
    clock.wait(days=30)
    assert await seen(vera) == [], "what is over is not ahead"
    async with any_database.open_view() as work:
        [month] = await use_cases.year(work, me=vera)
        found = await use_cases.units(work, me=vera)
    assert (month.lines, month.wanting) == (3, 3)
    assert sorted(unit.name for unit in found) == [
        "МБОУ СОШ № 15",
        "Озёрный район",
        "Северная область",
    ]


async def test_a_line_is_settled_by_whoever_answers_for_it(
    any_database: Database, here: Town, vera: Person, anna: Person, far: Person
) -> None:
    async with any_database.open_work() as work:
        line = await planned(work, here.district, responsible=anna.id)
    for stranger in (far, await _another_teacher(any_database, here)):
        async with any_database.open_work() as work:
            with pytest.raises(NotYours):
                await keeping.strike(work, line, "Перенесли", me=stranger)
    await struck(any_database, line, me=anna)
    found = await line_of(any_database, line)
    assert (found.state(MONDAY), found.reason) == (LineState.STRUCK, "Перенесли")
    async with any_database.open_work() as work:
        with pytest.raises(LineSettled):
            await keeping.mark_held(work, line, "12", me=vera)
        await keeping.restore(work, line, me=vera)
        await keeping.restore(work, line, me=vera)
        await keeping.mark_held(work, line, "12", me=anna)
    assert (await line_of(any_database, line)).people == 12
    async with any_database.open_work() as work:
        for deed in (keeping.near, keeping.untie):
            with pytest.raises(NotYours):
                await deed(work, line, me=anna)  # type: ignore[operator]  # both take the same
        with pytest.raises(Gone):
            await keeping.look(work, LineId(999), me=vera)


async def _another_teacher(database: Database, here: Town) -> Person:
    async with database.open_work() as work:
        return await town.settle(work, "Ольга", here.school_15)


async def test_an_event_belongs_to_one_line(
    any_database: Database, here: Town, vera: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        first = await planned(work, here.district)
        second = await planned(work, here.district, "Круглый стол")
        event = await town.event(work, here.district, boris.id)
        draft = await organising.draw_up(
            work, town.an_event(work.now, title="Черновик"), unit=here.district, me=vera
        )
        other = await town.event(work, here.region, boris.id, title="Край")
    async with any_database.open_view() as work:
        assert [one.number for one in await keeping.near(work, first, me=boris)] == [event.id]
        assert {one.number for one in await keeping.near(work, first, me=vera)} == {
            event.id,
            draft.id,
        }
    async with any_database.open_work() as work:
        with pytest.raises(NotToTie):
            await keeping.tie(work, first, other.id, me=boris)
        await keeping.tie(work, first, event.id, me=boris)
        with pytest.raises(LineTied):
            await keeping.tie(work, first, draft.id, me=boris)
        with pytest.raises(NotToTie):
            await keeping.tie(work, second, event.id, me=boris)
        with pytest.raises(NotToTie):
            await keeping.tie(work, second, 999, me=boris)
    assert (await line_of(any_database, first)).event is not None
    async with any_database.open_work() as work:
        await keeping.untie(work, first, me=boris)
        await keeping.tie(work, second, event.id, me=boris)
    assert (await line_of(any_database, first)).is_wanting


async def test_a_line_is_changed_and_taken_on(
    any_database: Database, here: Town, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        line = await planned(work, here.district, responsible=anna.id)
        with pytest.raises(NotYours):
            await keeping.change(work, line, Draft(title="Моё"), me=anna)
        await keeping.change(work, line, Draft(title=" Круглый  стол "), me=boris)
        when = (OCTOBER, date(2026, 10, 15))
        await keeping.change(work, line, Draft(when=when, audience="Все"), me=boris)
        await keeping.change(work, line, Draft(mine=True), me=boris)
    found = await line_of(any_database, line)
    assert (found.title, found.month, found.day, found.audience, found.responsible_name) == (
        "Круглый стол",
        *when,
        "Все",
        "Борис",
    )
    async with any_database.open_work() as work:
        await keeping.change(work, line, Draft(mine=False), me=boris)
    assert (await line_of(any_database, line)).responsible is None


async def test_a_line_is_added_by_hand(
    any_database: Database, here: Town, boris: Person, anna: Person
) -> None:
    line = NewLine(title="Форум", unit=here.school_5, month=OCTOBER, day=date(2026, 10, 15))
    async with any_database.open_work() as work:
        for unit, me in ((here.school_5, anna), (here.region, boris)):
            with pytest.raises(NotYours):
                await keeping.add(work, replace(line, unit=unit), me=me)
        number = await keeping.add(work, line, me=boris)
    found = await line_of(any_database, number)
    assert (found.title, found.day, found.is_wanting) == ("Форум", line.day, True)


async def test_the_typical_plan_is_taken_once_and_only_into_an_empty_one(
    any_database: Database, here: Town, vera: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        assert await keeping.can_take_typical(work, me=vera) == [here.district]
        assert await keeping.can_take_typical(work, me=boris) == []
        for unit, me in ((here.district, boris), (here.far_district, vera)):
            with pytest.raises(NotYours):
                await keeping.take_typical(work, unit, typical_plan(), me=me)
        await keeping.take_typical(work, here.district, typical_plan(), me=vera)
        with pytest.raises(NotEmpty):
            await keeping.take_typical(work, here.district, typical_plan(), me=vera)
        assert await keeping.can_take_typical(work, me=vera) == []
    async with any_database.open_view() as work:
        months = await use_cases.year(work, me=vera)
    assert sum(month.lines for month in months) == len(typical_plan())


async def test_what_was_done_is_counted_and_taking_it_out_is_noted(
    any_database: Database, here: Town, vera: Person, boris: Person, anna: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        wanted = await planned(work, here.district, "Б")
        tied = await planned(work, here.school_5, "А", responsible=boris.id)
        held = await planned(work, here.district, "В", month=OCTOBER)
        await planned(work, here.far_district, "Чужое")
        event = await town.event(
            work, here.school_5, boris.id, starts_at=clock() + timedelta(days=1)
        )
        await events.enrol(work, event.id, Presence.ROOM, me=anna)
        await work.attendance.mark(event.id, anna.id, way=Way.LIST, by=vera.id, at=work.now)
        answers = Answers(useful=Useful.YES, applied=Applied.YES, pace=Pace.RIGHT)
        await work.feedback.put(event.id, anna.id, answers, at=work.now)
        await keeping.tie(work, tied, event.id, me=vera)
        await keeping.mark_held(work, held, "30", me=vera)
    async with any_database.open_work() as work:
        with pytest.raises(NotYours):
            await use_cases.take_out(work, Year(2026, school=True), me=anna)
        years = await use_cases.years(work, me=vera)
        done = await use_cases.take_out(work, Year(2026, school=True), me=vera)
    assert [year.name for year in years] == ["s2026", "c2026"]
    assert [(one.line.id, one.enrolled, one.came, one.opinions, one.share) for one in done] == [
        (tied, 1, 1, 1, 100),
        (wanted, None, None, None, None),
        (held, None, 30, None, None),
    ]
    async with any_database.open_view() as work:
        assert await use_cases.take_out(work, Year(2025, school=True), me=vera) == []
        assert await use_cases.years(work, me=anna) == []


async def test_what_is_taken_out_is_imported_again_and_changes_nothing(
    any_database: Database, here: Town, vera: Person, boris: Person, tmp_path: Path
) -> None:
    async with any_database.open_work() as work:
        await planned(work, here.district, "=Семинар", responsible=boris.id, audience="Все")
        await planned(work, here.school_5, day=date(2026, 9, 15))
        held = await planned(work, here.district, "Круглый стол", month=OCTOBER)
        await keeping.mark_held(work, held, "12", me=vera)
        done = await use_cases.take_out(work, Year(2026, school=True), me=vera)
    file = tmp_path / "plan.xlsx"
    file.write_bytes(as_xlsx(done, TEXTS, ZONE, MONDAY))
    table = importing.read(Kind.PLAN, file)
    assert isinstance(table, Table)
    async with any_database.open_work() as work:
        report = await imports.import_plan(work, table, importing.words_of(Kind.PLAN))

    assert (report.troubles, report.unchanged, report.missing) == ((), 3, ())
    assert "Месяц плана" in table.unused
