"""Our schema of what MAX takes: it lets good bodies through and sees what is wrong with others."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.fakes.max_limits import SCHEMA, Refusal, check_body

CALLBACK = {"type": "callback", "text": "Меню", "payload": "menu"}
LINK = {"type": "link", "text": "Сайт", "url": "https://example.org"}
FILE = {"type": "file", "payload": {"token": "t"}}


def with_rows(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    keyboard = {"type": "inline_keyboard", "payload": {"buttons": list(rows)}}
    return {"text": "Слова", "attachments": [keyboard]}


GOOD = {
    "words": {"text": "Слова", "format": "html", "notify": False},
    "a full row": with_rows([CALLBACK] * 7),
    "a full row of links": with_rows([LINK, CALLBACK, LINK]),
    "thirty rows": with_rows(*[[CALLBACK]] * 30),
    "nothing left": {"attachments": []},
    "a file": {"attachments": [FILE]},
    "a reply": {"text": "Да", "link": {"type": "reply", "mid": "mid.1"}},
}

BAD = {
    "a field nobody knows": {"text": "Слова", "parse_mode": "HTML"},
    "eight in a row": with_rows([CALLBACK] * 8),
    "four in a row with a link": with_rows([CALLBACK, CALLBACK, CALLBACK, LINK]),
    "thirty-one rows": with_rows(*[[CALLBACK]] * 31),
    "an empty row": with_rows([]),
    "no rows": with_rows(),
    "a button without words": with_rows([{**CALLBACK, "text": ""}]),
    "a button with too many": with_rows([{**CALLBACK, "text": "м" * 129}]),
    "a button that carries nothing": with_rows([{"type": "callback", "text": "Меню"}]),
    "a button that carries too much": with_rows([{**CALLBACK, "payload": "m" * 1025}]),
    "a button of Telegram": with_rows([{"text": "Меню", "callback_data": "menu"}]),
    "a link to nowhere": with_rows([{**LINK, "url": "example"}]),
    "a file without a token": {"attachments": [{"type": "file", "payload": {}}]},
    "a file by its address": {
        "attachments": [{"type": "file", "payload": {"url": "https://a.ru"}}]
    },
    "thirteen attachments": {"attachments": [{"type": "image", "payload": {"token": "t"}}] * 13},
    "a reply to nothing": {"text": "Да", "link": {"type": "reply"}},
}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_body_passes(name: str) -> None:
    complaints: list[str] = []
    check_body(GOOD[name], "message", complaints)
    assert complaints == []


@pytest.mark.parametrize("name", BAD)
def test_a_bad_body_is_refused_and_complained_of(name: str) -> None:
    complaints: list[str] = []
    with pytest.raises(Refusal):
        check_body(BAD[name], "message", complaints)
    assert len(complaints) == 1


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("commands", {"commands": [{"command": "start", "description": "Начать"}]}),
        ("commands", {"commands": [{"name": "start", "description": ""}]}),
        ("action", {"action": "typing"}),
        ("answer", {"text": "Готово"}),
        ("subscription", {"url": "https://a.ru/max", "secret": "имя"}),
    ],
)
def test_other_bodies_are_looked_at_as_well(kind: str, body: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        check_body(body, kind, [])
