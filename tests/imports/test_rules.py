"""Rules from a spreadsheet: each row is one rule, a second import replaces and never doubles."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.importing import words_of
from core.catalogue import SubjectId, TopicId
from core.imports.matching import KnownPerson
from core.imports.model import Kind, Plan, Row
from core.imports.rules import KnownRules, LeadingRule, LoadRule, Rule, Rulebook, plan_rules
from core.imports.units import KnownUnit
from core.ladder import Workload
from core.people import Grant, PersonId, Role
from core.promise import Term
from core.units import UnitId

REGION, DISTRICT, SCHOOL, FAR = (UnitId(number) for number in (1, 2, 3, 4))
UNITS = (
    KnownUnit(id=REGION, code="Р", name="Область", level="регион", parent=None),
    KnownUnit(id=DISTRICT, code="М", name="Район", level="район", parent=REGION),
    KnownUnit(id=SCHOOL, code="Ш1", name="Школа № 1", level="школа", parent=DISTRICT),
    KnownUnit(id=FAR, code="Ш2", name="Школа № 2", level="школа", parent=REGION),
)
BORIS = KnownPerson(
    id=PersonId(1),
    code="Б",
    name="Борис Громов",
    unit=DISTRICT,
    grants=frozenset({Grant(Role.METHODIST, DISTRICT)}),
)
VERA = KnownPerson(id=PersonId(2), code="В", name="Вера Лебедева", unit=DISTRICT)
MATHS, ATTESTATION = SubjectId(1), TopicId(5)


def plan(*cells: dict[str, str], known: KnownRules | None = None) -> Plan[Rule]:
    rows = [Row(number, each) for number, each in enumerate(cells, start=2)]
    rulebook = Rulebook(
        units=UNITS,
        people=(BORIS, VERA),
        subjects={"математика": MATHS},
        topics={"аттестация": ATTESTATION},
        known=known or KnownRules(),
    )
    return plan_rules(rows, rulebook, words_of(Kind.RULES))


def after(changes: Sequence[Rule]) -> KnownRules:
    return KnownRules(
        terms=[one for one in changes if isinstance(one, Term)],
        leading=[one for one in changes if isinstance(one, LeadingRule)],
        loads=[one for one in changes if isinstance(one, LoadRule)],
    )


TERM = {"rule": "Срок", "unit": "Район", "topic": "Аттестация", "days": "5"}
LEADING = {"rule": "опорная школа", "unit": "М", "school": "Ш1", "subject": "все"}
LOAD = {"rule": "нагрузка", "person": "борис  громов", "share": "50 %", "ceiling": "8,0"}


def test_a_row_is_a_term_a_leading_school_or_a_load() -> None:
    assert plan(TERM, LEADING, LOAD).changes == (
        Term(unit=DISTRICT, topic=ATTESTATION, days=5),
        LeadingRule(unit=DISTRICT, school=SCHOOL, subject=None),
        LoadRule(person=BORIS.id, workload=Workload(share=50, ceiling=8)),
    )


def test_a_second_import_changes_nothing_and_another_number_replaces() -> None:
    known = after(plan(TERM, LEADING, LOAD).changes)

    assert plan(TERM, LEADING, LOAD, known=known).unchanged == 3
    changed = plan({**TERM, "days": "3"}, LEADING, {**LOAD, "ceiling": ""}, known=known)
    assert changed.changes == (Term(unit=DISTRICT, topic=ATTESTATION, days=3),)


def test_what_a_load_does_not_say_stays() -> None:
    known = KnownRules(loads=[LoadRule(person=BORIS.id, workload=Workload(share=30, days=(1,)))])

    [change] = plan({"rule": "предел", "person": "Б", "ceiling": "4"}, known=known).changes

    assert change == LoadRule(person=BORIS.id, workload=Workload(share=30, ceiling=4, days=(1,)))


def test_every_mistake_is_told_by_row_and_column() -> None:
    wrong = plan(
        {"rule": ""},
        {"rule": "закон"},
        {"rule": "срок", "days": "0"},
        {**TERM, "days": "пять", "topic": "Аттистация", "school": "Ш1"},
        {**LEADING, "school": "Школа № 2"},
        {**LEADING, "school": "М"},
        {"rule": "нагрузка", "person": "В"},
        {**LOAD, "person": "Никто", "share": "500"},
        TERM,
        {**TERM, "days": "7"},
    ).troubles

    assert [(trouble.row, trouble.column, trouble.key) for trouble in wrong] == [
        (2, "rule", "cell-empty"),
        (3, "rule", "rule-unknown"),
        (4, "days", "number-wrong"),
        (4, "unit", "cell-empty"),
        (5, "days", "number-wrong"),
        (5, "school", "rule-alien"),
        (5, "topic", "topic-unknown"),
        (6, "school", "school-outside"),
        (7, "school", "school-outside"),
        (8, "person", "nowhere-methodist"),
        (8, "share", "load-empty"),
        (9, "person", "person-unknown"),
        (9, "share", "number-wrong"),
        (11, "rule", "rule-double"),
    ]


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                ["rule", "unit", "topic", "days", "school", "subject", "person", "share"]
            ),
            st.sampled_from(["срок", "опорная", "нагрузка", "М", "Ш1", "Б", "5", "все", "", "²"]),
        ),
        max_size=4,
    )
)
def test_a_plan_has_changes_or_troubles_and_is_done_once(cells: list[dict[str, str]]) -> None:
    first = plan(*cells)

    assert not (first.changes and first.troubles)
    if not first.troubles:
        again = plan(*cells, known=after(first.changes))
        assert (again.changes, again.unchanged) == ((), len(cells))
