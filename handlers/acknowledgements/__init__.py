"""«Ознакомлен(а)»: pressed by those who have read, and seen by those who have to know."""

from aiogram import Router

from core.people import COORDINATING
from handlers.access import REGISTERED, allowed
from handlers.acknowledgements import receipt, report
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    router.callback_query.register(receipt.start, Place("ack"), flags=allowed(REGISTERED))
    router.callback_query.register(report.start, Place("acks"), flags=allowed(*COORDINATING))
    return router


def make_dialogs() -> list[Router]:
    return [receipt.make_dialog(), report.make_dialog()]
