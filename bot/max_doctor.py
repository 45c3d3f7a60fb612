"""What the doctor says of MAX: the token, the certificates it is reached by, the webhook."""

import ssl
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from bot.clock import utc_now
from bot.max_api import asking
from bot.messengers.max.errors import MaxError, Unauthorised
from bot.messengers.max.incoming import is_whole
from bot.settings import PUBLIC_MAX_API, Settings

RENEW_BEFORE = timedelta(days=60)
"""Certificates are renewed by hand: time enough to be told in."""


class Finding(NamedTuple):
    """``grave`` is ``None`` when all is well, ``False`` for a warning. Words are by ``key``."""

    key: str
    facts: dict[str, object]
    grave: bool | None = None


async def findings(settings: Settings) -> list[Finding]:
    if settings.max_token is None:
        return []
    found = [_certificates(settings)]
    async with asking(settings) as api:
        try:
            me = await api.me()
            found.append(Finding("doctor-max", {"username": str(me.get("username", ""))}))
            found.append(_webhook(settings, await api.subscriptions()))
        except Unauthorised:
            found.append(Finding("doctor-max-refused", {}, grave=True))
        except MaxError as error:
            found.append(Finding("doctor-max-silent", {"error": str(error)}, grave=True))
    return found


def _certificates(settings: Settings) -> Finding:
    if settings.max_ca is None:
        public = settings.max_api == PUBLIC_MAX_API
        return Finding("doctor-max-ca-none", {}, grave=False if public else None)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(settings.max_ca)
    ends = [ssl.cert_time_to_seconds(str(each["notAfter"])) for each in context.get_ca_certs()]
    facts: dict[str, object] = {"count": len(ends), "file": str(settings.max_ca)}
    if not ends:
        return Finding("doctor-max-ca-empty", facts, grave=True)
    first = datetime.fromtimestamp(min(ends), UTC)
    facts["until"] = f"{first:%d.%m.%Y}"
    if first < utc_now() + RENEW_BEFORE:
        return Finding("doctor-max-ca-old", facts, grave=False)
    return Finding("doctor-max-ca", facts)


def _webhook(settings: Settings, there: list[dict[str, object]]) -> Finding:
    url = settings.max_webhook_url
    if url is None:
        left = [str(each.get("url")) for each in there]
        if left:
            return Finding("doctor-max-webhook-left", {"url": left[0]}, grave=False)
        return Finding("doctor-max-webhook-off", {}, grave=False)
    ours = [each for each in there if each.get("url") == url]
    others = [str(each.get("url")) for each in there if each.get("url") != url]
    if others:
        return Finding("doctor-max-webhook-other", {"url": others[0]}, grave=False)
    if not ours or not is_whole(ours[0]):
        return Finding("doctor-max-webhook-missing", {}, grave=False)
    return Finding("doctor-max-webhook", {"url": url})
