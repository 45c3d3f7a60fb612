"""Rules of the bank that need no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.answers.contacts import without_contacts
from core.answers.model import MOST_BESIDE, MOST_HAVING, MOST_WORDS, fit, telling, weight
from core.answers.use_cases import shortened
from core.words import units
from storage.grammar import nameless

WORD = st.text("абвгд", min_size=1, max_size=3)
HAVING = st.dictionaries(WORD, st.integers(0, 50_000), max_size=40)


@given(HAVING)
def test_the_words_looked_for_are_known_few_and_the_rarest(having: dict[str, int]) -> None:
    looked = telling(list(having), having, 50_000)
    chosen, beside = list(looked.at), list(looked.beside)

    assert len(chosen) <= MOST_WORDS
    assert len(beside) <= MOST_BESIDE
    assert all(having[word] for word in chosen + beside)
    assert bool(chosen) == any(having.values())
    assert len(chosen) <= 1 or sum(having[word] for word in chosen) <= MOST_HAVING
    known = sorted(count for count in having.values() if count)
    assert [having[word] for word in chosen + beside] == known[: len(chosen + beside)]


@given(st.dictionaries(WORD, st.floats(0.01, 10)), st.sets(WORD), st.sets(WORD))
def test_a_fit_is_a_part_of_the_whole(
    asked: dict[str, float], question: set[str], answer: set[str]
) -> None:
    assert 0 <= fit(asked, question, answer) <= 1 + 1e-9
    assert fit(asked, question | set(asked), answer) == pytest.approx(1 if asked else 0)
    assert fit(asked, question, answer) <= fit(asked, question | answer, answer) + 1e-9


@given(st.integers(1, 1000), st.integers(0, 1000))
def test_a_rarer_word_weighs_more(bank: int, having: int) -> None:
    having = min(having, bank - 1)
    assert weight(bank, having) > weight(bank, having + 1)


@given(st.text(max_size=600), st.integers(10, 300))
def test_what_is_shortened_fits(text: str, most: int) -> None:
    assert units(shortened(text, most)) <= most


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Пишите: anna@school.ru.", "Пишите."),
        ("Телефон 8 (912) 345-67-89, вечером", "Телефон, вечером"),
        ("Звоните +79123456789", "Звоните"),
        ("Я в t.me/anna_s и @anna", "Я в и"),
        ("Приказ 1234 от 2025 года, 12 500 рублей", "Приказ 1234 от 2025 года, 12 500 рублей"),
        ("Смотрите https://edu.gov.ru/doc/1", "Смотрите https://edu.gov.ru/doc/1"),
    ],
)
def test_ways_to_reach_somebody_are_taken_out_and_numbers_stay(text: str, after: str) -> None:
    assert without_contacts(text) == after


@pytest.mark.parametrize(
    "text",
    [
        "Смирновой Анне Петровне",
        "С Анной Петровной Смирновой",
        "Анна, Смирнову, Петровну",
        "в школе № 5, в МБОУ СОШ №5, СОШ 5",
    ],
)
def test_names_and_schools_are_taken_out_in_every_form(text: str) -> None:
    said = nameless(text, people=["Смирнова Анна Петровна"], places=["МБОУ СОШ № 5"])

    assert not any(part in said for part in ("Смирн", "Анн", "Петров", "5")), said


def test_what_is_nobodys_name_stays() -> None:
    text = "Класс № 5: урок по роману «Анна Каренина» и вера в себя"

    assert nameless(text, people=["Волкова Вера"], places=["Школа № 5"]) == text
