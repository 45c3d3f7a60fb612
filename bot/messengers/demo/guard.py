"""Keeps the demo to the machine it runs on: no other site may read it or press its buttons."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def guarded(handler: Handler) -> Handler:
    """Refuse a host that only resolves to this machine, and a POST from another origin.

    Without the first check a foreign page could point its own name at 127.0.0.1 and read the
    chats as if they were its own.
    """

    async def checked(request: web.Request) -> web.StreamResponse:
        host = request.headers.get("Host", "")
        if not _is_loopback(host):
            raise web.HTTPForbidden(text="The demo answers only to this machine's own name.")
        origin = request.headers.get("Origin")
        if request.method == "POST" and origin is not None and not _same(origin, host):
            raise web.HTTPForbidden(text="The demo takes orders only from its own page.")
        response = await handler(request)
        if not response.prepared:
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    return checked


def _is_loopback(host: str) -> bool:
    try:
        return "@" not in host and urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False


def _same(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()
