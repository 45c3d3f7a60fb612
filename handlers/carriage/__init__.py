"""What messengers may carry: chosen by an administrator, heard by whoever writes elsewhere."""

from aiogram import Router

from core.people import COORDINATING, Role
from handlers.access import allowed
from handlers.carriage import messengers, undelivered
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    router.callback_query.register(
        messengers.start, Place("carriage"), flags=allowed(Role.ADMINISTRATOR, impersonal=True)
    )
    router.callback_query.register(
        undelivered.start,
        Place("undelivered"),
        flags=allowed(*COORDINATING, impersonal=True),
    )
    return router


def make_dialogs() -> list[Router]:
    return [messengers.make_dialog(), undelivered.make_dialog()]
