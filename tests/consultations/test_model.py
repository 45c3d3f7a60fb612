"""Who sees a consultation, who gets it, and what of the words is too much."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue import TopicId
from core.consultations.model import (
    LONGEST_TEXT,
    MOST_ATTACHMENTS,
    REOPENED_WITHIN,
    Consultation,
    ConsultationId,
    Outcome,
    Part,
    Side,
    Words,
)
from core.consultations.refusals import (
    AlreadyClosed,
    AttachmentTooLarge,
    NotAnsweredYet,
    NotClosedYet,
    NothingSaid,
    TakenByAnother,
    TooLateToReopen,
    TooLong,
    TooManyAttachments,
)
from core.consultations.templates import fill
from core.consultations.words import corrected
from core.errors import NotYours
from core.files import LARGEST, Attachment, FileKind
from core.people import Grant, Person, PersonId, Role
from core.units import UnitId
from tests.times import MONDAY

ANNA, BORIS, VERA = PersonId(1), PersonId(2), PersonId(3)
SCHOOL, DISTRICT, ELSEWHERE = UnitId(10), UnitId(20), UnitId(30)
LINEAGE = [SCHOOL, DISTRICT]
QUESTION = Consultation(
    id=ConsultationId(1),
    teacher=ANNA,
    unit=SCHOOL,
    methodist=None,
    topic=TopicId(1),
    subject=None,
    asked_at=MONDAY,
    due_at=MONDAY + timedelta(days=2),
)


def test_a_closed_consultation_takes_nothing() -> None:
    closed = replace(QUESTION, methodist=BORIS).closed(by=ANNA, at=MONDAY)

    for step in (
        lambda: closed.answered(by=BORIS, at=MONDAY),
        lambda: closed.continued(by=ANNA),
        lambda: closed.taken(by=VERA),
        lambda: closed.owned(by=VERA),
        lambda: closed.asked_back(by=BORIS),
        lambda: closed.closed(by=ANNA, at=MONDAY),
    ):
        with pytest.raises(AlreadyClosed):
            step()


def test_what_is_owned_is_not_taken() -> None:
    with pytest.raises(TakenByAnother):
        QUESTION.taken(by=BORIS).taken(by=VERA)


def test_what_is_open_is_not_rated() -> None:
    with pytest.raises(NotClosedYet):
        QUESTION.rated(Outcome.FULL, by=ANNA)


def somebody(person: PersonId, *grants: Grant) -> Person:
    return Person(id=person, name="Галина", grants=grants, registered_at=MONDAY)


@pytest.mark.parametrize(
    ("person", "owner", "side"),
    [
        (somebody(ANNA), None, Side.TEACHER),
        (somebody(ANNA, Grant(Role.COORDINATOR, DISTRICT)), None, Side.TEACHER),
        (somebody(BORIS, Grant(Role.METHODIST, DISTRICT)), None, Side.METHODIST),
        (somebody(BORIS, Grant(Role.METHODIST, DISTRICT)), BORIS, Side.METHODIST),
        (somebody(BORIS, Grant(Role.METHODIST, DISTRICT)), VERA, None),
        (somebody(BORIS, Grant(Role.METHODIST, ELSEWHERE)), None, None),
        (somebody(BORIS, Grant(Role.METHODIST, ELSEWHERE)), BORIS, None),
        (somebody(VERA, Grant(Role.COORDINATOR, SCHOOL)), BORIS, Side.COORDINATOR),
        (somebody(VERA, Grant(Role.ADMINISTRATOR, DISTRICT)), BORIS, Side.COORDINATOR),
        (somebody(VERA, Grant(Role.COORDINATOR, DISTRICT)), VERA, Side.METHODIST),
        (somebody(VERA, Grant(Role.COORDINATOR, ELSEWHERE)), BORIS, None),
        (somebody(VERA), None, None),
    ],
)
def test_a_consultation_is_seen_by_those_it_concerns(
    person: Person, owner: PersonId | None, side: Side | None
) -> None:
    consultation = replace(QUESTION, methodist=owner)
    if side is None:
        with pytest.raises(NotYours):
            consultation.side_of(person, LINEAGE)
    else:
        assert consultation.side_of(person, LINEAGE) is side


def a_file(size: int = 0) -> Attachment:
    return Attachment(
        kind=FileKind.PHOTO, messenger="telegram", file_id="f", name="план.pdf", size=size
    )


def test_words_have_limits_that_are_told() -> None:
    Words("я" * LONGEST_TEXT, (a_file(LARGEST),) * MOST_ATTACHMENTS)

    with pytest.raises(TooLong) as too_long:
        Words("я" * (LONGEST_TEXT + 1))
    with pytest.raises(TooManyAttachments):
        Words("", (a_file(),) * (MOST_ATTACHMENTS + 1))
    with pytest.raises(AttachmentTooLarge) as too_large:
        Words("", (a_file(LARGEST + 1),))
    assert too_long.value.facts == {"most": LONGEST_TEXT, "length": LONGEST_TEXT + 1}
    assert too_large.value.facts == {"name": "план.pdf", "most": 20}


words = st.builds(Words, st.text(max_size=40), st.lists(st.builds(a_file), max_size=3).map(tuple))


@given(words, words, words)
def test_words_are_added_in_order_and_none_is_lost(one: Words, two: Words, three: Words) -> None:
    together = one + two

    assert together.text in {one.text + two.text, f"{one.text}\n{two.text}"}
    assert together.attachments == one.attachments + two.attachments
    assert (one + two) + three == one + (two + three)
    assert one + Words() == Words() + one == one


@pytest.mark.parametrize("silence", [Words(), Words(" \n\t"), Words("\N{NO-BREAK SPACE}")])
def test_silence_is_not_words(silence: Words) -> None:
    with pytest.raises(NothingSaid):
        silence.said()


def test_a_file_alone_says_something() -> None:
    assert Words("", (a_file(),)).said()


def a_part(source: str, text: str = "", *files: Attachment, messenger: str = "max") -> Part:
    return Part(text=text, attachments=files, messenger=messenger, source=source)


parts = st.lists(
    st.builds(a_part, st.sampled_from(["", "1", "2", "3"]), st.sampled_from(["", "а", "б"]))
)


@given(parts, st.sampled_from(["1", "2"]), st.sampled_from(["", "в"]))
def test_an_edit_changes_its_own_part_alone(said: list[Part], source: str, text: str) -> None:
    after = corrected(said, a_part(source, text))
    same = [at for at, part in enumerate(said) if part.source == source]

    if after is None:
        assert not same or not text or said[same[0]].text == text
    else:
        assert after[same[0]].text == text
        assert [*after[: same[0]], *after[same[0] + 1 :]] == [
            *said[: same[0]],
            *said[same[0] + 1 :],
        ]


def test_an_edit_of_another_messenger_is_of_nothing_here() -> None:
    assert corrected([a_part("1", "а")], a_part("1", "б", messenger="telegram")) is None


def test_an_edit_of_words_below_files_that_came_together_keeps_the_files() -> None:
    said = [a_part("1", "а", a_file(1)), a_part("1", "", a_file(2))]

    assert corrected(said, a_part("1", "б", a_file(2))) == (
        a_part("1", "б", a_file(1)),
        a_part("1", "", a_file(2)),
    )


def test_a_file_that_is_only_called_otherwise_is_the_same() -> None:
    """Addresses of files are signed anew with every update."""
    said = [a_part("1", "а", a_file(7))]
    renamed = replace(a_file(7), file_id="another")
    other = replace(a_file(8), file_id="another")

    assert corrected(said, a_part("1", "б", renamed)) == (a_part("1", "б", a_file(7)),)
    assert corrected(said, a_part("1", "а", other)) == (a_part("1", "а", other),)
    unknown = [a_part("1", "а", replace(a_file(0), file_id="token one"))]
    again = replace(a_file(0), file_id="token two")
    assert corrected(unknown, a_part("1", "а", again)) is None


@given(st.text(max_size=60), st.dictionaries(st.sampled_from(["имя", "номер"]), st.text()))
def test_a_template_without_known_names_stays_as_it_is(text: str, values: dict[str, str]) -> None:
    if not any(f"{{{name}}}" in text.lower() for name in values):
        assert fill(text.replace("{", ""), values) == text.replace("{", "")


def test_a_template_takes_values_for_names_in_braces() -> None:
    text = "Здравствуйте, {Имя}. Вопрос № {номер}, {что-то ещё}, {}."

    assert fill(text, {"имя": "Анна {номер}", "номер": "7"}) == (
        "Здравствуйте, Анна {номер}. Вопрос № 7, {что-то ещё}, {}."
    )


def test_a_methodist_closes_only_what_they_have_answered() -> None:
    asked = QUESTION.taken(by=BORIS)
    for turn in (
        asked,
        asked.asked_back(by=BORIS),
        asked.answered(by=BORIS, at=MONDAY).continued(by=ANNA),
    ):
        with pytest.raises(NotAnsweredYet):
            turn.closed(by=BORIS, at=MONDAY)

    assert asked.answered(by=BORIS, at=MONDAY).closed(by=BORIS, at=MONDAY).closed_at == MONDAY


def test_after_two_weeks_it_stays_closed() -> None:
    closed = QUESTION.closed(by=ANNA, at=MONDAY)
    late = MONDAY + REOPENED_WITHIN + timedelta(seconds=1)

    assert closed.may_reopen(MONDAY + REOPENED_WITHIN)
    with pytest.raises(TooLateToReopen):
        closed.reopened(by=ANNA, at=late, due_at=late, methodist=None)
