"""Numbers that are read from paper, hours that are counted, names that are not shown whole."""

from datetime import timedelta

import pytest

from core.certificates.model import SIGNS, academic_hours, initials, new_number, number_of


def test_numbers_are_long_and_alike_to_none() -> None:
    numbers = {new_number() for _ in range(1000)}

    assert len(numbers) == 1000
    assert all(number_of(number) == number for number in numbers)
    assert not set("01IO") & set(SIGNS)


@pytest.mark.parametrize(
    "words",
    [
        "7K3M-Q2XP-9RTD-4HNV",
        "7k3mq2xp9rtd4hnv",
        " 7K3M Q2XP 9RTD 4HNV ",
        "7К3М-Q2ХР-9RТD-4НNV",  # on the Russian keyboard, where the letters look alike
    ],
)
def test_a_number_is_understood_however_it_is_typed(words: str) -> None:
    assert number_of(words) == "7K3M-Q2XP-9RTD-4HNV"


@pytest.mark.parametrize(
    "words", ["", "7K3M", "7K3M-Q2XP-9RTD-4HNV-7", "0" * 16, "я" * 16, "\x00"]
)
def test_what_is_no_number_is_none(words: str) -> None:
    assert number_of(words) is None


@pytest.mark.parametrize(
    ("lasts", "hours"),
    [
        (timedelta(minutes=45), 1),
        (timedelta(minutes=20), 1),
        (timedelta(minutes=90), 2),
        (timedelta(hours=3), 4),
        (timedelta(hours=12), 16),
        (timedelta(hours=13), None),
        (timedelta(days=3), None),
        (timedelta(0), None),
    ],
)
def test_hours_are_academic_and_whole(lasts: timedelta, hours: int | None) -> None:
    assert academic_hours(lasts) == hours


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Соколова Анна Петровна", "Соколова А. П."),
        ("Мамин-Сибиряк Дмитрий", "Мамин-Сибиряк Д."),
        ("Анна", "Анна"),
        ("", ""),
    ],
)
def test_of_a_name_as_much_is_shown_as_is_needed(name: str, shown: str) -> None:
    assert initials(name) == shown
