"""Applications and the event around them: the switch, seats of before, changes, other people."""

from dataclasses import replace

import pytest

from core.applications import deciding, settling, use_cases
from core.applications.calls import Admission
from core.applications.model import State
from core.applications.notices import (
    ApplicationNotNeeded,
)
from core.applications.refusals import (
    StillUndecided,
    TakesPartAlready,
)
from core.errors import Gone, NotYours
from core.events import organising, substitution
from core.events import use_cases as events
from core.events.model import Event, Form, Presence
from core.events.notices import EventAltered, EventCancelled
from core.events.refusals import SeatsByApplication
from core.events.seats import Standing
from core.people import Person, Role
from storage.work import Database
from tests import town
from tests.applications.applying import WORDS, approve, called, send
from tests.consultations.conftest import anna, boris, here, vera
from tests.events.test_use_cases import standing, told
from tests.town import Town, an_event

__all__ = ["anna", "boris", "here", "vera"]

ROOM = Presence.ROOM


async def test_nobody_is_left_without_a_decision_when_applications_end(
    any_database: Database, seminar: Event, anna: Person, vera: Person, boris: Person
) -> None:
    await send(any_database, seminar, anna)
    async with any_database.open_work() as work:
        await use_cases.begin(work, seminar.id, WORDS, me=vera)
    with pytest.raises(StillUndecided) as refusal:
        async with any_database.open_work() as work:
            await settling.admit_by(work, seminar.id, Admission.OPEN, me=boris)
    assert refusal.value.facts == {"count": 1}
    await approve(any_database, seminar, anna, me=boris)
    async with any_database.open_work() as work:
        await settling.admit_by(work, seminar.id, Admission.OPEN, me=boris)
    assert await told(any_database, ApplicationNotNeeded) == [vera.id]
    async with any_database.open_work() as work:
        assert (await events.enrol(work, seminar.id, ROOM, me=vera)).standing == "waiting"


async def test_whoever_had_a_seat_before_keeps_it_and_applies_for_nothing(
    any_database: Database, here: Town, anna: Person, vera: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        seminar = await town.event(work, here.district, boris.id)
        await events.enrol(work, seminar.id, ROOM, me=anna)
        handed = await substitution.hand(work, seminar.id, me=anna)
        await settling.admit_by(work, seminar.id, Admission.APPROVAL, me=boris)
    assert await standing(any_database, seminar, anna) == [Standing.ENROLLED]
    with pytest.raises(TakesPartAlready):
        await send(any_database, seminar, anna)
    for step in (
        lambda work: substitution.hand(work, seminar.id, me=anna),
        lambda work: substitution.take(work, substitution.read(handed.code), me=vera),
    ):
        with pytest.raises(SeatsByApplication):
            async with any_database.open_work() as work:
                await step(work)


async def test_applicants_hear_of_changes_and_of_the_end(
    any_database: Database, here: Town, boris: Person, anna: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        link = {"form": Form.HYBRID, "link": "https://a.example/1"}
        seminar = await called(work, here.district, boris.id, **link)
    await send(any_database, seminar, anna, presence="online")
    await send(any_database, seminar, vera)
    await approve(any_database, seminar, vera, me=boris)
    async with any_database.open_work() as work:
        other = an_event(work.now, place="Школа № 1", **link)
        await organising.change(work, seminar.id, other, me=boris)
        await organising.cancel(work, seminar.id, "Болезнь", me=boris)
    for kind in (EventAltered, EventCancelled):
        found = await town.letters(any_database, kind)
        facts = [(one["to"], one["applied"], one["link"]) for one in found]
        assert facts == [(vera.id, False, ""), (anna.id, True, "")], (
            "no link for whoever is not in"
        )


async def test_the_way_somebody_wanted_to_take_part_may_be_gone(
    any_database: Database, here: Town, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        seminar = await called(work, here.district, boris.id, form=Form.HYBRID)
    await send(any_database, seminar, anna, presence="online")
    async with any_database.open_work() as work:
        await organising.change(work, seminar.id, an_event(work.now), me=boris)
    await approve(any_database, seminar, anna, me=boris)
    async with any_database.open_view() as work:
        found = await work.events.enrolment(seminar.id, anna.id)
    assert found is not None
    assert found.presence is ROOM


async def test_applications_of_others_are_nobodys_business(
    any_database: Database, here: Town, seminar: Event, anna: Person, vera: Person
) -> None:
    await send(any_database, seminar, anna)
    async with any_database.open_work() as work:
        far = await town.settle(work, "Глеб", here.far_school, roles=[Role.METHODIST])
        near = await town.settle(work, "Дина", here.district, roles=[Role.METHODIST])
    for who in (far, near, anna):
        for step in (
            lambda work, me: deciding.note_look(work, seminar.id, me=me),
            lambda work, me: deciding.read(work, seminar.id, anna.id, me=me),
            lambda work, me: deciding.page(work, seminar.id, [State.SENT], page=0, me=me),
            lambda work, me: deciding.take_out(work, seminar.id, me=me),
            lambda work, me: deciding.refuse(work, seminar.id, anna.id, "Нет", revision=1, me=me),
            lambda work, me: settling.admit_by(work, seminar.id, Admission.OPEN, me=me),
        ):
            with pytest.raises(NotYours):
                async with any_database.open_work() as work:
                    await step(work, who)
    with pytest.raises(NotYours):
        await send(any_database, seminar, far)
    with pytest.raises(Gone):
        await send(any_database, replace(seminar, id=seminar.id + 99), anna)
    async with any_database.open_work() as work:
        assert (await deciding.note_look(work, seminar.id, me=vera)).event == seminar.id
