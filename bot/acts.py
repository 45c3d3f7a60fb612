"""The verbs ``forget`` and ``act``: a consent withdrawn on paper, and what proves the erasure."""

from typing import TYPE_CHECKING

import typer
from redis.asyncio import Redis

from bot import redis_forms
from bot.messengers.max import BOT_ID, MESSENGER
from bot.saying import Failed, say
from bot.settings import Settings
from core.imports.cells import account_of
from core.people import Account, PersonId
from core.privacy import use_cases
from core.privacy.model import ActId, Extract, LogLine
from texts import Texts

if TYPE_CHECKING:
    from storage.work import Database, SqlWork


async def forget(
    database: "Database", settings: Settings, *, account: str | None, code: str | None, sure: bool
) -> str:
    """Erase the person and return the line that says so."""
    whom = account or code
    if whom is None or (account and code):
        raise Failed(say("forget-whom"))
    async with database.open_view() as work:
        person = await _person(work, account, code)
    if person is None:
        raise Failed(say("forget-unknown", whom=whom))
    if not sure and typer.prompt(say("forget-again", whom=whom)).strip() != whom:
        raise Failed(say("forget-differs"))
    async with database.open_work() as work:
        erasure = await use_cases.forget_on_paper(work, person)
        await _forget_forms(settings, erasure.accounts)
    return say("forget-done", rows=erasure.rows, act=erasure.act)


async def _person(work: "SqlWork", account: str | None, code: str | None) -> PersonId | None:
    if account is None:
        return await work.privacy.coded(code or "")
    known = account_of(account)
    if known is None:
        raise Failed(say("cli-account-wrong", account=account))
    person = await work.people.at(known)
    return None if person is None else person.id


async def _forget_forms(settings: Settings, accounts: tuple[Account, ...]) -> None:
    """Forms in Redis go with the rows: if they cannot, nothing is erased and the verb fails."""
    if settings.redis is None or settings.is_demo:
        return
    bots = {MESSENGER: BOT_ID}
    if settings.telegram_token is not None:
        bots["telegram"] = int(settings.telegram_token.get_secret_value().partition(":")[0])
    async with Redis.from_url(settings.redis.get_secret_value()) as redis:
        for account in accounts:
            mine = [number for name, number in bots.items() if name == account.messenger]
            await redis_forms.forget(redis, bots=mine, external=account.external)


async def extract(database: "Database", settings: Settings, number: int) -> str:
    """The act and the lines of the log about the record, to be printed and filed."""
    async with database.open_view() as work:
        found = await work.privacy.extract(ActId(number))
    if found is None:
        raise Failed(say("act-none", act=number))
    return "\n".join(_printed(found, Texts(settings.time_zone)))


def _printed(extract: Extract, texts: Texts) -> list[str]:
    return [
        texts.raw("act-title", act=extract.act),
        texts.raw("act-body", at=_day(extract, texts), person=extract.person, rows=extract.rows),
        texts.raw("act-lines", total=len(extract.lines)),
        *(_line(line, texts) for line in extract.lines),
    ]


def _day(moment: Extract | LogLine, texts: Texts) -> str:
    """With the year: an act is read long after."""
    return f"{moment.at.astimezone(texts.zone):%d.%m.%Y %H:%M:%S}"


def _line(line: LogLine, texts: Texts) -> str:
    by = texts.raw("act-console") if line.by is None else str(line.by)
    about = texts.raw("act-nobody") if line.about is None else str(line.about)
    return texts.raw(
        "act-line",
        row=str(line.row),
        at=_day(line, texts),
        deed=texts.raw("deed", name=line.deed),
        by=by,
        about=about,
        what=line.what or "none",
    )
