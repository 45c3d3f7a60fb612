"""Until when applications are taken, who decides until when, and how a deadline is written."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.applications.calls import Admission, Call, Terms, prompt_of
from core.applications.model import LONGEST_GROUNDS, grounds_of
from core.applications.refusals import (
    CallOver,
    ContestGoesOn,
    DeadlineAfterBeginning,
    DeadlineOver,
    DeadlinePast,
    DeadlineUnclear,
    GroundsTooLong,
    NoApplications,
    NoGrounds,
    NotAContest,
    NothingWritten,
    PromptTooLong,
    ResultsAnnounced,
    TooLateToReturn,
)
from core.applications.times import deadline_of
from core.people import PersonId
from core.units import UnitId
from handlers.vocabulary import vocabulary
from tests.times import MONDAY, ZONE

STARTS = MONDAY + timedelta(days=10)
APPROVAL, CONTEST = Terms(admission=Admission.APPROVAL), Terms(admission=Admission.CONTEST)


def call(terms: Terms = APPROVAL, **other: object) -> Call:
    usual = Call(
        event=1,
        title="Семинар",
        unit=UnitId(1),
        organiser=PersonId(2),
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=2),
        presences=("room",),
        is_open=True,
        is_cancelled=False,
        terms=terms,
    )
    return replace(usual, **other)  # type: ignore[arg-type]  # a field of it


def test_it_closes_with_the_deadline_and_never_after_the_beginning() -> None:
    assert call().closes_at == STARTS
    early = replace(APPROVAL, deadline=STARTS - timedelta(days=2))
    assert call(early).closes_at == STARTS - timedelta(days=2)
    assert call(early, starts_at=MONDAY).closes_at == MONDAY, "the event was moved"
    call(early).check_takes(STARTS - timedelta(days=3))
    for case, refusal in (
        (call(early), DeadlineOver),
        (call(Terms()), NoApplications),
        (call(is_open=False), CallOver),
    ):
        with pytest.raises(refusal):
            case.check_takes(STARTS - timedelta(days=2))


def test_organisers_decide_until_the_end_and_return_until_the_deadline() -> None:
    call().check_decides(STARTS + timedelta(hours=1))
    with pytest.raises(CallOver):
        call().check_decides(STARTS + timedelta(hours=2))
    with pytest.raises(TooLateToReturn):
        call().check_returns(STARTS)


def test_results_are_of_contests_after_the_deadline_and_once() -> None:
    call(CONTEST).check_awards(STARTS)
    assert call(CONTEST).awards(STARTS)
    known = CONTEST.announced(at=STARTS)
    for case, now, refusal in (
        (call(APPROVAL), STARTS, NotAContest),
        (call(CONTEST), MONDAY, ContestGoesOn),
        (call(known), STARTS, ResultsAnnounced),
        (call(CONTEST, is_open=False), STARTS, CallOver),
    ):
        assert not case.awards(now)
        with pytest.raises(refusal):
            case.check_awards(now)


def test_terms_change_until_the_beginning() -> None:
    call(is_open=False).check_changeable(MONDAY)
    for case, now, refusal in (
        (call(is_cancelled=True), MONDAY, CallOver),
        (call(), STARTS, CallOver),
        (call(CONTEST.announced(at=MONDAY)), MONDAY, ResultsAnnounced),
    ):
        with pytest.raises(refusal):
            case.check_changeable(now)
    with pytest.raises(DeadlinePast):
        call().check_deadline(MONDAY, MONDAY)
    with pytest.raises(DeadlineAfterBeginning):
        call().check_deadline(STARTS + timedelta(seconds=1), MONDAY)


def test_words_of_the_organiser_fit() -> None:
    assert grounds_of(" Нет мест ") == "Нет мест"
    with pytest.raises(NoGrounds):
        grounds_of(" ")
    with pytest.raises(GroundsTooLong):
        grounds_of("я" * (LONGEST_GROUNDS + 1))
    assert prompt_of("О себе\n") == "О себе"
    with pytest.raises(NothingWritten):
        prompt_of("")
    with pytest.raises(PromptTooLong):
        prompt_of("я" * 501)


def deadline(words: str) -> datetime:
    return deadline_of(words, now=MONDAY, zone=ZONE, vocabulary=vocabulary())


@pytest.mark.parametrize(
    ("words", "day", "hour"),
    [
        ("15 сентября 18:00", 15, (18, 0)),
        ("15.09 18:00", 15, (18, 0)),
        ("15 сентября", 15, (23, 59)),
        ("завтра в 12:00", 8, (12, 0)),
        ("пт", 11, (23, 59)),
    ],
)
def test_a_deadline_is_written_in_words(words: str, day: int, hour: tuple[int, int]) -> None:
    local = deadline(words).astimezone(ZONE)
    assert (local.day, local.month, (local.hour, local.minute)) == (day, 9, hour)


@pytest.mark.parametrize("words", ["скоро", "18:00", "31 сентября", "5 декабря 15:00-16:00", ""])
def test_a_deadline_that_is_not_understood(words: str) -> None:
    with pytest.raises(DeadlineUnclear):
        deadline(words)
