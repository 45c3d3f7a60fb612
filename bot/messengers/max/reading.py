"""What the inbox kept of MAX, read as an aiogram update when its turn has come."""

from collections.abc import Awaitable, Callable

import orjson
import structlog
from aiogram import Bot
from aiogram.types import Update
from pydantic import ValidationError

from bot.messengers.max.answers import Json
from bot.messengers.max.fields import Unreadable, piece, words
from bot.messengers.max.session import MaxSession
from bot.messengers.max.updates import translate
from storage.inbox import Arrived

log = structlog.get_logger(__name__)


def make_reader(token: str) -> Callable[[Arrived, Bot], Awaitable[Update | None]]:
    """``token`` is the real one: MAX signs with it."""

    async def read(arrived: Arrived, bot: Bot) -> Update | None:
        raw = orjson.loads(arrived.raw)
        update = as_update(raw, number=arrived.number, token=token, bot=bot)
        if update is not None:
            await _check_id(raw, whom=arrived.chat, bot=bot)
            if update.callback_query and isinstance(bot.session, MaxSession):
                bot.session.pressed(update.callback_query.id, arrived.chat)
        return update

    return read


def as_update(raw: Json, *, number: int, token: str, bot: Bot | None = None) -> Update | None:
    """Raises ``Unreadable`` and nothing else."""
    translated = translate(raw, update_id=number, token=token)
    if translated is None:
        return None
    _remark(translated)
    try:
        return Update.model_validate(translated, context={"bot": bot})
    except ValidationError as error:
        # The library's own words quote what people have written.
        places = sorted({".".join(map(str, each["loc"])) for each in error.errors()})
        raise Unreadable(f"not an update: {', '.join(places)}"[:200]) from None


async def _check_id(raw: Json, *, whom: int, bot: Bot) -> None:
    """Let the session learn an id that breaks the rule of ids, before anybody edits by it."""
    message = piece(raw, "message")
    if isinstance(bot.session, MaxSession) and words(piece(message, "body"), "mid"):
        await bot.session.mids.seen(whom, message)


def _remark(translated: Json) -> None:
    contact = piece(translated, "message").get("contact")
    if contact and "user_id" not in contact:
        log.warning("a contact without MAX's signature is taken for somebody else's")
