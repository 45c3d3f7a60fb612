"""Materials of an event: its organiser's shelf, and what guests find on it."""

from aiogram import Router

from core.people import STAFF
from handlers.access import REGISTERED, allowed
from handlers.materials import adding, reading, shelf
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    press = router.callback_query.register
    press(reading.start, Place("materials"), flags=allowed(REGISTERED))
    press(reading.start_mine, Place("mymaterials"), flags=allowed(REGISTERED))
    press(adding.start, Place("addmaterials"), flags=allowed(*STAFF))
    return router


def make_dialogs() -> list[Router]:
    return [
        shelf.make_dialog(),
        reading.make_dialog(),
        reading.make_mine_dialog(),
        adding.make_dialog(),
    ]
