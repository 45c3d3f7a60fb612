"""«Показать QR-код»: a picture for the organiser's camera, and a number to say instead."""

import asyncio
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.types import BufferedInputFile, CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column

from core.attendance import badges
from core.attendance.ports import AttendanceWork
from handlers.attendance.states import Badges
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.links import link_to, links_to
from handlers.widgets import Card, Label, Opens, Say
from texts import Texts

PAGE = "/in/"
"""Where the page stands that leads on to a messenger, below the public address."""
ALONE = {"127.0.0.1", "::1", "localhost"}
SCALE, BORDER = 10, 4
"""Dots of a module, and modules of white around it that cameras ask for."""


async def start(
    _: CallbackQuery, bot: Bot, dialog_manager: DialogManager, site: str | None, number: int
) -> None:
    """The picture, and the card with what to do with it."""
    we: Here[AttendanceWork] = here(dialog_manager)
    async with we.open_work() as work:
        badge = await badges.show(work, number, me=we.me)
    link = await address_of(bot, we.account.messenger, badge, site)
    if link is not None:
        picture = BufferedInputFile(
            await asyncio.to_thread(as_png, link),
            filename=we.texts.raw("badge-file-name", number=number),
        )
        caption = we.texts("badge-caption", ticket=badge.ticket, title=badge.title)
        await bot.send_photo(we.account.external, picture, caption=caption)
    shown = {"drawn": "yes" if link else "no", "word": badge.word}
    await show(dialog_manager, Badges.shown, {"number": number, **shown})


async def address_of(
    bot: Bot, messenger: str, badge: badges.Badge, site: str | None
) -> str | None:
    """Which messenger the organiser has is not known: the page offers all that there are.

    The page of the demo is on one's own computer, where no camera gets to.
    """
    if site is not None and urlsplit(site).hostname not in ALONE:
        return f"{site}{PAGE}{badge.token}"
    return await link_to(bot, messenger, badge.word)


def as_png(link: str) -> bytes:
    import segno  # noqa: PLC0415 - only a code needs it

    content = BytesIO()
    segno.make(link, error="m", micro=False).save(content, kind="png", scale=SCALE, border=BORDER)
    return content.getvalue()


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number = int(given(dialog_manager, "number"))
    async with we.open_view() as work:
        gathering, mine = await badges.holder(work, number, me=we.me)
    bots: Mapping[str, Bot] = dialog_manager.middleware_data["messengers"]
    links = await links_to(bots, given(dialog_manager, "word"))
    return {
        "number": number,
        "title": gathering.title,
        "ticket": mine.ticket,
        "drawn": given(dialog_manager, "drawn"),
        "links": "\n".join(_line(name, link, we.texts) for name, link in links.items()) or "none",
    }


def _line(messenger: str, link: str, texts: Texts) -> str:
    return texts.raw("badge-link", messenger=texts.raw("messenger", name=messenger), link=link)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("badge-shown"),
            Column(
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Badges.shown,
            getter=getter,
        )
    )
