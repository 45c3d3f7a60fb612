"""«Для кого»: which people of its unit an event is for, a window a condition."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.audience import CONDITIONS, EXPERIENCE, ROLE, SUBJECT, UNIT, Audience, Value
from core.events import audience
from core.events.audience import ASKED, Meant
from core.events.model import EventId
from core.events.ports import EventWork
from core.units import UnitId
from handlers.audience import listed, named, options
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.events.states import ForWhom
from handlers.units import unit_window
from handlers.widgets import Card, Label, Opens, Paged, Say, choices

WINDOWS = {
    UNIT: ForWhom.units,
    ROLE: ForWhom.role,
    SUBJECT: ForWhom.subject,
    EXPERIENCE: ForWhom.experience,
}
"""Where the values of each condition are chosen."""
ON, OFF = "on", "off"
"""What a button does with its value: two taps at once do it once."""


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        meant = await audience.look(work, EventId(number), me=we.me)
    answers = {"unit": meant.event.unit}
    await show(dialog_manager, ForWhom.conditions, {"number": number}, answers=answers)


async def for_whom(manager: DialogManager, one: Audience) -> dict[str, str]:
    """What a card says of it: a line for each condition, nothing of an event for everybody."""
    texts = here(manager).texts
    lines = [
        texts.raw(
            "audience-phrase",
            condition=name,
            values=listed(texts, await named(manager, name, values)),
        )
        for name, values in one.chosen.items()
    ]
    return {"for_whom": "\n".join(lines)}


async def _looked(manager: DialogManager) -> Meant:
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        return await audience.look(work, _number(manager), me=we.me)


def _number(manager: DialogManager) -> EventId:
    return EventId(given(manager, "number"))


async def conditions(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    meant = await _looked(dialog_manager)
    (unit,) = await named(dialog_manager, UNIT, [meant.event.unit])
    return {
        "number": meant.event.id,
        "title": meant.event.details.title,
        "unit": unit,
        "any": "no" if meant.audience.chosen else "yes",
        "people": meant.people,
        **await for_whom(dialog_manager, meant.audience),
        "conditions": [(name, texts.raw("button-condition", condition=name)) for name in ASKED],
    }


async def on_condition(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    await manager.switch_to(WINDOWS[item])


async def units(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    meant = await _looked(dialog_manager)
    chosen = meant.audience.units
    names = await named(dialog_manager, UNIT, chosen or [meant.event.unit])
    return {
        "units": list(zip(chosen, names, strict=True)) if chosen else [],
        "name": names[0],
        "narrowed": bool(chosen),
        "any": "no" if chosen else "yes",
        "people": meant.people,
    }


async def on_unit_out(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    await _put(manager, UNIT, int(item), on=False)


async def on_unit(manager: DialogManager, unit: UnitId) -> None:
    await _put(manager, UNIT, unit, on=True)
    for name in ("at", "words"):
        manager.dialog_data.pop(name, None)
    await manager.switch_to(ForWhom.units)


async def on_all_units(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await audience.clear(work, _number(manager), UNIT, me=we.me)


async def _put(manager: DialogManager, name: str, value: Value, *, on: bool) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await audience.put(work, _number(manager), name, value, on=on, me=we.me)


def _within(manager: DialogManager) -> tuple[UnitId, ...]:
    return (UnitId(manager.dialog_data["unit"]),)


def _toggles(name: str) -> Card:
    """A window of values that are chosen and taken back one by one."""

    async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
        meant = await _looked(dialog_manager)
        chosen = meant.audience.chosen.get(name, ())
        return {
            "condition": name,
            "any": "no" if chosen else "yes",
            "people": meant.people,
            "items": [
                (f"{OFF}:{value}", f"✓ {title}") if value in chosen else (f"{ON}:{value}", title)
                for value, title in await options(dialog_manager, name)
            ],
        }

    async def on_click(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
        how, _sep, value = item.partition(":")
        await _put(manager, name, CONDITIONS[name].read(value), on=how == ON)

    return Card(
        Say("audience-choose"),
        Say("event-audience-people"),
        Paged(choices(name, "items", on_click), id=f"{name}_pages"),
        SwitchTo(Label("button-done"), id="done", state=ForWhom.conditions),
        Opens(Label("button-menu"), "menu"),
        state=WINDOWS[name],
        getter=getter,
    )


def _units_windows() -> list[Card]:
    return [
        Card(
            Say("event-audience-units"),
            Say("event-audience-people"),
            Column(
                choices("unit", "units", on_unit_out),
                SwitchTo(Label("button-event-add-unit"), id="add", state=ForWhom.more_units),
                Button(
                    Label("button-event-all-units"),
                    id="all",
                    on_click=on_all_units,
                    when="narrowed",
                ),
                SwitchTo(Label("button-done"), id="done", state=ForWhom.conditions),
                Opens(Label("button-menu"), "menu"),
            ),
            state=ForWhom.units,
            getter=units,
        ),
        unit_window(
            ForWhom.more_units,
            Say("event-audience-add-unit"),
            SwitchTo(Label("button-back"), id="back", state=ForWhom.units),
            Opens(Label("button-menu"), "menu"),
            on_unit=on_unit,
            within=_within,
        ),
    ]


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("event-audience"),
            Say("event-audience-chosen", when="for_whom"),
            Say("event-audience-people"),
            Column(
                choices("condition", "conditions", on_condition),
                Opens(Label("button-back"), "eventterms:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=ForWhom.conditions,
            getter=conditions,
        ),
        *_units_windows(),
        *(_toggles(name) for name in (ROLE, SUBJECT, EXPERIENCE)),
    )
