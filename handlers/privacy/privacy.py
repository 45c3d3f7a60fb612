"""/privacy: the consent shown, the data taken home, the person forgotten."""

from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.privacy import use_cases
from core.privacy.ports import PrivacyWork
from core.registration.model import CONSENT_VERSION
from handlers.access import AGREED
from handlers.cards import show
from handlers.context import Forms, Here, here
from handlers.privacy.dossier import as_files
from handlers.speaking import redraw
from handlers.widgets import Card, Label, Opens, Say


class Privacy(StatesGroup):
    who = (AGREED,)

    card = State()
    text = State()
    exported = State()
    forgetting = State()


async def start(_: Message | CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Privacy.card)


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PrivacyWork] = here(dialog_manager)
    async with we.open_view() as work:
        consents = await work.privacy.consents(we.me.id)
    consent = consents[-1]
    return {
        "version": consent.version,
        "given_at": consent.given_at,
        "messenger": we.texts.raw("messenger", name=consent.messenger),
    }


async def text_getter(**_: Any) -> dict[str, Any]:
    return {"version": CONSENT_VERSION}


async def exported_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"parts": dialog_manager.dialog_data.get("parts", 1)}


async def on_export(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """For people and for programs."""
    we: Here[PrivacyWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    async with we.open_work() as work:
        dossier = await use_cases.export(work, me=we.me)
    files = as_files(dossier, we.texts)
    for name, content in files:
        await bot.send_document(we.account.external, BufferedInputFile(content, filename=name))
    manager.show_mode = ShowMode.SEND
    manager.dialog_data["parts"] = len(files) // 2
    await manager.switch_to(Privacy.exported)


async def on_forget(query: CallbackQuery, _: Any, manager: DialogManager) -> None:
    """Erase, then leave the conversation as it was before the person came."""
    we: Here[PrivacyWork] = here(manager)
    forms: Forms = manager.middleware_data["forms"]
    await manager.reset_stack(remove_keyboard=False)
    manager.current_stack().last_message_id = None
    async with we.open_work() as work:
        erasure = await use_cases.forget(work, me=we.me)
        await forms.forget_all(erasure.accounts)
    # Once more: closing the card has read them again, from before the commit.
    await forms.forget_all(erasure.accounts)
    bot: Bot = manager.middleware_data["bot"]
    await redraw(query, bot, we.texts("privacy-forgotten", act=erasure.act, at=erasure.at))


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("privacy-card"),
            Column(
                SwitchTo(Label("button-consent-text"), id="text", state=Privacy.text),
                Button(Label("button-export"), id="export", on_click=on_export),
                SwitchTo(Label("button-forget"), id="forget", state=Privacy.forgetting),
                Opens(Label("button-back"), "profile"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Privacy.card,
            getter=getter,
        ),
        Card(
            Say("consent-text"),
            SwitchTo(Label("button-back"), id="back", state=Privacy.card),
            state=Privacy.text,
            getter=text_getter,
        ),
        Card(
            Say("privacy-exported"),
            Column(Opens(Label("button-privacy"), "privacy"), Opens(Label("button-menu"), "menu")),
            state=Privacy.exported,
            getter=exported_getter,
        ),
        Card(
            Say("privacy-forgetting"),
            Column(
                Button(Label("button-forget-now"), id="forget", on_click=on_forget),
                SwitchTo(Label("button-back"), id="back", state=Privacy.card),
            ),
            state=Privacy.forgetting,
        ),
    )
