"""What carries letters into each messenger that has a token. Never imports aiogram."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.crossing import Carrier
from bot.messengers import max as max_messenger
from bot.messengers.max.outgoing import MaxCarrier
from bot.messengers.max.pace import MaxPace
from bot.messengers.telegram.outgoing import MESSENGER as TELEGRAM
from bot.messengers.telegram.outgoing import TelegramCarrier
from bot.settings import Settings
from texts import Texts

MAX_APART, MAX_APART_TO_CHAT = 15, 1
"""MAX allows 30 and 2 to one token: two processes that cannot see each other have half each."""


def to_telegram(settings: Settings) -> TelegramCarrier:
    assert settings.telegram_token is not None  # noqa: S101 - whoever asks has looked
    return TelegramCarrier(
        settings.telegram_token.get_secret_value(),
        withdrawn=_withdrawn(),
        base_url=settings.telegram_api,
        proxy=settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None,
        per_second=settings.telegram_rate,
    )


def pace_in_max(settings: Settings) -> MaxPace:
    """Of everything that one process asks of MAX."""
    if settings.post_is_apart:
        return MaxPace(per_second=MAX_APART, per_chat=MAX_APART_TO_CHAT)
    return MaxPace()


def to_max(settings: Settings, pace: MaxPace) -> MaxCarrier:
    assert settings.max_token is not None  # noqa: S101 - whoever asks has looked
    return MaxCarrier(
        settings.max_token.get_secret_value(),
        withdrawn=_withdrawn(),
        base_url=settings.max_api,
        ca=settings.max_ca,
        pace=pace,
    )


def _withdrawn() -> str:
    """What stands where a letter was taken back too late to be deleted."""
    return Texts()("letter-withdrawn")


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[dict[str, Carrier]]:
    """Of each messenger that has a token, its carrier. Nothing is asked of them yet."""
    async with AsyncExitStack() as stack:
        carriers: dict[str, Carrier] = {}
        if settings.telegram_token is not None:
            telegram = to_telegram(settings)
            await stack.enter_async_context(telegram)
            carriers[TELEGRAM] = telegram
        if settings.max_token is not None:
            max_ = to_max(settings, pace_in_max(settings))
            await stack.enter_async_context(max_)
            carriers[max_messenger.MESSENGER] = max_
        yield carriers
