"""What a person may do with what is kept about them."""

from aiogram import Router
from aiogram.filters import Command

from handlers.access import AGREED, allowed
from handlers.places import Place
from handlers.privacy import privacy


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    router.message.register(privacy.start, Command("privacy"), flags=allowed(AGREED))
    router.callback_query.register(privacy.start, Place("privacy"), flags=allowed(AGREED))
    return router


def make_dialogs() -> list[Router]:
    return [privacy.make_dialog()]
