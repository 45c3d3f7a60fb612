"""Nobody twice, nobody without a consent, and every mistake of a file at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importing import words_of
from core.catalogue import SubjectId, TopicId
from core.imports.cells import account_of
from core.imports.expertise import ExpertiseChange, Scene, plan_expertise
from core.imports.matching import KnownPerson
from core.imports.model import Kind, Plan, Row
from core.imports.people import PersonChange, Surroundings, plan_people
from core.imports.units import KnownUnit
from core.people import Account, Grant, PersonId, Role
from core.units import UnitId
from core.written_days import day_of

SCHOOL, OTHER, REGION = UnitId(1), UnitId(2), UnitId(3)
UNITS = (
    KnownUnit(id=REGION, code="Р", name="Область", level="регион", parent=None),
    KnownUnit(id=SCHOOL, code="Ш1", name="Школа № 1", level="школа", parent=REGION),
    KnownUnit(id=OTHER, code="Ш2", name="Школа № 2", level="школа", parent=REGION),
)
SUBJECTS = {"математика": SubjectId(1), "физика": SubjectId(2), "музыка и пение": SubjectId(3)}
TODAY = date(2026, 11, 23)
PEOPLE = words_of(Kind.PEOPLE)


def row(number: int = 2, /, **cells: str) -> Row:
    usual = {"name": "Анна Примерова", "unit": "Школа № 1", "consent": "01.09.2026"}
    return Row(number, {**usual, **cells})


def plan(*rows: Row, people: Sequence[KnownPerson] = ()) -> Plan[PersonChange]:
    around = Surroundings(units=UNITS, people=people, subjects=SUBJECTS, today=TODAY)
    return plan_people(rows, around, PEOPLE)


def troubles(*rows: Row, people: Sequence[KnownPerson] = ()) -> list[tuple[int, str, str]]:
    found = plan(*rows, people=people).troubles
    return [(trouble.row, trouble.column, trouble.key) for trouble in found]


def applied(changes: Sequence[PersonChange]) -> list[KnownPerson]:
    return [
        KnownPerson(
            id=PersonId(number),
            code=change.profile.code,
            name=change.profile.name,
            unit=change.profile.unit,
            position=change.profile.position,
            subjects=change.profile.subjects,
            accounts=(change.profile.account,) if change.profile.account else (),
            grants=frozenset(change.profile.grants),
            consent=change.profile.consent,
            invited=change.invite,
        )
        for number, change in enumerate(changes, start=1)
    ]


def test_a_row_becomes_a_person_with_a_role_for_the_unit() -> None:
    cells = {"subjects": "Физика, математика; музыка и пение", "role": "Методист"}

    (change,) = plan(row(**cells, account="telegram:7", position="Учитель")).changes

    assert change.profile.subjects == (2, 1, 3)
    assert change.new_grants == (Grant(Role.METHODIST, SCHOOL),)
    assert change.profile.account == Account("telegram", 7)
    assert (change.person, change.invite, change.profile.consent) == (
        None,
        False,
        date(2026, 9, 1),
    )


def test_nobody_is_stored_without_a_consent() -> None:
    assert troubles(
        row(2, consent=""),
        row(3, consent="вчера"),
        row(4, consent="24.11.2026"),
        row(5, consent="01.09.0226"),
    ) == [
        (2, "consent", "consent-empty"),
        (3, "consent", "consent-wrong"),
        (4, "consent", "consent-ahead"),
        (5, "consent", "consent-too-old"),
    ]


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    wrong = row(
        name="?", unit="Школа № 9", subjects="Матиматика", role="царь", account="vk:1", consent=""
    )

    assert troubles(wrong) == [
        (2, "account", "account-wrong"),
        (2, "consent", "consent-empty"),
        (2, "name", "name-wrong"),
        (2, "role", "role-unknown"),
        (2, "subjects", "subject-unknown"),
        (2, "unit", "unit-unknown"),
    ]


def test_a_mistyped_subject_is_told_with_the_one_like_it() -> None:
    (trouble,) = plan(row(subjects="Матиматика")).troubles

    assert trouble.facts == {"value": "Матиматика", "like": "математика"}


def test_whoever_has_no_account_is_invited_once() -> None:
    first = plan(row())
    again = plan(row(), people=applied(first.changes))

    assert [change.invite for change in first.changes] == [True]
    assert (again.changes, again.unchanged) == ((), 1)


def test_an_invitation_that_has_expired_is_given_anew() -> None:
    known = [replace(person, invited=False) for person in applied(plan(row()).changes)]

    (change,) = plan(row(), people=known).changes

    assert (change.invite, change.edited) == (True, False)


@pytest.mark.parametrize("key", [{"code": "7"}, {"account": "max:5"}, {}])
def test_a_second_import_updates_and_never_doubles(key: dict[str, str]) -> None:
    known = applied(plan(row(**key)).changes)

    (change,) = plan(row(**key, position="Завуч", role="координатор"), people=known).changes

    assert (change.person, change.profile.position) == (PersonId(1), "Завуч")
    assert change.new_grants == (Grant(Role.COORDINATOR, SCHOOL),)


def test_by_code_a_person_may_change_name_and_school() -> None:
    known = applied(plan(row(code="7")).changes)

    (change,) = plan(row(code="7", name="Анна Новая", unit="Ш2"), people=known).changes

    assert (change.person, change.profile.name, change.profile.unit) == (1, "Анна Новая", OTHER)


def test_the_same_person_in_two_rows_is_a_mistake() -> None:
    assert troubles(row(2), row(3, name="анна  примерова")) == [(3, "name", "double")]
    assert troubles(row(2, code="1"), row(3, code="1", name="Пётр П")) == [(3, "code", "double")]
    account = {"account": "telegram:1"}
    assert troubles(row(2, **account), row(3, **account, name="Пётр П")) == [
        (3, "account", "double")
    ]


def test_namesakes_in_one_school_are_told_apart_by_codes() -> None:
    assert troubles(row(2, code="1"), row(3)) == [(3, "name", "double")]
    assert len(plan(row(2, code="1"), row(3, code="2")).changes) == 2


def test_an_account_of_somebody_else_is_not_taken_over() -> None:
    known = applied(plan(row(2, code="1", account="max:1"), row(3, code="2")).changes)

    assert troubles(row(code="2", account="max:1"), people=known) == [
        (2, "account", "account-taken")
    ]


def test_another_account_of_a_namesake_must_be_explained() -> None:
    known = applied(plan(row(account="max:1")).changes)

    assert troubles(row(account="max:2"), people=known) == [(2, "account", "person-has-account")]


def test_an_empty_cell_forgets_nothing() -> None:
    known = applied(plan(row(position="Учитель", subjects="физика")).changes)

    assert plan(row(), people=known).unchanged == 1


people_rows = st.lists(
    st.tuples(st.sampled_from(["", "max:{}"]), st.sampled_from(["", "К{}"]), st.booleans()),
    max_size=8,
)


@given(people_rows)
def test_importing_people_twice_changes_nothing(keys: list[tuple[str, str, bool]]) -> None:
    rows = [
        row(
            n + 2,
            name=f"Человек по имени {chr(0x410 + n)}",
            account=account.format(n),
            code=code.format(n),
            role="методист" if staff else "",
        )
        for n, (account, code, staff) in enumerate(keys)
    ]
    first = plan(*rows)

    again = plan(*rows, people=applied(first.changes))

    assert (first.troubles, again.changes, again.unchanged) == ((), (), len(rows))


def test_dates_are_read_as_people_and_spreadsheets_write_them() -> None:
    assert day_of("1.9.2026") == day_of("2026-09-01") == day_of("2026-09-01 00:00:00")
    assert day_of("31.02.2026") is None
    assert day_of("15.12") is None


def test_accounts_are_read_strictly() -> None:
    assert account_of(" Telegram:12 ") == Account("telegram", 12)
    assert [account_of(words) for words in ("12", "vk:1", "telegram:-1", "telegram:")] == [
        None
    ] * 4


METHODIST = KnownPerson(
    id=PersonId(1),
    code="М",
    name="Пётр Методистов",
    unit=SCHOOL,
    grants=frozenset({Grant(Role.METHODIST, REGION)}),
)
NAMESAKE = KnownPerson(id=PersonId(2), name="Пётр Методистов", unit=OTHER)


def expertise(
    *cells: dict[str, str], known: Sequence[ExpertiseChange] = ()
) -> Plan[ExpertiseChange]:
    usual = {"person": "М", "unit": "Ш1", "subjects": "математика", "topics": "все"}
    rows = [Row(number, {**usual, **each}) for number, each in enumerate(cells, start=2)]
    scene = Scene(
        units=UNITS,
        people=[METHODIST, NAMESAKE],
        subjects=SUBJECTS,
        topics={"аттестация": TopicId(5)},
        known=known,
    )
    return plan_expertise(rows, scene, words_of(Kind.EXPERTISE))


def test_expertise_is_subjects_by_topics_within_a_unit() -> None:
    (change,) = expertise({"subjects": "физика; математика", "topics": "Аттестация"}).changes

    assert change == ExpertiseChange(
        person=METHODIST.id,
        unit=SCHOOL,
        subjects=frozenset({SubjectId(1), SubjectId(2)}),
        topics=frozenset({TopicId(5)}),
    )


def test_the_same_expertise_is_unchanged_and_another_replaces_it() -> None:
    known = expertise({}).changes

    assert expertise({}, known=known).unchanged == 1
    assert len(expertise({"subjects": "Все"}, known=known).changes) == 1


def test_of_namesakes_the_methodist_is_meant() -> None:
    (change,) = expertise({"person": "пётр методистов"}).changes

    assert change.person == METHODIST.id


def test_what_is_wrong_with_expertise_is_told_by_row_and_column() -> None:
    wrong = expertise(
        {"person": "Никто"},
        {"topics": "Аттистация"},
        {},
        {"unit": "Школа № 1"},
        {"person": ""},
    ).troubles

    assert [(trouble.row, trouble.column, trouble.key) for trouble in wrong] == [
        (2, "person", "person-unknown"),
        (3, "topics", "topic-unknown"),
        (5, "person", "expertise-double"),
        (6, "person", "cell-empty"),
    ]


def test_expertise_needs_the_role_of_a_methodist_there() -> None:
    scene = Scene(units=UNITS, people=[NAMESAKE], subjects=SUBJECTS, topics={}, known=())
    cells = {"person": NAMESAKE.name, "unit": "Ш1", "subjects": "все", "topics": "все"}

    (trouble,) = plan_expertise([Row(2, cells)], scene, words_of(Kind.EXPERTISE)).troubles

    assert trouble.key == "not-methodist"
