"""«Сроки ответа»: working days that a unit gives itself, for a topic or for all of them."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.catalogue import TopicId
from core.people import COORDINATING
from core.promise import PROMISED_WORKING_DAYS, Term
from core.routing import ruling
from core.routing.model import TermId
from core.routing.ports import RoutingWork
from core.units import UnitId
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.routing.listing import PAGE, Names, numbered, own_units, page_of
from handlers.routing.numbers import number_chosen
from handlers.units import unit_window
from handlers.widgets import Card, Label, Lines, Opens, Paged, Places, Say, choices

OFFERED = (1, 2, 3, 4, 5, 7, 10, 15, 20)
ANY = 0
"""Stands for no topic in a button."""


class Terms(StatesGroup):
    who = COORDINATING

    list = State()
    unit = State()
    topic = State()
    days = State()
    one = State()
    other = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, Terms.list, {"page": number})


async def start_one(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, Terms.one, {"number": number})


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await work.rules.terms(we.me.units_as(*COORDINATING))
        page, turns = page_of(dialog_manager, len(found), "terms")
        here_now = found[page * PAGE : (page + 1) * PAGE]
        names = await Names.of(work, we.texts, [one.term.unit for one in here_now])
    return {
        "lines": [
            we.texts(
                "term-line",
                number=number,
                unit=names.unit(one.term.unit),
                topic=names.topic(one.term.topic),
                days=one.term.days,
            )
            for number, one in enumerate(here_now, page * PAGE + 1)
        ],
        "items": numbered([f"term:{one.id}" for one in here_now], first=page * PAGE + 1),
        "turns": turns,
        "none": not found,
        "usual": PROMISED_WORKING_DAYS,
    }


async def on_unit(manager: DialogManager, unit: UnitId) -> None:
    manager.dialog_data.update(unit=unit)
    await manager.switch_to(Terms.topic)


async def topics(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    async with we.open_view() as work:
        unit = await work.units.get(UnitId(dialog_manager.dialog_data["unit"]))
        found = [(topic.id, topic.name) for topic in await work.catalogue.topics()]
    return {"unit": unit.name, "topics": [(ANY, we.texts.raw("topic-any")), *found]}


async def on_topic(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["topic"] = int(item) or None
    await manager.switch_to(Terms.days)


async def days(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    async with we.open_view() as work:
        unit = UnitId(data["unit"])
        names = await Names.of(work, we.texts, [unit])
    topic = None if data["topic"] is None else TopicId(data["topic"])
    return {
        "unit": names.unit(unit),
        "topic": names.topic(topic),
        "numbers": [(one, str(one)) for one in OFFERED],
    }


async def take_days(manager: DialogManager, number: int) -> None:
    data = manager.dialog_data
    topic = None if data["topic"] is None else TopicId(data["topic"])
    await _set(manager, Term(unit=UnitId(data["unit"]), topic=topic, days=number))


async def _set(manager: DialogManager, term: Term) -> None:
    we: Here[RoutingWork] = here(manager)
    async with we.open_work() as work:
        await ruling.set_term(work, term, me=we.me)
        manager.dialog_data.clear()
        await manager.switch_to(Terms.list)


async def one(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    async with we.open_view() as work:
        number = TermId(given(dialog_manager, "number"))
        term = (await ruling.look_at_term(work, number, me=we.me)).term
        names = await Names.of(work, we.texts, [term.unit])
    return {
        "unit": names.unit(term.unit),
        "topic": names.topic(term.topic),
        "days": term.days,
        "numbers": [(one, str(one)) for one in OFFERED],
    }


async def take_other(manager: DialogManager, number: int) -> None:
    we: Here[RoutingWork] = here(manager)
    async with we.open_view() as work:
        known = TermId(given(manager, "number"))
        term = (await ruling.look_at_term(work, known, me=we.me)).term
    await _set(manager, Term(unit=term.unit, topic=term.topic, days=number))


async def on_drop(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[RoutingWork] = here(manager)
    async with we.open_work() as work:
        await ruling.drop_term(work, TermId(given(manager, "number")), me=we.me)
        await manager.switch_to(Terms.list)


def _list() -> Card:
    return Card(
        Say("terms-list"),
        Lines(),
        Places("items", width=3),
        Places("turns", width=3),
        Column(
            SwitchTo(Label("button-term-add"), id="add", state=Terms.unit),
            Opens(Label("button-back"), "routes"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Terms.list,
        getter=listed,
    )


def make_dialog() -> Dialog:
    back, menu = Opens(Label("button-back"), "terms"), Opens(Label("button-menu"), "menu")
    return Dialog(
        _list(),
        unit_window(Terms.unit, Say("term-unit"), back, menu, on_unit=on_unit, within=own_units),
        Card(
            Say("term-topic"),
            Paged(choices("topic", "topics", on_topic), id="topics"),
            Column(back, menu),
            state=Terms.topic,
            getter=topics,
        ),
        Card(
            Say("term-days"),
            *number_chosen("days", "numbers", take_days),
            Column(back, menu),
            state=Terms.days,
            getter=days,
        ),
        Card(
            Say("term-one"),
            Column(
                SwitchTo(Label("button-term-other"), id="other", state=Terms.other),
                Button(Label("button-term-drop"), id="drop", on_click=on_drop),
                back,
                menu,
            ),
            state=Terms.one,
            getter=one,
        ),
        Card(
            Say("term-days"),
            *number_chosen("days", "numbers", take_other),
            Column(back, menu),
            state=Terms.other,
            getter=one,
        ),
    )
