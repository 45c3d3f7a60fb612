"""The one HTTP server of a process, with whatever is to be heard on it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from bot import metrics
from bot.saying import Failed, say
from bot.values import Listen
from storage.work import Database

LARGEST_UPLOAD = 64 * 1024 * 1024
"""Bytes. More than the demo's page lets through, so that it is the page that explains."""

LONGEST_STOP = 5.0
"""Seconds for requests in hand when the service is told to stop; then the inbox has its own."""


@asynccontextmanager
async def heard(
    figures: metrics.Metrics,
    database: Database,
    listen: Listen,
    routes: Sequence[web.AbstractRouteDef] = (),
    *,
    setting: str = "OPORA_LISTEN",
) -> AsyncIterator[None]:
    """``/healthz``, ``/metrics`` and the routes, for as long as it is open.

    ``setting`` is the variable that ``listen`` comes from.
    """

    async def healthy() -> bool:
        async with database.open_view() as work:
            await work.people.count()
        return True

    app = web.Application(client_max_size=LARGEST_UPLOAD)
    app.add_routes([*routes, *metrics.make_routes(figures, healthy)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=LONGEST_STOP)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, listen.host, listen.port).start()
        except OSError:
            facts = {"host": listen.host, "port": str(listen.port), "name": setting}
            raise Failed(say("run-port-taken", **facts)) from None
        yield
    finally:
        await runner.cleanup()
