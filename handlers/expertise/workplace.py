"""«Рабочее место»: a methodist sees and says what they answer for."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from core.catalogue import SubjectId, TopicId
from core.expertise import use_cases
from core.expertise.model import Expertise
from core.expertise.ports import ExpertiseWork
from core.people import Role
from core.units import UnitId
from handlers.cards import show
from handlers.context import Here, here
from handlers.widgets import Card, Label, Lines, Opens, Paged, Say, choices


class Workplace(StatesGroup):
    who = (Role.METHODIST,)

    card = State()
    subjects = State()
    topics = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Workplace.card)


async def card(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ExpertiseWork] = here(dialog_manager)
    async with we.open_view() as work:
        known = {one.unit: one for one in await work.expertise.of(we.me.id)}
        subjects = {one.id: one.name for one in await work.catalogue.subjects()}
        topics = {one.id: one.name for one in await work.catalogue.topics()}
        units = [await work.units.get(unit) for unit in we.me.units_as(Role.METHODIST)]
    everything = we.texts.raw("expertise-any")
    lines = []
    for unit in units:
        one = known.get(unit.id, Expertise(unit=unit.id))
        lines.append(
            we.texts(
                "expertise-line",
                unit=unit.name,
                subjects=", ".join(subjects[s] for s in sorted(one.subjects)) or everything,
                topics=", ".join(topics[t] for t in sorted(one.topics)) or everything,
            )
        )
    return {
        "lines": lines,
        "units": [(unit.id, we.texts.raw("button-expertise", unit=unit.name)) for unit in units],
    }


async def on_unit(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    """Begin with what is known of the unit."""
    we: Here[ExpertiseWork] = here(manager)
    unit = UnitId(int(item))
    async with we.open_view() as work:
        known = {one.unit: one for one in await work.expertise.of(we.me.id)}
    one = known.get(unit, Expertise(unit=unit))
    manager.dialog_data.update(unit=unit, subjects=sorted(one.subjects), topics=sorted(one.topics))
    await manager.switch_to(Workplace.subjects)


async def subjects(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ExpertiseWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = [(one.id, one.name) for one in await work.catalogue.subjects()]
    return _marked(dialog_manager, "subjects", found)


async def topics(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ExpertiseWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = [(one.id, one.name) for one in await work.catalogue.topics()]
    return _marked(dialog_manager, "topics", found)


def _marked(manager: DialogManager, what: str, found: list[tuple[Any, str]]) -> dict[str, Any]:
    chosen = manager.dialog_data[what]
    return {
        "items": [(id_, f"✓ {name}" if id_ in chosen else name) for id_, name in found],
        "chosen": ", ".join(name for id_, name in found if id_ in chosen),
        "any": "no" if chosen else "yes",
    }


def _toggle(what: str) -> Any:
    async def on_click(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
        chosen = manager.dialog_data[what]
        one = int(item)
        manager.dialog_data[what] = (
            [other for other in chosen if other != one] if one in chosen else [*chosen, one]
        )

    return on_click


async def on_subjects(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await manager.switch_to(Workplace.topics)


async def on_topics(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ExpertiseWork] = here(manager)
    data = manager.dialog_data
    expertise = Expertise(
        unit=UnitId(data["unit"]),
        subjects=frozenset(SubjectId(one) for one in data["subjects"]),
        topics=frozenset(TopicId(one) for one in data["topics"]),
    )
    async with we.open_work() as work:
        await use_cases.answer_for(work, expertise, me=we.me)
        data.clear()
        await manager.switch_to(Workplace.card)


def _choice(what: str) -> Paged:
    return Paged(
        choices(what, "items", _toggle(what)),
        id=f"{what}_pages",
    )


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("workplace"),
            Lines(),
            Column(
                choices("unit", "units", on_unit),
                Opens(Label("button-templates"), "templates"),
                Opens(Label("menu-answers"), "answers"),
                Opens(Label("menu-inbox-plain"), "inbox"),
                Opens(Label("button-talks"), "talks"),
                Opens(Label("button-absences"), "absences"),
                Opens(Label("button-workdays"), "workdays"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Workplace.card,
            getter=card,
        ),
        Card(
            Say("expertise-subjects"),
            _choice("subjects"),
            Button(Label("button-next"), id="next", on_click=on_subjects),
            Opens(Label("button-back"), "workplace"),
            state=Workplace.subjects,
            getter=subjects,
        ),
        Card(
            Say("expertise-topics"),
            _choice("topics"),
            Button(Label("button-done"), id="done", on_click=on_topics),
            Opens(Label("button-back"), "workplace"),
            state=Workplace.topics,
            getter=topics,
        ),
    )
