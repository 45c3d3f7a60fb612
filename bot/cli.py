"""The command line: what the operator types. A verb imports only what it needs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from bot.ready import database_of, ready
from bot.saying import Failed, say
from bot.settings import Settings, SettingsError, load_settings
from core.errors import Refusal
from core.imports.model import Kind

if TYPE_CHECKING:
    from storage.work import Database

FAILED, WRONG_SETTINGS = 1, 2


class Guarded(TyperGroup):
    """Every error ends in one line: 1 when the thing failed, 2 when the settings are wrong."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort):
            raise
        except SettingsError as error:
            _complain(str(error), WRONG_SETTINGS)
        except Failed as error:
            _complain(str(error), FAILED)
        except Refusal as refusal:
            _complain(say(f"refusal-{refusal.key}", **refusal.facts), FAILED)
        except Exception as error:
            if type(error).__module__.startswith("typer"):
                raise  # a mistyped option: typer says so itself, with the code 2
            if logging.getLogger().isEnabledFor(logging.DEBUG):
                logging.getLogger(__name__).exception("failed")
            _complain(say("cli-failed", error=_scrubbed(error)), FAILED)


def _complain(line: str, code: int) -> None:
    typer.echo(line, err=True)
    raise typer.Exit(code)


def _scrubbed(error: Exception) -> str:
    from bot.logs import Scrubber  # noqa: PLC0415 - only a failure needs it
    from bot.traces import told  # noqa: PLC0415 - only a failure needs it

    try:
        secrets = load_settings().secrets
    except SettingsError:
        secrets = ()
    return Scrubber(secrets).scrubbed(told(error).splitlines()[0])


app = typer.Typer(
    cls=Guarded,
    help=say("cli-help"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _settings() -> Settings:
    """Settings, with the log already set up so that no line of it shows a secret."""
    settings = load_settings()
    from bot import logs  # noqa: PLC0415 - after the settings, so that a wrong one is told fast

    logs.set_up(settings.log_level, settings.secrets)
    return settings


def _say(do: "Callable[[Database, Settings], Awaitable[str]]", *, alone: bool = True) -> None:
    """Do it, with nobody else in the database if ``alone``, and say what came of it."""
    from bot import lock  # noqa: PLC0415 - a verb imports only what it needs

    settings = _settings()

    async def done() -> str:
        async with ready(settings) as database:
            return await do(database, settings)

    with lock.alone(settings) if alone else nullcontext():
        typer.echo(asyncio.run(done()))


@app.command(help=say("cli-help-run"))
def run() -> None:
    settings = _settings()
    if settings.is_demo and not settings.listen.is_loopback:
        raise SettingsError(say("settings-listen-demo"))
    from bot.lock import alone  # noqa: PLC0415 - a verb imports only what it needs

    with alone(settings):
        from bot import runners  # noqa: PLC0415 - aiogram's import alone takes seconds

        runners.run(settings)


@app.command(help=say("cli-help-post"))
def post() -> None:
    settings = _settings()
    from bot import apart  # noqa: PLC0415 - a verb imports only what it needs

    apart.run(settings)


@app.command(help=say("cli-help-migrate"))
def migrate() -> None:
    settings = _settings()
    from bot.lock import alone  # noqa: PLC0415 - a verb imports only what it needs

    with alone(settings):
        asyncio.run(_migrate(settings))


async def _migrate(settings: Settings) -> None:
    from storage import migrations  # noqa: PLC0415 - a verb imports only what it needs

    database = database_of(settings)
    try:
        before, after = await migrations.migrate(database.writer)
        async with database.open_work() as work:
            await work.catalogue.begin_with()
    finally:
        await database.close()
    changed = "no" if before == after else "yes"
    typer.echo(
        say("cli-migrated", database=settings.database_shown, revision=after, changed=changed)
    )


@app.command(help=say("cli-help-doctor"))
def doctor() -> None:
    from bot import doctor as checks  # noqa: PLC0415 - a verb imports only what it needs

    try:
        settings = load_settings()
    except SettingsError as error:
        lines = [checks.Line(checks.BAD, str(error))]
    else:
        lines = asyncio.run(checks.examine(settings))
    for line in lines:
        typer.echo(str(line))
    if any(line.mark == checks.BAD for line in lines):
        raise typer.Exit(FAILED)


@app.command("import", help=say("cli-help-import"))
def import_(
    kind: Annotated[Kind, typer.Argument(help=say("cli-help-import-kind"))],
    file: Annotated[Path, typer.Argument(help=say("cli-help-import-file"))],
    invitations: Annotated[
        Path | None, typer.Option(help=say("cli-help-import-invitations"))
    ] = None,
) -> None:
    from bot import importing  # noqa: PLC0415 - a verb imports only what it needs
    from bot.lock import alone  # noqa: PLC0415 - a verb imports only what it needs

    settings = _settings()
    table = importing.read(kind, file)

    if isinstance(table, str):
        raise Failed(table)

    async def bring_in() -> bool:
        async with ready(settings) as database:
            return await importing.bring_in(
                kind, table, database.open_work, settings, invitations=invitations
            )

    with alone(settings):
        done = asyncio.run(bring_in())
    if not done:
        raise typer.Exit(FAILED)
    if settings.is_demo and settings.database is None:
        typer.echo(say("cli-trial-base", database=settings.database_shown), err=True)


@app.command(help=say("cli-help-grant"))
def grant(
    role: Annotated[str, typer.Argument(help=say("cli-help-grant-role"))],
    unit: Annotated[str, typer.Option(help=say("cli-help-grant-unit"))],
    account: Annotated[str, typer.Option(help=say("cli-help-grant-account"))],
) -> None:
    from bot import granting  # noqa: PLC0415 - a verb imports only what it needs

    _say(lambda base, _: granting.grant(base, role, unit=unit, account=account))


@app.command(help=say("cli-help-demo"))
def demo(
    people: Annotated[int, typer.Option(min=1, help=say("cli-help-demo-people"))] = 20_000,
    seed: Annotated[int, typer.Option(help=say("cli-help-demo-seed"))] = 1,
) -> None:
    from bot import trial  # noqa: PLC0415 - a verb imports only what it needs
    from bot.lock import alone  # noqa: PLC0415 - a verb imports only what it needs

    settings = _settings()

    async def fill() -> None:
        async with ready(settings) as database:
            await trial.fill(database, settings, people=people, seed=seed)

    with alone(settings):
        asyncio.run(_migrate(settings))
        asyncio.run(fill())


@app.command(help=say("cli-help-backup"))
def backup(
    file: Annotated[Path, typer.Argument(help=say("cli-help-backup-file"))],
) -> None:
    from bot import backup as copies  # noqa: PLC0415 - a verb imports only what it needs

    copies.back_up(_settings(), file)


@app.command(help=say("cli-help-restore"))
def restore(
    file: Annotated[Path, typer.Argument(help=say("cli-help-restore-file"))],
) -> None:
    from bot import backup as copies  # noqa: PLC0415 - a verb imports only what it needs

    copies.restore(_settings(), file)


@app.command(help=say("cli-help-transfer"))
def transfer(to: Annotated[str, typer.Option(help=say("cli-help-transfer-to"))]) -> None:
    from bot import transfer as moving  # noqa: PLC0415 - a verb imports only what it needs
    from bot.lock import alone  # noqa: PLC0415 - a verb imports only what it needs

    settings = _settings()
    target = moving.target_of(settings, to)

    async def move() -> None:
        async with ready(settings) as database:
            await moving.move(database, target)

    with alone(settings), alone(target):
        asyncio.run(move())


@app.command(help=say("cli-help-forget"))
def forget(
    account: Annotated[str | None, typer.Option(help=say("cli-help-forget-account"))] = None,
    code: Annotated[str | None, typer.Option(help=say("cli-help-forget-code"))] = None,
    yes: Annotated[bool, typer.Option("--yes", help=say("cli-help-forget-yes"))] = False,  # noqa: FBT002 - typer reads it
) -> None:
    from bot import acts  # noqa: PLC0415 - a verb imports only what it needs

    _say(lambda base, ours: acts.forget(base, ours, account=account, code=code, sure=yes))


@app.command(help=say("cli-help-act"))
def act(number: Annotated[int, typer.Argument(help=say("cli-help-act-number"))]) -> None:
    from bot import acts  # noqa: PLC0415 - a verb imports only what it needs

    _say(lambda base, ours: acts.extract(base, ours, number), alone=False)


def main() -> None:
    app()
