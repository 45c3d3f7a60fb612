"""Who may use what: said where it is registered, checked before it is done, refused by default.

A handler says it in its routing table, ``flags=allowed(REGISTERED)``; a dialog for all of its
windows, ``who = STAFF`` in its group of states. Who the person is, is read anew with every
update, so a role that was taken back ends with the next one, in an open window too. Whether a
certain question or a certain unit is theirs, is for the use cases to say.
"""

from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Any

import structlog
from aiogram import BaseMiddleware, Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import TelegramObject
from aiogram_dialog import Dialog
from aiogram_dialog.api.entities import Context
from aiogram_dialog.api.internal import CONTEXT_KEY

from core.errors import NotYours
from core.people import Person, Role
from core.registration.model import CONSENT_VERSION

FLAG = "who"

logger = structlog.get_logger(__name__)


class Standing(Enum):
    """How far somebody has come who needs no role."""

    ANYBODY = "anybody"
    AGREED = "agreed"
    REGISTERED = "registered"


ANYBODY, AGREED, REGISTERED = Standing.ANYBODY, Standing.AGREED, Standing.REGISTERED

Who = tuple[Standing | Role, ...]
"""Whoever fits one of them."""


def allowed(*who: Standing | Role) -> dict[str, Who]:
    """The flags of a handler: ``register(start, Place("inbox"), flags=allowed(*STAFF))``."""
    return {FLAG: who}


def may(me: Person | None, who: Who) -> bool:
    return any(_fits(me, one) for one in who)


def _fits(me: Person | None, one: Standing | Role) -> bool:
    if one is ANYBODY:
        return True
    if me is None or me.consent != CONSENT_VERSION:
        return False
    if one is AGREED:
        return True
    if me.registered_at is None:
        return False
    return one is REGISTERED or (isinstance(one, Role) and me.holds(one))


def declared(group: type[StatesGroup]) -> Who | None:
    """Who may see the windows of a dialog."""
    who: Who | None = getattr(group, FLAG, None)
    return who


def check_window(me: Person | None, state: State) -> None:
    """Raise ``NotYours`` unless the person may see the window."""
    _check(me, declared(state.group), what=str(state.state))


def _check(me: Person | None, who: Who | None, *, what: str) -> None:
    if who is None:
        logger.error("nobody has said who may use it", what=what)
        raise NotYours
    if not may(me, who):
        raise NotYours


class Access(BaseMiddleware):
    """Stands before every handler and every dialog."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        chosen: HandlerObject = data["handler"]
        context: Context | None = data.get(CONTEXT_KEY)
        who: Who | None = chosen.flags.get(FLAG)
        what = getattr(chosen.callback, "__qualname__", repr(chosen.callback))
        if who is None and is_of_dialog(chosen) and context is not None:
            who, what = declared(context.state.group), str(context.state.state)
        _check(data.get("me"), who, what=what)
        return await handler(event, data)


def guard(root: Router) -> None:
    """Before whatever is registered below, now or later."""
    for observer in (root.message, root.callback_query):
        observer.middleware(Access())


def is_of_dialog(handler: HandlerObject) -> bool:
    """Whether it hands the update over to the window that is open."""
    return isinstance(getattr(handler.callback, "__self__", None), Dialog)
