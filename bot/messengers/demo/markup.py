"""Texts as Telegram reads them: HTML in, plain text with entities out, runs for the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from aiogram.types import MessageEntity

KINDS = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
}
"""The tags that every messenger of ours understands. Telegram knows more; we do not use them."""

TAGS = {kind: tag for tag, kind in KINDS.items()}

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^<>]*)>")
_HREF = re.compile(r"""\s+href=(?:"([^"]*)"|'([^']*)')\s*""")
_LINK = re.compile(r"(?:https?|tg)://\S+")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_BARE = re.compile(
    r"(?P<url>https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?)\]])|(?P<command>(?<![\w/.:<])/[a-z][a-z0-9_]*\b)"
)


class BadMarkup(ValueError):
    """Telegram would answer "can't parse entities"; the words say where and why."""


class _Opened(NamedTuple):
    tag: str
    at: int
    url: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without tags and what was between them, counted in UTF-16 units as Telegram does."""

    text: str
    entities: tuple[MessageEntity, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one manner, ready to become one DOM node."""

    text: str
    tags: tuple[str, ...] = ()
    url: str | None = None
    command: bool = False


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def plain(text: str) -> Marked:
    """A text without markup; addresses and commands in it become links, as in Telegram."""
    return Marked(text, tuple(_bare(text, taken=())))


def parse(html: str) -> Marked:
    """Read HTML as strictly as Telegram does: an unknown, unclosed or crossed tag is refused."""
    text = ""
    opened: list[_Opened] = []
    entities: list[MessageEntity] = []
    position = 0
    for tag in _TAG.finditer(html):
        text += _data(html, position, tag.start())
        position = tag.end()
        if tag["close"]:
            start = _closed(tag, opened)
            entities += _entity(start, end=units(text))
        else:
            opened.append(_Opened(tag["name"].lower(), units(text), _checked(tag)))
    text += _data(html, position, len(html))
    if opened:
        raise BadMarkup(f'Can\'t find end tag corresponding to start tag "{opened[-1].tag}"')
    entities += _bare(text, taken=entities)
    return Marked(text, tuple(sorted(entities, key=lambda each: (each.offset, -each.length))))


def runs(marked: Marked) -> Iterator[Run]:
    """Cut a text where any entity begins or ends."""
    encoded = marked.text.encode("utf-16-le")
    ends = {end for each in marked.entities for end in (each.offset, each.offset + each.length)}
    edges = sorted(ends | {0, len(encoded) // 2})
    for start, end in pairwise(edges):
        inside = [
            each for each in marked.entities if each.offset <= start < each.offset + each.length
        ]
        yield _run(encoded[start * 2 : end * 2].decode("utf-16-le"), inside)


def _run(text: str, inside: Sequence[MessageEntity]) -> Run:
    urls = [each.url or text for each in inside if each.type in ("text_link", "url")]
    return Run(
        text,
        tuple(
            TAGS[each.type] for each in inside if each.type in TAGS and each.type != "text_link"
        ),
        urls[0] if urls else None,
        command=any(each.type == "bot_command" for each in inside),
    )


def _data(html: str, start: int, end: int) -> str:
    data = html[start:end]
    if "<" in data:
        raise BadMarkup(f'Unsupported start tag "" at byte offset {start + data.index("<")}')
    return _REFERENCE.sub(lambda found: unescape(found[0]), data)


def _checked(tag: re.Match[str]) -> str | None:
    """Refuse a start tag that the messengers do not know; give the address of a link."""
    name = tag["name"].lower()
    if name not in KINDS:
        raise BadMarkup(f'Unsupported start tag "{name}" at byte offset {tag.start()}')
    if name != "a":
        if tag["attributes"].strip():
            raise BadMarkup(f'Unexpected attribute of tag "{name}" at byte offset {tag.start()}')
        return None
    href = _HREF.fullmatch(tag["attributes"])
    url = unescape(href[1] or href[2] or "") if href else ""
    if not _LINK.fullmatch(url):
        raise BadMarkup(f'Tag "a" without a proper address at byte offset {tag.start()}')
    return url


def _closed(tag: re.Match[str], opened: list[_Opened]) -> _Opened:
    name, at = tag["name"].lower(), tag.start()
    if not opened:
        raise BadMarkup(f"Unexpected end tag at byte offset {at}")
    start = opened.pop()
    if start.tag != name or tag["attributes"].strip():
        raise BadMarkup(
            f'Unmatched end tag at byte offset {at}, expected "</{start.tag}>", found "</{name}>"'
        )
    return start


def _entity(start: _Opened, *, end: int) -> Iterator[MessageEntity]:
    if end > start.at:
        yield MessageEntity(
            type=KINDS[start.tag], offset=start.at, length=end - start.at, url=start.url
        )


def _bare(text: str, *, taken: Sequence[MessageEntity]) -> Iterator[MessageEntity]:
    """Addresses and commands written out in the text, outside of code and links."""
    closed = [each for each in taken if each.type in ("code", "pre", "text_link")]
    for found in _BARE.finditer(text):
        offset, length = units(text[: found.start()]), units(found[0])
        if any(each.offset <= offset < each.offset + each.length for each in closed):
            continue
        kind = "url" if found["url"] else "bot_command"
        yield MessageEntity(type=kind, offset=offset, length=length)
