"""How names of units are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.units import folded

russian = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАЁЙ №«»-_.,0123456789")


@pytest.mark.parametrize(
    ("name", "as_compared"),
    [
        ("МБОУ «СОШ № 5»", "мбоу сош 5"),
        ("Школа №5", "школа 5"),
        ("школа5", "школа 5"),
        ("Озёрный р-н", "озерный р н"),
        ("ЁЛКА", "елка"),
        ("СОШ_№_15", "сош 15"),
        ("🎓", ""),
        ("", ""),
    ],
)
def test_a_name_is_compared_by_its_words_and_numbers(name: str, as_compared: str) -> None:
    assert folded(name) == as_compared


@given(st.text() | russian)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@given(russian)
def test_letters_in_one_stroke_or_in_two_are_the_same(name: str) -> None:
    assert folded(unicodedata.normalize("NFD", name)) == folded(name)


@given(russian)
def test_size_of_letters_and_the_dots_of_yo_do_not_matter(name: str) -> None:
    assert folded(name.upper()) == folded(name)
    assert folded(name.replace("ё", "е").replace("Ё", "Е")) == folded(name)


@given(st.lists(st.integers(0, 999), min_size=1))
def test_numbers_stay_numbers(numbers: list[int]) -> None:
    assert folded(" № ".join(map(str, numbers))).split() == [str(number) for number in numbers]
