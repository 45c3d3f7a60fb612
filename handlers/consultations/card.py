"""The card of a consultation: what was said, whose turn it is, and what may be done now."""

from collections.abc import Mapping, Sequence
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from core.acknowledgements.model import AnnouncedId
from core.consultations import use_cases
from core.consultations.model import Consultation, ConsultationId, Side
from core.consultations.model import State as Turn
from core.consultations.ports import ConsultationWork, Said
from core.consultations.telling import named, workplace
from core.errors import Gone
from core.experience import span_of
from core.parts import width
from core.people import COORDINATING, PersonId
from handlers.consultations.about import AskingWork, quoted
from handlers.consultations.draft import abridged
from handlers.consultations.ending import on_reopen
from handlers.consultations.states import Thread
from handlers.context import Here, given, here
from handlers.files import names_of
from handlers.widgets import Card, Label, Lines, Opens, Say
from texts import Texts

LONGEST_THREAD = 2300
"""UTF-16 units of a thread shown on a card; older messages are left out, and that is said."""
LONGEST_LINE = 1200
"""Of one message; the rest of a longer one is behind «Вся переписка»."""

Names = Mapping[PersonId, str]


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AskingWork] = here(dialog_manager)
    number = ConsultationId(given(dialog_manager, "number"))
    async with we.open_view() as work:
        seen = await use_cases.see(work, number, me=we.me)
        consultation, staff = seen.consultation, seen.side is not Side.TEACHER
        said = await work.consultations.thread(number, notes=staff)
        names = await names_in(work, consultation, said, we.texts)
        head = await _head(work, consultation)
        if staff:
            head |= await _about_teacher(work, consultation, we.texts)
        lineage = await work.units.lineage(consultation.unit)
        coordinates = we.me.holds(*COORDINATING, over=lineage)
        away = await _away(work, consultation, staff=staff, coordinates=coordinates)
        may = _may(consultation, seen.side, mine=consultation.methodist == we.me.id)
        may |= _of_coordinators(consultation, seen.side, we.me.id, coordinates=coordinates)
        may["can_reopen"] = not staff and consultation.may_reopen(work.now)
    open_ = consultation.state is not Turn.CLOSED
    lines, is_cut = _lines(said, names, we.texts)
    files = sum(len(one.words.attachments) for one in said)
    return (
        head
        | may
        | away
        | {
            "number": number,
            "teacher": names[consultation.teacher],
            "methodist": names.get(consultation.methodist or consultation.teacher, ""),
            "state": consultation.state if consultation.methodist or not open_ else "unowned",
            "due_at": consultation.due_at,
            "outcome": consultation.outcome or "unknown",
            "word": consultation.word,
            "has_word": staff and bool(consultation.word),
            "lines": lines,
            "is_cut": is_cut,
            "files": files,
            "has_files": bool(files),
        }
    )


async def _away(
    work: ConsultationWork, consultation: Consultation, *, staff: bool, coordinates: bool
) -> dict[str, Any]:
    """Whom nothing reaches: the teacher, for all of the staff; the methodist, for coordinators."""
    since, owner = work.consultations.away_since, consultation.methodist
    open_ = consultation.state is not Turn.CLOSED
    watched = staff and coordinates and open_
    return {
        "is_away": staff and await since(consultation.teacher) is not None,
        "is_owner_away": watched and owner is not None and await since(owner) is not None,
    }


def _may(consultation: Consultation, side: Side, *, mine: bool) -> dict[str, Any]:
    """What may be done: the buttons of the card."""
    teacher, turn = side is Side.TEACHER, consultation.state
    open_ = turn is not Turn.CLOSED
    mine = mine and not teacher
    return {
        "is_teacher": teacher,
        "is_staff": not teacher,
        "can_write": open_ and teacher,
        "can_close": (open_ and teacher) or (mine and turn is Turn.ANSWERED),
        "can_rate": not open_ and teacher,
        "can_answer": open_ and mine,
        "can_note": open_ and not teacher,
        "can_ask_colleagues": open_ and mine and consultation.colleagues_at is None,
        "is_with_colleagues": open_ and mine and consultation.colleagues_at is not None,
        "can_take": open_ and consultation.methodist is None and not teacher,
    }


def _of_coordinators(
    consultation: Consultation, side: Side, me: PersonId, *, coordinates: bool
) -> dict[str, Any]:
    staff = side is not Side.TEACHER
    answered = consultation.answered_at is not None
    open_ = consultation.state is not Turn.CLOSED
    return {
        "can_ask_why": staff and open_ and consultation.methodist is not None,
        "is_mine": "yes" if consultation.methodist == me else "no",
        "can_hand_over": open_ and staff and (coordinates or consultation.methodist == me),
        "can_publish": staff and answered and (coordinates or consultation.methodist == me),
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


async def _about_teacher(
    work: AskingWork, consultation: Consultation, texts: Texts
) -> dict[str, Any]:
    """What helps to answer; of somebody behind a mask nothing but where they ask from."""
    before = await work.consultations.before(consultation.id, page=0)
    told = {"has_experience": "no", "experience": "", "before": before.total}
    told["has_before"] = before.total > 0
    try:
        teacher = await work.people.get(consultation.teacher)
    except Gone:
        return told
    if teacher.teaching_since:
        span = span_of(teacher.teaching_since, this_year=work.now.year)
        told |= {"has_experience": "yes", "experience": texts.raw("experience", span=span)}
    return told


async def names_in(
    work: ConsultationWork, consultation: Consultation, said: Sequence[Said], texts: Texts
) -> Names:
    """Everybody who speaks, as they are called; behind a mask nobody has a name."""
    people = {one.author for one in said} | {consultation.teacher}
    if consultation.methodist:
        people.add(consultation.methodist)
    found = await work.people.names(people)
    gone = texts.raw("somebody")
    names = {person: found.get(person, "") or gone for person in people}
    if consultation.anonymous:
        names[consultation.teacher] = texts.raw("anonymous")
    return names


def line_of(one: Said, names: Names, texts: Texts, text: str | None = None) -> str:
    return texts(
        "thread-line",
        author=names[one.author],
        at=one.at,
        kind=one.kind,
        is_edited="yes" if one.edited_at else "no",
        text=(one.words.text if text is None else text) or texts.raw("thread-no-text"),
        files=names_of(one.words.attachments),
        has_files="yes" if one.words.attachments else "no",
    )


def _lines(said: Sequence[Said], names: Names, texts: Texts) -> tuple[list[str], bool]:
    """The newest messages that fit, each with its author and time; whether anything is cut."""
    lines: list[str] = []
    length, is_cut = 0, False
    for one in reversed(said):
        shown = abridged(one.words.text, LONGEST_LINE)
        line = line_of(one, names, texts, shown)
        length += width(line)
        if length > LONGEST_THREAD and lines:
            lines.append(texts("thread-earlier", count=len(said) - len(lines)))
            is_cut = True
            break
        is_cut = is_cut or shown != one.words.text
        lines.append(line)
    return lines[::-1], is_cut


def switch(key: str, id_: str, state: State, when: str) -> Button:
    async def on_click(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        await manager.switch_to(state)

    return Button(Label(key), id=id_, on_click=on_click, when=when)


def make_window(*, take: Button, files: Button, whole: Button) -> Card:
    return Card(
        Say("thread-head-teacher", when="is_teacher"),
        Say("thread-head-staff", when="is_staff"),
        Say("thread-word", when="has_word"),
        Say("thread-away", when="is_away"),
        Say("thread-owner-away", when="is_owner_away"),
        Say("thread-about", when="has_about"),
        Lines(),
        Column(
            Opens(Label("button-answer"), "answer:{number}", when="can_answer"),
            Opens(Label("button-ask-back"), "askback:{number}", when="can_answer"),
            take,
            Opens(Label("button-hand-over"), "pass:{number}", when="can_hand_over"),
            Opens(Label("button-write-on"), "write:{number}", when="can_write"),
            Opens(Label("button-note"), "note:{number}", when="can_note"),
            Opens(Label("button-colleagues"), "colleagues:{number}", when="can_ask_colleagues"),
            Opens(Label("button-proposals"), "proposals:{number}", when="is_with_colleagues"),
            files,
            whole,
            Opens(Label("button-why"), "why:{number}", when="can_ask_why"),
            Opens(Label("button-to-bank"), "publish:{number}", when="can_publish"),
            Opens(Label("button-before"), "before:{number}", when="has_before"),
            Opens(Label("button-talk"), "booktalk:{number}", when="can_write"),
            switch("button-close", "close", Thread.closing, "can_close"),
            switch("button-rate", "rate", Thread.rating, "can_rate"),
            Button(Label("button-reopen"), id="reopen", on_click=on_reopen, when="can_reopen"),
            Opens(Label("button-back"), "mine", when="is_teacher"),
            Opens(Label("button-back"), "inbox", when="is_staff"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Thread.card,
        getter=getter,
    )
