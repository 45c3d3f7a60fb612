"""The plan of the year: by months, what became of each line, a table of it to take out."""

from aiogram import Router

from core.people import COORDINATING, STAFF
from handlers.access import REGISTERED, allowed
from handlers.places import Place
from handlers.plan import adding, edit, line, reading, table, typical


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    press = router.callback_query.register
    press(reading.start, Place("plan"), flags=allowed(REGISTERED))
    press(reading.start_mine, Place("myplan"), flags=allowed(REGISTERED))
    press(line.start, Place("planline"), flags=allowed(REGISTERED))
    press(adding.start, Place("addline"), flags=allowed(*STAFF))
    press(edit.start, Place("editline"), flags=allowed(*STAFF))
    press(table.start, Place("plantable"), flags=allowed(*STAFF))
    press(typical.start, Place("typicalplan"), flags=allowed(*COORDINATING))
    return router


def make_dialogs() -> list[Router]:
    return [
        reading.make_dialog(),
        line.make_dialog(),
        adding.make_dialog(),
        edit.make_dialog(),
        table.make_dialog(),
        typical.make_dialog(),
    ]
