"""Calendars on the web: a person's own by a secret address; the public one, as a page as well."""

from collections.abc import Sequence
from html import escape
from string import Template

from aiohttp import web

from bot.visitors import visitor
from core.events import feeds
from core.events.feeds import NoSuchCalendar
from core.events.model import Event, Presence
from core.events.ports import EventWork
from core.events.seats import Enrolment, Standing
from core.guessing import Guesses, TooManyGuesses
from core.units import UnitId
from handlers.calendars import Occasion, as_feed
from handlers.events.words import Kinds, kinds_of, occasion_of
from storage.work import Database
from texts import Texts

MOST_UNKNOWN = 20
"""Addresses in a minute, from one visitor: more are guesses."""
MOST_ON_PAGE = 50
LONGEST_NUMBER = 15

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
EMBEDDED = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""The page stands in the sites of services, wherever those are."""

PAGE = Template("""\
<!doctype html>
<html lang="ru">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
body { margin: 0; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #212529 }
h1 { margin: 0 0 1rem; font-size: 1.3rem }
li { margin: 0 0 1rem; list-style: none }
ul { margin: 0; padding: 0 }
p { margin: 0 }
.when { color: #1f3a5f; font-weight: 600 }
.where { color: #495057 }
</style>
<h1>$title</h1>
$body
<p><a href="$feed">$subscribe</a></p>
</html>
""")


def make_routes(database: Database, texts: Texts) -> list[web.AbstractRouteDef]:
    """``/calendar`` and ``/calendar.ics``, of one unit with ``?unit=``; ``/calendar/….ics``."""
    pages = _Feeds(database, texts)
    return [
        web.get("/calendar", pages.page),
        web.get("/calendar.ics", pages.public),
        web.get("/calendar/{secret}.ics", pages.personal),
    ]


class _Feeds:
    def __init__(self, database: Database, texts: Texts) -> None:
        self._database = database
        self._texts = texts
        self._guesses = Guesses(MOST_UNKNOWN)

    async def personal(self, request: web.Request) -> web.Response:
        try:
            async with self._database.open_view() as work:
                with self._guesses.counted(visitor(request), work.now):
                    found = await feeds.personal(work, request.match_info["secret"])
                kinds = await kinds_of(work)
                memos = await work.events.memos([event.id for event, _ in found])
                now = work.now
        except TooManyGuesses:
            return web.Response(status=429)
        except NoSuchCalendar:
            return web.Response(status=404)
        occasions = [
            self._own(event, one, kinds, memo=memos.get((event.id, one.presence), ""))
            for event, one in found
        ]
        name = self._texts.raw("feed-own-name")
        return self._feed(as_feed(occasions, name=name, now=now), HEADERS)

    def _own(self, event: Event, enrolment: Enrolment, kinds: Kinds, *, memo: str) -> Occasion:
        """Whether a seat is certain yet; the link for those alone who take part online, the
        memo for those who have a seat."""
        is_in = enrolment.standing is Standing.ENROLLED
        online = is_in and enrolment.presence is Presence.ONLINE
        return occasion_of(
            event,
            kinds,
            self._texts,
            link=event.details.link if online else "",
            memo=memo if is_in else "",
            certain=is_in,
        )

    async def public(self, request: web.Request) -> web.Response:
        try:
            async with self._database.open_view() as work:
                events = await feeds.public(work, _unit(request))
                kinds = await kinds_of(work)
                now = work.now
        except NoSuchCalendar:
            return web.Response(status=404)
        occasions = [occasion_of(event, kinds, self._texts) for event in events]
        name = self._texts.raw("feed-public-name")
        return self._feed(as_feed(occasions, name=name, now=now), EMBEDDED)

    async def page(self, request: web.Request) -> web.Response:
        try:
            async with self._database.open_view() as work:
                body = await self._listed(work, await feeds.public(work, _unit(request)))
        except NoSuchCalendar:
            return web.Response(status=404)
        unit = _unit(request)
        page = PAGE.substitute(
            title=escape(self._texts.raw("feed-public-name")),
            body=body,
            feed="/calendar.ics" if unit is None else f"/calendar.ics?unit={unit}",
            subscribe=escape(self._texts.raw("feed-subscribe")),
        )
        return web.Response(text=page, content_type="text/html", headers=EMBEDDED)

    async def _listed(self, work: EventWork, events: Sequence[Event]) -> str:
        kinds = await kinds_of(work)
        if not events:
            return f"<p>{escape(self._texts.raw('feed-nothing'))}</p>"
        lines = [
            self._texts(
                "feed-line",
                title=one.title,
                kind=kinds.get(one.kind, ""),
                form=one.form,
                time=self._texts.span(one.starts_at, one.ends_at, self._texts.zone),
                place=one.place or "none",
            )
            for one in (event.details for event in events[:MOST_ON_PAGE])
        ]
        return f"<ul>{''.join(f'<li>{_item(line)}</li>' for line in lines)}</ul>"

    @staticmethod
    def _feed(content: bytes, headers: dict[str, str]) -> web.Response:
        return web.Response(
            body=content, content_type="text/calendar", charset="utf-8", headers=headers
        )


def _item(line: str) -> str:
    """When, what and where: a line each."""
    when, what, *where = line.splitlines()
    place = "".join(f'<p class="where">{one}</p>' for one in where if one.strip())
    return f'<p class="when">{when}</p><p>{what}</p>{place}'


def _unit(request: web.Request) -> UnitId | None:
    words = request.query.get("unit", "")
    if not words:
        return None
    if not words.isascii() or not words.isdigit() or len(words) > LONGEST_NUMBER:
        raise NoSuchCalendar
    return UnitId(int(words))
