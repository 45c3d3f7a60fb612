"""Pasted numbers: read whatever stands between them, refused whole when one is none."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.attendance.numbers import MOST, in_words, numbers_of
from core.attendance.refusals import NumbersUnclear, TooManyNumbers

NUMBERS = st.sets(st.integers(min_value=0, max_value=999_999), min_size=1, max_size=MOST)
BETWEEN = st.sampled_from([", ", ",", " ", "\n", "\r\n", "\t", ";", " ; ", ",\n", "\u00a0"])


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("12, 15, 18-20", [12, 15, 18, 19, 20]),
        ("12\n15\n18\n", [12, 15, 18]),
        ("12\t15;18", [12, 15, 18]),
        ("18 – 20", [18, 19, 20]),
        ("№ 7, №8", [7, 8]),
        ("1. 2. 3.", [1, 2, 3]),
        ("5, 5, 005", [5]),
        ("7-7", [7]),
        (f"1-{MOST}", list(range(1, MOST + 1))),
    ],
)
def test_numbers_are_read_as_people_write_them(words: str, numbers: list[int]) -> None:
    assert numbers_of(words) == numbers


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("", "…"),
        (" \n ", "…"),
        ("двенадцать", "двенадцать"),
        ("12, 15а", "15а"),
        ("20-18", "20-18"),
        ("1-2-3", "1-2-3"),
        ("12.5", "12.5"),
        ("1234567", "1234567"),
        ("١٢", "١٢"),
        ("-5", "-5"),
    ],
)
def test_what_is_no_number_is_named(words: str, what: str) -> None:
    with pytest.raises(NumbersUnclear) as refusal:
        numbers_of(words)
    assert refusal.value.facts == {"what": what}


@pytest.mark.parametrize("words", [f"1-{MOST + 1}", "1-999999", "1-300, 500-700"])
def test_too_many_are_refused(words: str) -> None:
    with pytest.raises(TooManyNumbers):
        numbers_of(words)


@given(st.lists(st.integers(0, 999_999), min_size=1, max_size=MOST), st.data())
def test_whatever_stands_between_them_none_is_lost(
    numbers: list[int], data: st.DataObject
) -> None:
    words = str(numbers[0])
    for number in numbers[1:]:
        words += data.draw(BETWEEN) + str(number)

    assert numbers_of(words) == sorted(set(numbers))


@given(NUMBERS)
@example(set(range(1, MOST + 1)))
def test_numbers_in_words_are_read_back(numbers: set[int]) -> None:
    assert numbers_of(in_words(numbers)) == sorted(numbers)
    assert len(in_words(numbers)) <= 8 * MOST


@given(st.text(max_size=60))
def test_any_words_are_read_or_refused(words: str) -> None:
    try:
        numbers = numbers_of(words)
    except (NumbersUnclear, TooManyNumbers):
        return
    assert numbers == sorted(set(numbers))
    assert 0 < len(numbers) <= MOST
