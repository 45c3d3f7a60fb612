"""Figures of the service for monitoring, and whether it is alive for a balancer."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """A registry of its own each time, so that tests may have many services in one process."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self._updates = Counter(
            "opora_updates", "Updates taken in", ["messenger", "kind"], registry=registry
        )
        self._handling = Histogram(
            "opora_handling_seconds",
            "Time from an update taken to its handling finished",
            ["messenger"],
            buckets=BUCKETS,
            registry=registry,
        )
        self._letters = Counter(
            "opora_letters", "Letters by what became of them", ["result"], registry=registry
        )
        self._errors = Counter(
            "opora_errors", "Errors that nobody expected", ["error"], registry=registry
        )
        self._aside = Counter("opora_set_aside", "Updates given up", registry=registry)
        self._unread = Counter(
            "opora_unread", "Updates that nobody could read", ["messenger"], registry=registry
        )
        self._inbox = Gauge("opora_inbox_updates", "Updates that wait", registry=registry)
        self._inbox_oldest = Gauge(
            "opora_inbox_oldest_seconds", "Age of the oldest update", registry=registry
        )
        self._depth = Gauge("opora_outbox_letters", "Letters that wait", registry=registry)
        self._oldest = Gauge(
            "opora_outbox_oldest_seconds", "Age of the oldest letter", registry=registry
        )

    def set_aside(self) -> None:
        """An update was given up: somebody should look into it."""
        self._aside.inc()

    def unread(self, messenger: str) -> None:
        """A messenger has brought something that is no update as we know them."""
        self._unread.labels(messenger).inc()

    def inbox(self, updates: int, oldest: timedelta | None) -> None:
        """What waits at the door now."""
        self._inbox.set(updates)
        self._inbox_oldest.set(oldest.total_seconds() if oldest else 0)

    def update(self, messenger: str, kind: str) -> None:
        self._updates.labels(messenger, kind).inc()

    def handled(self, messenger: str, seconds: float) -> None:
        self._handling.labels(messenger).observe(seconds)

    def letter(self, result: str) -> None:
        """``result`` is one word of a short list: delivered, postponed, failed."""
        self._letters.labels(result).inc()

    def error(self, error: BaseException) -> None:
        self._errors.labels(type(error).__name__).inc()

    def outbox(self, letters: int, oldest: timedelta | None) -> None:
        """What waits now; called by whoever looks at the outbox."""
        self._depth.set(letters)
        self._oldest.set(oldest.total_seconds() if oldest else 0)

    def render(self) -> tuple[bytes, str]:
        """The page and its content type."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST


def make_routes(
    metrics: Metrics, healthy: Callable[[], Awaitable[bool]]
) -> list[web.AbstractRouteDef]:
    """Routes for the one HTTP server of the process; ``healthy`` says if the database answers."""

    async def healthz(_: web.Request) -> web.Response:
        if await healthy():
            return web.Response(text="ok")
        return web.Response(text="unhealthy", status=503)

    async def figures(_: web.Request) -> web.Response:
        body, content_type = metrics.render()
        return web.Response(body=body, headers={"Content-Type": content_type})

    return [web.get("/healthz", healthz), web.get("/metrics", figures)]
