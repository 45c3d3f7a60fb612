"""Rules of routing in the messenger: absences, and what coordinators keep of methodists."""

from aiogram import Router

from core.people import Role
from core.routing.model import MANAGERS
from handlers.access import allowed
from handlers.places import Place
from handlers.routing import absence, methodists, noting


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    press = router.callback_query.register
    both = allowed(Role.METHODIST, *MANAGERS)
    press(noting.start, Place("absences"), flags=allowed(Role.METHODIST))
    press(noting.start_of, Place("absencesof"), flags=allowed(*MANAGERS))
    press(absence.start, Place("absence"), flags=both)
    press(absence.start_passing, Place("passquestions"), flags=both)
    press(methodists.start, Place("methodists"), flags=allowed(*MANAGERS))
    press(methodists.start_card, Place("methodist"), flags=allowed(*MANAGERS))
    return router


def make_dialogs() -> list[Router]:
    return [noting.make_dialog(), absence.make_dialog(), methodists.make_dialog()]
