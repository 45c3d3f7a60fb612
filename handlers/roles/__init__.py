"""Roles in the messenger: invitations given and taken, staff seen and changed."""

from aiogram import Router

from handlers.places import Place
from handlers.roles import accept, invite, staff


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    router.callback_query.register(staff.start, Place("manage"))
    router.callback_query.register(staff.start_list, Place("staff"))
    router.callback_query.register(staff.start_appointment, Place("appointment"))
    router.callback_query.register(invite.start, Place("invite"))
    return router


def make_dialogs() -> list[Router]:
    return [accept.make_dialog(), invite.make_dialog(), staff.make_dialog()]
