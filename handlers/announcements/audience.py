"""Choosing the audience: a window a condition, the count of people after every choice."""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.announcements import use_cases
from core.announcements.ports import AnnouncementWork
from core.audience import CONDITIONS, EVENT, UNIT
from core.units import UnitId
from handlers.announcements.draft import audience_of, content_of, send_files
from handlers.announcements.guests import from_card
from handlers.announcements.reach import (
    TOGGLED,
    counted,
    is_near,
    named,
    phrases,
    told,
)
from handlers.announcements.states import Announce
from handlers.audience import options
from handlers.context import Here, here
from handlers.units import unit_window
from handlers.widgets import Card, Label, Lines, Opens, Paged, Say, choices

WINDOWS = {
    UNIT: Announce.units,
    "role": Announce.role,
    "subject": Announce.subject,
    "experience": Announce.experience,
    "messenger": Announce.messenger,
    EVENT: Announce.which,
}
"""Where the values of each condition are chosen."""


async def audience(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    data = dialog_manager.dialog_data
    acknowledge = bool(data.get("acknowledge"))
    chosen = audience_of(data)
    reach = await counted(dialog_manager, chosen, UnitId(data["unit"]))
    near = await is_near(dialog_manager, chosen, at=None)
    hidden = UNIT if chosen.events else None
    return {
        "lines": [
            "\n".join(await phrases(dialog_manager, chosen)),
            "\n".join(told(dialog_manager, reach, acknowledge=acknowledge, near=near)),
        ],
        "conditions": [
            (name, texts.raw("button-condition", condition=name))
            for name in CONDITIONS
            if name != hidden
        ],
        "acknowledge": "yes" if acknowledge else "no",
        "may_ask": not chosen.events,
        "some": reach.people > 0,
    }


async def on_condition(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    """On the card of an event the event was chosen before."""
    of_card = item == EVENT and from_card(manager)
    await manager.switch_to(Announce.event if of_card else WINDOWS[item])


async def on_acknowledge(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data["acknowledge"] = not manager.dialog_data.get("acknowledge")


async def on_preview(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """What everybody will see, files first: nothing is sent that its author has not seen so."""
    files = content_of(manager.dialog_data).attachments
    await manager.switch_to(Announce.preview)
    if files:
        await send_files(manager, files)
        manager.show_mode = ShowMode.SEND


def _own_units(manager: DialogManager) -> tuple[UnitId, ...]:
    """Only that in whose name it is, and what is below."""
    return (UnitId(manager.dialog_data["unit"]),)


async def units(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    chosen = dialog_manager.dialog_data["audience"][UNIT]
    names = await named(dialog_manager, UNIT, chosen)
    return {
        "units": [
            (unit, name) for unit, name in zip(chosen, names, strict=True) if len(chosen) > 1
        ],
        "name": names[0],
        "several": "yes" if len(chosen) > 1 else "no",
        "narrowed": chosen != list(_own_units(dialog_manager)),
    }


async def on_unit_out(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    chosen = manager.dialog_data["audience"]
    left = [unit for unit in chosen[UNIT] if unit != int(item)]
    chosen[UNIT] = left or list(_own_units(manager))


async def on_all_units(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data["audience"][UNIT] = list(_own_units(manager))


async def on_unit(manager: DialogManager, unit: UnitId) -> None:
    """The first that is chosen stands instead of everything, the others beside it."""
    we: Here[AnnouncementWork] = here(manager)
    data = manager.dialog_data
    own = list(_own_units(manager))
    before = [] if data["audience"][UNIT] == own else data["audience"][UNIT]
    after = {**data["audience"], UNIT: list(dict.fromkeys([*before, unit]))}
    async with we.open_view() as work:
        await use_cases.check_audience(
            work, audience_of({"audience": after}), unit=own[0], me=we.me
        )
    data["audience"] = after
    for name in ("at", "words"):
        data.pop(name, None)
    await manager.switch_to(Announce.units)


def _toggles(name: str, state: State) -> Card:
    """A window of values that are chosen and taken back one by one."""

    async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
        data = dialog_manager.dialog_data
        chosen = data["audience"].get(name, [])
        reach = await counted(dialog_manager, audience_of(data), UnitId(data["unit"]))
        offered = await options(dialog_manager, name)
        return {
            "condition": name,
            "any": "no" if chosen else "yes",
            "people": reach.people,
            "items": [
                (value, f"✓ {title}" if value in chosen else title) for value, title in offered
            ],
        }

    async def on_click(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
        value = CONDITIONS[name].read(item)
        chosen = manager.dialog_data["audience"].setdefault(name, [])
        manager.dialog_data["audience"][name] = (
            [one for one in chosen if one != value] if value in chosen else [*chosen, value]
        )

    return Card(
        Say("audience-choose"),
        Say("audience-so-many"),
        Paged(choices(name, "items", on_click), id=f"{name}_pages"),
        SwitchTo(Label("button-done"), id="done", state=Announce.audience),
        Opens(Label("button-menu"), "menu"),
        state=state,
        getter=getter,
    )


def _audience_window() -> Card:
    return Card(
        Say("announce-audience"),
        Lines(),
        Column(
            choices("condition", "conditions", on_condition),
            Button(
                Label("button-ask-acknowledge"),
                id="ack",
                on_click=on_acknowledge,
                when="may_ask",
            ),
            Button(Label("button-preview"), id="preview", on_click=on_preview, when="some"),
            SwitchTo(Label("button-back"), id="back", state=Announce.links),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Announce.audience,
        getter=audience,
    )


def make_windows() -> list[Card]:
    return [
        _audience_window(),
        Card(
            Say("audience-units"),
            Column(
                choices("unit", "units", on_unit_out),
                SwitchTo(Label("button-add-unit"), id="add", state=Announce.more_units),
                Button(
                    Label("button-all-units"), id="all", on_click=on_all_units, when="narrowed"
                ),
                SwitchTo(Label("button-done"), id="done", state=Announce.audience),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Announce.units,
            getter=units,
        ),
        unit_window(
            Announce.more_units,
            Say("audience-add-unit"),
            SwitchTo(Label("button-back"), id="back", state=Announce.units),
            Opens(Label("button-menu"), "menu"),
            on_unit=on_unit,
            within=_own_units,
        ),
        *(_toggles(name, WINDOWS[name]) for name in TOGGLED),
    ]
