"""Who came: the organiser's list and word, and the teacher who types it."""

from aiogram import Router

from core.people import STAFF
from handlers.access import REGISTERED, allowed
from handlers.attendance import arrival, roll
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    press = router.callback_query.register
    press(roll.start, Place("roll"), flags=allowed(*STAFF))
    press(arrival.start, Place("arrive"), flags=allowed(REGISTERED))
    return router


def make_dialogs() -> list[Router]:
    return [roll.make_dialog(), arrival.make_dialog()]
