"""How the service speaks: plainly, agreeing with its numbers, within the width of a phone."""

import ast
import re
import unicodedata
from datetime import UTC, datetime

import pytest
from fluent.syntax import ast as ftl

from tests.plurals import PLURALS, SAID_FOR_NONE
from tests.sources import called, calls, sources, tree
from tests.words import GAP, Phrase, by_key, data, nodes, phrases
from texts import Texts

TEXTS = Texts("Europe/Moscow")
EVERYTHING = [
    *((f"{phrase.file}: {phrase.key}", form) for phrase in phrases() for form in phrase.forms),
    *data(),
]

COUNTS = (0, 1, 2, 5, 11, 21, 104)
EACH_COUNT = ("many", "one", "few", "many", "many", "one", "few")

ROUND = {
    "МБ", "ГБ", "с",  # units do not decline
    "import-trouble-cell-too-long",  # always 200
    "sheet-too-long",  # always 50 000
}  # fmt: skip
"""Units, and texts whose number never changes."""

LONGEST_BUTTON, COMFORTABLE_BUTTON = 34, 24
LONG_BUTTONS = {"button-choice": "a choice is called as the papers of the service call it"}
"""Buttons of more than 24 signs, each with the reason why it cannot be shorter."""

TAGS = {"b", "i", "u", "s", "code", "pre", "a"}
LONGEST_TEXT = 3500

BARE_LETTER = re.compile(r"(?<![\w/@.:+-])[aceopxyABCEHKMOPTX](?![\w/@.:-])")
OFFICIALESE = re.compile(
    r"осуществл|\bявля(ет|ют)ся\b|\bданн(ый|ая|ого|ому|ой|ую)\b|\bв целях\b|производится",
    re.IGNORECASE,
)


def wrong(pattern: str | re.Pattern[str]) -> list[tuple[str, str]]:
    return [(where, text) for where, text in EVERYTHING if re.search(pattern, text)]


def test_nobody_shouts() -> None:
    assert wrong("!") == []


def test_officialese_is_not_spoken() -> None:
    assert wrong(OFFICIALESE) == []


def test_a_number_sign_is_followed_by_a_space() -> None:
    assert wrong("№(?! )") == []


def test_signs_are_russian_ones() -> None:
    assert wrong(r"\.\.\.|[\"'“”]|  | - | ,") == []


def is_emoji(sign: str) -> bool:
    return unicodedata.category(sign) in {"So", "Sk"} and sign not in {"№", GAP}


def test_emoji_stand_only_at_the_head_of_a_menu_button() -> None:
    inside = []
    for phrase in phrases():
        heads_menu = phrase.key.startswith(("menu-", "button-draft-"))
        for form in phrase.forms:
            words = re.sub(r"^\S️? (?=\w)", "", form) if heads_menu else form
            if any(map(is_emoji, words)):
                inside.append((phrase.key, form))

    assert inside == []
    assert [text for _, text in data() if any(map(is_emoji, text))] == []


def test_letters_that_look_alike_are_not_mixed() -> None:
    mixed = [
        (where, word)
        for where, text in EVERYTHING
        for word in re.findall(r"[^\W\d_]+", text)
        if len({unicodedata.name(letter).split()[0] for letter in word}) > 1
    ]

    assert mixed == []
    assert wrong(BARE_LETTER) == []


def test_markup_is_what_both_messengers_understand() -> None:
    for phrase in phrases():
        for form in phrase.forms:
            opened = re.findall(r"<(\w+)", form)
            assert set(opened) <= TAGS, phrase.key
            assert sorted(opened) == sorted(re.findall(r"</(\w+)>", form)), phrase.key
            assert len(form) <= LONGEST_TEXT, phrase.key


# --- buttons


def labels() -> set[str]:
    """Keys that stand on a button by themselves."""
    given = (
        call.args[0].value
        for path in sources("handlers")
        for call in calls(tree(path))
        if called(call) == "Label" and isinstance(call.args[0], ast.Constant)
    )
    return {
        *map(str, given),
        *(phrase.key for phrase in phrases() if phrase.key.startswith("button-")),
    }


def width(phrase: Phrase) -> int:
    """Signs of its longest form, names and numbers left out: they are as long as they are."""
    return max(len(form.replace(GAP, "").strip()) for form in phrase.forms)


def test_a_button_is_seen_whole() -> None:
    long = {key: width(by_key()[key]) for key in labels()}

    assert {key: signs for key, signs in long.items() if signs > LONGEST_BUTTON} == {}
    assert {key for key, signs in long.items() if signs > COMFORTABLE_BUTTON} == set(LONG_BUTTONS)


# --- numbers


def test_every_text_that_agrees_with_a_number_is_in_the_table() -> None:
    assert {phrase.key for phrase in phrases() if phrase.agrees_with} == set(PLURALS)


@pytest.mark.parametrize("key", PLURALS)
def test_words_agree_with_their_number(key: str) -> None:
    forms = dict(zip(("one", "few", "many"), PLURALS[key], strict=True))
    number = by_key()[key].agrees_with
    found = nodes(by_key()[key].pattern, ftl.VariableReference)
    others = {at.id.name: 12 if at.id.name == "number" else "x" for at in found}

    for count, form in zip(COUNTS, EACH_COUNT, strict=True):
        said = TEXTS(key, **others | {number: count})
        if count == 0 and key in SAID_FOR_NONE:
            assert SAID_FOR_NONE[key] in said
        else:
            assert re.search(rf"\b{count} {forms[form]}\b", said), said


def test_a_word_after_a_number_agrees_with_it() -> None:
    """«3501 знаков» is wrong whoever counts; a number that may be any needs its plural."""
    stiff = [
        (phrase.key, word)
        for phrase in phrases()
        for pattern in [phrase.pattern, *inner_patterns(phrase)]
        for word in words_after_numbers(pattern, within=phrase)
        if word not in ROUND and phrase.key not in ROUND
    ]

    assert stiff == []


def inner_patterns(phrase: Phrase) -> list[ftl.Pattern]:
    """Of choices by something else than a number."""
    return [
        variant.value
        for select in nodes(phrase.pattern, ftl.SelectExpression)
        for variant in select.variants
        if getattr(variant.key, "name", "") not in {"one", "few", "many"}
    ]


COUNTED = {"length", "most", "count", "people", "pending", "seconds", "free", "files", "total"}
"""Arguments that are numbers of something; the others are names."""


def words_after_numbers(pattern: ftl.Pattern, *, within: Phrase) -> list[str]:
    found = []
    for before, after in zip(pattern.elements, pattern.elements[1:], strict=False):
        number = getattr(getattr(before, "expression", None), "id", None)
        if number is None or number.name not in COUNTED or number.name == within.agrees_with:
            continue
        text = after.value if isinstance(after, ftl.TextElement) else ""
        found += re.findall(r"^ ([а-яё]+)\b", text)
    return found


# --- dates


def test_a_date_is_said_as_people_say_it() -> None:
    assert TEXTS.moment(datetime(2026, 11, 26, 12, 0, tzinfo=UTC)) == "чт, 26 ноября, 15:00"


def test_months_and_days_of_the_week_are_in_their_places() -> None:
    months = [TEXTS.moment(datetime(2026, month, 1, 6, 5, tzinfo=UTC)) for month in range(1, 13)]
    days = [TEXTS.moment(datetime(2026, 6, day, 6, 5, tzinfo=UTC)) for day in range(1, 8)]

    assert [said.split(", ")[1] for said in months] == [
        "1 января",
        "1 февраля",
        "1 марта",
        "1 апреля",
        "1 мая",
        "1 июня",
        "1 июля",
        "1 августа",
        "1 сентября",
        "1 октября",
        "1 ноября",
        "1 декабря",
    ]
    assert [said[:2] for said in days] == ["пн", "вт", "ср", "чт", "пт", "сб", "вс"]
    assert {said.split(", ")[2] for said in (*months, *days)} == {"09:05"}


def test_numbers_of_things_are_names_and_not_quantities() -> None:
    grouped = [
        phrase.key
        for phrase in phrases()
        if re.search(f"№ {GAP}", "".join(phrase.forms))
        and any(
            each.id.name == "number"
            for element in nodes(phrase.pattern, ftl.Placeable)
            if isinstance(each := element.expression, ftl.VariableReference)
        )
    ]

    assert grouped == []
    assert "№ 1234 " in TEXTS("note-done", number=1234)


def test_words_of_people_are_not_markup() -> None:
    said = TEXTS("ask-draft", topic="a", has_subject="no", subject="", has_text=True, text="<b> &")

    assert "&lt;b&gt; &amp;" in said
