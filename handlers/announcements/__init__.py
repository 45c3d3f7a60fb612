"""Announcements in the messenger: written, seen first, sent, steered, looked at."""

from aiogram import Router

from core.people import COORDINATING, STAFF, Role
from handlers.access import REGISTERED, allowed
from handlers.announcements import approvals, card, compose, correct, guests, listing
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    for handler, place in (
        (compose.start, "announce"),
        (listing.start, "announcements"),
    ):
        router.callback_query.register(handler, Place(place), flags=allowed(*COORDINATING))
    for act, place in (
        (guests.start, "writeguests"),
        (correct.start, "correct"),
        (card.unsend, "unsend"),
        (card.hasten, "hasten"),
        (card.pause, "pause"),
        (card.resume, "resume"),
        (card.start_recalling, "recall"),
    ):
        router.callback_query.register(act, Place(place), flags=allowed(*STAFF))
    router.callback_query.register(card.start, Place("announcement"), flags=allowed(REGISTERED))
    router.callback_query.register(
        approvals.start, Place("approvals"), flags=allowed(Role.ADMINISTRATOR)
    )
    return router


def make_dialogs() -> list[Router]:
    return [
        compose.make_dialog(),
        correct.make_dialog(),
        card.make_dialog(),
        card.make_received_dialog(),
        listing.make_dialog(),
        approvals.make_dialog(),
    ]
