"""aiogram's HTTP session with the work left out that a bot's requests do not need."""

from typing import Any, cast

import orjson
from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import AnswerCallbackQuery, TelegramMethod
from aiogram.methods.base import Response, TelegramType
from aiogram.types import InputFile, TelegramObject
from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar
from aiohttp_socks import ProxyError

_DONE = True

_kept: dict[Any, type[Response[Any]]] = {}
"""Models of answers. pydantic lets go of those nobody holds: a millisecond to build each anew."""


def dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def loads(content: bytes) -> Any:
    """Telegram says back what we have sent; to read it all is most of reading an answer."""
    answer = orjson.loads(content)
    if isinstance(answer, dict) and isinstance(answer.get("result"), dict):
        for echo in ("reply_markup", "entities", "from"):
            answer["result"].pop(echo, None)
    return answer


class LeanSession(AiohttpSession):
    """Sends JSON instead of a form and keeps no cookies; files still travel in a form.

    Everything about errors, defaults and types stays aiogram's. With ``presses_answered`` the
    webhook has told every button to stop waiting already.
    """

    def __init__(
        self, *, api: str, proxy: str | None = None, presses_answered: bool = False
    ) -> None:
        self.presses_answered = presses_answered
        super().__init__(
            api=TelegramAPIServer.from_base(api),
            proxy=proxy,
            json_loads=loads,
            json_dumps=dumps,
        )

    async def create_session(self) -> ClientSession:
        if self._should_reset_connector:
            await self.close()
        if self._session is None or self._session.closed:
            self._session = ClientSession(
                connector=self._connector_type(**self._connector_init),
                cookie_jar=DummyCookieJar(),
            )
            self._should_reset_connector = False
        return self._session

    async def close(self) -> None:
        """At once: aiohttp waits for its connections itself since aiogram began to sleep here."""
        if self._session is not None and not self._session.closed:
            await self._session.close()

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        if self.presses_answered and _only_answers(method):
            return cast("TelegramType", _DONE)
        body = as_json(method, bot) or self.as_json_with_care(method, bot)
        if body is None:
            return await super().make_request(bot, method, timeout)
        session = await self.create_session()
        try:
            async with session.post(
                self.api.api_url(token=bot.token, method=method.__api_method__),
                data=body,
                headers={"Content-Type": "application/json"},
                timeout=ClientTimeout(total=self.timeout if timeout is None else timeout),
            ) as answer:
                status, content = answer.status, await answer.read()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except (ClientError, OSError, ProxyError) as error:
            # The words of these errors may hold the address, and the address holds the token.
            message = f"{type(error).__name__}: {error}".replace(bot.token, "***")
            raise TelegramNetworkError(method=method, message=message) from error
        returning = method.__returning__
        if returning not in _kept:
            _kept[returning] = Response[returning]  # type: ignore[valid-type]  # at run time
        # orjson reads bytes, and what is not UTF-8 becomes a ClientDecodeError like any nonsense.
        response = self.check_response(bot, method, status, cast("str", content))
        return cast("TelegramType", response.result)

    def as_json_with_care(self, method: TelegramMethod[Any], bot: Bot) -> bytes | None:
        """``None`` when a file goes with it."""
        files: dict[str, InputFile] = {}
        prepared = {
            key: self.prepare_value(value, bot=bot, files=files, _dumps_json=False)
            for key, value in method.model_dump(warnings=False).items()
            if value is not None
        }
        if files:
            return None
        return orjson.dumps({key: value for key, value in prepared.items() if value is not None})


def as_json(method: TelegramMethod[Any], bot: Bot) -> bytes | None:
    """The usual ones at once: words, numbers and buttons. ``None`` when there is more to it."""
    values = method.model_dump(warnings=False, exclude_none=True)
    for key, value in values.items():
        if isinstance(value, Default):
            usual = bot.default[value.name]
            if isinstance(usual, TelegramObject):
                usual = usual.model_dump(warnings=False, exclude_none=True)
            values[key] = usual
    try:
        return orjson.dumps(
            {key: value for key, value in values.items() if value is not None},
            option=orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS,
        )
    except TypeError:
        return None


def answered_already(bot: Bot) -> bool:
    """Whether the webhook's reply lets every button of this bot stop waiting."""
    return isinstance(bot.session, LeanSession) and bot.session.presses_answered


def _only_answers(method: TelegramMethod[Any]) -> bool:
    """Whether it lets a button stop waiting and says nothing."""
    return isinstance(method, AnswerCallbackQuery) and not (method.text or method.url)
