"""One person in several messengers: codes given and brought, profiles merged."""

from aiogram import Router
from aiogram.filters import CommandStart

from handlers.access import ANYBODY, REGISTERED, allowed
from handlers.accounts import accounts, enter, merge
from handlers.places import Begins, Place


def make_router() -> Router:
    """Before the consent's card: a stranger may bring a code, and nothing is kept of them."""
    router = Router(name=__name__)
    anybody, registered = allowed(ANYBODY), allowed(REGISTERED)
    router.message.register(
        enter.look, CommandStart(deep_link=True), enter.Brings(), flags=anybody
    )
    router.message.register(enter.look, enter.Brings(), flags=anybody)
    router.callback_query.register(enter.explain, Begins(enter.HOW), flags=anybody)
    router.callback_query.register(enter.join, enter.Brings(enter.JOIN), flags=anybody)
    router.callback_query.register(enter.consent, enter.Brings(enter.CONSENT), flags=anybody)
    router.callback_query.register(accounts.start, Place("accounts"), flags=registered)
    router.callback_query.register(merge.start, Place("merge"), flags=registered)
    return router


def make_dialogs() -> list[Router]:
    return [accounts.make_dialog(), merge.make_dialog()]
