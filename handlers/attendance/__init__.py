"""Who came: the organiser's list, word, camera and numbers, and the teacher who shows or types."""

from aiogram import Router

from core.people import STAFF
from handlers.access import REGISTERED, allowed
from handlers.attendance import arrival, badge, check, door, numbers, roll, walk_in
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    press = router.callback_query.register
    press(roll.start, Place("roll"), flags=allowed(*STAFF))
    press(numbers.start, Place("numbers"), flags=allowed(*STAFF))
    press(walk_in.start, Place("walkin"), flags=allowed(*STAFF))
    press(check.start, Place("check"), flags=allowed(*STAFF))
    press(arrival.start, Place("arrive"), flags=allowed(REGISTERED))
    press(badge.start, Place("badge"), flags=allowed(REGISTERED))
    return router


def make_dialogs() -> list[Router]:
    return [
        roll.make_dialog(),
        door.make_dialog(),
        numbers.make_dialog(),
        walk_in.make_dialog(),
        check.make_dialog(),
        arrival.make_dialog(),
        badge.make_dialog(),
    ]
