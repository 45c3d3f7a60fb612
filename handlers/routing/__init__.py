"""Rules of routing in the messenger: absences, and what coordinators keep of methodists."""

from aiogram import Router

from core.people import Role
from core.routing.model import MANAGERS
from handlers.access import allowed
from handlers.places import Place
from handlers.routing import absence, leading, methodists, noting, routes, terms, workdays


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
    press(workdays.start, Place("workdays"), flags=allowed(Role.METHODIST))
    press(routes.start, Place("routes"), flags=allowed(*MANAGERS))
    press(terms.start, Place("terms"), flags=allowed(*MANAGERS))
    press(terms.start_one, Place("term"), flags=allowed(*MANAGERS))
    press(leading.start, Place("leading"), flags=allowed(*MANAGERS))
    press(leading.start_one, Place("leads"), flags=allowed(*MANAGERS))
    return router


def make_dialogs() -> list[Router]:
    return [
        noting.make_dialog(),
        absence.make_dialog(),
        methodists.make_dialog(),
        workdays.make_dialog(),
        routes.make_dialog(),
        terms.make_dialog(),
        leading.make_dialog(),
    ]
