"""«Мои мероприятия»: what the person is enrolled for, waits for, and has been at."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager

from core.events.ports import EventWork
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, here
from handlers.events.states import Mine
from handlers.events.words import kinds_of, line, titles
from handlers.widgets import Card, Label, Lines, Opens, Places, Say

MOST_COMING, MOST_PAST = 10, 5


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Mine.list)


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        coming = (await work.events.of_person(we.me.id, since=work.now))[:MOST_COMING]
        past = (await work.events.past_of(we.me.id, now=work.now))[:MOST_PAST]
        kinds = await kinds_of(work)
        clock = await clock_of(work, we.me.id, we.texts)
    told = [*coming, *past]
    lines = [
        f"{number}. {line(event, kinds, clock, standing=enrolment.standing)}"
        for number, (event, enrolment) in enumerate(told, start=1)
    ]
    return {
        "none": not told,
        "coming": len(coming),
        "lines": lines,
        "items": titles([(event, f"event:{event.id}") for event, _ in told], clock),
    }


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("my-events"),
            Say("my-events-none", when="none"),
            Lines(),
            Places("items"),
            Opens(Label("button-certificates"), "certificates"),
            Opens(Label("button-back"), "events"),
            Opens(Label("button-menu"), "menu"),
            state=Mine.list,
            getter=listed,
        )
    )
