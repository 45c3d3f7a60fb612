"""Who may give which role where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NotYours
from core.people import Grant, Person, PersonId, Role
from core.roles.model import check_may_grant, check_may_invite, grantable
from core.units import UnitId
from tests.times import MONDAY

SCHOOL, DISTRICT, REGION, ELSEWHERE = map(UnitId, (1, 2, 3, 4))
LINEAGES = {
    SCHOOL: [SCHOOL, DISTRICT, REGION],
    DISTRICT: [DISTRICT, REGION],
    REGION: [REGION],
    ELSEWHERE: [ELSEWHERE],
}
RANK = list(Role)
grants = st.lists(st.builds(Grant, st.sampled_from(Role), st.sampled_from(list(LINEAGES))))
units = st.sampled_from(list(LINEAGES))


def somebody(*grants: Grant) -> Person:
    return Person(id=PersonId(1), name="Анна", grants=grants, registered_at=MONDAY)


@given(grants, units)
def test_nobody_gives_a_role_above_their_own(held: list[Grant], unit: UnitId) -> None:
    given = grantable(somebody(*held), LINEAGES[unit])

    own = [RANK.index(grant.role) for grant in held if grant.unit in LINEAGES[unit]]
    assert all(RANK.index(role) <= max(own, default=-1) for role in given)
    assert list(given) == sorted(given, key=RANK.index)
    assert Role.TEACHER not in given


@given(grants, units)
def test_roles_held_elsewhere_give_nothing_here(held: list[Grant], unit: UnitId) -> None:
    here = [grant for grant in held if grant.unit in LINEAGES[unit]]

    assert grantable(somebody(*held), LINEAGES[unit]) == grantable(somebody(*here), LINEAGES[unit])


@given(grants, units, st.sampled_from(Role))
def test_what_may_be_given_is_what_passes_the_check(
    held: list[Grant], unit: UnitId, role: Role
) -> None:
    person, lineage = somebody(*held), LINEAGES[unit]
    if role in grantable(person, lineage):
        check_may_grant(person, role, lineage)
    else:
        with pytest.raises(NotYours):
            check_may_grant(person, role, lineage)


@pytest.mark.parametrize(
    ("held", "given"),
    [
        (Role.TEACHER, ()),
        (Role.METHODIST, ()),
        (Role.COORDINATOR, (Role.METHODIST,)),
        (Role.ADMINISTRATOR, (Role.METHODIST, Role.COORDINATOR, Role.ADMINISTRATOR)),
    ],
)
def test_a_role_of_the_district_counts_for_its_schools_and_not_above(
    held: Role, given: tuple[Role, ...]
) -> None:
    person = somebody(Grant(held, DISTRICT))

    assert grantable(person, LINEAGES[SCHOOL]) == given
    assert grantable(person, LINEAGES[DISTRICT]) == given
    assert grantable(person, LINEAGES[REGION]) == ()


@pytest.mark.parametrize("role", [Role.METHODIST, Role.COORDINATOR, Role.ADMINISTRATOR])
def test_any_of_the_staff_invites_to_a_unit_of_theirs(role: Role) -> None:
    person = somebody(Grant(role, DISTRICT))

    check_may_invite(person, LINEAGES[SCHOOL])
    with pytest.raises(NotYours):
        check_may_invite(person, LINEAGES[ELSEWHERE])


def test_a_teacher_invites_nobody() -> None:
    with pytest.raises(NotYours):
        check_may_invite(somebody(), LINEAGES[SCHOOL])
