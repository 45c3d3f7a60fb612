"""Translates an update of MAX into what aiogram calls an update. Pure: JSON in, JSON out.

What MAX brings and handlers have no use for becomes ``None``; what cannot be read, and nothing
else, raises ``Unreadable``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.messengers.max.answers import Json
from bot.messengers.max.fields import Unreadable, needed, number, piece, words
from bot.messengers.max.heard import message_of
from bot.messengers.max.people import (
    chat_of,
    dialog_with,
    group,
    is_private,
    seconds,
    sender,
    user_of,
)

START = "/start"


@dataclass(frozen=True, slots=True)
class Reading:
    """An update being read; ``token`` is the bot's own, to check signatures with."""

    raw: Json
    token: str

    @property
    def locale(self) -> str:
        return words(self.raw, "user_locale")

    @property
    def person(self) -> Json:
        """Whoever did it, as aiogram knows users."""
        who = sender(self.raw)
        if not who:
            raise Unreadable("nobody is named")
        return user_of(who, self.locale)


def translate(raw: Json, *, update_id: int, token: str) -> Json | None:
    """``update_id`` is ours: MAX numbers no updates."""
    kind = words(raw, "update_type")
    if kind not in KINDS:
        raise Unreadable("a kind that is not known")
    translated = KINDS[kind](Reading(raw, token))
    return None if translated is None else {"update_id": update_id, **translated}


def _created(reading: Reading) -> Json | None:
    message = piece(reading.raw, "message")
    person = reading.person
    if person["is_bot"]:
        return None
    if not message:
        # A voice message comes with nothing in it: whoever sent it is told so by the handlers.
        return {"message": _said_nothing(reading)}
    return {"message": _message(reading, person)}


def _said_nothing(reading: Reading) -> Json:
    person = reading.person
    when = seconds(reading.raw)
    return {"message_id": 0, "date": when, "chat": dialog_with(person), "from": person}


def _message(reading: Reading, person: Json) -> Json:
    message = piece(reading.raw, "message")
    return message_of(message, person=person, token=reading.token, locale=reading.locale)


def _edited(reading: Reading) -> Json | None:
    person = reading.person
    if person["is_bot"]:
        return None
    edited = {"edit_date": seconds(reading.raw)}
    return {"edited_message": _message(reading, person) | edited}


def _pressed(reading: Reading) -> Json:
    callback = piece(reading.raw, "callback")
    name = words(callback, "callback_id")
    if not name:
        raise Unreadable("a press without its id")
    person = user_of(piece(callback, "user"), reading.locale)
    message = piece(reading.raw, "message")
    chat = chat_of(piece(message, "recipient"), person)
    query = {
        "id": name,
        "from": person,
        "chat_instance": str(chat["id"]),
        "data": words(callback, "payload") or None,
        "message": _message(reading, person) if piece(message, "body") else _gone(chat),
    }
    return {"callback_query": query}


def _gone(chat: Json) -> Json:
    """The message of a button that MAX shows no more."""
    return {"chat": chat, "message_id": 0, "date": 0}


def _started(reading: Reading) -> Json:
    """Comes instead of the words that Telegram sends."""
    payload = words(reading.raw, "payload")
    text = f"{START} {payload}" if payload else START
    command = {"type": "bot_command", "offset": 0, "length": len(START)}
    return {"message": {**_said_nothing(reading), "text": text, "entities": [command]}}


def _left(reading: Reading) -> Json:
    """Two of these come when a person deletes the dialog: the second changes nothing."""
    return _membership(reading, dialog_with(reading.person), "member", "kicked")


def _added(reading: Reading) -> Json:
    return _membership(reading, _group(reading), "left", "member")


def _removed(reading: Reading) -> Json:
    return _membership(reading, _group(reading), "member", "left")


def _membership(reading: Reading, chat: Json, was: str, now: str) -> Json:
    bot = {"id": 0, "is_bot": True, "first_name": ""}
    states = [
        {"status": state, "user": bot} | ({"until_date": 0} if state == "kicked" else {})
        for state in (was, now)
    ]
    return {
        "my_chat_member": {
            "chat": chat,
            "from": reading.person,
            "date": seconds(reading.raw),
            "old_chat_member": states[0],
            "new_chat_member": states[1],
        }
    }


def _joined(reading: Reading) -> Json:
    return _in_group(reading, {"new_chat_members": [reading.person]})


def _gone_out(reading: Reading) -> Json:
    return _in_group(reading, {"left_chat_member": reading.person})


def _renamed(reading: Reading) -> Json:
    return _in_group(reading, {"new_chat_title": words(reading.raw, "title")})


def _in_group(reading: Reading, what: Json) -> Json:
    where = {"chat": _group(reading), "from": reading.person}
    return {"message": {"message_id": 0, "date": seconds(reading.raw), **where, **what}}


def _group(reading: Reading) -> Json:
    kind = "channel" if reading.raw.get("is_channel") is True else "chat"
    return group(needed(reading.raw, "chat_id"), kind)


def _nothing(_: Reading) -> None:
    """There is nothing like it in Telegram, and no handler would do anything about it."""


KINDS: dict[str, Callable[[Reading], Json | None]] = {
    "message_created": _created,
    "message_edited": _edited,
    "message_callback": _pressed,
    "bot_started": _started,
    "bot_stopped": _left,
    "dialog_removed": _left,
    "bot_added": _added,
    "bot_removed": _removed,
    "user_added": _joined,
    "user_removed": _gone_out,
    "chat_title_changed": _renamed,
    "message_removed": _nothing,
    "dialog_cleared": _nothing,
    "dialog_muted": _nothing,
    "dialog_unmuted": _nothing,
}


def means_nothing(raw: Json) -> bool:
    """Of a kind that is known, and that no handler would do anything about."""
    return KINDS.get(words(raw, "update_type")) is _nothing


def in_group(raw: Json) -> bool:
    recipient = piece(piece(raw, "message"), "recipient")
    return not is_private(recipient) or (number(raw, "chat_id") or 0) < 0


def whose(raw: Json) -> Json:
    """The person who did it; empty where MAX does not tell."""
    if words(raw, "update_type") == "message_callback":
        return piece(piece(raw, "callback"), "user")
    return sender(raw)
