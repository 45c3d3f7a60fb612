"""«Беседы» of a methodist: who comes, what is free, what is still to be marked."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.errors import Gone
from core.people import Role
from core.slots import use_cases
from core.slots.model import SlotId
from core.slots.ports import SlotWork
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, here
from handlers.slots.lines import line
from handlers.widgets import Card, Label, Lines, Opens, Paged, Places, Say, choices

MOST_LISTED = 10


class Hosting(StatesGroup):
    who = (Role.METHODIST,)

    list = State()
    free = State()
    withdrawing = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Hosting.list)


async def start_free(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Hosting.free)


async def talks(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[SlotWork] = here(dialog_manager)
    async with we.open_view() as work:
        begun = await work.slots.unmarked_of(we.me.id, now=work.now)
        coming = await work.slots.coming_to(we.me.id, now=work.now)
        free = await work.slots.free_of(we.me.id, since=work.now)
        told = [*begun, *coming][:MOST_LISTED]
        names = await work.people.names({one.teacher for one in told})
        clock = await clock_of(work, we.me.id, we.texts)
    return {
        "unmarked": len(begun),
        "has_unmarked": bool(begun),
        "coming": len(coming),
        "free": len(free),
        "has_free": bool(free),
        "lines": [line(one, names.get(one.teacher, ""), clock) for one in told],
        "items": [(clock.moment(one.slot.times.starts_at), f"talk:{one.id}") for one in told],
    }


async def free(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[SlotWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await work.slots.free_of(we.me.id, since=work.now)
        clock = await clock_of(work, we.me.id, we.texts)
    return {
        "some": bool(found),
        "none": not found,
        "times": [(one.id, clock.span(one.times.starts_at, one.times.ends_at)) for one in found],
    }


async def on_free(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["slot"] = int(item)
    await manager.switch_to(Hosting.withdrawing)


async def one(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[SlotWork] = here(dialog_manager)
    async with we.open_view() as work:
        slot = await work.slots.get(SlotId(dialog_manager.dialog_data["slot"]))
        clock = await clock_of(work, we.me.id, we.texts)
    if slot is None or slot.methodist != we.me.id:
        raise Gone
    return {"time": clock.span(slot.times.starts_at, slot.times.ends_at), "place": slot.place}


async def on_withdraw(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[SlotWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.withdraw(work, SlotId(manager.dialog_data["slot"]), me=we.me)
        await manager.switch_to(Hosting.free)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("hosting-title"),
            Say("hosting-unmarked", when="has_unmarked"),
            Lines(),
            Places("items"),
            Column(
                Opens(Label("button-open-times"), "opentimes"),
                Opens(Label("button-free-times"), "freetimes", when="has_free"),
                Opens(Label("button-back"), "workplace"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Hosting.list,
            getter=talks,
        ),
        Card(
            Say("hosting-free", when="some"),
            Say("hosting-no-free", when="none"),
            Paged(choices("time", "times", on_free), id="times"),
            Opens(Label("button-back"), "talks"),
            Opens(Label("button-menu"), "menu"),
            state=Hosting.free,
            getter=free,
        ),
        Card(
            Say("slot-withdrawing"),
            Column(
                Button(Label("button-withdraw-sure"), id="sure", on_click=on_withdraw),
                SwitchTo(Label("button-back"), id="back", state=Hosting.free),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Hosting.withdrawing,
            getter=one,
        ),
    )
