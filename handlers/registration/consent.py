"""Before anything is stored: consent, on a card of its own.

Nothing is kept of somebody who has not agreed, not even the state of a dialog: an invitation
travels in the buttons.
"""

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager

from core.attendance import badges
from core.events import substitution as seats
from core.people import Account, Person
from core.registration import use_cases
from core.registration.model import CONSENT_VERSION
from core.registration.ports import RegistrationWork
from core.work import OpenWork
from handlers.accounts.enter import HOW
from handlers.attendance import door
from handlers.context import know
from handlers.events import substitution
from handlers.menu import open_menu
from handlers.registration import profile
from handlers.roles import accept
from handlers.speaking import Buttons, answer, redraw, tell
from texts import Texts

AGREE, READ, NOT_NOW = "agree:", "consent:", "not-now"
LONGEST_TOKEN = 48
"""Signs; with the prefix it must fit the 64 bytes of a button."""


async def has_not_agreed(_: object, me: Person | None = None) -> bool:
    return me is None or me.consent != CONSENT_VERSION


async def start(
    message: Message,
    bot: Bot,
    command: CommandObject,
    dialog_manager: DialogManager,
    texts: Texts,
    me: Person | None = None,
) -> None:
    """/start, alone or from a link: an invitation; for who is registered a seat or a badge."""
    words = command.args or ""
    token = _token(words)
    if me is None or await has_not_agreed(message, me):
        await tell(message, bot, texts("consent-card"), _choices(texts, token))
    elif seats.carries(words) and me.registered_at is not None:
        await substitution.bring(dialog_manager, words)
    elif badges.carries(words) and me.registered_at is not None:
        await door.bring(dialog_manager, words)
    elif token:
        await accept.accept(dialog_manager, token)
    elif me.registered_at is None:
        await profile.proceed(dialog_manager, me)
    else:
        await open_menu(message, dialog_manager)


async def ask_first(event: Message | CallbackQuery, bot: Bot, texts: Texts) -> None:
    """Whatever a stranger does, the first thing they see is what would be kept of them."""
    if isinstance(event, CallbackQuery):
        await answer(event)
    await tell(event, bot, texts("consent-first"), _choices(texts, ""))


async def read(query: CallbackQuery, bot: Bot, texts: Texts) -> None:
    await answer(query)
    token = _token((query.data or "").removeprefix(READ))
    text = texts("consent-text", version=CONSENT_VERSION)
    await redraw(query, bot, text, _choices(texts, token, full=True))


async def refuse(query: CallbackQuery, bot: Bot, texts: Texts) -> None:
    await answer(query)
    await redraw(query, bot, texts("consent-refused"), _choices(texts, ""))


async def agree(
    query: CallbackQuery,
    bot: Bot,
    dialog_manager: DialogManager,
    account: Account,
    open_work: OpenWork[RegistrationWork],
    texts: Texts,
) -> None:
    token = _token((query.data or "").removeprefix(AGREE))
    async with open_work() as work:
        me = await use_cases.agree(work, account)
    know(dialog_manager, me)
    await redraw(query, bot, texts("consent-given", version=CONSENT_VERSION))
    if token:
        await accept.accept(dialog_manager, token)
    elif me.registered_at is None:
        await profile.proceed(dialog_manager, me)
    else:
        await open_menu(query, dialog_manager)


def _token(words: str) -> str:
    """Of an invitation. A seat or a badge is nothing to a newcomer yet: they bring it again."""
    token = "" if seats.carries(words) or badges.carries(words) else words.strip()
    return token if len(token) <= LONGEST_TOKEN and token.isascii() else "?"


def _choices(texts: Texts, token: str, *, full: bool = False) -> Buttons:
    return [
        (texts.raw("button-agree"), AGREE + token),
        *([] if full else [(texts.raw("button-consent-text"), READ + token)]),
        (texts.raw("button-have-profile"), HOW),
        (texts.raw("button-not-now"), NOT_NOW),
    ]
