"""The way in: consent, then a profile, each field asked once and changeable later."""

from aiogram import Router
from aiogram.filters import Command, CommandStart

from handlers.access import AGREED, ANYBODY, REGISTERED, allowed
from handlers.places import Begins, Place
from handlers.registration import consent, experience, profile


def make_router() -> Router:
    """What newcomers meet before anything else."""
    router = Router(name=__name__)
    router.message.register(consent.start, CommandStart(), flags=allowed(ANYBODY))
    router.callback_query.register(consent.agree, Begins(consent.AGREE), flags=allowed(ANYBODY))
    router.callback_query.register(consent.read, Begins(consent.READ), flags=allowed(ANYBODY))
    router.callback_query.register(consent.refuse, Begins(consent.NOT_NOW), flags=allowed(ANYBODY))
    router.message.register(consent.ask_first, consent.has_not_agreed, flags=allowed(ANYBODY))
    router.callback_query.register(
        consent.ask_first, consent.has_not_agreed, flags=allowed(ANYBODY)
    )
    router.message.register(
        profile.resume,
        profile.is_unfinished,
        Begins("/"),
        ~Command("privacy"),
        flags=allowed(AGREED),
    )
    router.callback_query.register(
        profile.resume,
        profile.is_unfinished,
        profile.IsPlace(),
        ~Place("privacy"),
        flags=allowed(AGREED),
    )
    router.message.register(profile.start, Command("profile"), flags=allowed(AGREED))
    router.callback_query.register(profile.start, Place("profile"), flags=allowed(AGREED))
    router.callback_query.register(
        experience.start, Place("experience"), flags=allowed(REGISTERED)
    )
    return router


def make_dialogs() -> list[Router]:
    return [profile.make_dialog(), experience.make_dialog()]
