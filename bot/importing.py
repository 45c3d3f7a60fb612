"""The verb ``import``: a spreadsheet read, planned, saved and reported on in words."""

import csv
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import typer

from bot import bot_api, max_api, spreadsheets
from bot.messengers.max.errors import MaxError
from bot.saying import Failed, say
from bot.settings import Settings
from core.imports import use_cases
from core.imports.model import Kind, Table, Trouble, Words, understood
from core.imports.ports import ImportWork
from core.imports.use_cases import Invited, Report
from core.links import start_link
from core.units import folded
from core.work import OpenWork
from texts import FOLDER

FORMULA = ("=", "+", "-", "@", "\t")
MOST_TOLD = 200
"""Lines. Whoever has more mistakes than this has one mistake two hundred times."""
MOST_MISSING = 10
"""Titles of a plan that a file lacks; how many there are is told in any case."""


def words_of(kind: Kind, locale: str = "ru") -> Words:
    words = json.loads((FOLDER / locale / "imports.json").read_text(encoding="utf-8"))
    return Words(
        columns=words["columns"][kind],
        roles={folded(name): role for role, names in words["roles"].items() for name in names},
        rules={folded(name): rule for rule, names in words["rules"].items() for name in names},
        everything=frozenset(folded(name) for name in words["everything"]),
        moscow=frozenset(folded(name) for name in words["moscow"]),
        months={folded(name): month for name, month in words["months"].items()},
    )


def read(kind: Kind, file: Path) -> Table | str:
    """The table, or the sentence that says why the file is not one."""
    try:
        sheet = spreadsheets.read(file)
    except spreadsheets.SpreadsheetError as error:
        return say(error.key, **error.facts)
    rows = [(row.number, row.cells) for row in sheet.rows]
    return understood(kind, sheet.columns, rows, words_of(kind), header=sheet.header)


async def bring_in(
    kind: Kind,
    table: Table,
    open_work: OpenWork[ImportWork],
    settings: Settings,
    *,
    invitations: Path | None,
) -> bool:
    """Save the table or tell all its troubles; whether it was saved."""
    words = words_of(kind)
    wanted = invitations if kind is Kind.PEOPLE else None
    starts = await _starts(settings) if wanted else {}
    with _fresh(wanted) as stream:
        async with open_work() as work:
            report = await _do(work, kind, table, words, may_invite=stream is not None)
            if stream is not None and report.invited:
                # Inside: what is not on paper must not be in the database either.
                _write(stream, report.invited, starts)
    tell(kind, table, words, report)
    if report.invited:
        typer.echo(say("import-invited", count=len(report.invited), path=str(invitations)))
    return not report.troubles


async def _do(
    work: ImportWork, kind: Kind, table: Table, words: Words, *, may_invite: bool
) -> Report:
    match kind:
        case Kind.UNITS:
            return await use_cases.import_units(work, table, words)
        case Kind.PEOPLE:
            return await use_cases.import_people(work, table, words, may_invite=may_invite)
        case Kind.EXPERTISE:
            return await use_cases.import_expertise(work, table, words)
        case Kind.RULES:
            return await use_cases.import_rules(work, table, words)
        case Kind.PLAN:
            return await use_cases.import_plan(work, table, words)


async def _starts(settings: Settings) -> dict[str, str]:
    """Names of the bot by messenger; nothing of a messenger that does not answer."""
    found: dict[str, str] = {}
    if settings.telegram_token is not None:
        with suppress(bot_api.Silent):
            found["telegram"] = (await bot_api.ask(settings, "getMe"))["username"]
    if settings.max_token is not None:
        with suppress(MaxError):
            async with max_api.asking(settings) as api:
                found["max"] = str((await api.me()).get("username") or "")
    return {messenger: name for messenger, name in found.items() if name}


@contextmanager
def _fresh(path: Path | None) -> Iterator[TextIO | None]:
    """A new file for the owner's eyes only; it goes again when nothing was written."""
    if path is None:
        yield None
        return
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Failed(say("import-invitations-exist", path=str(path))) from None
    except OSError:
        raise Failed(say("import-invitations-unwritable", path=str(path))) from None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as stream:
            yield stream
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    if not path.stat().st_size:
        path.unlink()


def _write(stream: TextIO, invited: Sequence[Invited], bots: Mapping[str, str]) -> None:
    """A link for each messenger: whichever is followed first is the one that counts."""
    table = csv.writer(stream, delimiter=";")
    titles = [say("import-invitations-link", messenger=messenger) for messenger in bots]
    titles = titles if len(titles) > 1 else [say("import-invitations-link", messenger="any")]
    table.writerow([*say("import-invitations-header").split(";"), *titles])
    for each in invited:
        links = [start_link(messenger, bot, each.token) for messenger, bot in bots.items()]
        table.writerow([_harmless(each.name), _harmless(each.unit), each.token, *(links or [""])])
    stream.flush()


def _harmless(words: str) -> str:
    """A spreadsheet program would take a name that begins so for a formula."""
    return f"'{words}" if words.startswith(FORMULA) else words


def tell(kind: Kind, table: Table, words: Words, report: Report) -> None:
    for trouble in report.troubles[:MOST_TOLD]:
        typer.echo(_worded(trouble, table, words), err=True)
    if report.troubles:
        typer.echo(say("import-nothing-written", count=len(report.troubles)), err=True)
        return
    counts = {
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
    }
    typer.echo(say("import-done", kind=kind, **counts))
    if report.past:
        typer.echo(say("import-plan-past", count=report.past))
    if report.missing:
        titles = ", ".join(f"«{each}»" for each in report.missing[:MOST_MISSING])
        typer.echo(say("import-plan-missing", count=len(report.missing), titles=titles))
    if table.unused:
        typer.echo(say("import-unused", titles=", ".join(f"«{each}»" for each in table.unused)))


def _worded(trouble: Trouble, table: Table, words: Words) -> str:
    title = table.titles.get(trouble.column) or words.title(trouble.column)
    facts = {name: value if value != "" else "none" for name, value in trouble.facts.items()}
    what = say(f"import-trouble-{trouble.key}", **facts)
    return say("import-trouble", row=trouble.row, column=title, what=what)
