"""A reader says that they have read, and may read it again."""

from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.widgets.kbd import Button, Column, Keyboard

from core.acknowledgements import use_cases
from core.acknowledgements.model import AnnouncedId
from core.acknowledgements.ports import AcknowledgementWork
from core.files import Crossing
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.sending import send_file
from handlers.widgets import Card, Label, Opens, Say


class Receipt(StatesGroup):
    who = (REGISTERED,)

    done = State()
    text = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[AcknowledgementWork] = here(dialog_manager)
    async with we.open_work() as work:
        receipt = await use_cases.acknowledge(
            work, AnnouncedId(number), me=we.me, messenger=we.account.messenger
        )
    await show(dialog_manager, Receipt.done, {"number": number, "is_new": receipt.is_new})


async def start_reading(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, Receipt.text, {"number": number})


async def done(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AcknowledgementWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        announced = await use_cases.received(work, number, me=we.me)
        said = await work.acknowledgements.get(number, we.me.id)
    return {
        "number": number,
        "gist": announced.gist,
        "at": said.at if said else "",
        "again": "no" if given(dialog_manager, "is_new") else "yes",
    }


async def reading(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AcknowledgementWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        announced = await use_cases.received(work, number, me=we.me)
        said = await work.acknowledgements.get(number, we.me.id)
    stands = not announced.recalled
    return {
        "number": number,
        "recalled": announced.recalled,
        "stands": stands,
        "text": announced.text,
        "links": announced.links if stands else (),
        "files": len(announced.attachments),
        "has_files": stands and bool(announced.attachments),
        "is_asked": stands and announced.asks and said is None,
    }


async def on_files(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """Its files again, then the card below them."""
    we: Here[AcknowledgementWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    crossing: Crossing = manager.middleware_data["crossing"]
    async with we.open_view() as work:
        announced = await use_cases.received(work, _number(manager), me=we.me)
    for file in announced.attachments if not announced.recalled else ():
        await send_file(bot, we.account, file, crossing, we.texts)
    manager.show_mode = ShowMode.SEND


def _number(manager: DialogManager) -> AnnouncedId:
    return AnnouncedId(given(manager, "number"))


class Addresses(Keyboard):
    """A button for each ``(title, address)`` that the getter gives under ``links``."""

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,  # noqa: ARG002 - aiogram-dialog's signature
    ) -> RawKeyboard:
        return [[InlineKeyboardButton(text=title, url=url)] for title, url in data["links"]]


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("acknowledged"),
            Column(
                Opens(Label("button-read-again"), "reread:{number}"),
                Opens(Label("button-ask-about"), "askabout:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Receipt.done,
            getter=done,
        ),
        Card(
            Say("announced-text", when="stands"),
            Say("announced-recalled", when="recalled"),
            Addresses(),
            Column(
                Button(Label("button-files"), id="files", on_click=on_files, when="has_files"),
                Opens(Label("button-acknowledged"), "ack:{number}", when="is_asked"),
                Opens(Label("button-ask-about"), "askabout:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Receipt.text,
            getter=reading,
        ),
    )
