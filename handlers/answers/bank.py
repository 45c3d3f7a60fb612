"""«Банк ответов»: words, a topic or a subject; a list; an answer. Its card is in ``card``."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, SwitchTo

from core.answers import use_cases
from core.answers.model import AnswerId
from core.answers.ports import AnswerWork, Page, Sought
from core.catalogue import SubjectId, TopicId
from core.people import STAFF
from handlers.answers import card
from handlers.answers.states import Bank
from handlers.cards import show
from handlers.context import Here, here
from handlers.files import CannotRead
from handlers.widgets import Card, Label, Lines, Opens, Paged, Say, choices

MOST_TYPED = 300
"""Signs of a query; nobody looks for a whole letter here."""

KINDS = ("review", "out", "words", "topic", "subject")
"""What a list may be of."""

Pressed = Callable[[CallbackQuery, Any, DialogManager], Awaitable[None]]


async def start(_: CallbackQuery, dialog_manager: DialogManager, **__: Any) -> None:
    await show(dialog_manager, Bank.ask)


async def start_one(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await card.check(dialog_manager, AnswerId(number))
    await show(dialog_manager, Bank.card, answers={"number": number})


async def first(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnswerWork] = here(dialog_manager)
    due = out = 0
    if we.me.holds(*STAFF):
        async with we.open_view() as work:
            due = (await use_cases.to_review(work, page=0, me=we.me)).total
            out = (await use_cases.out(work, page=0, me=we.me)).total
    return {"due": due, "has_due": due > 0, "out": out, "has_out": out > 0}


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    await _look(manager, words=message.text[:MOST_TYPED])


async def _look(manager: DialogManager, **sought: Any) -> None:
    """Look before the window is left: words that nothing can be found by are refused in it."""
    await _page(manager, sought)
    manager.dialog_data.clear()
    manager.dialog_data.update(sought)
    await manager.switch_to(Bank.list)


async def _page(manager: DialogManager, data: dict[str, Any]) -> Page:
    we: Here[AnswerWork] = here(manager)
    number = int(data.get("page", 0))
    async with we.open_view() as work:
        if data.get("review"):
            return await use_cases.to_review(work, page=number, me=we.me)
        if data.get("out"):
            return await use_cases.out(work, page=number, me=we.me)
        sought = Sought(
            words=data.get("words", ""),
            topic=TopicId(data["topic"]) if "topic" in data else None,
            subject=SubjectId(data["subject"]) if "subject" in data else None,
            own=we.me.subjects,
        )
        return await use_cases.find(work, sought, page=number)


async def on_topic(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    await _look(manager, topic=int(item))


async def on_subject(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    await _look(manager, subject=int(item))


async def on_review(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _look(manager, review=True)


async def on_out(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _look(manager, out=True)


async def on_answer(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    await card.check(manager, AnswerId(int(item)))
    manager.dialog_data["number"] = int(item)
    await manager.switch_to(Bank.card)


def _turning(by: int) -> Pressed:
    async def on_click(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        page = await _page(manager, manager.dialog_data)
        manager.dialog_data["page"] = (page.number + by) % page.pages

    return on_click


async def topics(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnswerWork] = here(dialog_manager)
    async with we.open_view() as work:
        return {"items": [(one.id, one.name) for one in await work.catalogue.topics()]}


async def subjects(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnswerWork] = here(dialog_manager)
    async with we.open_view() as work:
        return {"items": [(one.id, one.name) for one in await work.catalogue.subjects()]}


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnswerWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    page = await _page(dialog_manager, data)
    lines = [
        we.texts("answers-line", place=place, question=one.question, useful=one.useful)
        for place, one in enumerate(page.found, 1)
    ]
    return await _where(we, data) | {
        "lines": lines,
        "items": [(one.id, str(place)) for place, one in enumerate(page.found, 1)],
        "none": not lines and not data.keys() & {"review", "out"},
        "page": f"{page.number + 1}/{page.pages}",
        "several": page.pages > 1,
        "total": page.total,
    }


async def _where(we: Here[AnswerWork], data: dict[str, Any]) -> dict[str, Any]:
    """What the list is of, in words."""
    async with we.open_view() as work:
        named = {f"topic {one.id}": one.name for one in await work.catalogue.topics()}
        named |= {f"subject {one.id}": one.name for one in await work.catalogue.subjects()}
    kind = next((one for one in KINDS if data.get(one)), "all")
    what = data.get("words") or named.get(f"{kind} {data.get(kind)}", "")
    return {"kind": kind, "what": what}


def _first_window() -> Card:
    return Card(
        Say("answers-ask"),
        Column(
            SwitchTo(Label("button-by-topic"), id="topics", state=Bank.topics),
            SwitchTo(Label("button-by-subject"), id="subjects", state=Bank.subjects),
            Button(Label("button-to-review"), id="review", on_click=on_review, when="has_due"),
            Button(Label("button-taken-out"), id="out", on_click=on_out, when="has_out"),
            Opens(Label("menu-ask"), "ask"),
            Opens(Label("button-menu"), "menu"),
        ),
        MessageInput(on_words),
        state=Bank.ask,
        getter=first,
    )


def _list_window() -> Card:
    return Card(
        Say("answers-list"),
        Say("answers-none", when="none"),
        Lines(),
        Group(choices("answer", "items", on_answer), width=4),
        Row(
            Button(Label("button-page-before"), id="before", on_click=_turning(-1)),
            Button(Label("button-page"), id="page", on_click=_turning(0)),
            Button(Label("button-page-after"), id="after", on_click=_turning(1)),
            when="several",
        ),
        Column(
            Opens(Label("menu-ask"), "ask", when="none"),
            SwitchTo(Label("button-back"), id="back", state=Bank.ask),
            Opens(Label("button-menu"), "menu"),
        ),
        MessageInput(on_words),
        state=Bank.list,
        getter=listed,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _first_window(),
        Card(
            Say("answers-topics"),
            Paged(choices("topic", "items", on_topic), id="topic_pages"),
            SwitchTo(Label("button-back"), id="back", state=Bank.ask),
            state=Bank.topics,
            getter=topics,
        ),
        Card(
            Say("answers-subjects"),
            Paged(choices("subject", "items", on_subject), id="subject_pages"),
            SwitchTo(Label("button-back"), id="back", state=Bank.ask),
            state=Bank.subjects,
            getter=subjects,
        ),
        _list_window(),
        *card.make_windows(),
    )
