"""Updates that come back after the service has fallen, with their effect already saved."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode

from core.people import Person
from handlers.access import AGREED, allowed, may
from handlers.cards import draw, show
from handlers.menu import Menu
from handlers.registration.profile import proceed
from handlers.speaking import answer


async def is_repeat(_: object, repeat: bool = False, me: Person | None = None) -> bool:  # noqa: FBT001, FBT002 - handed over by name
    return repeat and may(me, (AGREED,))


async def redraw(
    event: Message | CallbackQuery, dialog_manager: DialogManager, me: Person
) -> None:
    """Nothing is done twice; the person only sees where they are."""
    if isinstance(event, CallbackQuery):
        await answer(event)
    await redraw_after_fall(dialog_manager, me)


async def redraw_after_fall(manager: DialogManager, me: Person) -> None:
    if manager.has_context():
        await draw(manager, ShowMode.SEND)
    elif me.registered_at is None:
        await proceed(manager, me)
    else:
        await show(manager, Menu.main)


def make_router() -> Router:
    """Before everything else."""
    router = Router(name=__name__)
    router.message.register(redraw, is_repeat, flags=allowed(AGREED))
    router.callback_query.register(redraw, is_repeat, flags=allowed(AGREED))
    return router
