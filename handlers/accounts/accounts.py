"""«Второй мессенджер»: where the person is, where notices go, and a code for one more."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.accounts import use_cases
from core.accounts.codes import Key
from core.accounts.model import CODE_LASTS, Linked, told
from core.accounts.ports import AccountWork
from core.errors import Gone
from core.people import Account
from handlers.access import REGISTERED
from handlers.accounts.words import listed, named
from handlers.cards import show
from handlers.context import Forms, Here, here
from handlers.links import links_to
from handlers.widgets import Card, Label, Opens, Say, Told, choices

SHOWN = "shown_code"
"""Only while this update is drawn: kept in a form, a code would lie in the database."""


class Accounts(StatesGroup):
    who = (REGISTERED,)

    card = State()
    code = State()
    parting = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Accounts.card)


async def _linked(manager: DialogManager) -> list[Linked]:
    we: Here[AccountWork] = here(manager)
    async with we.open_view() as work:
        return list(await work.accounts.of(we.me.id))


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AccountWork] = here(dialog_manager)
    linked = await _linked(dialog_manager)
    now = told(linked)
    names = named(linked, we.texts)
    into = named(linked, we.texts, key="into-messenger")
    return {
        "list": listed(linked, we.texts),
        "several": "yes" if len(linked) > 1 else "no",
        "told": names[now.account] if now else "nobody",
        "choices": [
            (str(one.account), we.texts.raw("button-choose", name=into[one.account]))
            for one in linked
            if one is not now and not one.is_unreachable
        ],
        "others": [
            (str(one.account), we.texts.raw("button-part", name=into[one.account]))
            for one in linked
            if one.account != we.account
        ],
    }


def _account(written: str) -> Account:
    messenger, _, external = written.rpartition(":")
    return Account(messenger, int(external))


async def on_choose(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[AccountWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.choose(work, _account(item), me=we.me)


async def on_part(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["account"] = item
    await manager.switch_to(Accounts.parting)


async def parting(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AccountWork] = here(dialog_manager)
    linked = await _linked(dialog_manager)
    account = _account(dialog_manager.dialog_data["account"])
    names = named(linked, we.texts, key="into-messenger")
    if account not in names:
        raise Gone
    return {"name": names[account]}


async def on_part_now(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AccountWork] = here(manager)
    forms: Forms = manager.middleware_data["forms"]
    account = _account(manager.dialog_data["account"])
    async with we.open_work() as work:
        await use_cases.part(work, account, me=we.me, here=we.account)
        await manager.switch_to(Accounts.card)
    await forms.forget_all([account])


async def on_code(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AccountWork] = here(manager)
    async with we.open_work() as work:
        code, link = await use_cases.make_code(work, me=we.me)
        manager.middleware_data[SHOWN] = code, link, work.now + CODE_LASTS
        await manager.switch_to(Accounts.code)


async def code(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data = dialog_manager.middleware_data
    texts = here(dialog_manager).texts
    shown: tuple[Key, Key, datetime] | None = data.get(SHOWN)
    if shown is None:
        return {"said": texts("accounts-code-hidden")}
    made, link, until = shown
    bots: Mapping[str, Bot] = data["messengers"]
    links = [
        texts.raw("accounts-link", messenger=texts.raw("messenger", name=name), link=each)
        for name, each in (await links_to(bots, link.text)).items()
    ]
    said = texts("accounts-code", code=str(made), links="\n".join(links), until=until)
    return {"said": said}


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("accounts-card"),
            Column(
                choices("choose", "choices", on_choose),
                Button(Label("button-add-messenger"), id="add", on_click=on_code),
                choices("part", "others", on_part),
                Opens(Label("button-back"), "profile"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Accounts.card,
            getter=getter,
        ),
        Card(
            Told(),
            Column(
                Button(Label("button-new-code"), id="again", on_click=on_code),
                SwitchTo(Label("button-back"), id="back", state=Accounts.card),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Accounts.code,
            getter=code,
        ),
        Card(
            Say("accounts-parting"),
            Column(
                Button(Label("button-part-now"), id="part_now", on_click=on_part_now),
                SwitchTo(Label("button-back"), id="back", state=Accounts.card),
            ),
            state=Accounts.parting,
            getter=parting,
        ),
    )
