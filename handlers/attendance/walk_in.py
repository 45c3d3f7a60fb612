"""«Пришёл без записи»: somebody without a seat, found by name, enrolled and marked with a tap."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Column

from core.attendance import walking_in
from core.attendance.ports import AttendanceWork, Candidate
from core.people import PersonId
from core.words import storable
from handlers.attendance.door import show_arrived
from handlers.attendance.narrowing import LONGEST_BUTTON
from handlers.attendance.states import WalkIn
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say, choices
from texts import Texts

LONGEST_WORDS = 60


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[AttendanceWork] = here(dialog_manager)
    async with we.open_view() as work:
        await walking_in.begin(work, number, me=we.me)
    await show(dialog_manager, WalkIn.ask, {"number": number})


async def asking(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number = int(given(dialog_manager, "number"))
    async with we.open_view() as work:
        gathering = await walking_in.begin(work, number, me=we.me)
    return {"number": number, "title": gathering.title}


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    words = storable(message.text or "").strip()[:LONGEST_WORDS]
    async with we.open_work() as work:
        await walking_in.search(work, int(given(manager, "number")), words, me=we.me)
        manager.dialog_data["words"] = words
        await manager.switch_to(WalkIn.found)


async def found(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number, words = int(given(dialog_manager, "number")), dialog_manager.dialog_data["words"]
    async with we.open_view() as work:
        here_are = await walking_in.find(work, number, words, me=we.me)
    return {
        "number": number,
        "words": words,
        "some": bool(here_are.people),
        "none": not here_are.people,
        "more": here_are.more,
        "people": [(one.person, _title(one, we.texts)) for one in here_are.people],
    }


def _title(one: Candidate, texts: Texts) -> str:
    title = texts.raw("button-candidate", name=one.name, school=one.school or "none")
    return f"✓ {title}"[:LONGEST_BUTTON] if one.came else title[:LONGEST_BUTTON]


async def on_person(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[AttendanceWork] = here(manager)
    number, person = int(given(manager, "number")), PersonId(int(item))
    async with we.open_work() as work:
        anew = await walking_in.admit(work, number, person, me=we.me)
    await show_arrived(manager, number, person, anew=anew)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("walkin-ask"),
            MessageInput(on_words),
            Column(
                Opens(Label("button-back"), "roll:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=WalkIn.ask,
            getter=asking,
        ),
        Card(
            Say("walkin-found", when="some"),
            Say("walkin-more", when="more"),
            Say("walkin-none", when="none"),
            MessageInput(on_words),
            Column(choices("person", "people", on_person)),
            Column(
                Opens(Label("button-back"), "walkin:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=WalkIn.found,
            getter=found,
        ),
    )
