"""How the fake MAX hands updates over: by ``GET /updates`` or to webhooks, never both."""

import asyncio
import re
import time
from copy import deepcopy
from typing import Any

from aiohttp import ClientSession

from tests.fakes.max_chats import milliseconds
from tests.fakes.max_limits import check_body, wrong
from tests.fakes.max_methods import DONE
from tests.fakes.telegram_limits import Json

SECRET_HEADER = "X-Max-Bot-Api-Secret"  # noqa: S105 - the name of a header
LOOPBACK = re.compile(r"http://127\.0\.0\.1:\d+/")
"""Only in tests. Everybody else's webhook is behind HTTPS, at its usual port."""


class Updates:
    """The queue of what people did. An update leaves it when it is confirmed; it has no number."""

    def __init__(self, complaints: list[str]) -> None:
        self._complaints = complaints
        self._next = 1
        self._news = asyncio.Event()
        self._closing = False
        self._query: Json = {}
        self.pending: dict[int, Json] = {}
        self.subscriptions: dict[str, Json] = {}
        self.answers: list[int] = []
        """Statuses the webhooks answered with, 0 where they did not answer at all."""

    async def deliver(self, update_type: str, **content: Any) -> Json:
        """Put an update into the queue, or bring it to the webhooks and wait for the answer."""
        update: Json = {
            "update_type": update_type,
            "timestamp": milliseconds(),
            **deepcopy(content),
        }
        self.pending[self._next] = update
        self._next += 1
        if self.subscriptions:
            await self.redeliver()
        self._news.set()
        return update

    async def redeliver(self) -> None:
        """Bring everything unconfirmed to the webhooks again, as MAX does after a while."""
        async with ClientSession() as session:
            for number, update in list(self.pending.items()):
                taken = [
                    await self._bring(session, each, update)
                    for each in self.subscriptions.values()
                ]
                if all(taken):
                    self.pending.pop(number, None)

    async def _bring(self, session: ClientSession, subscription: Json, update: Json) -> bool:
        types = subscription.get("update_types")
        if types and update["update_type"] not in types:
            return True
        secret = subscription.get("secret")
        headers = {SECRET_HEADER: secret} if secret else {}
        try:
            async with session.post(subscription["url"], json=update, headers=headers) as answer:
                self.answers.append(answer.status)
        except OSError:
            self.answers.append(0)
        return self.answers[-1] == 200

    def subscribe(self, _query: Json, body: Json) -> Json:
        check_body(body, "subscription", self._complaints)
        url = body["url"]
        if not LOOPBACK.match(url) and not re.match(r"https://[^/:]+(/|$)", url):
            raise wrong("url: only HTTPS at its usual port")
        self.subscriptions[url] = {**body, "time": milliseconds()}
        return DONE

    def unsubscribe(self, query: Json, _body: Json) -> Json:
        self.subscriptions.pop(query.get("url", ""), None)
        return DONE

    def listed(self, _query: Json, _body: Json) -> Json:
        known = ("url", "time", "update_types")
        return {
            "subscriptions": [
                {key: each[key] for key in known if key in each}
                for each in self.subscriptions.values()
            ]
        }

    async def get(self, query: Json) -> Json:
        """Everything before the marker is confirmed. Without one only the latest is shown."""
        limit, patience = int(query.get("limit", 100)), float(query.get("timeout", 30))
        if not 1 <= limit <= 1000 or not 0 <= patience <= 90:
            raise wrong("limit or timeout")
        marker = int(query["marker"]) if "marker" in query else max(self._next - 1, 1)
        self.pending = {
            number: update for number, update in self.pending.items() if number >= marker
        }
        types = set(filter(None, query.get("types", "").split(",")))
        found = await self._found(marker, types, time.monotonic() + patience)
        given = list(found.items())[:limit]
        after = given[-1][0] + 1 if len(found) > limit else self._next
        return {"updates": [update for _, update in given], "marker": after}

    async def _found(self, marker: int, types: set[str], ends: float) -> dict[int, Json]:
        while True:
            found = {
                number: update
                for number, update in self.pending.items()
                if number >= marker and (not types or update["update_type"] in types)
            }
            pause = ends - time.monotonic()
            if (found and not self.subscriptions) or pause <= 0 or self._closing:
                return {} if self.subscriptions else found
            self._news.clear()
            try:
                async with asyncio.timeout(pause):
                    await self._news.wait()
            except TimeoutError:
                continue

    def wake(self, *, closing: bool) -> None:
        """End the long polls under way: the server closes."""
        self._closing = closing
        self._news.set()
