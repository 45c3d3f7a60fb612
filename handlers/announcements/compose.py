"""«📢 Объявление»: the words, the files, the links below them."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.announcements.links import links_of
from core.announcements.ports import AnnouncementWork
from core.audience import UNIT
from core.people import COORDINATING
from handlers.announcements import audience, guests, send
from handlers.announcements.draft import collect, content_of, shown
from handlers.announcements.states import Announce
from handlers.cards import DRAFT, kept_draft, show
from handlers.context import Here, here
from handlers.files import CannotRead
from handlers.menu import Menu
from handlers.widgets import Card, Label, Opens, Paged, Say, choices


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    """A new announcement, or the one that was not finished."""
    answers = await kept_draft(dialog_manager, Announce) or {}
    own = here(dialog_manager).me.units_as(*COORDINATING)
    if answers.get("unit") not in own:
        answers = {name: answers[name] for name in (DRAFT, "links") if name in answers}
        if len(own) == 1:
            answers |= in_the_name_of(own[0])
    state = Announce.text if "unit" in answers else Announce.unit
    await show(dialog_manager, state, answers=answers)


def in_the_name_of(unit: int) -> dict[str, Any]:
    """At first it is for everybody there."""
    return {"unit": unit, "audience": {UNIT: [unit]}}


async def own_units(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnnouncementWork] = here(dialog_manager)
    async with we.open_view() as work:
        own = [await work.units.get(unit) for unit in we.me.units_as(*COORDINATING)]
    return {"units": [(unit.id, unit.name) for unit in own]}


async def on_unit(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data.update(in_the_name_of(int(item)))
    await manager.switch_to(Announce.text)


async def written(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data = dialog_manager.dialog_data
    to_guests = guests.from_card(dialog_manager)
    return shown(content_of(data)) | {
        "filled": bool(data.get(DRAFT)),
        "empty": not data.get(DRAFT),
        "lists": not data.get(DRAFT) and not to_guests,
        "to_guests": to_guests,
    }


async def on_anew(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.pop(DRAFT, None)


async def on_links(message: Message, _: Any, manager: DialogManager) -> None:
    """Those that were typed last are those that count."""
    if not message.text:
        raise CannotRead
    links = links_of(message.text)
    manager.dialog_data["links"] = [[link.title, link.url] for link in links]


async def on_no_links(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.pop("links", None)


async def linked(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    links = shown(content_of(dialog_manager.dialog_data))["links"]
    return {
        "listed": "\n".join(f"{title} — {url}" for title, url in links),
        "any": "yes" if links else "no",
        "some": bool(links),
    }


async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    if manager.dialog_data.get(DRAFT):
        await manager.switch_to(Announce.leaving)
    else:
        await show(manager, Menu.main)


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.clear()
    await show(manager, Menu.main)


def _unit_window() -> Card:
    return Card(
        Say("announce-unit"),
        Paged(choices("unit", "units", on_unit), id="own"),
        Opens(Label("button-announcements"), "announcements"),
        Opens(Label("button-menu"), "menu"),
        state=Announce.unit,
        getter=own_units,
    )


def _text_window() -> Card:
    return Card(
        Say("announce-prompt", when="empty"),
        Say("announce-draft", when="filled"),
        Say("draft-files", when="has_files"),
        Say("announce-more", when="filled"),
        Column(
            SwitchTo(Label("button-next"), id="next", state=Announce.links, when="has_text"),
            Button(Label("button-anew"), id="anew", on_click=on_anew, when="filled"),
            Opens(Label("button-announcements"), "announcements", when="lists"),
            SwitchTo(Label("button-back"), id="guests", state=Announce.event, when="to_guests"),
            Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
        ),
        MessageInput(collect),
        state=Announce.text,
        getter=written,
    )


def _links_window() -> Card:
    return Card(
        Say("announce-links"),
        Column(
            SwitchTo(Label("button-next"), id="next", state=Announce.audience),
            Button(Label("button-no-links"), id="none", on_click=on_no_links, when="some"),
            SwitchTo(Label("button-back"), id="back", state=Announce.text),
            Opens(Label("button-menu"), "menu"),
        ),
        MessageInput(on_links),
        state=Announce.links,
        getter=linked,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _unit_window(),
        *guests.make_windows(),
        _text_window(),
        _links_window(),
        *audience.make_windows(),
        *send.make_windows(),
        Card(
            Say("announce-leaving"),
            Column(
                SwitchTo(Label("button-continue"), id="stay", state=Announce.text),
                Button(Label("button-discard"), id="leave", on_click=on_leave),
            ),
            state=Announce.leaving,
        ),
    )
