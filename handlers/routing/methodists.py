"""«Методисты» of a coordinator: who is away, and the card of each."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column, SwitchTo

from core.people import COORDINATING, PersonId
from core.routing import use_cases
from core.routing.ports import Methodist, RoutingWork
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.routing.listing import PAGE, page_of
from handlers.routing.numbers import number_chosen
from handlers.routing.words import said, substitutes_of
from handlers.widgets import Card, Label, Opens, Places, Say
from texts import Texts

OFFERED_SHARES = (25, 50, 75, 100, 125, 150)
OFFERED_CEILINGS = (3, 5, 10, 15, 20, 30)


class Methodists(StatesGroup):
    who = COORDINATING

    list = State()
    card = State()
    share = State()
    ceiling = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """Names of colleagues are data of people: that they were looked at is written down."""
    we: Here[RoutingWork] = here(dialog_manager)
    async with we.open_work() as work:
        await use_cases.look_at_methodists(work, by=we.me)
    await show(dialog_manager, Methodists.list, {"page": number})


async def start_card(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, Methodists.card, {"person": number})


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await work.rules.methodists(
            we.me.units_as(*COORDINATING), today=use_cases.today(work)
        )
    page, turns = page_of(dialog_manager, len(found), "methodists")
    return {
        "total": len(found),
        "people": [
            (_button(one, we.texts), f"methodist:{one.person}")
            for one in found[page * PAGE : (page + 1) * PAGE]
        ],
        "turns": turns,
    }


def _button(one: Methodist, texts: Texts) -> str:
    away = "yes" if one.away else "no"
    return texts.raw("button-one-methodist", name=one.name, away=away)


async def card(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    person = PersonId(given(dialog_manager, "person"))
    async with we.open_view() as work:
        whose = await use_cases.kept_by(work, person, me=we.me)
        noted = await work.rules.absences(person, since=use_cases.today(work))
        names = await substitutes_of(work, *(one.absence for one in noted))
        workload = await work.rules.workload(person)
    nearest = said(noted[0].absence, names, we.texts) if noted else {}
    return {
        "name": whose.name,
        "share": workload.share,
        "ceiling": workload.ceiling,
        "weekdays": ", ".join(we.texts.raw("weekday", weekday=day) for day in workload.days),
        "shares": [(one, f"{one} %") for one in OFFERED_SHARES],
        "ceilings": [(one, str(one)) for one in OFFERED_CEILINGS],
        "absences": f"absencesof:{person}",
        "away": "yes" if noted else "no",
        "days": "",
        "substitute": "none",
        **nearest,
    }


async def take_share(manager: DialogManager, number: int) -> None:
    await _charge(manager, share=number)


async def take_ceiling(manager: DialogManager, number: int) -> None:
    await _charge(manager, ceiling=number)


async def _charge(manager: DialogManager, **said: int) -> None:
    we: Here[RoutingWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.charge(work, PersonId(given(manager, "person")), **said, me=we.me)
        await manager.switch_to(Methodists.card)


def make_dialog() -> Dialog:
    back = SwitchTo(Label("button-back"), id="back", state=Methodists.card)
    menu = Opens(Label("button-menu"), "menu")
    return Dialog(
        Card(
            Say("methodists-list"),
            Places("people"),
            Places("turns", width=3),
            Column(Opens(Label("button-back"), "manage"), menu),
            state=Methodists.list,
            getter=listed,
        ),
        Card(
            Say("methodist-card"),
            Column(
                SwitchTo(Label("button-share"), id="share", state=Methodists.share),
                SwitchTo(Label("button-ceiling"), id="ceiling", state=Methodists.ceiling),
                Opens(Label("button-absences"), "{absences}"),
                Opens(Label("button-back"), "methodists"),
                menu,
            ),
            state=Methodists.card,
            getter=card,
        ),
        Card(
            Say("methodist-share"),
            *number_chosen("share", "shares", take_share),
            Column(back, menu),
            state=Methodists.share,
            getter=card,
        ),
        Card(
            Say("methodist-ceiling"),
            *number_chosen("ceiling", "ceilings", take_ceiling),
            Column(back, menu),
            state=Methodists.ceiling,
            getter=card,
        ),
    )
