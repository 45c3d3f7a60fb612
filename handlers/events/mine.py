"""«Мои мероприятия»: what the person is enrolled for, waits for, and has been at."""

from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.events import feeds
from core.events.ports import EventWork
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, here
from handlers.events.states import Mine
from handlers.events.words import kinds_of, line, titles
from handlers.speaking import tell
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
        "has_site": bool(_site(dialog_manager)),
        "coming": len(coming),
        "lines": lines,
        "items": titles([(event, f"event:{event.id}") for event, _ in told], clock),
    }


def _site(manager: DialogManager) -> str | None:
    """Where browsers find the service: without it there is no address to read a calendar at."""
    site: str | None = manager.middleware_data.get("site")
    return site


async def subscription(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        subscribed = await work.events.is_subscribed(we.me.id)
    return {"subscribed": "yes" if subscribed else "no", "is_subscribed": subscribed}


async def on_subscribe(press: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The address is said in a message and kept nowhere; the card comes below it."""
    we: Here[EventWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    if _site(manager) is None:
        await manager.switch_to(Mine.list)
        return
    async with we.open_work() as work:
        token = await feeds.subscribe(work, me=we.me)
    address = f"{_site(manager)}/calendar/{token}.ics"
    await tell(press, bot, we.texts("subscription-address", address=address))
    manager.show_mode = ShowMode.SEND


async def on_unsubscribe(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await feeds.unsubscribe(work, me=we.me)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("my-events"),
            Say("my-events-none", when="none"),
            Lines(),
            Places("items"),
            Opens(Label("button-my-applications"), "myapplications"),
            Opens(Label("button-certificates"), "certificates"),
            Opens(Label("button-my-materials"), "mymaterials"),
            SwitchTo(
                Label("button-subscription"),
                id="subscription",
                state=Mine.subscription,
                when="has_site",
            ),
            Opens(Label("button-back"), "events"),
            Opens(Label("button-menu"), "menu"),
            state=Mine.list,
            getter=listed,
        ),
        Card(
            Say("subscription"),
            Column(
                Button(Label("button-subscribe"), id="on", on_click=on_subscribe),
                Button(
                    Label("button-unsubscribe"),
                    id="off",
                    on_click=on_unsubscribe,
                    when="is_subscribed",
                ),
                SwitchTo(Label("button-back"), id="back", state=Mine.list),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Mine.subscription,
            getter=subscription,
        ),
    )
