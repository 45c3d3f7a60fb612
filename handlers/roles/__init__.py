"""Roles in the messenger: invitations given and taken, staff seen and changed."""

from aiogram import Router

from core.people import COORDINATING, STAFF
from handlers.access import allowed
from handlers.places import Place
from handlers.roles import accept, invite, staff


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    managers = allowed(*COORDINATING)
    router.callback_query.register(staff.start, Place("manage"), flags=managers)
    router.callback_query.register(staff.start_list, Place("staff"), flags=managers)
    router.callback_query.register(staff.start_appointment, Place("appointment"), flags=managers)
    router.callback_query.register(invite.start, Place("invite"), flags=allowed(*STAFF))
    return router


def make_dialogs() -> list[Router]:
    return [accept.make_dialog(), invite.make_dialog(), staff.make_dialog()]
