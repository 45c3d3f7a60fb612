"""«Мои сертификаты»: for which events there is one, and the file itself."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column

from core.certificates import use_cases
from core.certificates.model import Certificate
from core.certificates.ports import CertificateWork
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.certificates.paper import as_pdf
from handlers.certificates.words import when
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Places, Say, turns
from texts import Texts

ON_PAGE = 8

printer = ThreadPoolExecutor(1, thread_name_prefix="printer")
"""One at a time: a hall that asks at once waits its turn, and nobody else does."""


class Certificates(StatesGroup):
    who = (REGISTERED,)

    list = State()
    handed = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """``number`` is the page."""
    await show(dialog_manager, Certificates.list, {"number": number})


async def visits(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[CertificateWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await work.certificates.visits(we.me.id)
        zone = work.zone
    pages = max(1, -(-len(found) // ON_PAGE))
    page = given(dialog_manager, "number") % pages
    shown = found[page * ON_PAGE : (page + 1) * ON_PAGE]
    return {
        "some": bool(found),
        "none": not found,
        "items": [
            (
                we.texts.raw(
                    "button-visit",
                    day=f"{visit.starts_at.astimezone(zone):%d.%m.%Y}",
                    title=visit.title,
                ),
                f"certificate:{event}",
            )
            for event, visit in shown
        ],
        "turns": turns("certificates", page, pages),
    }


async def hand(
    _: CallbackQuery, bot: Bot, dialog_manager: DialogManager, site: str | None, number: int
) -> None:
    """The file first, the card below it."""
    we: Here[CertificateWork] = here(dialog_manager)
    async with we.open_work() as work:
        certificate = await use_cases.take(work, number, me=we.me)
    content = await print_out(certificate, we.texts, site=site)
    name = we.texts.raw("certificate-file", event=certificate.event)
    await bot.send_document(we.account.external, BufferedInputFile(content, filename=name))
    await show(dialog_manager, Certificates.handed, {"number": number})


async def print_out(certificate: Certificate, texts: Texts, *, site: str | None) -> bytes:
    """``site`` is where the service is found by browsers, for the page that confirms it."""
    address = None if site is None else f"{site}/c/{certificate.number}"
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(printer, lambda: as_pdf(certificate, texts, address=address))


async def handed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[CertificateWork] = here(dialog_manager)
    async with we.open_view() as work:
        certificate = await use_cases.taken(work, given(dialog_manager, "number"), me=we.me)
    return {
        "title": certificate.title,
        "when": when(certificate.first, certificate.last, we.texts),
        "name": certificate.name,
        "code": certificate.number,
        "event": certificate.event,
    }


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("certificates-mine", when="some"),
            Say("certificates-none", when="none"),
            Places("items"),
            Places("turns", width=3),
            Opens(Label("button-back"), "myevents"),
            Opens(Label("button-menu"), "menu"),
            state=Certificates.list,
            getter=visits,
        ),
        Card(
            Say("certificate-handed"),
            Column(
                Opens(Label("button-certificates"), "certificates"),
                Opens(Label("button-back"), "event:{event}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Certificates.handed,
            getter=handed,
        ),
    )
