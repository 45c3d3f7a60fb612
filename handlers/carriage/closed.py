"""The one card of a messenger that may carry no personal data: why, and where to go on."""

from collections.abc import Collection

from aiogram import Bot
from aiogram.types import CallbackQuery, ErrorEvent, Message

from core.carriage.model import Cargo, Carriage
from core.carriage.ports import CarriageWork
from core.people import COORDINATING, Account, Person, Role
from core.work import OpenWork
from handlers.access import REGISTERED, may, speaking
from handlers.speaking import Buttons, answer, redraw, tell
from texts import Texts


async def is_closed(
    _: object, account: Account | None = None, carriage: Carriage | None = None
) -> bool:
    if account is None or carriage is None:
        return False
    return not carriage.carries_whole(account.messenger, Cargo.DIALOGS)


async def turn_away(
    event: ErrorEvent,
    bot: Bot,
    texts: Texts,
    account: Account,
    carriage: Carriage,
    messengers: Collection[str],
    open_view: OpenWork[CarriageWork],
    me: Person | None = None,
) -> bool:
    """Whatever was refused, the person hears this; what was typed is neither kept nor said."""
    where = carriage.go_on(messengers, at=account.messenger)
    async with open_view() as work:
        link = (await work.carriage.links()).get(where or "")
    buttons = _buttons(texts, where, link, me)
    query, message = event.update.callback_query, event.update.message
    typed = "no" if message is None or (message.text or "").startswith("/") else "yes"
    text = texts("carriage-closed", where=where or "nowhere", typed=typed)
    with speaking():
        await _say(query or message, bot, text, buttons)
    return True


async def _say(
    acted: CallbackQuery | Message | None, bot: Bot, text: str, buttons: Buttons
) -> None:
    if isinstance(acted, CallbackQuery):
        await answer(acted)
        await redraw(acted, bot, text, buttons)
    elif acted is not None:
        await tell(acted, bot, text, buttons)


def _buttons(texts: Texts, where: str | None, link: str | None, me: Person | None) -> Buttons:
    buttons = []
    if where is not None and link is not None:
        buttons.append((texts.raw("button-go-on", where=where), link))
    if may(me, (REGISTERED,)) and where is not None:
        buttons.append((texts.raw("button-accounts"), "accounts"))
    if may(me, (REGISTERED,)):
        buttons.append((texts.raw("menu-help"), "help"))
    if may(me, COORDINATING):
        buttons.append((texts.raw("button-undelivered"), "undelivered"))
    if may(me, (Role.ADMINISTRATOR,)):
        buttons.append((texts.raw("button-messengers"), "carriage"))
    return buttons
