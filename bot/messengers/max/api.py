"""MAX's Bot API as it is: one method for each call, plain JSON in and out.

The token travels in a header to MAX alone, and never in an address, a log or an error.
"""

import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import orjson
from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    TCPConnector,
)

from bot.messengers.max.answers import Json, read
from bot.messengers.max.errors import Silent, TooFast, Unheard
from bot.messengers.max.pace import MaxPace
from core.notices import Lane

BASE = "https://platform-api2.max.ru"

TIMEOUT = 8.0
"""Seconds. A batch of letters has to end before the lease of the outbox does."""

GRACE = 10.0
"""Seconds on top of a long poll before the connection is taken for dead."""

UPLOAD_TIMEOUT = 120.0
"""Seconds for a file on its way; its size is for the messenger to judge."""

CHUNK = 65536


class MaxApi:
    """Use it as an async context manager, or ``close`` it; nothing is asked before the first call.

    ``ca`` is a file of certificates trusted besides the usual ones, for this client alone: MAX's
    are signed by an authority that is in no common store. Verification is never off.
    """

    def __init__(
        self,
        token: str,
        *,
        base: str = BASE,
        ca: Path | None = None,
        pace: MaxPace | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self._token = token
        self._base = base.rstrip("/")
        self._trust = trusting(ca)
        self._timeout = timeout
        self._session: ClientSession | None = None
        self._number: int | None = None
        self.pace = pace or MaxPace()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def me(self) -> Json:
        """Who the bot is."""
        about = await self._call("GET", "/me")
        self._number = about["user_id"] if isinstance(about.get("user_id"), int) else None
        return about

    async def number(self) -> int:
        """The bot's own number in MAX, asked for once."""
        if self._number is None:
            await self.me()
        if self._number is None:
            raise Silent("MAX does not say who the bot is")
        return self._number

    async def set_commands(self, commands: Sequence[tuple[str, str]]) -> None:
        """Commands with their descriptions, as the person sees them after a slash."""
        named = [{"name": name, "description": words} for name, words in commands]
        await self._call("PATCH", "/me/commands", body={"commands": named})

    async def send(
        self, to: int, body: Json, *, preview: bool = False, lane: Lane = Lane.REPLIES
    ) -> Json:
        """A new message. ``to`` is a person, or a group, whose numbers are negative."""
        whom = {"user_id": to} if to > 0 else {"chat_id": to}
        query = whom if preview else {**whom, "disable_link_preview": "true"}
        turn = ("send", to, lane)
        answer = await self._call(
            "POST", "/messages", turn=turn, query=query, body=body, seeks="message"
        )
        message: Json = answer["message"]
        return message

    async def edit(self, mid: str, body: Json, *, chat: int, lane: Lane = Lane.REPLIES) -> None:
        """``attachments`` of the body replace all of the message's; without any they stay."""
        query, turn = {"message_id": mid}, ("edit", chat, lane)
        await self._call("PUT", "/messages", turn=turn, query=query, body=body)

    async def delete(self, mid: str, *, chat: int, lane: Lane = Lane.REPLIES) -> None:
        query, turn = {"message_id": mid}, ("delete", chat, lane)
        await self._call("DELETE", "/messages", turn=turn, query=query)

    async def message(self, mid: str) -> Json:
        return await self._call("GET", f"/messages/{mid}", seeks="body")

    async def answer(self, callback_id: str, body: Json, *, chat: int | None = None) -> None:
        """MAX refuses an empty body."""
        query, turn = {"callback_id": callback_id}, ("answer", chat, Lane.REPLIES)
        await self._call("POST", "/answers", turn=turn, query=query, body=body)

    async def act(self, chat_id: int, action: str) -> None:
        """«Печатает…» and the like; ``chat_id`` is MAX's own id of the dialog."""
        await self._call("POST", f"/chats/{chat_id}/actions", body={"action": action})

    async def upload_place(self, kind: str) -> Json:
        """Where to bring a file of this kind: ``{"url", "token"?}``."""
        return await self._call("POST", "/uploads", query={"type": kind}, seeks="url")

    async def updates(
        self,
        marker: int | None = None,
        timeout: int = 30,
        limit: int = 100,
        types: Sequence[str] = (),
    ) -> Json:
        """News since the marker, ``{"updates": […], "marker": …}``; given back it confirms."""
        query: Json = {"timeout": timeout, "limit": limit}
        if marker is not None:
            query["marker"] = marker
        if types:
            query["types"] = ",".join(types)
        return await self._call(
            "GET", "/updates", query=query, seeks="updates", patience=timeout + GRACE
        )

    async def subscriptions(self) -> list[Json]:
        """Webhooks that MAX brings updates to."""
        answer = await self._call("GET", "/subscriptions", seeks="subscriptions")
        found: list[Json] = answer["subscriptions"]
        return found

    async def subscribe(self, url: str, secret: str, types: Sequence[str]) -> None:
        body = {"url": url, "secret": secret, "update_types": list(types)}
        await self._call("POST", "/subscriptions", body=body)

    async def unsubscribe(self, url: str) -> None:
        await self._call("DELETE", "/subscriptions", query={"url": url})

    async def post_file(self, url: str, form: Any) -> tuple[int, bytes]:
        """Bring a file to its place, which is another host: the token does not go there."""
        async with self._asked("POST", url, UPLOAD_TIMEOUT, data=form) as answer:
            return answer.status, await answer.read()

    async def download(
        self, url: str, *, patience: float = UPLOAD_TIMEOUT
    ) -> AsyncIterator[bytes]:
        """The bytes of a file by the address that came with it."""
        async with self._asked("GET", url, patience) as answer:
            if answer.status != 200:  # noqa: PLR2004 - the usual number
                raise Silent("the file is not there", status=answer.status)
            async for chunk in answer.content.iter_chunked(CHUNK):
                yield chunk

    async def _call(
        self,
        verb: str,
        path: str,
        *,
        turn: tuple[str, int | None, Lane] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Json | None = None,
        seeks: str = "",
        patience: float | None = None,
    ) -> Json:
        """``turn``: kind of the call, its chat and lane. ``seeks``: what an answer must have."""
        headers = {"Authorization": self._token}
        data = None
        if body is not None:
            data = orjson.dumps(body)
            headers["Content-Type"] = "application/json"
        more = {"params": query, "data": data, "headers": headers}
        async with (
            self.pace.turn(*(turn or ("", None, Lane.REPLIES))),
            self._asked(verb, self._base + path, patience or self._timeout, **more) as answer,
        ):
            content = await answer.read()
        try:
            found = read(answer.status, content, answer.headers, seeks)
        except TooFast as error:
            after = self.pace.refused(error.after.total_seconds())
            raise TooFast(error.words, after=after, status=error.status) from error
        self.pace.went_well()
        return found

    @asynccontextmanager
    async def _asked(
        self, verb: str, url: str, patience: float, **more: Any
    ) -> AsyncIterator[ClientResponse]:
        """One exchange; whatever the network does to it becomes ``Silent``."""
        try:
            async with self._opened().request(
                verb, url, timeout=patient(patience), allow_redirects=False, **more
            ) as answer:
                yield answer
        except ClientConnectorCertificateError as error:
            raise Unheard(
                "the certificate of the server is not trusted, see OPORA_MAX_CA"
            ) from error
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise Unheard(type(error).__name__) from error
        except TimeoutError as error:
            raise Silent("no answer in time") from error
        except (ClientError, OSError) as error:
            raise Silent(type(error).__name__) from error

    def _opened(self) -> ClientSession:
        if self._session is None or self._session.closed:
            self._session = ClientSession(
                connector=TCPConnector(ssl=self._trust),
                cookie_jar=DummyCookieJar(),
            )
        return self._session


def patient(seconds: float) -> ClientTimeout:
    """Half of it to be heard at all: only so is it known whether a request was made."""
    return ClientTimeout(total=seconds, connect=seconds / 2)


def trusting(ca: Path | None) -> ssl.SSLContext:
    """The usual authorities and those in the file; raises ``OSError`` when it cannot be read."""
    context = ssl.create_default_context()
    if ca is not None:
        context.load_verify_locations(ca)
    return context
