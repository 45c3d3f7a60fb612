"""What is accepted as a name, a position and subjects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue import SubjectId
from core.errors import Refusal
from core.registration.model import (
    LONGEST_NAME,
    LONGEST_POSITION,
    MOST_SUBJECTS,
    NameIsOff,
    NameTooLong,
    NoSubjects,
    PositionTooLong,
    TooManySubjects,
    cleaned,
    name_of,
    position_of,
    subjects_of,
)

subjects = st.lists(st.integers(1, 30).map(SubjectId))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Анна Ёлкина", "Анна Ёлкина"),
        ("  Анна\n\tЁлкина ", "Анна Ёлкина"),
        ("Анна\N{NO-BREAK SPACE}Ёлкина\0", "Анна Ёлкина"),
        ("Ян", "Ян"),
        ("О’Нил-Петрова 2-я", "О’Нил-Петрова 2-я"),
        ("<b>Анна</b> 🎓", "<b>Анна</b> 🎓"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Анна", "Анна"),
    ],
)
def test_a_name_is_one_clean_line(words: str, name: str) -> None:
    assert name_of(words) == name


@pytest.mark.parametrize("words", ["", " ", "\n", "Я", "...", "123", "🎓🎓🎓", "\0\0", "-А-"])
def test_what_has_no_letters_is_no_name(words: str) -> None:
    with pytest.raises(NameIsOff):
        name_of(words)


def test_a_name_of_five_thousand_letters_is_too_long() -> None:
    with pytest.raises(NameTooLong) as refusal:
        name_of("я" * 5000)

    assert refusal.value.facts == {"most": LONGEST_NAME, "length": 5000}
    assert name_of("я" * LONGEST_NAME)


def test_a_position_has_limits_too() -> None:
    assert position_of(" учитель\nначальных  классов ") == "учитель начальных классов"
    assert position_of("я" * LONGEST_POSITION)
    with pytest.raises(PositionTooLong):
        position_of("я" * (LONGEST_POSITION + 1))
    with pytest.raises(NameIsOff):
        position_of("\t\n")


@given(st.text())
def test_whatever_is_accepted_is_printable_short_and_accepted_again(words: str) -> None:
    for accept, most in ((name_of, LONGEST_NAME), (position_of, LONGEST_POSITION)):
        try:
            accepted = accept(words)
        except Refusal:
            continue
        assert accepted.isprintable()
        assert 0 < len(accepted) <= most
        assert accepted == accepted.strip() == accept(accepted)


@given(st.text(st.characters(categories=["Zs", "Cc", "Cf", "Lu", "Ll"])))
def test_cleaning_loses_no_letter(words: str) -> None:
    letters = [sign for sign in words if sign.isalpha()]

    assert [sign for sign in cleaned(words) if sign.isalpha()] == letters
    assert "  " not in cleaned(words)


@given(subjects)
def test_subjects_are_kept_once_each_in_the_order_chosen(chosen: list[SubjectId]) -> None:
    different = set(chosen)
    if not different:
        with pytest.raises(NoSubjects):
            subjects_of(chosen)
    elif len(different) > MOST_SUBJECTS:
        with pytest.raises(TooManySubjects):
            subjects_of(chosen)
    else:
        kept = subjects_of(chosen)
        assert set(kept) == different
        assert len(kept) == len(different)
        assert kept[0] == chosen[0]
        assert list(kept) == sorted(kept, key=chosen.index)
