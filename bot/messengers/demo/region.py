"""The made-up region of the demo: a few schools, the people whose phones lie on the table, and
their colleagues, who are only written of."""

import json
from datetime import time, timedelta
from typing import Any

from bot.messengers.demo import bank, occasions, rules
from bot.messengers.demo.phones import NEWCOMERS, Character
from core.expertise import use_cases as expertise
from core.expertise.model import Expertise
from core.people import Account, Person, PersonId, Role
from core.registration import use_cases as registration
from core.roles import use_cases as roles
from core.slots import use_cases as slots
from core.slots.use_cases import Opening
from core.units import UnitId
from core.written_times import Entry
from storage.installation import DEMO
from storage.work import Database, SqlWork
from texts import FOLDER, Texts

MESSENGER = "demo"
SETTLED = "demo-region"
MOST_GUESTS = 12


class RealPeople(Exception):
    """The database holds people who are not made up; a demo must not touch them."""


async def settle(database: Database) -> None:
    """Make the region, once. Raises ``RealPeople`` instead of mixing with a real service."""
    async with database.open_work() as work:
        if await work.installation.get(SETTLED):
            return
        demo = await work.installation.is_demo()
        if not demo and (await work.people.count() or await work.units.roots()):
            raise RealPeople
        await work.installation.put(SETTLED, "yes")
        await work.installation.put(DEMO, "yes")
        units = await _build(work)
        people: dict[int, PersonId] = {}
        for role in (*_plan()["cast"], *_plan()["colleagues"]):
            people[role["external"]] = await _join(work, role, units)
        for role in _plan()["cast"]:
            if role["role"] == Role.METHODIST:
                await _furnish(work, people[role["external"]], units[role["role_unit"]])
        await rules.lay_down(work, _plan()["rules"], units=units, people=people)


async def characters(database: Database, texts: Texts) -> list[Character]:
    """The cast, and the newcomers whom the database remembers from before."""
    cast = [
        Character(**{field: role[field] for field in ("external", "name", "title", "hint")})
        for role in _plan()["cast"]
    ]
    known = {one.external for one in cast}
    async with database.open_view() as work:
        others = await work.people.some_at(MESSENGER, first=NEWCOMERS, most=MOST_GUESTS)
    return cast + [
        Character(
            external=external,
            name=name or texts.raw("demo-newcomer-title"),
            title=texts.raw("demo-guest-title"),
            hint=texts.raw("demo-guest-hint"),
        )
        for external, name in others
        if external not in known
    ]


def _plan() -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(
        (FOLDER / "ru" / "demo_region.json").read_text(encoding="utf-8")
    )
    return plan


async def _build(work: SqlWork) -> dict[str, UnitId]:
    units: dict[str, UnitId] = {}
    for unit in _plan()["units"]:
        parent = units[unit["parent"]] if unit["parent"] else None
        units[unit["code"]] = await work.units.add(
            name=unit["name"], level=unit["level"], parent=parent, code=unit["code"]
        )
    return units


async def _join(work: SqlWork, role: dict[str, Any], units: dict[str, UnitId]) -> PersonId:
    """Everybody comes in through the same door as real people do."""
    subjects = {subject.name: subject.id for subject in await work.catalogue.subjects()}
    me = await registration.agree(work, Account(MESSENGER, role["external"]))
    me = await registration.rename(work, role["name"], me=me)
    me = await registration.place(work, units[role["unit"]], me=me)
    me = await registration.employ(work, role["position"], me=me)
    me = await registration.teach(work, [subjects[name] for name in role["subjects"]], me=me)
    if role["role"]:
        await _appoint(work, role, me, units[role["role_unit"]])
    if role.get("answers_for"):
        answers_for = frozenset(subjects[name] for name in role["answers_for"])
        me = await work.people.get(me.id)
        await expertise.answer_for(
            work, Expertise(unit=units[role["role_unit"]], subjects=answers_for), me=me
        )
    return me.id


async def _furnish(work: SqlWork, methodist: PersonId, unit: UnitId) -> None:
    """What a methodist with a phone on the table has: answers in the bank, events, free times."""
    await bank.fill(work, unit=unit, by=methodist)
    me = await work.people.get(methodist)
    await occasions.fill(work, MESSENGER, unit=unit, by=me)
    await slots.open_times(work, _free_times(work, unit), me=me)


def _free_times(work: SqlWork, unit: UnitId) -> Opening:
    """A few on the days to come, so that a talk can be booked at once."""
    plan = _plan()["talks"]
    begins, ends = time.fromisoformat(plan["begins"]), time.fromisoformat(plan["ends"])
    today = work.now.astimezone(work.zone).date()
    entries = [
        Entry(day=today + timedelta(days=days), begins=begins, ends=ends) for days in plan["days"]
    ]
    return Opening(unit=unit, place=plan["place"], entries=entries, minutes=30)


async def _appoint(work: SqlWork, role: dict[str, Any], me: Person, unit: UnitId) -> None:
    await roles.grant(work, Role(role["role"]), unit, to=me, by=None)
