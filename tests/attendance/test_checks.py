"""Questions after the word: how they are written, what is enough, when one may try again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.attendance.checks import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    MOST_ANSWERS,
    MOST_QUESTIONS,
    MOST_TRIES,
    PAUSE,
    Check,
    Question,
    Tries,
    questions_of,
)
from core.attendance.refusals import CheckFull, CheckUnclear, TriesSpent, TryLater
from tests.times import MONDAY

QUESTION = "Сколько дней даётся на апелляцию?\nОдин\n+ Два\nПять"
LINE = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=LONGEST_ANSWER)


def a_check(*right: int) -> Check:
    questions = tuple(
        Question(words=f"{place}?", answers=("а", "б", "в", "г"), right=one)
        for place, one in enumerate(right)
    )
    return Check(questions=questions, made_at=MONDAY)


def test_a_question_is_read_as_the_example_shows() -> None:
    [read] = questions_of(f"\n{QUESTION}\r\n\n")

    assert read.words == "Сколько дней даётся на апелляцию?"
    assert read.answers == ("Один", "Два", "Пять")
    assert read.answers[read.right] == "Два"


def test_several_stand_apart_by_an_empty_line() -> None:
    assert len(questions_of(f"{QUESTION}\n \n{QUESTION}\n\n\n{QUESTION}")) == MOST_QUESTIONS
    with pytest.raises(CheckFull):
        questions_of("\n\n".join([QUESTION] * (MOST_QUESTIONS + 1)))


@pytest.mark.parametrize(
    ("words", "why", "place"),
    [
        ("", "answers", 1),
        ("Вопрос?", "answers", 1),
        ("Вопрос?\n+ Да", "answers", 1),
        ("Вопрос?\n+ 1\n2\n3\n4\n5", "answers", 1),
        ("Вопрос?\n+\nНет", "answers", 1),
        ("Вопрос?\nДа\nНет", "right", 1),
        ("Вопрос?\n+ Да\n+ Нет", "right", 1),
        ("Вопрос?\n+ Да\nДа", "same", 1),
        (f"{'я' * (LONGEST_QUESTION + 1)}\n+ Да\nНет", "long", 1),
        (f"Вопрос?\n+ Да\n{'я' * (LONGEST_ANSWER + 1)}", "long", 1),
        (f"{QUESTION}\n\nВопрос?\nДа\nНет", "right", 2),
    ],
)
def test_what_is_wrong_is_said_with_the_place(words: str, why: str, place: int) -> None:
    with pytest.raises(CheckUnclear) as refusal:
        questions_of(words)
    assert refusal.value.facts == {"why": why, "place": place}


@given(LINE, st.lists(LINE, min_size=2, max_size=MOST_ANSWERS, unique=True), st.data())
def test_what_is_written_is_what_is_asked(
    words: str, answers: list[str], data: st.DataObject
) -> None:
    right = data.draw(st.integers(0, len(answers) - 1))
    lines = [f"+{one}" if at == right else one for at, one in enumerate(answers)]

    assert questions_of("\n".join([words, *lines])) == [
        Question(words=words, answers=tuple(answers), right=right)
    ]


@pytest.mark.parametrize(("asked", "needed"), [(1, 1), (2, 2), (3, 2)])
def test_more_than_half_is_enough(asked: int, needed: int) -> None:
    assert a_check(*[0] * asked).needed == needed


@given(st.lists(st.integers(0, 3), min_size=1, max_size=3), st.data())
def test_each_right_answer_counts_once_and_only_more_than_half_is_enough(
    right: list[int], data: st.DataObject
) -> None:
    check = a_check(*right)
    given_ = data.draw(st.lists(st.integers(0, 3), min_size=len(right), max_size=len(right)))
    found = check.right(given_)

    assert found == sum(a == b for a, b in zip(right, given_, strict=True))
    assert (found >= check.needed) == (2 * found > len(right))
    assert check.right(right) >= check.needed


def test_questions_come_and_go() -> None:
    one = questions_of(QUESTION)
    two = a_check(1, 2).with_more(one, at=MONDAY + PAUSE)

    assert [each.words for each in two.questions] == ["0?", "1?", one[0].words]
    assert two.made_at > MONDAY
    assert [each.words for each in two.without(1, at=MONDAY).questions] == ["0?", one[0].words]
    with pytest.raises(CheckFull):
        two.with_more(one, at=MONDAY)


@given(st.integers(1, MOST_TRIES + 2), st.integers(0, 600))
def test_another_try_is_given_once_and_after_a_pause(failed: int, seconds: int) -> None:
    tries, now = Tries(failed, MONDAY), MONDAY + timedelta(seconds=seconds)
    if failed >= MOST_TRIES:
        with pytest.raises(TriesSpent):
            tries.check(now)
    elif now < MONDAY + PAUSE:
        with pytest.raises(TryLater):
            tries.check(now)
    else:
        tries.check(now)
