"""One announcement: how it stands, who has it, and what may be done with it now."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.announcements import steering, use_cases
from core.announcements.model import MANY, Announcement, AnnouncementId, Progress, State
from core.announcements.ports import AnnouncementWork
from core.announcements.progress import goes
from handlers.announcements.draft import Links, send_files, shown
from handlers.announcements.reach import phrases
from handlers.announcements.states import Received, Told
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.files import CannotRead
from handlers.widgets import Card, Label, Lines, Opens, Say

QUOTED = 400
"""Characters of the text on the card; the whole of it is one button further."""

UNSENT = (State.AWAITING, State.RETURNED, State.WAITING)

Deed = Callable[..., Awaitable[Announcement]]


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """Coordinators see how it stands, whoever has got it sees it as it was received."""
    we: Here[AnnouncementWork] = here(dialog_manager)
    async with we.open_view() as work:
        _one, coordinates = await use_cases.see(work, AnnouncementId(number), me=we.me)
    state = Told.card if coordinates else Received.card
    await show(dialog_manager, state, {"number": number})


def _at_once(deed: Deed) -> Callable[..., Awaitable[None]]:
    """A place that does something and shows what has become of it."""

    async def do(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
        we: Here[AnnouncementWork] = here(dialog_manager)
        async with we.open_work() as work:
            await deed(work, AnnouncementId(number), me=we.me)
        await show(dialog_manager, Told.card, {"number": number})

    return do


unsend = _at_once(use_cases.cancel)
hasten = _at_once(use_cases.hasten)
pause = _at_once(steering.pause)
resume = _at_once(steering.resume)


async def start_recalling(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[AnnouncementWork] = here(dialog_manager)
    async with we.open_view() as work:
        await use_cases.check_coordinates(work, AnnouncementId(number), me=we.me)
    await show(dialog_manager, Told.recalling, {"number": number})


async def card(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnnouncementWork] = here(dialog_manager)
    async with we.open_view() as work:
        one = await use_cases.check_coordinates(work, _number(dialog_manager), me=we.me)
        names = await work.people.names([one.author, one.approved_by or one.author])
        unit = (await work.units.get(one.unit)).name
        many = await work.announcements.more_than(MANY, one.audience)
        progress = await work.announcements.progress(one)
        now = work.now
    somebody = we.texts.raw("somebody")
    asks, demanded = one.acknowledge, one.state is State.AWAITING
    notice = goes(one, progress, now=now)
    return shown(one.content) | {
        "number": one.id,
        "back": f"event:{one.audience.events[0]}" if one.audience.events else "announcements",
        "unit": unit,
        "author": names.get(one.author, "") or somebody,
        "approver": names.get(one.approved_by or one.author, "") or somebody,
        "approved": "yes" if one.approved_by else "no",
        "state": "starting" if one.is_due(now) else one.state,
        "begins_at": one.begins_at or one.created_at,
        "gist": _gist(one.content.text),
        "version": one.version,
        "lines": [
            "\n" + "\n".join(await phrases(dialog_manager, one.audience)),
            *_progress(we, one, progress, notice.minutes),
        ],
        "decides": demanded and one.author != we.me.id,
        "hastens": one.may_hasten(many=many) and not one.is_due(now),
        "cancels": one.state in UNSENT,
        "pauses": one.state is State.GOING,
        "resumes": one.state is State.PAUSED,
        "recalls": one.state in (State.GOING, State.PAUSED, State.DONE),
        "corrects": one.state not in (State.CANCELLED, State.RECALLED),
        "refreshes": one.state.has_left,
        "asks_and_left": asks and one.state.has_left,
    }


def _gist(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"


def _progress(
    we: Here[AnnouncementWork], one: Announcement, progress: Progress, minutes: int | None
) -> list[str]:
    if not one.state.has_left:
        return []
    facts = {
        "sent": progress.sent,
        "blocked": progress.blocked,
        "failed": progress.failed,
        "unknown": progress.unknown,
        "off": progress.off,
        "left": progress.left,
        "held": progress.held,
    }
    lines = [we.texts("announcement-progress", **facts)]
    if one.state is State.RECALLED:
        lines.append(
            we.texts(
                "announcement-withdrawn",
                withdrawn=progress.withdrawn,
                revising=progress.revising,
                in_digest=progress.in_digest,
            )
        )
    elif minutes is not None and one.state is State.GOING:
        lines.append(we.texts("announcement-minutes", minutes=minutes))
    return lines


async def whole(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnnouncementWork] = here(dialog_manager)
    async with we.open_view() as work:
        one, _coordinates = await use_cases.see(work, _number(dialog_manager), me=we.me)
        unit = (await work.units.get(one.unit)).name
    return shown(one.content) | {"number": one.id, "unit": unit, "asks": one.acknowledge}


def _number(manager: DialogManager) -> AnnouncementId:
    return AnnouncementId(given(manager, "number"))


async def on_whole(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await manager.switch_to(Told.whole)
    await _show_files(manager)


async def on_files(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _show_files(manager)


async def _show_files(manager: DialogManager) -> None:
    we: Here[AnnouncementWork] = here(manager)
    async with we.open_view() as work:
        one, _coordinates = await use_cases.see(work, _number(manager), me=we.me)
    if one.content.attachments:
        await send_files(manager, one.content.attachments)
        manager.show_mode = ShowMode.SEND


async def on_approve(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AnnouncementWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.approve(work, _number(manager), me=we.me)


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    we: Here[AnnouncementWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.give_back(work, _number(manager), message.text, me=we.me)
        await manager.switch_to(Told.card)


async def on_recall(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AnnouncementWork] = here(manager)
    async with we.open_work() as work:
        await steering.recall(work, _number(manager), me=we.me)
        await manager.switch_to(Told.card)


def _card_window() -> Card:
    return Card(
        Say("announcement-card"),
        Say("draft-files", when="has_files"),
        Lines(),
        Column(
            Button(Label("button-approve"), id="approve", on_click=on_approve, when="decides"),
            SwitchTo(Label("button-return"), id="return", state=Told.returning, when="decides"),
            Opens(Label("button-unsend"), "unsend:{number}", when="cancels"),
            Opens(Label("button-hasten"), "hasten:{number}", when="hastens"),
            Opens(Label("button-pause"), "pause:{number}", when="pauses"),
            Opens(Label("button-resume"), "resume:{number}", when="resumes"),
            Opens(Label("button-recall"), "recall:{number}", when="recalls"),
            Opens(Label("button-correct"), "correct:{number}", when="corrects"),
            Opens(Label("button-acks"), "acks:{number}", when="asks_and_left"),
            Button(Label("button-whole"), id="whole", on_click=on_whole),
            Opens(Label("button-refresh"), "announcement:{number}", when="refreshes"),
            Opens(Label("button-back"), "{back}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Told.card,
        getter=card,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _card_window(),
        Card(
            Say("notice-announced"),
            Links(),
            Opens(Label("button-back"), "announcement:{number}"),
            Opens(Label("button-menu"), "menu"),
            state=Told.whole,
            getter=whole,
        ),
        Card(
            Say("announcement-returning"),
            Opens(Label("button-back"), "announcement:{number}"),
            Opens(Label("button-menu"), "menu"),
            MessageInput(on_words),
            state=Told.returning,
            getter=card,
        ),
        Card(
            Say("announcement-recalling"),
            Column(
                Button(Label("button-recall-now"), id="recall", on_click=on_recall),
                Opens(Label("button-back"), "announcement:{number}"),
            ),
            state=Told.recalling,
            getter=card,
        ),
    )


def make_received_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("notice-announced"),
            Links(),
            Opens(Label("button-acknowledged"), "ack:{number}", when="asks"),
            Opens(Label("button-ask-about"), "askabout:{number}"),
            Button(
                Label("button-announced-files"), id="files", on_click=on_files, when="has_files"
            ),
            Opens(Label("button-menu"), "menu"),
            state=Received.card,
            getter=whole,
        )
    )
