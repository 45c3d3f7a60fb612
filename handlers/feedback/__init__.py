"""What those who came think of an event: given by them, summed up for whoever held it."""

from aiogram import Router

from core.people import STAFF
from handlers.access import REGISTERED, allowed
from handlers.feedback import opinions, questions
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    press = router.callback_query.register
    press(questions.start, Place("feedback"), flags=allowed(REGISTERED))
    press(opinions.start, Place("opinions"), flags=allowed(*STAFF))
    return router


def make_dialogs() -> list[Router]:
    return [questions.make_dialog(), opinions.make_dialog()]
