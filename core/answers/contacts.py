"""Ways to reach a person, taken out of a text: they name whoever they belong to."""

import re

_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_ACCOUNT = (
    r"(?:https?://)?(?:www\.|m\.)?"
    r"(?:t\.me|telegram\.me|vk\.com|vk\.me|vk\.ru|ok\.ru|max\.ru|wa\.me|instagram\.com)"
    r"/[^\s<>()«»,]+"
)
_DEEP = r"(?:tg|viber|whatsapp|skype|max)://?[^\s<>()«»,]+"
_HANDLE = r"(?<![\w.])@\w{2,}"
_PHONE = r"(?<!\w)(?:\+?\d{1,3}[ \u00a0-]?)?\(?\d{3,5}\)?(?:[ \u00a0-]?\d{2,3}){2,3}(?!\w)"
_LOCAL = r"(?<![\w-])\d{1,3}-\d{2}-\d{2}(?![\w-])"

_CONTACT = re.compile("|".join((_DEEP, _MAIL, _ACCOUNT, _HANDLE)), re.IGNORECASE)
_NUMBER = re.compile(f"{_PHONE}|{_LOCAL}")

FEWEST_DIGITS = 5
FEWEST_DIGITS_IN_ONE = 10
"""A number without any sign between its digits is a phone only when it is as long as one."""


def without_contacts(text: str) -> str:
    """The text without phones, mail, links to accounts and names of accounts.

    Links to documents stay: they are what people ask for.
    """
    return tidied(_NUMBER.sub(_unless_a_number, _CONTACT.sub("", text)))


def _unless_a_number(match: re.Match[str]) -> str:
    """Years, sums and numbers of orders are not phones."""
    said = match[0]
    digits = sum(sign.isdigit() for sign in said)
    is_plain = not any(sign in said for sign in "+-(")
    least = FEWEST_DIGITS_IN_ONE if is_plain else FEWEST_DIGITS
    return "" if digits >= least else said


def tidied(text: str) -> str:
    """No gaps where something stood: «по телефону  , вечером» reads as if it had not."""
    text = re.sub(r"\(\s*\)|\[\s*\]|«\s*»", "", text)
    text = re.sub(r"[ \t\u00a0]+", " ", text)
    text = re.sub(r" +([,.;:?!)»])", r"\1", text)
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    text = re.sub(r"[,;:]\s*([.?!])", r"\1", text)
    lines = [re.sub(r"^[\s,;:]+|[\s,;]+$", "", line) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
