"""A contact that somebody has shared, and whether its phone is their own."""

import hmac
from hashlib import sha256

from bot.messengers.max.answers import Json
from bot.messengers.max.fields import number, piece, words


def contact_of(attachment: Json, token: str) -> Json:
    """As Telegram shows it: whose phone it is only where MAX has signed it as their own."""
    payload = piece(attachment, "payload")
    card, about = words(payload, "vcf_info"), piece(payload, "max_info")
    name = words(about, "first_name") or _line(card, "FN")
    contact: Json = {
        "phone_number": _line(card, "TEL"),
        "first_name": name,
        "last_name": words(about, "last_name") or None,
        "vcard": card or None,
    }
    if is_own(card, words(payload, "hash"), token):
        contact["user_id"] = number(about, "user_id")
    return contact


def is_own(card: str, signature: str, token: str) -> bool:
    """MAX signs the card of whoever shares their own number with the token of the bot."""
    expected = hmac.new(token.encode(), card.encode(), sha256).hexdigest()
    return bool(card) and hmac.compare_digest(signature.encode(), expected.encode())


def _line(card: str, name: str) -> str:
    """The value of the first line ``NAME;TYPE=…:value``."""
    for line in card.splitlines():
        key, _, value = line.partition(":")
        if key.partition(";")[0].strip().upper() == name:
            return value.strip()
    return ""
