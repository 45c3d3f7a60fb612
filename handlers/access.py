"""Who may use what: said where it is registered, checked before it is done, refused by default.

A handler says it in its routing table, ``flags=allowed(REGISTERED)``; a dialog for all of its
windows, ``who = STAFF`` in its group of states. Who the person is, is read anew with every
update, so a role that was taken back ends with the next one, in an open window too. Whether a
certain question or a certain unit is theirs, is for the use cases to say.

Where the messenger may carry no personal data, only what says ``impersonal`` is served: a
handler in its flags, a dialog in its group of states. Whatever says nothing is personal.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
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

from core.carriage.model import Cargo, Carriage, NotHere
from core.errors import NotYours
from core.people import Account, Person, Role
from core.registration.model import CONSENT_VERSION

FLAG = "who"
IMPERSONAL = "impersonal"

_let: ContextVar[bool] = ContextVar("let_speak", default=False)

logger = structlog.get_logger(__name__)


class Standing(Enum):
    """How far somebody has come who needs no role."""

    ANYBODY = "anybody"
    AGREED = "agreed"
    REGISTERED = "registered"


ANYBODY, AGREED, REGISTERED = Standing.ANYBODY, Standing.AGREED, Standing.REGISTERED

Who = tuple[Standing | Role, ...]
"""Whoever fits one of them."""


def allowed(*who: Standing | Role, impersonal: bool = False) -> dict[str, Any]:
    """The flags of a handler: ``register(start, Place("inbox"), flags=allowed(*STAFF))``."""
    return {FLAG: who, IMPERSONAL: impersonal}


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


def is_impersonal(group: type[StatesGroup]) -> bool:
    """Whether the windows of a dialog show nothing of anybody."""
    return getattr(group, IMPERSONAL, False) is True


def carries(data: Mapping[str, Any]) -> bool:
    """Whether the messenger that the update came from may carry personal data in a dialog."""
    carriage: Carriage | None = data.get("carriage")
    account: Account | None = data.get("account")
    if carriage is None or account is None:
        return False
    return carriage.carries_whole(account.messenger, Cargo.DIALOGS)


@contextmanager
def speaking() -> Iterator[None]:
    """What is said inside may be said: ``bot.censor`` stops whatever is said elsewhere."""
    token = _let.set(True)
    try:
        yield
    finally:
        _let.reset(token)


def may_speak() -> bool:
    return _let.get()


def check_window(data: Mapping[str, Any], state: State) -> None:
    """Raise the refusal unless the person may see the window, in this messenger."""
    if not carries(data) and not is_impersonal(state.group):
        raise NotHere
    _check(data.get("me"), declared(state.group), what=str(state.state))


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
        impersonal = chosen.flags.get(IMPERSONAL) is True
        what = getattr(chosen.callback, "__qualname__", repr(chosen.callback))
        if who is None and is_of_dialog(chosen) and context is not None:
            who, what = declared(context.state.group), str(context.state.state)
            impersonal = is_impersonal(context.state.group)
        if not carries(data) and not impersonal:
            raise NotHere
        _check(data.get("me"), who, what=what)
        with speaking():
            return await handler(event, data)


def guard(root: Router) -> None:
    """Before whatever is registered below, now or later."""
    for observer in (root.message, root.callback_query):
        observer.middleware(Access())


def is_of_dialog(handler: HandlerObject) -> bool:
    """Whether it hands the update over to the window that is open."""
    return isinstance(getattr(handler.callback, "__self__", None), Dialog)
