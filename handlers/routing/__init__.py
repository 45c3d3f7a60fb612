"""Rules of routing in the messenger: absences, and what coordinators keep of methodists."""

from aiogram import Router

from core.people import COORDINATING, Role
from handlers.access import allowed
from handlers.places import Place
from handlers.routing import absence, leading, methodists, noting, routes, terms, workdays


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    press = router.callback_query.register
    both = allowed(Role.METHODIST, *COORDINATING)
    press(noting.start, Place("absences"), flags=allowed(Role.METHODIST))
    press(noting.start_of, Place("absencesof"), flags=allowed(*COORDINATING))
    press(absence.start, Place("absence"), flags=both)
    press(absence.start_passing, Place("passquestions"), flags=both)
    press(methodists.start, Place("methodists"), flags=allowed(*COORDINATING))
    press(methodists.start_card, Place("methodist"), flags=allowed(*COORDINATING))
    press(workdays.start, Place("workdays"), flags=allowed(Role.METHODIST))
    press(routes.start, Place("routes"), flags=allowed(*COORDINATING))
    press(terms.start, Place("terms"), flags=allowed(*COORDINATING))
    press(terms.start_one, Place("term"), flags=allowed(*COORDINATING))
    press(leading.start, Place("leading"), flags=allowed(*COORDINATING))
    press(leading.start_one, Place("leads"), flags=allowed(*COORDINATING))
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
