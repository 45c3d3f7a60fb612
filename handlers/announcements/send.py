"""An announcement before it leaves: seen as others will see it, at which hour, and for sure."""

from datetime import datetime
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.announcements import use_cases
from core.announcements.model import MANY, AnnouncementId, Proposal, State
from core.announcements.moments import moment_of, today, tomorrow
from core.announcements.ports import AnnouncementWork
from core.units import UnitId
from handlers.announcements.draft import Links, audience_of, content_of, shown
from handlers.announcements.reach import counted, is_near, phrases, told
from handlers.announcements.states import Announce
from handlers.context import Here, here
from handlers.files import CannotRead
from handlers.widgets import Card, Label, Lines, Opens, Say

NOW = "now"


async def preview(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnnouncementWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    async with we.open_view() as work:
        unit = (await work.units.get(UnitId(data["unit"]))).name
    return shown(content_of(data)) | {"unit": unit, "asks": bool(data.get("acknowledge"))}


async def when(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnnouncementWork] = here(dialog_manager)
    async with we.open_view() as work:
        afternoon = today(work.now, work.zone)
        morning = tomorrow(work.now, work.zone)
    return {"has_today": afternoon is not None, "today": afternoon or "", "tomorrow": morning}


async def on_now(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _chosen(manager, None)


async def on_today(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The afternoon may be over since the window was drawn: then it is drawn anew."""
    we: Here[AnnouncementWork] = here(manager)
    async with we.open_view() as work:
        at = today(work.now, work.zone)
    if at is not None:
        await _chosen(manager, at)


async def on_tomorrow(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AnnouncementWork] = here(manager)
    async with we.open_view() as work:
        at = tomorrow(work.now, work.zone)
    await _chosen(manager, at)


async def on_moment(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    we: Here[AnnouncementWork] = here(manager)
    async with we.open_view() as work:
        at = moment_of(message.text, now=work.now, zone=work.zone)
    await _chosen(manager, at)


async def _chosen(manager: DialogManager, at: datetime | None) -> None:
    manager.dialog_data["when"] = NOW if at is None else at.isoformat()
    await manager.switch_to(Announce.confirm)


def _send_at(data: dict[str, Any]) -> datetime | None:
    told_when = data.get("when", NOW)
    return None if told_when == NOW else datetime.fromisoformat(told_when)


async def confirm(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnnouncementWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    unit, audience = UnitId(data["unit"]), audience_of(data)
    acknowledge = bool(data.get("acknowledge"))
    reach = await counted(dialog_manager, audience, unit)
    async with we.open_view() as work:
        demanded = await work.announcements.demands_approval(unit)
    send_at = _send_at(data)
    near = await is_near(dialog_manager, audience, at=send_at)
    return {
        "lines": [
            "\n".join(await phrases(dialog_manager, audience)),
            "\n".join(told(dialog_manager, reach, acknowledge=acknowledge, near=near)),
        ],
        "at": send_at or "",
        "now": "yes" if send_at is None else "no",
        "near": "yes" if near else "no",
        "demanded": "yes" if demanded else "no",
        "asks": "yes" if acknowledge else "no",
    }


async def on_send(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AnnouncementWork] = here(manager)
    data = manager.dialog_data
    proposal = Proposal(
        unit=UnitId(data["unit"]),
        content=content_of(data),
        audience=audience_of(data),
        acknowledge=bool(data.get("acknowledge")),
        send_at=_send_at(data),
    )
    async with we.open_work() as work:
        announcement = await use_cases.submit(work, proposal, me=we.me)
        data.clear()
        data["number"] = announcement.id
        await manager.switch_to(Announce.done)


async def done(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnnouncementWork] = here(dialog_manager)
    number = AnnouncementId(dialog_manager.dialog_data["number"])
    async with we.open_view() as work:
        one, _coordinates = await use_cases.see(work, number, me=we.me)
        many = await work.announcements.more_than(MANY, one.audience)
    return {
        "number": number,
        "state": one.state if one.state in (State.AWAITING, State.WAITING) else "other",
        "begins_at": one.begins_at or "",
        "hastens": one.may_hasten(many=many),
        "cancels": not one.state.has_left and one.state is not State.CANCELLED,
    }


def _time_windows() -> list[Card]:
    return [
        Card(
            Say("announce-when"),
            Column(
                Button(Label("button-now"), id="now", on_click=on_now),
                Button(Label("button-today"), id="today", on_click=on_today, when="has_today"),
                Button(Label("button-tomorrow"), id="tomorrow", on_click=on_tomorrow),
                SwitchTo(Label("button-own-time"), id="own", state=Announce.moment),
                SwitchTo(Label("button-back"), id="back", state=Announce.preview),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Announce.when,
            getter=when,
        ),
        Card(
            Say("announce-moment"),
            SwitchTo(Label("button-back"), id="back", state=Announce.when),
            Opens(Label("button-menu"), "menu"),
            MessageInput(on_moment),
            state=Announce.moment,
        ),
    ]


def make_windows() -> list[Card]:
    return [
        Card(
            Say("announce-preview"),
            Say("notice-announced"),
            Links(),
            Column(
                SwitchTo(Label("button-when"), id="when", state=Announce.when),
                SwitchTo(Label("button-back"), id="back", state=Announce.audience),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Announce.preview,
            getter=preview,
        ),
        *_time_windows(),
        Card(
            Say("announce-confirm"),
            Lines(),
            Column(
                Button(Label("button-send"), id="send", on_click=on_send),
                SwitchTo(Label("button-back"), id="back", state=Announce.when),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Announce.confirm,
            getter=confirm,
        ),
        Card(
            Say("announce-done"),
            Column(
                Opens(Label("button-unsend"), "unsend:{number}", when="cancels"),
                Opens(Label("button-hasten"), "hasten:{number}", when="hastens"),
                Opens(Label("button-open"), "announcement:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Announce.done,
            getter=done,
        ),
    ]
