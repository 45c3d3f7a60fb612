"""The bank of answers in the messenger: looked through, marked, published into, kept."""

from aiogram import Router

from core.people import STAFF
from handlers.access import REGISTERED, allowed
from handlers.answers import bank, publish, reword
from handlers.places import Place

__all__ = ["make_dialogs", "make_router"]


def make_router() -> Router:
    router = Router(name=__name__)
    press = router.callback_query.register
    press(bank.start, Place("answers"), flags=allowed(REGISTERED))
    press(bank.start_one, Place("published"), flags=allowed(REGISTERED))
    press(publish.start, Place("publish"), flags=allowed(*STAFF))
    press(reword.start, Place("reword"), flags=allowed(*STAFF))
    return router


def make_dialogs() -> list[Router]:
    return [bank.make_dialog(), publish.make_dialog(), reword.make_dialog()]
