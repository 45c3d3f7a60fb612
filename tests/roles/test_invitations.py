"""What an invitation is worth, and for how long."""

import string
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.roles.invitations import (
    LASTS,
    Invitation,
    InvitationExpired,
    InvitationId,
    InvitationUsed,
    Kind,
    Offer,
)
from core.tokens import fingerprint, new_token
from tests.times import MONDAY

LINK_SIGNS = set(string.ascii_letters + string.digits + "_-")
MOST_SIGNS_OF_A_LINK = 64


def an_invitation(kind: Kind = Kind.ROLE, used_at: datetime | None = None) -> Invitation:
    return Invitation(
        id=InvitationId(1),
        offer=Offer(kind=kind),
        by=None,
        expires_at=MONDAY,
        used_at=used_at,
    )


@given(st.timedeltas(timedelta(microseconds=1), timedelta(days=400)))
def test_an_invitation_counts_until_its_moment_and_not_at_it(away: timedelta) -> None:
    invitation = an_invitation()

    invitation.check(MONDAY - away)
    for late in (MONDAY, MONDAY + away):
        with pytest.raises(InvitationExpired):
            invitation.check(late)


@pytest.mark.parametrize("when", [MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)])
def test_a_used_invitation_says_that_it_is_used_even_when_it_is_also_late(
    when: datetime,
) -> None:
    with pytest.raises(InvitationUsed):
        an_invitation(used_at=MONDAY - timedelta(days=2)).check(when)


@pytest.mark.parametrize(
    ("kind", "once"), [(Kind.UNIT, False), (Kind.ROLE, True), (Kind.PERSON, True)]
)
def test_only_what_gives_no_right_works_more_than_once(kind: Kind, once: bool) -> None:  # noqa: FBT001 - a table
    assert an_invitation(kind).works_once is once
    assert LASTS[kind] > timedelta()


def test_ten_thousand_tokens_are_all_different_and_fit_a_link() -> None:
    tokens = {new_token() for _ in range(10_000)}

    assert len(tokens) == len({fingerprint(token) for token in tokens}) == 10_000
    for token in tokens:
        assert set(token) <= LINK_SIGNS
        assert 22 <= len(token) < MOST_SIGNS_OF_A_LINK - len("role-")


@given(st.text())
def test_a_fingerprint_is_never_the_token_and_always_the_same(token: str) -> None:
    assert fingerprint(token) != token
    assert fingerprint(token) == fingerprint(token)
    assert len(fingerprint(token)) == 64


@given(st.text(max_size=60), st.text(max_size=60))
def test_different_tokens_have_different_fingerprints(one: str, other: str) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (one == other)
