"""Certificates of those who came: a file to print, and the list of one's own."""

from aiogram import Router

from handlers.access import REGISTERED, allowed
from handlers.certificates import mine
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    press = router.callback_query.register
    press(mine.start, Place("certificates"), flags=allowed(REGISTERED))
    press(mine.hand, Place("certificate"), flags=allowed(REGISTERED))
    return router


def make_dialogs() -> list[Router]:
    return [mine.make_dialog()]
