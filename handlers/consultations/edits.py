"""Messages that people edit after they have sent them: in a draft, or on the other side."""

from dataclasses import asdict
from typing import Any

from aiogram import Bot, Router
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode

from core.consultations import use_cases
from core.consultations.model import ConsultationId
from core.consultations.ports import ConsultationWork
from core.consultations.words import corrected
from core.people import Person
from handlers.access import ANYBODY, allowed, carries
from handlers.cards import DRAFT, draw, keep, kept
from handlers.consultations.draft import part_of, words_of
from handlers.context import Here, here
from handlers.files import part_in, parts_of
from handlers.speaking import tell

Piece = dict[str, Any]


async def is_edited(message: Message) -> bool:
    return message.edit_date is not None


async def edited(
    message: Message, bot: Bot, dialog_manager: DialogManager, me: Person | None = None
) -> None:
    """What is not of a conversation of ours is passed over: nobody asked about it."""
    if me is None or me.registered_at is None or not carries(dialog_manager.middleware_data):
        return
    part = part_in(message, here(dialog_manager).account.messenger)
    if await _in_draft(dialog_manager, part):
        return
    number = await _in_thread(dialog_manager, part)
    if number is not None:
        texts = here(dialog_manager).texts
        places = [
            (texts.raw("button-open"), f"consultation:{number}"),
            (texts.raw("button-menu"), "menu"),
        ]
        await tell(message, bot, texts("edit-passed-on", number=number), places)


async def _in_thread(manager: DialogManager, piece: Piece) -> ConsultationId | None:
    we: Here[ConsultationWork] = here(manager)
    part = part_of(piece)
    async with we.open_view() as work:
        mine = {we.me.id, *await work.masks.of(we.me.id)}
        if await work.consultations.said_in(part.messenger, part.source, by=mine) is None:
            return None
    async with we.open_work() as work:
        return await use_cases.correct(work, part, me=we.me)


async def _in_draft(manager: DialogManager, piece: Piece) -> bool:
    """In the form that is open, in words that wait for a yes, or in a form kept for later."""
    if manager.has_context():
        for held in (manager.dialog_data, manager.start_data):
            if isinstance(held, dict) and _replace(held, piece):
                await draw(manager, ShowMode.EDIT)
                return True
    for name, answers in (await kept(manager)).items():
        if _replace(answers, piece):
            await keep(manager, name, answers)
            return True
    return False


def _replace(held: Piece, piece: Piece) -> bool:
    """Put it into the draft, if that has the message. Too much is refused, and nothing changes."""
    draft = held.get(DRAFT)
    if not isinstance(draft, dict):
        return False
    after = corrected([part_of(part) for part in parts_of(draft)], part_of(piece))
    if after is None:
        return False
    changed = {
        "parts": [
            {
                "text": part.text,
                "files": [asdict(file) for file in part.attachments],
                "messenger": part.messenger,
                "source": part.source,
            }
            for part in after
        ]
    }
    words_of(changed)
    held[DRAFT] = changed
    return True


def make_edits_router() -> Router:
    """Before everything that listens to messages: an edited one is no new one."""
    router = Router(name=__name__)
    router.message.register(edited, is_edited, flags=allowed(ANYBODY, impersonal=True))
    return router
