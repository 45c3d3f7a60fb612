"""The page behind the code that a teacher shows: which messenger to open it in.

It knows nothing of anybody: whose code it is, is said in the messenger, to the organiser alone.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from string import Template

from aiogram import Bot
from aiohttp import web

from bot.verifying import HEADERS
from core.attendance.badges import PREFIX
from handlers.attendance.badge import PAGE as PATH
from handlers.links import links_to
from texts import Texts

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")

PAGE = Template("""\
<!doctype html>
<html lang="ru">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$head</title>
<style>
body { margin: 0; font: 1.1rem/1.5 system-ui, sans-serif; color: #212529; background: #f5f6f8 }
main { max-width: 28rem; margin: 8vh auto; padding: 2rem; background: #fff }
h1 { margin: 0 0 1rem; font-size: 1.4rem; color: #1f3a5f }
a { display: block; margin: .8rem 0; padding: .9rem; border-radius: .5rem; text-align: center;
  text-decoration: none; color: #fff; background: #1f3a5f }
</style>
<main>
<h1>$head</h1>
$body
</main>
</html>
""")


def make_routes(bots: Mapping[str, Bot], texts: Texts) -> list[web.AbstractRouteDef]:
    """``/in/<token>``, with a link for each messenger that the service is in."""
    page = _Page(bots, texts)
    return [web.get(f"{PATH}{{token}}", page.shown)]


class _Page:
    def __init__(self, bots: Mapping[str, Bot], texts: Texts) -> None:
        self._bots = bots
        self._texts = texts

    async def shown(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            return self._drawn(404, [self._paragraph("in-page-wrong")])
        links = await links_to(self._bots, PREFIX + token)
        if not links:
            return self._drawn(503, [self._paragraph("in-page-none")])
        buttons = [self._button(messenger, link) for messenger, link in links.items()]
        others = self._paragraph("in-page-others")
        return self._drawn(200, [self._paragraph("in-page-how"), *buttons, others])

    def _paragraph(self, key: str) -> str:
        return f"<p>{self._texts(key)}</p>"

    def _button(self, messenger: str, link: str) -> str:
        name = self._texts.raw("messenger", name=messenger)
        words = self._texts("in-page-open", messenger=name)
        return f'<a href="{escape(link)}">{words}</a>'

    def _drawn(self, status: int, body: Sequence[str]) -> web.Response:
        page = PAGE.substitute(head=self._texts("in-page-head"), body="\n".join(body))
        return web.Response(text=page, status=status, content_type="text/html", headers=HEADERS)
