"""Asks Telegram a question or two from the command line, without a bot around it."""

from collections.abc import Mapping
from typing import Any

import httpx

from bot.settings import Settings

PATIENCE = 5
"""Seconds."""

UNAUTHORISED = (401, 404)
"""A token that was taken back, and one that never was."""


class Silent(Exception):
    """Telegram did not answer, or not in its own words. Holds no address: that has the token."""


class Refused(Silent):
    """Telegram does not know the token."""


async def ask(settings: Settings, method: str) -> Mapping[str, Any]:
    """The result of a method without arguments."""
    answer = await _post(settings, method)
    try:
        body = answer.json()
    except ValueError:
        raise Silent(f"HTTP {answer.status_code}") from None
    if answer.status_code in UNAUTHORISED:
        raise Refused(str(answer.status_code))
    if not isinstance(body, dict) or not isinstance(body.get("result"), dict):
        raise Silent(f"HTTP {answer.status_code}")
    return {**body["result"], "_date": answer.headers.get("Date")}


async def _post(settings: Settings, method: str) -> httpx.Response:
    token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, proxy=proxy, trust_env=False) as client:
            return await client.post(f"{settings.telegram_api}/bot{token}/{method}")
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise Silent(type(error).__name__) from None
