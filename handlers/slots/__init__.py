"""Talks in the messenger: a methodist opens times, a teacher books, moves and cancels."""

from aiogram import Router

from core.people import Role
from handlers.access import REGISTERED, allowed
from handlers.places import Place
from handlers.slots import booking, hosting, opening, talk


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    press = router.callback_query.register
    press(booking.start, Place("booktalk"), flags=allowed(REGISTERED))
    press(booking.start_moving, Place("movetalk"), flags=allowed(REGISTERED))
    press(talk.start, Place("talk"), flags=allowed(REGISTERED))
    press(talk.start_mine, Place("mytalks"), flags=allowed(REGISTERED))
    press(hosting.start, Place("talks"), flags=allowed(Role.METHODIST))
    press(hosting.start_free, Place("freetimes"), flags=allowed(Role.METHODIST))
    press(opening.start, Place("opentimes"), flags=allowed(Role.METHODIST))
    return router


def make_dialogs() -> list[Router]:
    return [
        booking.make_dialog(),
        talk.make_dialog(),
        hosting.make_dialog(),
        opening.make_dialog(),
    ]
