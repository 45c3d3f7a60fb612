"""What nobody else has taken: unknown commands, buttons of old times, words out of the blue."""

import structlog
from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message, Update
from aiogram_dialog import DialogManager

from core.people import Person
from handlers.access import AGREED, REGISTERED, allowed
from handlers.cards import show
from handlers.menu import Menu
from handlers.places import Begins
from handlers.registration.profile import IsPlace, is_unfinished, proceed
from handlers.speaking import tell
from handlers.stray import take_stray
from texts import Texts

logger = structlog.get_logger(__name__)


async def unknown_command(
    message: Message, bot: Bot, dialog_manager: DialogManager, texts: Texts
) -> None:
    command = (message.text or "").split(maxsplit=1)[0][:40]
    await tell(message, bot, texts("unknown-command", command=command))
    await show(dialog_manager, Menu.main)


async def old_button(
    query: CallbackQuery,
    bot: Bot,
    dialog_manager: DialogManager,
    texts: Texts,
    event_update: Update,
) -> None:
    logger.info("a button of no place", update=event_update.update_id)
    await tell(query, bot, texts("card-outdated"))
    await show(dialog_manager, Menu.main)


async def resume(_: Message | CallbackQuery, dialog_manager: DialogManager, me: Person) -> None:
    await proceed(dialog_manager, me)


async def words(message: Message, dialog_manager: DialogManager) -> None:
    await take_stray(message, None, dialog_manager)


def make_command_router() -> Router:
    """Before the dialogs: they would take a mistyped command, and be silent about a lost place."""
    router = Router(name=f"{__name__}.commands")
    router.message.register(unknown_command, Begins("/"), flags=allowed(REGISTERED))
    router.callback_query.register(old_button, IsPlace(), flags=allowed(REGISTERED))
    return router


def make_router() -> Router:
    """After everything."""
    router = Router(name=__name__)
    router.message.register(resume, is_unfinished, flags=allowed(AGREED))
    router.callback_query.register(resume, is_unfinished, flags=allowed(AGREED))
    router.message.register(words, flags=allowed(REGISTERED))
    router.callback_query.register(old_button, flags=allowed(REGISTERED))
    return router
