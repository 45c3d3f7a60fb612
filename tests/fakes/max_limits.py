"""The limits of MAX's Bot API, with the words it refuses in, and our schema of its bodies."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tests.fakes import telegram_limits
from tests.fakes.telegram_faults import RateGuard
from tests.fakes.telegram_limits import Json, units

SCHEMA = json.loads((Path(__file__).parent / "max_schema.json").read_text())

LONGEST_TEXT, MOST_BUTTONS = 4000, 210

PER_SECOND, PER_CHAT = 30, 2

ALONE = {"file", "audio", "sticker", "contact"}
"""What may be in a message only by itself, besides a keyboard."""

MARKS = {
    "bold": "strong",
    "italic": "emphasized",
    "underline": "underline",
    "strikethrough": "strikethrough",
    "code": "monospaced",
    "pre": "monospaced",
    "text_link": "link",
}
"""What MAX makes of the tags it keeps. The others it strips without a word."""


class Refusal(Exception):
    """What MAX answers instead of a result; without a code the body is empty."""

    def __init__(self, status: int, code: str = "", words: str = "") -> None:
        super().__init__(words)
        self.status = status
        self.code = code
        self.words = words


def wrong(words: str) -> Refusal:
    return Refusal(400, "proto.payload", words)


class Rates:
    """So many requests a second, so many of a kind to a chat; a refused one does not count.

    ``None`` switches a limit off.
    """

    def __init__(self) -> None:
        self.per_second: int | None = PER_SECOND
        self.per_chat: int | None = PER_CHAT
        self._all = RateGuard()
        self._chats: defaultdict[tuple[str, int], RateGuard] = defaultdict(RateGuard)
        self.refusals = 0

    def check_all(self) -> None:
        self._all.limit = self.per_second
        self._refuse_if(self._all)

    def check_chat(self, kind: str, chat: int) -> None:
        guard = self._chats[kind, chat]
        guard.limit = self.per_chat
        self._refuse_if(guard)

    def _refuse_if(self, guard: RateGuard) -> None:
        if guard.refuses():
            self.refusals += 1
            raise Refusal(429)


def check_body(body: Any, name: str, complaints: list[str]) -> None:
    """Refuse a body that is not in our schema, and complain: no test may overlook it."""
    schema = {**SCHEMA, "$ref": f"#/$defs/{name}"}
    for error in Draft202012Validator(schema).iter_errors(body):
        complaints.append(f"{name}: {error.message[:300]} in {json.dumps(body)[:300]}")
        raise wrong(f"{error.json_path}: {error.validator}")


def text_of(body: Json, complaints: list[str]) -> tuple[str, list[Json]]:
    """The text as it is shown, and its markup. Whether tags count is not known: here they do."""
    text, marks = body.get("text") or "", []
    if units(text) > LONGEST_TEXT:
        raise wrong(f"text: size must be between 0 and {LONGEST_TEXT}")
    if body.get("format") == "html":
        try:
            text, marks = telegram_limits.read_html(text)
        except telegram_limits.Refusal as refusal:
            complaints.append(f"HTML that MAX would show otherwise: {refusal.description}")
            raise wrong(refusal.description) from refusal
    elif body.get("format"):
        complaints.append(f"{body['format']} is not what we speak")
    return text, [_mark(mark, complaints) for mark in marks]


def _mark(mark: Json, complaints: list[str]) -> Json:
    if mark["type"] not in MARKS:
        complaints.append(f"MAX strips {mark['type']}")
    known = {
        "type": MARKS.get(mark["type"], "?"),
        "from": mark["offset"],
        "length": mark["length"],
    }
    return {**known, "url": mark["url"]} if "url" in mark else known


def check_attachments(attachments: list[Json]) -> None:
    """What the schema cannot say of a list."""
    types = [each["type"] for each in attachments]
    if types.count("inline_keyboard") > 1:
        raise wrong("attachments: one keyboard only")
    files = [each for each in types if each != "inline_keyboard"]
    if len(files) > 1 and set(files) & ALONE:
        raise wrong("attachments: a file must be the only attachment")
    for each in attachments:
        if each["type"] == "inline_keyboard":
            rows = each["payload"]["buttons"]
            if sum(map(len, rows)) > MOST_BUTTONS:
                raise wrong("attachments: too many buttons")
