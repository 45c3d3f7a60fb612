"""The tree of units in both databases, and finding a school by what people call it."""

import pytest

from core.errors import Gone
from core.units import UnitId
from storage.work import Database
from tests import town
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


async def found(database: Database, words: str, *within: UnitId) -> list[str]:
    async with database.open_view() as work:
        return [unit.name for unit in await work.units.find(words, within=within)]


async def test_a_lineage_goes_from_the_unit_up_to_the_root(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_view() as work:
        assert await work.units.lineage(here.school_5) == [
            here.school_5,
            here.district,
            here.region,
        ]
        assert await work.units.lineage(here.region) == [here.region]


async def test_the_tree_is_walked_from_its_roots(any_database: Database, here: Town) -> None:
    async with any_database.open_view() as work:
        assert [unit.id for unit in await work.units.roots()] == [here.region]
        districts = await work.units.children(here.region)
        assert [unit.name for unit in districts] == ["Лесной район", "Озёрный район"]
        assert {unit.parent for unit in districts} == {here.region}


async def test_school_2_comes_before_school_10(any_database: Database) -> None:
    async with any_database.open_work() as work:
        root = await work.units.add(name="Район", level="район", parent=None)
        for number in (10, 2, 1):
            await work.units.add(name=f"Школа № {number}", level="школа", parent=root)

        names = [unit.name for unit in await work.units.children(root)]

    assert names == ["Школа № 1", "Школа № 2", "Школа № 10"]


async def test_signs_that_only_look_like_numbers_do_not_break_the_order(
    any_database: Database,
) -> None:
    async with any_database.open_work() as work:
        for name in ("Корпус ²", "Корпус ①", "Корпус ٣"):
            await work.units.add(name=name, level="корпус", parent=None)

        assert len(await work.units.roots()) == 3


async def test_a_unit_that_is_not_there_is_gone(any_database: Database) -> None:
    async with any_database.open_view() as work:
        with pytest.raises(Gone):
            await work.units.get(UnitId(404))


@pytest.mark.parametrize(
    "words", ["школа 5", "школа №5", "сош 5", "МБОУ СОШ № 5", "мбоу сош n5", "5", "Школа № 5."]
)
async def test_school_5_is_found_and_school_15_is_not(
    any_database: Database, here: Town, words: str
) -> None:
    assert await found(any_database, words) == ["МБОУ СОШ № 5"]


@pytest.mark.parametrize("words", ["озерный", "ОЗЁРНЫЙ РАЙОН", "азерный район", "Озёрый"])
async def test_a_typo_and_a_missing_dot_over_the_e_do_not_hide_a_unit(
    any_database: Database, here: Town, words: str
) -> None:
    assert (await found(any_database, words))[0] == "Озёрный район"


async def test_letters_typed_in_two_strokes_are_the_same_letters(
    any_database: Database, here: Town
) -> None:
    decomposed = "Озе\N{COMBINING DIAERESIS}рный раи\N{COMBINING BREVE}он"

    assert (await found(any_database, decomposed))[0] == "Озёрный район"


async def test_only_units_within_the_district_are_found(
    any_database: Database, here: Town
) -> None:
    assert await found(any_database, "гимназия 1", here.far_district) == ["МБОУ Гимназия № 1"]
    assert await found(any_database, "гимназия 1", here.district) == []
    assert await found(any_database, "гимназия 1", here.district, here.far_district)


@pytest.mark.parametrize("words", ["", "   ", "🎓", "№", "ъыьэюъыьэю"])
async def test_nothing_is_found_for_words_that_are_like_nothing(
    any_database: Database, here: Town, words: str
) -> None:
    assert await found(any_database, words) == []


async def test_a_very_long_name_finds_without_a_fault(any_database: Database, here: Town) -> None:
    await found(any_database, "школа " * 800)


async def test_no_more_are_found_than_asked_for(any_database: Database, here: Town) -> None:
    async with any_database.open_view() as work:
        assert len(await work.units.find("мбоу", limit=2)) == 2
