"""What the operator does with a spreadsheet: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.audit import Deed
from core.imports.expertise import Scene, plan_expertise
from core.imports.model import Table, Trouble, Words
from core.imports.people import PersonChange, Surroundings, plan_people
from core.imports.plan import Agenda, plan_events
from core.imports.ports import ImportWork
from core.imports.rules import LeadingRule, LoadRule, Rule, Rulebook, key_of, plan_rules
from core.imports.units import NewUnit, plan_units
from core.people import PersonId
from core.promise import Term
from core.units import UnitId, folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Whom to give which code; it is shown once and kept nowhere."""

    name: str
    unit: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a file. With troubles nothing was written.

    Of a plan also how many lines are of months that are over, and titles that the file lacks.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    invited: tuple[Invited, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    past: int = 0
    missing: tuple[str, ...] = ()


async def import_units(work: ImportWork, table: Table, words: Words) -> Report:
    plan = plan_units(table.rows, await work.imports.units(), moscow=words.moscow)
    if table.troubles or plan.troubles:
        return Report(troubles=table.troubles or plan.troubles)
    await work.imports.save_units(plan.changes)
    created = sum(isinstance(change.unit, NewUnit) for change in plan.changes)
    if plan.changes:
        await work.audit.note(Deed.IMPORTED, by=None, what=f"units {len(plan.changes)}")
    return Report(created=created, updated=len(plan.changes) - created, unchanged=plan.unchanged)


async def import_people(
    work: ImportWork, table: Table, words: Words, *, may_invite: bool
) -> Report:
    """Without a place to put the invitations nobody is invited, and so nothing is written."""
    units = await work.imports.units()
    around = Surroundings(
        units=units,
        people=await work.imports.people(),
        subjects={folded(each.name): each.id for each in await work.catalogue.subjects()},
        today=work.now.astimezone(work.zone).date(),
    )
    plan = plan_people(table.rows, around, words)
    if table.troubles or plan.troubles:
        return Report(troubles=table.troubles or plan.troubles)
    if not may_invite and any(change.invite for change in plan.changes):
        nowhere = Trouble(row=table.header, column="account", key="invitations-nowhere")
        return Report(troubles=(nowhere,))
    invited = await _save_people(work, plan.changes, {unit.id: unit.name for unit in units})
    created = sum(change.person is None for change in plan.changes)
    edited = sum(change.edited for change in plan.changes)
    return Report(
        created=created,
        updated=edited - created,
        unchanged=plan.unchanged + len(plan.changes) - edited,
        invited=invited,
    )


async def _save_people(
    work: ImportWork, changes: Sequence[PersonChange], unit_names: dict[UnitId, str]
) -> tuple[Invited, ...]:
    people = await work.imports.save_people(changes, at=work.now)
    for person, change in zip(people, changes, strict=True):
        for grant in change.new_grants:
            await work.roles.grant(person, grant, by=None, at=work.now)
    await _note(work, people, changes)
    guests = [
        (person, change.profile)
        for person, change in zip(people, changes, strict=True)
        if change.invite
    ]
    tokens = await work.imports.invite([person for person, _ in guests], at=work.now)
    return tuple(
        Invited(name=profile.name, unit=unit_names[profile.unit], token=token)
        for (_, profile), token in zip(guests, tokens, strict=True)
    )


async def _note(
    work: ImportWork, people: Sequence[PersonId], changes: Sequence[PersonChange]
) -> None:
    for person, change in zip(people, changes, strict=True):
        if change.edited:
            await work.audit.note(Deed.IMPORTED, by=None, about=person)
        for grant in change.new_grants:
            what = f"{grant.role}@{grant.unit}"
            await work.audit.note(Deed.GRANTED, by=None, about=person, what=what)


async def import_plan(work: ImportWork, table: Table, words: Words) -> Report:
    """What is not in the file any more stays: a plan is made of several files."""
    scene = Agenda(
        units=await work.imports.units(),
        people=await work.imports.people(),
        known=await work.imports.planned(),
        today=work.now.astimezone(work.zone).date(),
    )
    plan = plan_events(table.rows, scene, words)
    if table.troubles or plan.troubles:
        return Report(troubles=table.troubles or plan.troubles)
    await work.imports.save_plan(plan.changes)
    if plan.changes:
        await work.audit.note(Deed.IMPORTED, by=None, what=f"plan {len(plan.changes)}")
    created = sum(change.line is None for change in plan.changes)
    return Report(
        created=created,
        updated=len(plan.changes) - created,
        unchanged=plan.unchanged,
        past=plan.past,
        missing=tuple(one.title for one in plan.missing),
    )


async def import_expertise(work: ImportWork, table: Table, words: Words) -> Report:
    known = await work.imports.expertise()
    scene = Scene(
        units=await work.imports.units(),
        people=await work.imports.people(),
        subjects={folded(each.name): each.id for each in await work.catalogue.subjects()},
        topics={folded(each.name): each.id for each in await work.catalogue.topics()},
        known=known,
    )
    plan = plan_expertise(table.rows, scene, words)
    if table.troubles or plan.troubles:
        return Report(troubles=table.troubles or plan.troubles)
    await work.imports.save_expertise(plan.changes)
    before = {(each.person, each.unit) for each in known}
    for person in dict.fromkeys(change.person for change in plan.changes):
        await work.audit.note(Deed.IMPORTED, by=None, about=person, what="expertise")
    updated = sum((change.person, change.unit) in before for change in plan.changes)
    return Report(created=len(plan.changes) - updated, updated=updated, unchanged=plan.unchanged)


async def import_rules(work: ImportWork, table: Table, words: Words) -> Report:
    known = await work.imports.rules()
    rulebook = Rulebook(
        units=await work.imports.units(),
        people=await work.imports.people(),
        subjects={folded(each.name): each.id for each in await work.catalogue.subjects()},
        topics={folded(each.name): each.id for each in await work.catalogue.topics()},
        known=known,
    )
    plan = plan_rules(table.rows, rulebook, words)
    if table.troubles or plan.troubles:
        return Report(troubles=table.troubles or plan.troubles)
    await work.imports.save_rules(plan.changes)
    for change in plan.changes:
        about = change.person if isinstance(change, LoadRule) else None
        await work.audit.note(Deed.RULED, by=None, about=about, what=f"imported {_ruled(change)}")
    before = known.by_key()
    updated = sum(key_of(change) in before for change in plan.changes)
    return Report(created=len(plan.changes) - updated, updated=updated, unchanged=plan.unchanged)


def _ruled(rule: Rule) -> str:
    """As the log says it of a rule that is changed in the bot."""
    if isinstance(rule, Term):
        return f"term {rule.topic or 'any'}@{rule.unit}: {rule.days}"
    if isinstance(rule, LeadingRule):
        return f"leading {rule.school} {rule.subject or 'any'}@{rule.unit}"
    return f"workload {rule.workload.share} {rule.workload.ceiling} {rule.workload.days}"
