"""Who may see the report, and by which words an announcement is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.acknowledgements.model import (
    GIST,
    AcknowledgementNotAsked,
    Announced,
    AnnouncedId,
    AnnouncementRecalled,
    Report,
    Schools,
    Standing,
    gist,
)
from core.errors import NotYours
from core.people import Grant, Person, PersonId, Role
from core.units import UnitId

UNITS = [UnitId(number) for number in range(1, 5)]
GRANTS = st.lists(st.builds(Grant, st.sampled_from(Role), st.sampled_from(UNITS)), max_size=3).map(
    tuple
)


def an_announcement(*, asks: bool = True, recalled: bool = False) -> Announced:
    return Announced(
        id=AnnouncedId(1),
        author=PersonId(1),
        unit=UNITS[0],
        text="Заполните карту",
        asks=asks,
        recalled=recalled,
    )


@given(st.integers(1, 3), GRANTS, st.sets(st.sampled_from(UNITS)))
def test_the_report_is_for_the_author_and_whoever_answers_for_the_unit(
    number: int, grants: tuple[Grant, ...], lineage: set[UnitId]
) -> None:
    me = Person(id=PersonId(number), grants=grants)
    answers = any(
        grant.role in {Role.COORDINATOR, Role.ADMINISTRATOR} and grant.unit in lineage
        for grant in grants
    )
    if number == 1 or answers:
        an_announcement().check_may_report(me, lineage)
        return
    with pytest.raises(NotYours):
        an_announcement().check_may_report(me, lineage)


def test_what_was_recalled_or_never_asked_cannot_be_acknowledged() -> None:
    an_announcement().check_to_acknowledge()
    with pytest.raises(AnnouncementRecalled):
        an_announcement(recalled=True, asks=False).check_to_acknowledge()
    with pytest.raises(AcknowledgementNotAsked):
        an_announcement(asks=False).check_to_acknowledge()


@given(st.text(max_size=400))
def test_a_gist_is_one_short_line_with_which_the_text_begins(text: str) -> None:
    said = gist(text)

    assert len(said) <= GIST
    assert len(said.splitlines()) <= 1
    whole = " ".join(text.split())
    assert whole.startswith(said.removesuffix("…").rstrip()) or whole == said


@given(st.dictionaries(st.sampled_from(Standing), st.integers(0, 1000)))
def test_a_report_counts_everybody_once(counted: dict[Standing, int]) -> None:
    nobody = Schools(lines=(), number=0, pages=1)
    report = Report(announced=an_announcement(), counted=counted, schools=nobody)

    assert report.total == sum(counted.values())
    assert report.acknowledged + report.silent <= report.total
