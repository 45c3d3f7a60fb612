"""One consultation: what was said, whose turn it is, and what may be done now."""

from collections.abc import Sequence
from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Column

from core.acknowledgements.model import AnnouncedId
from core.consultations import use_cases
from core.consultations.model import Consultation, ConsultationId, Outcome, Side
from core.consultations.model import State as Turn
from core.consultations.ports import ConsultationWork, Said
from core.consultations.refusals import TakenByAnother
from core.consultations.telling import named, workplace
from core.errors import NotYours
from core.files import Crossing
from core.parts import width
from core.people import PersonId, Role
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.consultations.about import AskingWork, quoted
from handlers.context import Here, given, here
from handlers.files import names_of
from handlers.sending import send_file
from handlers.widgets import Card, Label, Lines, Opens, Paged, Say, choices
from texts import Texts

LONGEST_THREAD = 2600
"""UTF-16 units of a thread shown on a card; older messages are left out, and that is said."""


class Thread(StatesGroup):
    who = (REGISTERED,)

    card = State()
    hand_over = State()
    closing = State()
    rating = State()
    thanks = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """The right to look is checked before anything is drawn; a look of the staff is noted."""
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_work() as work:
        await use_cases.look(work, ConsultationId(number), me=we.me)
    await show(dialog_manager, Thread.card, {"number": number})


async def start_closing(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.see(work, ConsultationId(number), me=we.me)
    if seen.side is not Side.TEACHER:
        raise NotYours
    await show(dialog_manager, Thread.closing, {"number": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AskingWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.see(work, number, me=we.me)
        consultation = seen.consultation
        said = await work.consultations.thread(number)
        people = {one.author for one in said} | {consultation.teacher}
        names = await work.people.names(people | {consultation.methodist or consultation.teacher})
        head = await _head(work, consultation)
        lineage = await work.units.lineage(consultation.unit)
    open_ = consultation.state is not Turn.CLOSED
    teacher = seen.side is Side.TEACHER
    mine = consultation.methodist == we.me.id
    coordinates = we.me.holds(Role.COORDINATOR, Role.ADMINISTRATOR, over=lineage)
    files = sum(len(one.words.attachments) for one in said)
    return head | {
        "number": number,
        "teacher": names.get(consultation.teacher, "") or we.texts.raw("somebody"),
        "methodist": names.get(consultation.methodist or consultation.teacher, ""),
        "state": consultation.state if consultation.methodist or not open_ else "unowned",
        "due_at": consultation.due_at,
        "outcome": consultation.outcome or "unknown",
        "lines": _lines(said, names, we.texts),
        "files": files,
        "has_files": bool(files),
        "is_teacher": teacher,
        "is_staff": not teacher,
        "can_write": open_ and teacher,
        "can_close": open_ and teacher,
        "can_rate": not open_ and teacher,
        "can_answer": open_ and mine and not teacher,
        "can_take": open_ and consultation.methodist is None and not teacher,
        "can_hand_over": open_ and coordinates and not teacher,
    }


async def _head(work: AskingWork, consultation: Consultation) -> dict[str, Any]:
    """What it is about and where it was asked."""
    topic, subject = await named(work, consultation)
    number = consultation.announcement
    about = await work.acknowledgements.announced(AnnouncedId(number)) if number else None
    return quoted(about) | {
        "topic": topic,
        "subject": subject,
        "has_subject": "yes" if subject else "no",
        "unit": await workplace(work, consultation),
    }


def _lines(said: Sequence[Said], names: dict[PersonId, str], texts: Texts) -> list[str]:
    """The thread, the newest messages that fit, each with its author and time."""
    lines: list[str] = []
    length = 0
    for one in reversed(said):
        line = texts(
            "thread-line",
            author=names.get(one.author, "") or texts.raw("somebody"),
            at=one.at,
            text=one.words.text or texts.raw("thread-no-text"),
            files=names_of(one.words.attachments),
            has_files="yes" if one.words.attachments else "no",
        )
        length += width(line)
        if length > LONGEST_THREAD and lines:
            lines.append(texts("thread-earlier", count=len(said) - len(lines)))
            break
        lines.append(line)
    return lines[::-1]


def _number(manager: DialogManager) -> ConsultationId:
    return ConsultationId(given(manager, "number"))


async def on_files(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """All files of the thread again, then the card below them."""
    we: Here[ConsultationWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    crossing: Crossing = manager.middleware_data["crossing"]
    async with we.open_view() as work:
        await use_cases.see(work, _number(manager), me=we.me)
        said = await work.consultations.thread(_number(manager))
    for one in said:
        for file in one.words.attachments:
            await send_file(bot, we.account, file, crossing, we.texts)
    manager.show_mode = ShowMode.SEND


async def on_take(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """Whoever has seen the button could have had the question: somebody was quicker."""
    we: Here[ConsultationWork] = here(manager)
    try:
        async with we.open_work() as work:
            await use_cases.take(work, _number(manager), me=we.me)
    except NotYours:
        raise TakenByAnother from None


async def methodists(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        consultation = (await use_cases.see(work, _number(dialog_manager), me=we.me)).consultation
        but = [consultation.teacher, consultation.methodist or consultation.teacher]
        found = await work.consultations.methodists(consultation.unit, but=but)
    return {
        "number": consultation.id,
        "none": not found,
        "methodists": [
            (person, we.texts.raw("button-methodist", name=name, load=load))
            for person, name, load in found
        ],
    }


async def on_methodist(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[ConsultationWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.hand_over(work, _number(manager), PersonId(int(item)), me=we.me)
        await manager.switch_to(Thread.card)


async def on_close(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ConsultationWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.close(work, _number(manager), me=we.me)
        await manager.switch_to(Thread.rating)


def _rate(outcome: Outcome) -> Button:
    async def on_rate(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[ConsultationWork] = here(manager)
        async with we.open_work() as work:
            await use_cases.rate(work, _number(manager), outcome, me=we.me)
            await manager.switch_to(Thread.thanks)

    return Button(Label(f"button-outcome-{outcome}"), id=outcome, on_click=on_rate)


def _switch(key: str, id_: str, state: State, when: str) -> Button:
    async def on_click(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        await manager.switch_to(state)

    return Button(Label(key), id=id_, on_click=on_click, when=when)


def _card_window() -> Card:
    return Card(
        Say("thread-head-teacher", when="is_teacher"),
        Say("thread-head-staff", when="is_staff"),
        Say("thread-about", when="has_about"),
        Lines(),
        Column(
            Opens(Label("button-answer"), "answer:{number}", when="can_answer"),
            Button(Label("button-take"), id="take", on_click=on_take, when="can_take"),
            _switch("button-hand-over", "hand", Thread.hand_over, "can_hand_over"),
            Opens(Label("button-write-on"), "write:{number}", when="can_write"),
            Button(Label("button-files"), id="files", on_click=on_files, when="has_files"),
            Opens(Label("button-talk"), "booktalk:{number}", when="can_write"),
            _switch("button-close", "close", Thread.closing, "can_close"),
            _switch("button-rate", "rate", Thread.rating, "can_rate"),
            Opens(Label("button-back"), "mine", when="is_teacher"),
            Opens(Label("button-back"), "inbox", when="is_staff"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Thread.card,
        getter=getter,
    )


def _hand_over_window() -> Card:
    return Card(
        Say("hand-over", when="methodists"),
        Say("hand-over-none", when="none"),
        Paged(
            choices("methodist", "methodists", on_methodist),
            id="methodists",
        ),
        Opens(Label("button-back"), "consultation:{number}"),
        state=Thread.hand_over,
        getter=methodists,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _card_window(),
        _hand_over_window(),
        Card(
            Say("closing"),
            Column(
                Button(Label("button-close-now"), id="close", on_click=on_close),
                Opens(Label("button-write-on"), "write:{number}"),
                Opens(Label("button-back"), "consultation:{number}"),
            ),
            state=Thread.closing,
            getter=getter,
        ),
        Card(
            Say("rating"),
            Column(
                *(_rate(outcome) for outcome in Outcome),
                Opens(Label("button-later"), "menu"),
            ),
            state=Thread.rating,
            getter=getter,
        ),
        Card(
            Say("rating-thanks"),
            Column(Opens(Label("menu-ask"), "ask"), Opens(Label("button-menu"), "menu")),
            state=Thread.thanks,
            getter=getter,
        ),
    )
