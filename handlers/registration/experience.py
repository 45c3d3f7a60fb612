"""«Стаж»: since when one has been teaching, told by whoever wants to."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Column

from core.experience import Experience as Span
from core.experience import span_of
from core.registration import use_cases
from core.registration.ports import RegistrationWork
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.context import Here, here, know
from handlers.files import CannotRead
from handlers.registration.profile import Profile
from handlers.widgets import Card, Label, Opens, Say, choices


class Experience(StatesGroup):
    who = (REGISTERED,)

    choose = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Experience.choose)


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RegistrationWork] = here(dialog_manager)
    async with we.open_view() as work:
        this_year = work.now.astimezone(work.zone).year
    since = we.me.teaching_since
    now = None if since is None else span_of(since, this_year=this_year)
    titles = {span: we.texts.raw("experience", span=span) for span in Span}
    return {
        "told": "no" if since is None else "yes",
        "since": str(since or ""),
        "spans": [
            (span, f"✓ {title}" if span is now else title) for span, title in titles.items()
        ],
    }


async def on_span(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    await _tell(manager, Span(item))


async def on_year(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    await _tell(manager, message.text)


async def _tell(manager: DialogManager, told: Span | str) -> None:
    we: Here[RegistrationWork] = here(manager)
    async with we.open_work() as work:
        know(manager, await use_cases.tell_experience(work, told, me=we.me))
    await show(manager, Profile.card)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("experience-choose"),
            Column(
                choices("span", "spans", on_span),
                Opens(Label("button-back"), "profile"),
                Opens(Label("button-menu"), "menu"),
            ),
            MessageInput(on_year),
            state=Experience.choose,
            getter=getter,
        )
    )
