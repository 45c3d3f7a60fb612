"""What a person hears when the service says no, and when a card is too old.

Whatever else goes wrong is raised: the inbox tries again, and apologises when it gives up.
"""

import structlog
from aiogram import Bot, Router
from aiogram.exceptions import TelegramForbiddenError
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import CallbackQuery, ErrorEvent, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState

from core.errors import NotYours, Refusal
from core.people import Person
from handlers.access import AGREED, may
from handlers.cards import draw, show
from handlers.carriage import closed
from handlers.menu import Menu
from handlers.registration.consent import ask_first
from handlers.registration.profile import proceed
from handlers.repeats import redraw_after_fall
from handlers.speaking import answer, tell
from texts import Texts

logger = structlog.get_logger(__name__)


async def refused(
    event: ErrorEvent,
    bot: Bot,
    texts: Texts,
    dialog_manager: DialogManager,
    me: Person | None = None,
) -> bool:
    """Say why, then show the card again below: nothing that was typed is lost."""
    refusal = event.exception
    assert isinstance(refusal, Refusal)  # noqa: S101 - the filter has checked it
    if isinstance(refusal, NotYours):
        logger.warning("denied", update=event.update.update_id)
    text = texts(f"refusal-{refusal.key}", **refusal.facts)
    acted = await _answered(event)
    if acted is None:
        return True
    if not dialog_manager.has_context():
        await tell(acted, bot, text, [(texts.raw("button-menu"), "menu")])
        return True
    await tell(acted, bot, text)
    try:
        await draw(dialog_manager, ShowMode.SEND)
    except Refusal:
        await _show_home(dialog_manager, me)
    return True


async def outdated(
    event: ErrorEvent,
    bot: Bot,
    texts: Texts,
    dialog_manager: DialogManager,
    me: Person | None = None,
    repeat: bool = False,  # noqa: FBT001, FBT002 - handed over by name
) -> bool:
    """A button of a window that is not open any more: say so and open what is there now."""
    if repeat and me is not None:
        await redraw_after_fall(dialog_manager, me)
        return True
    logger.info("a button of no open window", update=event.update.update_id)
    pressed = await _answered(event)
    if pressed is not None and not may(me, (AGREED,)):
        await ask_first(pressed, bot, texts)
    elif pressed is not None:
        await tell(pressed, bot, texts("card-outdated"))
        await _show_home(dialog_manager, me)
    return True


async def _show_home(manager: DialogManager, me: Person | None) -> None:
    """What is there for the person now: the card that was open may not be theirs any more."""
    if me is None or not may(me, (AGREED,)):
        return
    if me.registered_at is None:
        await proceed(manager, me)
    else:
        await show(manager, Menu.main)


async def unreachable(event: ErrorEvent) -> bool:
    """The person has blocked the bot between pressing and our answer."""
    logger.info("blocked", update=event.update.update_id)
    return True


async def _answered(event: ErrorEvent) -> Message | CallbackQuery | None:
    """What the person has done; a press is answered, so that the button stops waiting."""
    query = event.update.callback_query
    if query is not None:
        await answer(query)
        return query
    return event.update.message


def make_router() -> Router:
    router = Router(name=__name__)
    router.error.register(
        closed.turn_away,
        ExceptionTypeFilter(Refusal, OutdatedIntent, UnknownIntent, UnknownState),
        closed.is_closed,
    )
    router.error.register(refused, ExceptionTypeFilter(Refusal))
    router.error.register(
        outdated, ExceptionTypeFilter(OutdatedIntent, UnknownIntent, UnknownState)
    )
    router.error.register(unreachable, ExceptionTypeFilter(TelegramForbiddenError))
    return router
