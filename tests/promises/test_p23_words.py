"""P23: what people type comes back as they typed it, whole, and no messenger stumbles over it."""

import re
from html import escape, unescape
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.messengers.demo import markup
from core.consultations.model import LONGEST_TEXT, Words
from core.consultations.notices import QuestionAnswered, QuestionAsked
from core.consultations.refusals import TooLong
from core.letters import Button, Screen
from core.parts import LONGEST, split, width
from core.people import LONGEST_NAME, Account, PersonId
from core.words import storable, units
from notifications.consultations import question_answered, question_asked
from tests.promises.results import Record
from tests.times import MONDAY
from tests.walks import phone_of
from tests.world import TEXTS, DemoWorld

SHORT, LONG = 600, 10_000
COUNTS = [SHORT, pytest.param(LONG, marks=[pytest.mark.long, pytest.mark.timeout(900)])]
TELEGRAM, MAX = 4096, 4000

MARKUP = ("<b>", "</b>", "<", ">", "&", "&amp;", "&lt", ";", '"', "'", "<a href='x'>", "{ $name }")
SIGNS = (
    "\n",
    "\n\n",
    " ",
    "\t",
    "\u00a0",
    "\u200d",
    "\u202e",
    "\ufeff",
    "🙂",
    "👩🏽\u200d🏫",
    "Ж",
    "\ue000",
)
PIECES = st.sampled_from(MARKUP + SIGNS)
TYPED = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30).map("".join).map(storable)


def seen(html: str) -> str:
    """As a messenger reads it; raises what Telegram calls "can't parse entities"."""
    return markup.parse(html).text


def check(count: int, test: Any) -> None:
    """The test with so many examples, each time the same."""
    with_settings = settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    with_settings(test)()


@pytest.mark.parametrize("count", COUNTS)
def test_names_and_texts_come_back_as_typed(count: int, record: Record) -> None:
    @given(name=TYPED, text=TYPED)
    def comes_back(name: str, text: str) -> None:
        asked = seen(question_asked(a_question(name, text), TEXTS).text)
        answered = seen(question_answered(an_answer(name, text or "x"), TEXTS).text)
        line = seen(
            TEXTS(
                "thread-line",
                author=name,
                at=MONDAY,
                kind="words",
                is_edited="no",
                text=text,
                files="",
                has_files="no",
            )
        )
        for shown in (asked, answered, line):
            assert name in shown
            assert text in shown

    check(count, comes_back)
    if count == LONG:
        record(f"{count:,} strings come back as typed")


def a_question(name: str, text: str) -> QuestionAsked:
    return QuestionAsked(
        to=PersonId(1),
        sender=PersonId(2),
        consultation=1,
        handed_over=False,
        topic="Аттестация",
        subject="Физика",
        teacher=name,
        unit=name,
        text=text,
        due_at=MONDAY,
        given_at=MONDAY,
    )


def an_answer(name: str, text: str) -> QuestionAnswered:
    return QuestionAnswered(
        to=PersonId(1),
        sender=PersonId(2),
        consultation=1,
        message=1,
        methodist=name,
        text=text,
    )


def test_words_that_are_not_escaped_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("texts.escape", lambda words, **_: words)
    shown = question_answered(an_answer("Анна", "<i>1</i> & 2"), TEXTS).text
    assert "<i>1</i>" not in seen(shown)
    with pytest.raises(markup.BadMarkup):
        seen(question_answered(an_answer("Анна", "a < b"), TEXTS).text)


async def test_a_conversation_gives_back_a_hundred_strange_questions(world: DemoWorld) -> None:
    """Through the dialogs and the strict messenger of the demo, to the end."""
    anna = await phone_of(world, "Соколова Анна")
    strange: list[str] = []

    @given(words=TYPED)
    def collect(words: str) -> None:
        strange.append(words)

    check(100, collect)
    for words in strange:
        if not words.strip() or words.startswith("/"):
            continue
        await anna.say("/ask")
        if "Аттестация" in anna.buttons:
            await anna.press("Аттестация")
        await anna.say(words)
        assert words.strip() in anna.last
        await anna.press("Отмена")
        await anna.press("Выйти без отправки")
    assert not any("У нас не получилось" in said for said in anna.messages)


HTML = st.recursive(
    TYPED.map(lambda words: escape(words, quote=False)),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from("biusp"), inner).map(
            lambda each: f"<{tag(each[0])}>{each[1]}</{tag(each[0])}>"
        ),
        inner.map(lambda html: f'<a href="https://example.org/?a=1&amp;b=2">{html}</a>'),
        st.lists(inner, max_size=5).map("\n\n".join),
        st.tuples(inner, st.integers(2, 60)).map(lambda each: each[0] * each[1]),
    ),
    max_leaves=6,
)


def tag(letter: str) -> str:
    return "pre" if letter == "p" else letter


def manners(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every sign to be seen with the markup it is in."""
    signs: list[tuple[str, tuple[str, ...]]] = []
    opened: list[str] = []
    for found in re.findall(r"<[^<>]*>|&(?:\w+|#\w+);|.", html, re.DOTALL):
        if found.startswith("</"):
            opened.pop()
        elif found.startswith("<"):
            opened.append(found)
        else:
            signs.append((unescape(found), tuple(opened)))
    return signs


def without_blanks(
    signs: list[tuple[str, tuple[str, ...]]],
) -> list[tuple[str, tuple[str, ...]]]:
    return [(sign, inside) for sign, inside in signs if not sign.isspace()]


@pytest.mark.parametrize("limit", [20, TELEGRAM, MAX, LONGEST])
@pytest.mark.parametrize("count", COUNTS)
def test_a_long_text_is_split_and_nothing_is_lost(count: int, limit: int, record: Record) -> None:
    @given(html=HTML)
    def whole(html: str) -> None:
        assume(len(html) < 20_000)
        parts = split(html, limit)
        together = [sign for part in parts for sign in manners(part)]

        assert without_blanks(together) == without_blanks(manners(html))
        assert all(units(seen(part)) <= limit for part in parts) or len(parts) == 1
        assert all(seen(part).strip() for part in parts) or not seen(html).strip()

    check(count, whole)
    if count == LONG:
        record(f"{count:,} texts split at {limit:,}, nothing lost")


@pytest.mark.parametrize("end", ["\n\n", "\n", " "])
def test_it_is_split_where_a_paragraph_a_line_or_a_word_ends(end: str) -> None:
    words = ("Слово и ещё одно" + end) * 600
    parts = split(f"<b>{escape(words)}</b>")

    assert "".join(map(seen, parts)) == words
    assert all(
        seen(part).endswith(end) and not seen(part)[-len(end) - 1].isspace() for part in parts
    )
    assert all(part.startswith("<b>") and part.endswith("</b>") for part in parts)


def test_a_paragraph_is_preferred_to_a_line_and_a_line_to_a_word() -> None:
    html = "x" * 1900 + "\n\n" + "y" * 900 + "\n" + "z" * 600 + " " + "w" * 900

    assert [len(part) for part in split(html)] == [1902, len(html) - 1902]


def test_what_fits_stays_one_message() -> None:
    assert split("&lt;" * LONGEST) == ["&lt;" * LONGEST]
    assert len(split("🙂" * (LONGEST // 2))) == 1
    assert len(split("🙂" * (LONGEST // 2) + "!")) == 2
    assert width("<b>&amp;🙂</b>") == 3


def test_a_cut_by_length_alone_would_be_seen() -> None:
    html = "<b>" + "&amp;" * 5000 + "</b>"
    with pytest.raises(markup.BadMarkup):
        seen(html[:LONGEST])


async def test_a_long_letter_comes_as_several_with_the_buttons_on_the_last(
    world: DemoWorld,
) -> None:
    phone = world.new_phone(900, "Анна")
    text = "\n\n".join(f"<b>{number}</b> " + "Слово 🙂 &amp; " * 40 for number in range(30))
    screen = Screen(text, (Button("Открыть", "menu"),))
    await world.carriers["demo"].show(screen, to=Account("demo", 900))

    assert len(phone.messages) > 2
    assert phone.buttons == ["Открыть"]
    assert sum(bool(message.reply_markup) for message in phone.history) == 1
    assert re.sub(r"\s", "", "".join(phone.messages)) == re.sub(r"\s", "", seen(text))


@pytest.mark.parametrize("sign", ["Я", "&", "🙂", "\n<"])
def test_the_longest_words_leave_in_parts_that_fit(sign: str) -> None:
    words = (sign * LONGEST_TEXT)[: LONGEST_TEXT // units(sign) * len(sign)]
    assert units(words) == LONGEST_TEXT
    screen = question_asked(a_question("Я" * LONGEST_NAME, words), TEXTS)

    parts = split(screen.text)
    assert len(parts) > 1
    assert all(units(seen(part)) <= min(TELEGRAM, MAX) for part in parts)
    assert without_blanks(manners("".join(parts))) == without_blanks(manners(screen.text))
    with pytest.raises(TooLong):
        Words(words + "!")
