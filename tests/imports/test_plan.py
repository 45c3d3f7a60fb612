"""The plan of the year from a spreadsheet: rows read, refused, and known again."""

from dataclasses import replace
from datetime import date

import pytest

from bot.importing import words_of
from core.imports.matching import KnownPerson
from core.imports.model import Kind, Row, Trouble
from core.imports.plan import Agenda, KnownPlanned, Planned, PlannedChange, month_of, plan_events
from core.imports.units import KnownUnit
from core.people import Account, PersonId
from core.units import UnitId

WORDS = words_of(Kind.PLAN)
DISTRICT = KnownUnit(id=UnitId(1), code="M1", name="Лесной район", level="район", parent=None)
BORIS = KnownPerson(
    id=PersonId(7),
    code="П-2",
    name="Громов Борис",
    unit=UnitId(1),
    accounts=(Account("telegram", 42),),
)
AGENDA = Agenda(units=[DISTRICT], people=[BORIS], known=[], today=date(2026, 11, 29))
SEMINAR = Planned(
    code=None,
    title="Семинар",
    unit=UnitId(1),
    month=date(2026, 12, 1),
    day=date(2026, 12, 15),
)


def row(number: int = 2, **cells: str) -> Row:
    usual = {"date": "15.12.2026", "title": "Семинар", "unit": "M1"}
    return Row(number, usual | cells)


def planned(*rows: Row, agenda: Agenda = AGENDA) -> list[PlannedChange]:
    plan = plan_events(rows, agenda, WORDS)
    assert plan.troubles == ()
    return list(plan.changes)


def troubles(*rows: Row) -> list[Trouble]:
    plan = plan_events(rows, AGENDA, WORDS)
    assert plan.changes == ()
    return list(plan.troubles)


def known(*lines: Planned) -> Agenda:
    return replace(
        AGENDA,
        known=[KnownPlanned(line=at, planned=one) for at, one in enumerate(lines, start=1)],
    )


@pytest.mark.parametrize(
    ("words", "month", "day"),
    [
        ("15.12.2026", date(2026, 12, 1), date(2026, 12, 15)),
        ("2026-12-15", date(2026, 12, 1), date(2026, 12, 15)),
        ("2026-12-15 00:00:00", date(2026, 12, 1), date(2026, 12, 15)),
        ("декабрь 2026", date(2026, 12, 1), None),
        ("Декабря 2026 г.", date(2026, 12, 1), None),
        ("12.2026", date(2026, 12, 1), None),
        ("2027-05", date(2027, 5, 1), None),
        ("май 2027", date(2027, 5, 1), None),
        ("1.9.2026", date(2026, 9, 1), date(2026, 9, 1)),
    ],
)
def test_a_day_or_a_month_is_understood(words: str, month: date, day: date | None) -> None:
    [change] = planned(row(date=words))

    assert (change.planned.month, change.planned.day) == (month, day)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("", "cell-empty"),
        ("скоро", "plan-date-wrong"),
        ("31.02.2027", "plan-date-wrong"),
        ("13.2026", "plan-date-wrong"),
        ("декабрь", "plan-date-wrong"),
        ("декабрь 0000", "plan-date-wrong"),
        ("31.08.2026", "plan-date-past"),
        ("май 1926", "plan-date-past"),
        ("15.12.2029", "plan-date-far"),
    ],
)
def test_a_date_that_cannot_be_meant_is_told(words: str, key: str) -> None:
    [trouble] = troubles(row(date=words))

    assert (trouble.row, trouble.column, trouble.key) == (2, "date", key)


@pytest.mark.parametrize("words", ["Громов Борис", "громов борис", "П-2", "п-2", "telegram:42"])
def test_whoever_is_responsible_is_found(words: str) -> None:
    assert planned(row(responsible=words))[0].planned.responsible == BORIS.id


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    told = troubles(
        row(2, unit="Нигде", responsible="Никто"),
        row(3, title="", date="вчера"),
        row(4),
        row(5, title="СЕМИНАР"),
        row(6, code="1"),
        row(7, code="1", title="Другое"),
    )

    assert [(each.row, each.column, each.key) for each in told] == [
        (2, "responsible", "person-unknown"),
        (2, "unit", "unit-unknown"),
        (3, "date", "plan-date-wrong"),
        (3, "title", "cell-empty"),
        (5, "title", "plan-double"),
        (7, "code", "plan-double"),
    ]


def test_the_same_file_again_changes_nothing() -> None:
    plan = plan_events([row()], known(SEMINAR), WORDS)

    assert (plan.changes, plan.unchanged) == ((), 1)


def test_what_was_put_off_is_the_same() -> None:
    [change] = planned(row(date="январь 2027"), agenda=known(SEMINAR))

    assert (change.line, change.planned.month, change.planned.day) == (1, date(2027, 1, 1), None)


def test_a_code_knows_it_whatever_else_has_changed() -> None:
    agenda = known(replace(SEMINAR, code="К-1"), replace(SEMINAR, title="Другое"))
    [change] = planned(row(code="К-1", title="Круглый стол", date="май 2027"), agenda=agenda)

    assert change.line == 1


def test_monthly_meetings_are_told_apart_by_their_months() -> None:
    meetings = [replace(SEMINAR, month=date(2026, at, 1), day=None) for at in (10, 11, 12)]
    rows = [row(at, date=f"{at}.2026") for at in (10, 11, 12)]

    plan = plan_events(rows, known(*meetings), WORDS)
    assert (plan.changes, plan.unchanged) == ((), 3)

    [change] = planned(*rows, row(13, date="01.2027"), agenda=known(*meetings))
    assert (change.line, change.planned.month) == (None, date(2027, 1, 1))


@pytest.mark.parametrize("words", ["", "2026", "декабрь", "99.2026", "2026-00", "²².2026"])
def test_what_is_no_month_is_none(words: str) -> None:
    assert month_of(words, WORDS.months) is None
