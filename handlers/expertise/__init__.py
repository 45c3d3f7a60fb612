"""The methodist's workplace: what questions come to them."""

from aiogram import Router

from core.people import Role
from handlers.access import allowed
from handlers.expertise import workplace
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    router.callback_query.register(
        workplace.start, Place("workplace"), flags=allowed(Role.METHODIST)
    )
    return router


def make_dialogs() -> list[Router]:
    return [workplace.make_dialog()]
