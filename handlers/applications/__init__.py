"""Applications: written and taken back by teachers, decided by organisers."""

from aiogram import Router

from core.people import STAFF
from handlers.access import REGISTERED, allowed
from handlers.applications import apply, inbox, mine, settling
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    press = router.callback_query.register
    press(apply.start, Place("apply"), flags=allowed(REGISTERED))
    press(mine.start, Place("application"), flags=allowed(REGISTERED))
    press(mine.start_list, Place("myapplications"), flags=allowed(REGISTERED))
    press(inbox.start, Place("applications"), flags=allowed(*STAFF))
    press(settling.start, Place("applicationterms"), flags=allowed(*STAFF))
    return router


def make_dialogs() -> list[Router]:
    return [
        apply.make_dialog(),
        mine.make_dialog(),
        mine.make_list(),
        inbox.make_dialog(),
        settling.make_dialog(),
    ]
