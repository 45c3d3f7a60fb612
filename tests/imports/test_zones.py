"""Time zones of units, as people write them into a column of their own."""

import pytest

from bot.importing import words_of
from core.imports.model import Kind, Plan, Row
from core.imports.units import KnownUnit, UnitChange, plan_units
from core.units import UnitId

MOSCOW = words_of(Kind.UNITS).moscow
KNOWN = KnownUnit(
    id=UnitId(1), code="Р", name="Область", level="регион", parent=None, zone="Asia/Omsk"
)


def plan(*rows: Row, known: tuple[KnownUnit, ...] = ()) -> Plan[UnitChange]:
    return plan_units(rows, known, moscow=MOSCOW)


def row(number: int = 2, /, **cells: str) -> Row:
    return Row(number, {"code": "Р", "name": "Область", "level": "регион", **cells})


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("МСК", "Europe/Moscow"),
        ("МСК+2", "Asia/Yekaterinburg"),
        ("мск + 9", "Asia/Kamchatka"),
        ("МСК-1", "Europe/Kaliningrad"),
        ("МСК−1", "Europe/Kaliningrad"),
        ("MSK+7", "Asia/Vladivostok"),
        ("Москва", "Europe/Moscow"),
        ("Asia/Barnaul", "Asia/Barnaul"),
        ("asia/yekaterinburg", "Asia/Yekaterinburg"),
        ("", None),
    ],
)
def test_a_zone_is_understood_as_people_write_it(written: str, zone: str | None) -> None:
    (change,) = plan(row(zone=written)).changes

    assert change.zone == zone


@pytest.mark.parametrize("written", ["МСК+10", "МСК+", "+2", "Омск", "../../etc", "МСК+2:30"])
def test_a_zone_that_is_none_is_told_by_row_and_column(written: str) -> None:
    [trouble] = plan(row(), row(7, code="Ш", name="Школа", zone=written)).troubles

    assert (trouble.row, trouble.column, trouble.key) == (7, "zone", "zone-unknown")
    assert trouble.facts == {"value": written}


def test_a_file_without_the_column_leaves_the_zone() -> None:
    assert plan(row(), known=(KNOWN,)).unchanged == 1

    (change,) = plan(row(name="Край"), known=(KNOWN,)).changes
    assert (change.name, change.zone) == ("Край", "Asia/Omsk")


def test_an_empty_cell_takes_it_away_and_the_same_changes_nothing() -> None:
    (change,) = plan(row(zone=""), known=(KNOWN,)).changes

    assert change.zone is None
    assert plan(row(zone="МСК+3"), known=(KNOWN,)).unchanged == 1
