"""The page behind the code on a certificate: whether it is true, and of what."""

from html import escape
from string import Template

from aiohttp import web

from bot.visitors import visitor
from core.certificates import use_cases
from core.certificates.model import Certificate, NeverGiven, initials
from core.guessing import Guesses, TooManyGuesses
from handlers.certificates.words import when
from storage.work import Database
from texts import Texts

PATH = "/c/"
"""Short, for it is printed and typed by hand."""
MOST_UNKNOWN = 20
"""In a minute, from one address: more are guesses, or a machine that has gone wild."""
LONGEST_QUOTED = 40
INNER_QUOTES = str.maketrans("«»", "„“")

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}

PAGE = Template("""\
<!doctype html>
<html lang="ru">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$head</title>
<style>
body { margin: 0; font: 1.1rem/1.5 Georgia, serif; color: #212529; background: #f5f6f8 }
main { max-width: 34rem; margin: 10vh auto; padding: 2rem; background: #fff;
  border-top: .3rem solid $colour }
h1 { margin: 0 0 1rem; font-size: 1.5rem; color: $colour }
form { margin-top: 2rem; padding-top: 1.5rem; border-top: 1px solid #dee2e6 }
label { display: block }
input, button { font: inherit; padding: .4rem .6rem; border: 1px solid #adb5bd }
input { width: 15rem; max-width: 100% }
button { margin-top: .5rem; color: #fff; background: #1f3a5f; border-color: #1f3a5f }
</style>
<main>
<h1>$head</h1>
$body
<form action="$path"><label for="number">$label</label>
<input id="number" name="number" maxlength="40" autocomplete="off"> <button>$button</button></form>
</main>
</html>
""")
GOOD, BAD, PLAIN = "#2b6b3f", "#9a3324", "#1f3a5f"


def make_routes(database: Database, texts: Texts) -> list[web.AbstractRouteDef]:
    """``/c/<number>``, and ``/c/`` for whoever types it."""
    page = _Page(database, texts, Guesses(MOST_UNKNOWN))
    return [web.get(PATH, page.asked), web.get(f"{PATH}{{number}}", page.shown)]


class _Page:
    def __init__(self, database: Database, texts: Texts, guesses: Guesses) -> None:
        self._database = database
        self._texts = texts
        self._guesses = guesses

    async def asked(self, request: web.Request) -> web.Response:
        number = request.query.get("number", "").strip()
        if not number:
            return self._drawn(200, "verify-ask", colour=PLAIN)
        return await self._told(request, number)

    async def shown(self, request: web.Request) -> web.Response:
        return await self._told(request, request.match_info["number"])

    async def _told(self, request: web.Request, words: str) -> web.Response:
        try:
            async with self._database.open_view() as work:
                with self._guesses.counted(visitor(request), work.now):
                    certificate = await use_cases.look_up(work, words)
        except TooManyGuesses:
            return self._drawn(429, "verify-wait", colour=BAD)
        except NeverGiven:
            return self._drawn(404, "verify-unknown", code=words[:LONGEST_QUOTED], colour=BAD)
        if certificate.withdrawn_at is not None:
            return self._drawn(410, "verify-withdrawn", code=certificate.number, colour=BAD)
        return self._confirmed(certificate)

    def _confirmed(self, certificate: Certificate) -> web.Response:
        return self._drawn(
            200,
            "verify-true",
            code=certificate.number,
            who=initials(certificate.name),
            title=certificate.title.translate(INNER_QUOTES),
            when=when(certificate.first, certificate.last, self._texts),
            unit=certificate.unit,
            colour=GOOD,
        )

    def _drawn(self, status: int, key: str, *, colour: str, **facts: object) -> web.Response:
        """The first line of a phrase heads the page, each of the others is a paragraph."""
        head, *others = [line for line in self._texts(key, **facts).splitlines() if line.strip()]
        page = PAGE.substitute(
            head=head,
            body="\n".join(f"<p>{line}</p>" for line in others),
            colour=colour,
            path=PATH,
            label=escape(self._texts.raw("verify-label")),
            button=escape(self._texts.raw("verify-button")),
        )
        return web.Response(text=page, status=status, content_type="text/html", headers=HEADERS)
