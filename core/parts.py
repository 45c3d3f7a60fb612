"""A text that is longer than one message, in several."""

import re
from collections.abc import Sequence
from html import unescape

from core.words import units

LONGEST = 3500
"""UTF-16 units to be seen in one message. Telegram takes 4096 and MAX 4000."""

_SIGN = re.compile(r"<[^<>]*>|&(?:\w+|#\w+);|.", re.DOTALL)
"""What is not to be cut: a tag, a reference, a character."""


def split(html: str, limit: int = LONGEST) -> list[str]:
    """Cut where a paragraph ends, or a line, or a word; at worst between two characters.

    Markup that is open at a cut is closed before it and opened again after it. Nothing is lost
    but parts with nothing to see, which no messenger shows. What fits is left as it is.
    """
    if width(html) <= limit:
        return [html]
    parts = []
    opened: list[str] = []
    rest = _SIGN.findall(html)
    while rest:
        at = _cut(rest, limit)
        part, rest = rest[:at], rest[at:]
        before = opened
        opened = _open_after(part, opened)
        closing = [f"</{_name(tag)}>" for tag in reversed(opened)]
        if "".join(map(_seen, part)).strip():
            parts.append("".join([*before, *part, *closing]))
    return parts or [html]


def width(html: str) -> int:
    """UTF-16 units that are left when the markup has been read."""
    return sum(units(_seen(sign)) for sign in _SIGN.findall(html))


def _cut(signs: Sequence[str], limit: int) -> int:
    """How many of the signs make the next part; the best cut of its second half."""
    size = 0
    paragraph = line = word = 0
    before = ""
    for at, sign in enumerate(signs):
        seen = _seen(sign)
        size += units(seen)
        if size > limit:
            return paragraph or line or word or at
        if seen and size * 2 > limit:
            paragraph = at + 1 if seen == before == "\n" else paragraph
            line = at + 1 if seen == "\n" else line
            word = at + 1 if seen.isspace() else word
        before = seen or before
    return len(signs)


def _seen(sign: str) -> str:
    return "" if _is_tag(sign) else unescape(sign)


def _is_tag(sign: str) -> bool:
    return len(sign) > 1 and sign[0] == "<"


def _open_after(part: Sequence[str], opened: Sequence[str]) -> list[str]:
    """Tags that are open at the end of the part."""
    now = list(opened)
    for tag in filter(_is_tag, part):
        if tag.startswith("</"):
            del now[-1:]
        else:
            now.append(tag)
    return now


def _name(tag: str) -> str:
    return re.split(r"[\s>]", tag[1:])[0]
