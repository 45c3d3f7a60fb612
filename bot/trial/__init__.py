"""The verb ``demo``: fills a database with a made-up region for trials and benchmarks."""

import time
from typing import TYPE_CHECKING

import typer

from bot.saying import Failed, say
from bot.settings import Settings
from bot.trial.region import Ground, Region, code_of
from storage.trial import RealPeople, Trial, trial

if TYPE_CHECKING:
    from storage.work import Database

TOLD = ("units", "people", "consultations", "messages")


async def fill(database: "Database", settings: Settings, *, people: int, seed: int) -> None:
    """Put the region in, telling of each part; ``Failed`` when the database is not for it."""
    began = time.monotonic()
    shown = settings.database_shown
    async with database.open_view() as work:
        subjects = [subject.id for subject in await work.catalogue.subjects()]
        topics = [topic.id for topic in await work.catalogue.topics()]
        position = next(iter(await work.catalogue.positions()), "")
        now = work.now
    async with trial(database.writer) as made_up:
        try:
            await made_up.claim()
        except RealPeople:
            raise Failed(say("cli-demo-real", database=shown)) from None
        if await made_up.has_unit(code_of(seed, "region")):
            raise Failed(say("cli-demo-again", database=shown, seed=seed))
        ground = Ground(
            subjects=subjects,
            topics=topics,
            position=position,
            taken=await made_up.last_ids(),
            now=now,
        )
        await _insert(made_up, Region(ground, people=people, seed=seed))
    seconds = round(time.monotonic() - began)
    typer.echo(say("cli-demo-done", seconds=seconds, people=people, database=shown))


async def _insert(made_up: Trial, region: Region) -> None:
    for table, rows in region.tables():
        count = await made_up.insert(table, rows)
        if table in TOLD:
            what = say("cli-demo-what", what=table)
            typer.echo(say("cli-demo-progress", what=what, count=count))
