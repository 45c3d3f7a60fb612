"""The plan of the year from a spreadsheet: rows read, refused, and known again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importing import words_of
from core.imports.matching import KnownPerson
from core.imports.model import Kind, Row, Trouble
from core.imports.plan import Agenda, KnownPlanned, Planned, PlannedChange, plan_events
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
        ("10.2026", date(2026, 10, 1), None),
        ("октябрь", date(2026, 10, 1), None),
        ("Декабрь", date(2026, 12, 1), None),
        ("май", date(2027, 5, 1), None),
        ("15 декабря", date(2026, 12, 1), date(2026, 12, 15)),
        ("15 мая 2027 г.", date(2027, 5, 1), date(2027, 5, 15)),
        ("01.01.2026", date(2026, 1, 1), date(2026, 1, 1)),
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
        ("в течение года", "plan-date-wrong"),
        ("31 февраля", "plan-date-wrong"),
        ("40 мая 2027", "plan-date-wrong"),
        ("декабрь 0000", "plan-date-wrong"),
        ("31.12.2025", "plan-date-past"),
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
        (2, "responsible", "plan-person-unknown"),
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


def test_months_that_are_over_are_taken_and_counted() -> None:
    plan = plan_events([row(date="10.2026"), row(3, date="12.2026")], AGENDA, WORDS)

    assert (len(plan.changes), plan.past) == (2, 1)
    assert plan_events([row()], known(SEMINAR), WORDS).past == 0


def test_in_spring_autumn_without_a_year_is_asked_about() -> None:
    spring = replace(AGENDA, today=date(2027, 2, 10))
    [trouble] = plan_events([row(date="октябрь")], spring, WORDS).troubles
    assert trouble.key == "plan-year-unclear"

    [change] = planned(row(date="май"), agenda=spring)
    assert change.planned.month == date(2027, 5, 1)


def test_lines_that_the_file_lacks_are_told_and_stay() -> None:
    """Those still to come, of the units and the months that the file speaks of."""
    other = replace(SEMINAR, title="Круглый стол")
    agenda = known(
        SEMINAR,
        other,
        replace(other, title="Прошло", month=date(2026, 9, 1), day=None),
        replace(other, title="Дальше", month=date(2027, 5, 1), day=None),
        replace(other, title="Чужое", unit=UnitId(2)),
    )
    settled = KnownPlanned(line=6, planned=replace(other, title="Отменено"), wanting=False)
    agenda = replace(agenda, known=[*agenda.known, settled])
    plan = plan_events([row()], agenda, WORDS)

    assert (plan.changes, plan.unchanged, plan.missing) == ((), 1, (other,))


def test_a_file_with_a_mistake_tells_of_nothing_that_is_missing() -> None:
    plan = plan_events([row(date="скоро")], known(SEMINAR), WORDS)

    assert (plan.changes, plan.missing, plan.past) == ((), (), 0)


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "code": st.sampled_from(["", "", "1", "2", "3"]),
            "title": st.sampled_from(["Семинар", "семинар", "Круглый стол"]),
            "date": st.sampled_from(
                ["октябрь", "10.2026", "15.10.2026", "декабрь", "май 2027", "15 мая"]
            ),
        }
    ),
    max_size=8,
)


def applied(agenda: Agenda, changes: Sequence[PlannedChange]) -> Agenda:
    """The agenda as it is when they are saved."""
    lines = {one.line: one for one in agenda.known}
    for change in changes:
        line = change.line or len(lines) + 1
        lines[line] = KnownPlanned(line=line, planned=change.planned)
    return replace(agenda, known=list(lines.values()))


@given(ROWS, ROWS)
def test_the_same_file_again_changes_nothing_whatever_was_before(
    before: list[dict[str, str]], file: list[dict[str, str]]
) -> None:
    first = plan_events([row(at, **one) for at, one in enumerate(before, 2)], AGENDA, WORDS)
    agenda = applied(AGENDA, first.changes)
    rows = [row(at, **one) for at, one in enumerate(file, 2)]
    second = plan_events(rows, agenda, WORDS)
    after = applied(agenda, second.changes)
    assert len(after.known) <= len(agenda.known) + len(rows)
    assert len({change.line for change in second.changes if change.line}) == sum(
        change.line is not None for change in second.changes
    ), "no line is meant twice"

    again = plan_events(rows, after, WORDS)
    assert again.troubles == second.troubles
    if not again.troubles:
        assert (again.changes, again.unchanged) == ((), len(rows))
