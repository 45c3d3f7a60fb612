"""Consultations in the messenger: the teacher's side, the methodist's and the coordinator's."""

from aiogram import Router
from aiogram.filters import Command

from core.people import COORDINATING, STAFF, Role
from handlers.access import REGISTERED, allowed, declared
from handlers.consultations import (
    ask,
    before,
    colleagues,
    compose,
    ending,
    inbox,
    mine,
    offer,
    overdue,
    passing,
    template_edit,
    templates,
    thread,
    why,
)
from handlers.consultations.edits import make_edits_router
from handlers.consultations.states import Answer, AskBack, Note, WriteOn
from handlers.places import Place

__all__ = ["make_dialogs", "make_edits_router", "make_router"]

WRITING = {"answer": Answer, "askback": AskBack, "note": Note, "write": WriteOn}


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    press = router.callback_query.register
    router.message.register(ask.start, Command("ask"), flags=allowed(REGISTERED))
    press(ask.start, Place("ask"), flags=allowed(REGISTERED))
    press(ask.start_about, Place("askabout"), flags=allowed(REGISTERED))
    press(mine.start, Place("mine"), flags=allowed(REGISTERED))
    press(inbox.start, Place("inbox"), flags=allowed(*STAFF))
    press(inbox.unowned, Place("unowned"), flags=allowed(*STAFF))
    press(inbox.late, Place("late"), flags=allowed(*STAFF))
    press(overdue.start, Place("overdue"), flags=allowed(*COORDINATING))
    press(thread.start, Place("consultation"), flags=allowed(REGISTERED))
    press(before.start, Place("before"), flags=allowed(*STAFF))
    press(passing.start, Place("pass"), flags=allowed(*STAFF))
    press(why.start, Place("why"), flags=allowed(*STAFF))
    press(ending.start_closing, Place("close"), flags=allowed(REGISTERED))
    press(ending.start_reopening, Place("reopen"), flags=allowed(REGISTERED))
    for place, outcome in ending.OUTCOMES.items():
        press(ending.start_rating(outcome), Place(place), flags=allowed(REGISTERED))
    for place, form in WRITING.items():
        press(compose.starting(form), Place(place), flags=allowed(*declared(form) or ()))
    press(colleagues.start_helping, Place("helping"), flags=allowed(REGISTERED))
    press(colleagues.start_proposing, Place("propose"), flags=allowed(REGISTERED))
    press(colleagues.start_asking, Place("colleagues"), flags=allowed(*STAFF))
    press(colleagues.start_list, Place("proposals"), flags=allowed(*STAFF))
    press(templates.start, Place("templates"), flags=allowed(Role.METHODIST))
    press(templates.start_one, Place("template"), flags=allowed(Role.METHODIST))
    press(template_edit.start, Place("edittemplate"), flags=allowed(Role.METHODIST))
    press(templates.start_new, Place("newtemplate"), flags=allowed(Role.METHODIST))
    return router


def make_dialogs() -> list[Router]:
    return [
        ask.make_dialog(),
        mine.make_dialog(),
        inbox.make_dialog(),
        overdue.make_dialog(),
        thread.make_dialog(),
        before.make_dialog(),
        why.make_dialog(),
        *compose.make_dialogs(),
        passing.make_dialog(),
        *colleagues.make_dialogs(),
        offer.make_dialog(),
        templates.make_dialog(),
        templates.make_form(),
        template_edit.make_form(),
    ]
