"""A teacher asks: a topic, the words, and it is on its way."""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.acknowledgements import use_cases as acknowledgements
from core.acknowledgements.model import AnnouncedId
from core.catalogue import SubjectId, TopicId
from core.consultations import use_cases
from core.consultations.model import Consultation, Question
from core.consultations.ports import ConsultationWork
from handlers.access import REGISTERED
from handlers.cards import DRAFT, Form, kept_draft, show
from handlers.consultations.about import AskingWork, about, above, number_in
from handlers.consultations.draft import collector, shown, words_of
from handlers.context import Here, here
from handlers.menu import Menu
from handlers.widgets import Card, Label, Opens, Paged, Say, choices


class Ask(Form):
    who = (REGISTERED,)

    topic = State()
    draft = State()
    subject = State()
    anonymous = State()
    leaving = State()
    done = State()


async def start(_: Message | CallbackQuery, dialog_manager: DialogManager) -> None:
    """A new question, or the one that was not finished."""
    await begin(dialog_manager, await kept_draft(dialog_manager, Ask))


async def start_about(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """A question about an announcement, or the one about it that was not finished."""
    we: Here[AskingWork] = here(dialog_manager)
    async with we.open_view() as work:
        await acknowledgements.received(work, AnnouncedId(number), me=we.me)
    await begin(dialog_manager, await kept_about(dialog_manager, number), number)


async def kept_about(manager: DialogManager, announcement: int) -> dict[str, Any] | None:
    """The question that was begun: each announcement has its own, and those about none too."""
    return await kept_draft(manager, Ask, _start(announcement))


def _start(announcement: int) -> dict[str, Any] | None:
    return {"number": announcement} if announcement else None


async def begin(
    manager: DialogManager, answers: dict[str, Any] | None, announcement: int = 0
) -> None:
    """Open the form with answers that are known already."""
    state = Ask.draft if answers and "topic" in answers else Ask.topic
    await show(manager, state, _start(announcement), answers=answers)


async def topics(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await work.catalogue.topics()
    quoted = await above(dialog_manager, number_in(dialog_manager.start_data))
    return quoted | {"topics": [(topic.id, topic.name) for topic in found]}


async def on_topic(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["topic"] = int(item)
    await manager.switch_to(Ask.draft)


async def draft(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    async with we.open_view() as work:
        all_topics = {topic.id: topic.name for topic in await work.catalogue.topics()}
        subjects = {subject.id: subject.name for subject in await work.catalogue.subjects()}
    subject = _subject(dialog_manager)
    quoted = await above(dialog_manager, number_in(dialog_manager.start_data))
    return (
        quoted
        | shown(data.get(DRAFT))
        | {
            "topic": all_topics.get(TopicId(data.get("topic", 0)), ""),
            "subject": "" if subject is None else subjects.get(SubjectId(subject), ""),
            "has_subject": "yes" if subject else "no",
            "changeable": len(we.me.subjects) > 1,
            "hidden": bool(data.get("anonymous")),
            "in_sight": not data.get("anonymous"),
        }
    )


def _subject(manager: DialogManager) -> int | None:
    """The main subject of the teacher, unless another was chosen for this question."""
    mine = here(manager).me.subjects
    subject: int | None = manager.dialog_data.get("subject", mine[0] if mine else None)
    return subject


async def my_subjects(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        names = {subject.id: subject.name for subject in await work.catalogue.subjects()}
    return {"subjects": [(subject, names.get(subject, "")) for subject in we.me.subjects]}


async def on_subject(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["subject"] = int(item)
    await manager.switch_to(Ask.draft)


async def on_anonymous(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data["anonymous"] = True
    await manager.switch_to(Ask.draft)


async def on_named(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.pop("anonymous", None)


async def on_send(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AskingWork] = here(manager)
    subject = _subject(manager)
    words = words_of(manager.dialog_data.get(DRAFT))
    async with we.open_work() as work:
        question = Question(
            topic=TopicId(manager.dialog_data["topic"]),
            subject=None if subject is None else SubjectId(subject),
            words=words,
            about=await about(work, manager, number_in(manager.start_data)),
            anonymous=bool(manager.dialog_data.get("anonymous")),
        )
        consultation = await use_cases.ask(work, question, me=we.me)
        await _sent(manager, consultation)


async def _sent(manager: DialogManager, consultation: Consultation) -> None:
    manager.dialog_data.clear()
    manager.dialog_data["number"] = consultation.id
    await manager.switch_to(Ask.done)


async def sent(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    number = dialog_manager.dialog_data["number"]
    async with we.open_view() as work:
        consultation = (await use_cases.see(work, number, me=we.me)).consultation
        owner = consultation.methodist
        names = await work.people.names([owner]) if owner else {}
    return {
        "number": number,
        "due_at": consultation.due_at,
        "owned": "yes" if owner else "no",
        "methodist": names.get(owner, "") if owner else "",
    }


async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """One answer may be lost without a word, typed words may not."""
    if manager.dialog_data.get(DRAFT):
        await manager.switch_to(Ask.leaving)
    else:
        await _leave(manager)


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.clear()
    await _leave(manager)


async def _leave(manager: DialogManager) -> None:
    await show(manager, Menu.main)


def _topic_window() -> Card:
    return Card(
        Say("ask-about", when="has_about"),
        Say("ask-topic"),
        Paged(
            choices("topic", "topics", on_topic),
            id="topics",
        ),
        Opens(Label("button-menu"), "menu"),
        state=Ask.topic,
        getter=topics,
    )


def _draft_window() -> Card:
    return Card(
        Say("ask-about", when="has_about"),
        Say("ask-prompt", when="empty"),
        Say("ask-draft", when="filled"),
        Say("draft-long", when="is_long"),
        Say("draft-files", when="has_files"),
        Say("ask-hidden", when="hidden"),
        Say("draft-more", when="filled"),
        Column(
            Button(Label("button-send"), id="send", on_click=on_send, when="filled"),
            SwitchTo(Label("button-subject"), id="other", state=Ask.subject, when="changeable"),
            SwitchTo(Label("button-topic"), id="topic", state=Ask.topic),
            SwitchTo(Label("button-anonymous"), id="hide", state=Ask.anonymous, when="in_sight"),
            Button(Label("button-named"), id="named", on_click=on_named, when="hidden"),
            Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
        ),
        collector(),
        state=Ask.draft,
        getter=draft,
    )


def _anonymous_window() -> Card:
    """What it means is said before it is chosen."""
    return Card(
        Say("ask-anonymous"),
        Column(
            Button(Label("button-anonymous-yes"), id="yes", on_click=on_anonymous),
            SwitchTo(Label("button-back"), id="back", state=Ask.draft),
        ),
        state=Ask.anonymous,
    )


def _subject_window() -> Card:
    return Card(
        Say("ask-subject"),
        Column(
            choices("subject", "subjects", on_subject),
            SwitchTo(Label("button-back"), id="back", state=Ask.draft),
        ),
        state=Ask.subject,
        getter=my_subjects,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _topic_window(),
        _draft_window(),
        _subject_window(),
        _anonymous_window(),
        Card(
            Say("ask-leaving"),
            Column(
                SwitchTo(Label("button-continue"), id="stay", state=Ask.draft),
                Button(Label("button-discard"), id="leave", on_click=on_leave),
            ),
            state=Ask.leaving,
        ),
        Card(
            Say("ask-done"),
            Column(
                Opens(Label("button-open"), "consultation:{number}"),
                Opens(Label("menu-mine"), "mine"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Ask.done,
            getter=sent,
        ),
    )
