"""Words that no window has asked for are never ignored."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram_dialog import DialogManager

from core.registration.model import NotRegistered
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.context import given, here
from handlers.files import draft_in, joined


class Stray(StatesGroup):
    """The dialog is in ``handlers.consultations.offer``: words may become a question."""

    who = (REGISTERED,)

    offer = State()


async def take_stray(message: Message, _: Any, manager: DialogManager) -> None:
    """Offer to make a question of the words, and keep them; more words are added to them."""
    if here(manager).me.registered_at is None:
        raise NotRegistered
    draft = draft_in(message, here(manager).account.messenger)
    if manager.has_context() and manager.current_context().state == Stray.offer:
        draft = joined(given(manager, "draft"), draft)
    await show(manager, Stray.offer, {"draft": draft})
