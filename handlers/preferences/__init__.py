"""What comes to a person by itself, at which hours and in which zone: one card."""

from aiogram import Router

from handlers.access import REGISTERED, allowed
from handlers.places import Place
from handlers.preferences import preferences


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    router.callback_query.register(
        preferences.start, Place("preferences"), flags=allowed(REGISTERED)
    )
    return router


def make_dialogs() -> list[Router]:
    return [preferences.make_dialog()]
