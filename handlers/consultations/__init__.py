"""Consultations in the messenger: the teacher's side, the methodist's and the coordinator's."""

from aiogram import Router
from aiogram.filters import Command

from core.people import STAFF
from handlers.access import REGISTERED, allowed
from handlers.consultations import ask, compose, inbox, mine, offer, thread
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    router.message.register(ask.start, Command("ask"), flags=allowed(REGISTERED))
    router.callback_query.register(ask.start, Place("ask"), flags=allowed(REGISTERED))
    router.callback_query.register(ask.start_about, Place("askabout"), flags=allowed(REGISTERED))
    router.callback_query.register(mine.start, Place("mine"), flags=allowed(REGISTERED))
    router.callback_query.register(inbox.start, Place("inbox"), flags=allowed(*STAFF))
    router.callback_query.register(inbox.unowned, Place("unowned"), flags=allowed(*STAFF))
    router.callback_query.register(thread.start, Place("consultation"), flags=allowed(REGISTERED))
    router.callback_query.register(thread.start_closing, Place("close"), flags=allowed(REGISTERED))
    router.callback_query.register(compose.start_answer, Place("answer"), flags=allowed(*STAFF))
    router.callback_query.register(
        compose.start_writing_on, Place("write"), flags=allowed(REGISTERED)
    )
    return router


def make_dialogs() -> list[Router]:
    return [
        ask.make_dialog(),
        mine.make_dialog(),
        inbox.make_dialog(),
        thread.make_dialog(),
        compose.make_answer_dialog(),
        compose.make_writing_on_dialog(),
        offer.make_dialog(),
    ]
