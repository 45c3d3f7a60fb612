"""The plan of the year, by months."""

from aiogram import Router

from handlers.access import REGISTERED, allowed
from handlers.places import Place
from handlers.plan import reading


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    router.callback_query.register(reading.start, Place("plan"), flags=allowed(REGISTERED))
    return router


def make_dialogs() -> list[Router]:
    return [reading.make_dialog()]
