"""Words that no window has asked for are never ignored."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram_dialog import DialogManager

from core.acknowledgements.ports import AcknowledgementWork
from core.registration.model import NotRegistered
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.context import Here, given, here
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
    about = await _answered(message, manager)
    if manager.has_context() and manager.current_context().state == Stray.offer:
        draft = joined(given(manager, "draft"), draft)
        about = about or answered_in(manager.start_data)
    await show(manager, Stray.offer, {"draft": draft, "about": about})


def answered_in(start: object) -> int:
    """The number of the announcement that the words answer; offers of before know of none."""
    return int(start.get("about", 0)) if isinstance(start, dict) else 0


async def _answered(message: Message, manager: DialogManager) -> int:
    """The number of the announcement that the message answers, 0 for none."""
    answered = message.reply_to_message
    if answered is None:
        return 0
    we: Here[AcknowledgementWork] = here(manager)
    # MAX calls messages by words; the number we know them by is our own.
    name = getattr(answered, "mid", None) or str(answered.message_id)
    async with we.open_view() as work:
        number = await work.acknowledgements.answered(we.me.id, account=we.account, message=name)
    return number or 0
