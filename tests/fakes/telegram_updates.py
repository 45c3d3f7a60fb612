"""How the fake Telegram hands updates over: by getUpdates or to a webhook, never both."""

import asyncio
import json
import time
from contextlib import suppress
from copy import deepcopy
from itertools import count

from aiohttp import ClientSession
from telegram import Update

from tests.fakes.telegram_limits import Json, Refusal, bad
from tests.fakes.telegram_methods import Methods

WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
    "the webhook first"
)
ANOTHER_POLLS = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is "
    "running"
)


class Updates:
    """The queue of what people did. An update leaves it when it is confirmed."""

    def __init__(self, methods: Methods) -> None:
        self._methods = methods
        self._ids = count(1)
        self._news = asyncio.Event()
        self._pollers = 0
        self._allowed: list[str] | None = None
        self.pending: dict[int, Json] = {}
        self.webhook: str = ""
        self.secret: str | None = None
        self.answers: list[int] = []
        """Statuses the webhook answered with, 0 where it did not answer at all."""
        methods.table |= {"setWebhook": self._set_webhook, "deleteWebhook": self._delete_webhook}

    async def deliver(self, **content: Json) -> Json:
        """Put an update into the queue, or bring it to the webhook and wait for the answer."""
        update: Json = {"update_id": next(self._ids), **deepcopy(content)}
        self._methods.read(update, Update)
        if self._allowed is not None and not set(content) & set(self._allowed):
            return update
        self.pending[update["update_id"]] = update
        if self.webhook:
            await self.redeliver()
        self._news.set()
        return update

    async def redeliver(self) -> None:
        """Bring everything unconfirmed to the webhook again, as Telegram does after a while."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        async with ClientSession() as session:
            for number, update in list(self.pending.items()):
                try:
                    async with session.post(self.webhook, json=update, headers=headers) as answer:
                        self.answers.append(answer.status)
                        self._obey(await answer.read() if answer.ok else b"")
                except OSError:
                    self.answers.append(0)
                if self.answers[-1] == 200:
                    self.pending.pop(number, None)

    def _obey(self, reply: bytes) -> None:
        """A webhook may ask for one method in its answer; nobody tells it what became of it."""
        if reply:
            asked = json.loads(reply)
            with suppress(Refusal):
                self._methods.table[asked.pop("method")](asked, {})

    def _set_webhook(self, payload: Json, _uploads: object) -> bool:
        secret = payload.get("secret_token")
        if secret is not None and not (
            1 <= len(secret) <= 256 and all(sign.isalnum() or sign in "_-" for sign in secret)
        ):
            raise bad("secret token contains unallowed characters")
        self.webhook, self.secret = payload.get("url") or "", secret
        self._remember_allowed(payload)
        return True

    def _delete_webhook(self, payload: Json, _uploads: object) -> bool:
        self.webhook, self.secret = "", None
        if payload.get("drop_pending_updates"):
            self.pending.clear()
        return True

    def _remember_allowed(self, payload: Json) -> None:
        allowed = payload.get("allowed_updates")
        if allowed is not None:
            self._allowed = allowed or None

    async def get(self, payload: Json) -> list[Json]:
        """``getUpdates``: everything below the offset is confirmed and forgotten."""
        if self.webhook:
            raise Refusal(409, WEBHOOK_IS_SET)
        self._remember_allowed(payload)
        self._pollers += 1
        me = self._pollers
        offset = payload.get("offset") or 0
        self.pending = {key: update for key, update in self.pending.items() if key >= offset}
        ends = time.monotonic() + (payload.get("timeout") or 0)
        self._news.set()
        while not self.pending and time.monotonic() < ends:
            self._news.clear()
            try:
                async with asyncio.timeout(ends - time.monotonic()):
                    await self._news.wait()
            except TimeoutError:
                break
            if me != self._pollers:
                raise Refusal(409, ANOTHER_POLLS)
        return list(self.pending.values())[: payload.get("limit") or 100]

    def wake(self) -> None:
        """End the long poll under way: the server closes."""
        self._pollers += 1
        self._news.set()
