"""Dialogs lent to one world after another: to make them takes longer than most conversations.

They know nothing of the world they are in; each knows only which router it belongs to.
"""

from aiogram import Router

from bot.app import make_dialogs

_shelf: list[list[Router]] = []


def take() -> list[Router]:
    """Of a world before, or new ones while all the others are out."""
    return _shelf.pop() if _shelf else make_dialogs()


def give_back(dialogs: list[Router]) -> None:
    for one in dialogs:
        one._parent_router = None  # noqa: SLF001 - there is no other way out of a router
    _shelf.append(dialogs)
