"""All dialogs: an update goes to the one whose window is open, and to no other."""

import secrets
from collections.abc import Sequence
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.fsm.state import StatesGroup
from aiogram.types import CallbackQuery, TelegramObject
from aiogram_dialog import Dialog
from aiogram_dialog.api.entities import Context, stack
from aiogram_dialog.api.internal import CONTEXT_KEY

from handlers.cards import ANSWER

IDS = 62**6
"""As many as six signs of a button can tell apart."""


def _new_id() -> int:
    return secrets.randbelow(IDS)


stack.new_int_id = _new_id
"""By these a window knows whether another has been opened meanwhile, and is drawn again if not.
The library takes the second and one of a hundred: of two opened in one second the later would be
taken for the first and shown twice."""

PEOPLES = ("message", "callback_query")
"""Kinds of updates that people cause; the others are the library's own."""


class Windows(Router):
    """Asked one after another, every dialog costs a look at each update of all the others."""

    def __init__(self, dialogs: Sequence[Router]) -> None:
        super().__init__(name=__name__)
        self.include_routers(*dialogs)
        self._dialogs: dict[type[StatesGroup], Dialog] = {
            dialog.states_group(): dialog for dialog in dialogs if isinstance(dialog, Dialog)
        }

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        if update_type not in PEOPLES:
            return await super().propagate_event(update_type, event, **kwargs)
        context: Context | None = kwargs.get(CONTEXT_KEY)
        dialog = self._dialogs.get(context.state.group) if context else None
        if dialog is None:
            return UNHANDLED
        return await dialog.propagate_event(update_type, event, **kwargs)


def places(routers: Sequence[Router]) -> Router:
    """Whatever opens from a command or from a place in a button: never from a window's button."""
    router = Router(name=f"{__name__}.places")
    router.callback_query.filter(_opens_a_place)
    router.include_routers(*routers)
    return router


async def _opens_a_place(press: CallbackQuery) -> bool:
    """Asynchronous on purpose: aiogram asks a magic filter in a thread, at every press."""
    return ANSWER not in (press.data or "")
