"""Who and where of an update: MAX's users, dialogs and groups as aiogram knows them."""

from bot.messengers.max.answers import Json
from bot.messengers.max.fields import amount, needed, number, piece, words

LAST_MOMENT = 253_402_300_799
"""Seconds up to the end of the year 9999, after which there are no dates."""

GROUPS = {"chat": "supergroup", "channel": "channel"}


def user_of(user: Json, locale: str = "") -> Json:
    return {
        "id": needed(user, "user_id"),
        "is_bot": user.get("is_bot") is True,
        "first_name": words(user, "first_name") or words(user, "name"),
        "last_name": words(user, "last_name") or None,
        "username": words(user, "username") or None,
        "language_code": locale or None,
    }


def dialog_with(user: Json) -> Json:
    """A private chat has the number of the person, whatever the dialog's own number is."""
    names: Json = {key: user[key] for key in ("first_name", "last_name", "username")}
    return {"id": user["id"], "type": "private", **names}


def group(chat_id: int, kind: str = "chat") -> Json:
    return {"id": chat_id, "type": GROUPS.get(kind, "supergroup"), "title": ""}


def chat_of(recipient: Json, person: Json) -> Json:
    """Where a message stands; ``person`` is who the dialog is with, if it is one."""
    kind = words(recipient, "chat_type")
    if kind in GROUPS:
        return group(needed(recipient, "chat_id"), kind)
    return dialog_with(person)


def is_private(recipient: Json) -> bool:
    return words(recipient, "chat_type") not in GROUPS


def seconds(source: Json, key: str = "timestamp") -> int:
    """MAX counts milliseconds; a moment that is no date is the beginning of time."""
    moment = amount(source, key) // 1000
    return moment if moment <= LAST_MOMENT else 0


def sender(raw: Json) -> Json:
    """Whoever the update is of, wherever MAX has put them; empty where it does not tell."""
    for place in (piece(raw, "message"), raw):
        for key in ("sender", "user"):
            if number(piece(place, key), "user_id") is not None:
                return piece(place, key)
    return {}
