"""Other words for an announcement that is written already, sent or not."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.announcements import use_cases
from core.announcements.links import links_of
from core.announcements.model import Announcement, AnnouncementId, Content, State
from core.announcements.ports import AnnouncementWork
from core.announcements.refusals import FilesStay, IsOver
from handlers.announcements.draft import Links, content_of, shown
from handlers.announcements.states import Correct
from handlers.cards import DRAFT, kept_draft, show
from handlers.context import Here, given, here
from handlers.files import CannotRead, attachments_of, draft_in, joined
from handlers.menu import Menu
from handlers.widgets import Card, Label, Opens, Say


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    one = await _looked(dialog_manager, AnnouncementId(number))
    if one.state in (State.CANCELLED, State.RECALLED):
        raise IsOver
    data = {"number": number}
    kept = await kept_draft(dialog_manager, Correct, data)
    await show(dialog_manager, Correct.text, data, answers=kept)


async def _looked(manager: DialogManager, number: AnnouncementId) -> Announcement:
    we: Here[AnnouncementWork] = here(manager)
    async with we.open_view() as work:
        return await use_cases.check_coordinates(work, number, me=we.me)


async def collect(message: Message, _: Any, manager: DialogManager) -> None:
    """The first words stand in the place of the old ones, more are added to them."""
    piece = draft_in(message, here(manager).account.messenger)
    if attachments_of(piece):
        raise FilesStay
    draft = joined(manager.dialog_data.get(DRAFT), piece)
    content_of({DRAFT: draft})
    manager.dialog_data[DRAFT] = draft


async def on_links(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    links = links_of(message.text)
    manager.dialog_data["links"] = [[link.title, link.url] for link in links]


async def on_no_links(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data["links"] = []


async def _content(manager: DialogManager) -> tuple[Announcement, Content]:
    """As it is to be: what was changed, and the rest as it was."""
    one = await _looked(manager, AnnouncementId(given(manager, "number")))
    data = manager.dialog_data
    typed = content_of(data)
    return one, Content(
        text=typed.text if data.get(DRAFT) else one.content.text,
        links=typed.links if "links" in data else one.content.links,
    )


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnnouncementWork] = here(dialog_manager)
    one, content = await _content(dialog_manager)
    async with we.open_view() as work:
        unit = (await work.units.get(one.unit)).name
    before = Content(text=one.content.text, links=one.content.links)
    return shown(content) | {
        "number": one.id,
        "unit": unit,
        "left": "yes" if one.state.has_left else "no",
        "listed": "\n".join(f"{link.title} — {link.url}" for link in content.links),
        "any": "yes" if content.links else "no",
        "some": bool(content.links),
        "changed": content != before,
    }


async def on_correct(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AnnouncementWork] = here(manager)
    one, content = await _content(manager)
    async with we.open_work() as work:
        after = await use_cases.edit(work, one.id, content, me=we.me)
        manager.dialog_data.clear()
        manager.dialog_data["state"] = after.state
        await manager.switch_to(Correct.done)


async def done(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    number = AnnouncementId(given(dialog_manager, "number"))
    one = await _looked(dialog_manager, number)
    state = one.state if one.state in (State.AWAITING, State.WAITING) else "left"
    return {"number": number, "state": state, "begins_at": one.begins_at or ""}


async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    if manager.dialog_data.get(DRAFT):
        await manager.switch_to(Correct.leaving)
    else:
        await show(manager, Menu.main)


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.clear()
    await show(manager, Menu.main)


def _text_window() -> Card:
    return Card(
        Say("correct-prompt"),
        Say("notice-announced"),
        Links(),
        Column(
            Button(Label("button-correct-now"), id="now", on_click=on_correct, when="changed"),
            SwitchTo(Label("button-links"), id="links", state=Correct.links),
            Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
        ),
        MessageInput(collect),
        state=Correct.text,
        getter=getter,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _text_window(),
        Card(
            Say("correct-links"),
            Column(
                Button(Label("button-no-links"), id="none", on_click=on_no_links, when="some"),
                SwitchTo(Label("button-back"), id="back", state=Correct.text),
                Opens(Label("button-menu"), "menu"),
            ),
            MessageInput(on_links),
            state=Correct.links,
            getter=getter,
        ),
        Card(
            Say("correct-leaving"),
            Column(
                SwitchTo(Label("button-continue"), id="stay", state=Correct.text),
                Button(Label("button-discard-correction"), id="leave", on_click=on_leave),
            ),
            state=Correct.leaving,
        ),
        Card(
            Say("correct-done"),
            Column(
                Opens(Label("button-open"), "announcement:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Correct.done,
            getter=done,
        ),
    )
