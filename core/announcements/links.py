"""Links under an announcement: «Title — https://…», one a line, checked before they are shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.announcements.refusals import LinkTitleTooLong, LinkUnclear, LinkUnsafe, TooManyLinks

MOST_LINKS = 3
LONGEST_TITLE = 30
"""Characters. More is not seen on a button of a phone."""
LONGEST_URL = 500

_LINE = re.compile(r"(?P<title>.*?)[\s:\u2013\u2014-]+(?P<url>[a-z][a-z0-9+.-]*://\S+|www\.\S+)")
_HOST = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+")


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


def links_of(words: str) -> tuple[Link, ...]:
    """One of each line that says anything; the first that is wrong is refused by its words."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if not lines:
        raise LinkUnclear(line="")
    return checked([_link_in(line) for line in lines])


def checked(links: Sequence[Link]) -> tuple[Link, ...]:
    """What a button will really open: an address of the web, encrypted, of a host with a name."""
    if len(links) > MOST_LINKS:
        raise TooManyLinks(most=MOST_LINKS)
    for link in links:
        if len(link.title) > LONGEST_TITLE:
            raise LinkTitleTooLong(
                title=link.title[:60], length=len(link.title), most=LONGEST_TITLE
            )
        if not _is_safe(link.url):
            raise LinkUnsafe(url=link.url[:60])
    return tuple(links)


def _link_in(line: str) -> Link:
    found = _LINE.fullmatch(line)
    title = found["title"].strip(" :\u2013\u2014-") if found else ""
    if found is None or not title:
        raise LinkUnclear(line=line[:60])
    return Link(title, found["url"])


def _is_safe(url: str) -> bool:
    """A name and a password before the host would show one place and open another."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    fits = len(url) <= LONGEST_URL and url.isprintable() and not set(url) & set(" \"'<>\\")
    is_named = _HOST.fullmatch(host) is not None and not host.rpartition(".")[2].isdigit()
    return parts.scheme == "https" and fits and is_named and "@" not in parts.netloc
