"""A tree comes out of rows in any order, and the same file never makes it twice."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from core.imports.model import Row
from core.imports.units import KnownUnit, NewUnit, UnitChange, plan_units
from core.units import UnitId

LEVELS = ("регион", "муниципалитет", "организация")


def row(number: int, name: str, parent: str = "", code: str = "", level: str = "школа") -> Row:
    return Row(number, {"name": name, "parent": parent, "code": code, "level": level})


def applied(known: Sequence[KnownUnit], changes: Sequence[UnitChange]) -> list[KnownUnit]:
    """What the storage does with a plan."""
    units = {unit.id: unit for unit in known}
    made: dict[NewUnit, UnitId] = {}
    for change in changes:
        if isinstance(change.unit, NewUnit):
            unit = made[change.unit] = UnitId(len(units) + 1)
        else:
            unit = change.unit
        parent = made[change.parent] if isinstance(change.parent, NewUnit) else change.parent
        units[unit] = KnownUnit(
            id=unit,
            code=change.code,
            name=change.name,
            level=change.level,
            parent=parent,
            zone=change.zone,
        )
    return list(units.values())


def paths(units: Sequence[KnownUnit]) -> list[tuple[str, ...]]:
    by_id = {unit.id: unit for unit in units}

    def path(unit: KnownUnit) -> tuple[str, ...]:
        above = () if unit.parent is None else path(by_id[unit.parent])
        return (*above, f"{unit.code}/{unit.name}/{unit.level}")

    return sorted(path(unit) for unit in units)


@st.composite
def files(draw: st.DrawFn) -> list[Row]:
    """Trees in which every parent can be told: some units have codes, parents are by either."""
    count = draw(st.integers(1, 12))
    rows: list[Row] = []
    for number in range(count):
        code = draw(st.sampled_from(["", f"К{number}"]))
        parent = ""
        if number and (above := draw(st.integers(-1, number - 1))) >= 0:
            cells = rows[above].cells
            parent = draw(st.sampled_from([cells["name"], cells["code"] or cells["name"]]))
        level = draw(st.sampled_from(LEVELS))
        rows.append(row(number + 2, f"Название {number}", parent, code, level))
    return rows


@given(files(), st.randoms(use_true_random=False))
def test_rows_in_any_order_give_the_same_tree(rows: list[Row], chance: object) -> None:
    shuffled = [*rows]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    renumbered = [Row(number, each.cells) for number, each in enumerate(shuffled, start=2)]

    first, second = plan_units(rows, []), plan_units(renumbered, [])

    assert first.troubles == second.troubles == ()
    assert paths(applied([], first.changes)) == paths(applied([], second.changes))


@given(files())
def test_importing_twice_changes_nothing(rows: list[Row]) -> None:
    known = applied([], plan_units(rows, []).changes)

    again = plan_units(rows, known)

    assert (again.changes, again.unchanged, again.troubles) == ((), len(rows), ())


def test_parents_come_before_children() -> None:
    plan = plan_units(
        [row(2, "Школа", "Район"), row(3, "Район", "Область"), row(4, "Область")], []
    )

    assert [change.name for change in plan.changes] == ["Область", "Район", "Школа"]


def test_every_unit_on_a_circle_is_told_of() -> None:
    plan = plan_units([row(2, "А", "Б"), row(3, "Б", "В"), row(4, "В", "А"), row(5, "Г", "А")], [])

    assert [(trouble.row, trouble.key) for trouble in plan.troubles] == [
        (2, "unit-cycle"),
        (3, "unit-cycle"),
        (4, "unit-cycle"),
    ]
    assert plan.changes == ()


def test_a_known_unit_cannot_move_below_its_own_child() -> None:
    known = applied([], plan_units([row(2, "Район", code="Р"), row(3, "Школа", "Р")], []).changes)

    plan = plan_units([row(2, "Район", "Школа", code="Р")], known)

    assert [trouble.key for trouble in plan.troubles] == ["unit-cycle"]


def test_all_troubles_are_told_at_once() -> None:
    plan = plan_units(
        [
            row(2, "", level=""),
            row(3, "Школа 1", "Нигде"),
            row(4, "Лицей", code="Л"),
            row(5, "Гимназия", code="Л"),
            row(6, "Школа 2"),
            row(7, "школа  № 2"),
        ],
        [],
    )

    assert {(trouble.row, trouble.column, trouble.key) for trouble in plan.troubles} == {
        (2, "name", "cell-empty"),
        (2, "level", "cell-empty"),
        (3, "parent", "unit-unknown"),
        (5, "code", "double"),
        (7, "name", "double"),
    }


def test_the_same_name_under_two_parents_is_two_units() -> None:
    plan = plan_units(
        [
            row(2, "Лесной район"),
            row(3, "Полевой район"),
            row(4, "Школа № 1", "Лесной район"),
            row(5, "Школа № 1", "Полевой район"),
        ],
        [],
    )

    assert len(plan.changes) == 4


def test_a_parent_that_may_be_either_of_two_must_be_named_by_code() -> None:
    plan = plan_units(
        [
            row(2, "Лесной район"),
            row(3, "Полевой район"),
            row(4, "Школа", "Лесной район"),
            row(5, "Школа", "Полевой район"),
            row(6, "Кружок", "Школа"),
        ],
        [],
    )

    assert [(trouble.row, trouble.key) for trouble in plan.troubles] == [(6, "unit-ambiguous")]


def test_a_second_import_renames_and_moves_by_code() -> None:
    rows = [row(2, "Лес", code="1"), row(3, "Поле", code="2"), row(4, "Школа", "1", code="3")]
    known = applied([], plan_units(rows, []).changes)

    plan = plan_units([row(2, "Лицей", "2", code="3", level="лицей")], known)

    (change,) = plan.changes
    assert (change.unit, change.name, change.level) == (UnitId(3), "Лицей", "лицей")
    assert change.parent == UnitId(2)


def test_a_unit_imported_without_a_code_gets_it_later() -> None:
    known = applied([], plan_units([row(2, "Школа № 1")], []).changes)

    (change,) = plan_units([row(2, "школа №1", code="77")], known).changes

    assert (change.unit, change.code) == (UnitId(1), "77")


def test_a_chain_as_long_as_a_file_may_be_does_not_break_the_stack() -> None:
    rows = [row(2, "0"), *(row(n + 2, str(n), str(n - 1)) for n in range(1, 5000))]

    assert len(plan_units(rows[::-1], []).changes) == 5000
