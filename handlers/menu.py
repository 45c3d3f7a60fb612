"""Home: what a person can do here, by the roles they hold."""

from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column

from core.consultations.ports import ConsultationWork
from core.people import COORDINATING, STAFF, Role
from handlers.access import REGISTERED, allowed
from handlers.cards import drafts, show
from handlers.context import Here, here
from handlers.places import Place
from handlers.widgets import Card, Label, Opens, Places, Say

COMMANDS = ("menu", "ask", "events", "profile", "privacy", "help", "cancel")
"""As registered with the messenger; the words are ``command-<name>``."""


class Menu(StatesGroup):
    who = (REGISTERED,)

    main = State()
    cancelled = State()


class Help(StatesGroup):
    """Says how the service works, and nothing of anybody."""

    who = (REGISTERED,)
    impersonal = True

    main = State()


async def open_menu(_: Message | CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Menu.main)


async def open_help(_: Message | CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Help.main)


async def cancel(_: Message, dialog_manager: DialogManager) -> None:
    """/cancel leaves a form; what was typed waits in the menu."""
    await show(dialog_manager, Menu.cancelled)


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    staff = we.me.holds(*STAFF)
    waiting = 0
    if staff:
        units = we.me.units_as(*COORDINATING)
        async with we.open_view() as work:
            waiting = await work.consultations.waiting_count(we.me.id, units)
    kept = await drafts(dialog_manager)
    return {
        "name": we.me.name,
        "staff": staff,
        "methodist": we.me.holds(Role.METHODIST),
        "coordinator": we.me.holds(*COORDINATING),
        "waiting": waiting,
        "kept": "yes" if kept else "no",
        "drafts": [(we.texts.raw(_draft_key(name)), _draft_place(name)) for name in kept],
    }


def _draft_place(name: str) -> str:
    """``draft:Ask:0`` is continued at ``ask``, ``draft:Answer:12`` at ``answer:12``.

    A question with a number is about an announcement, ``draft:Ask:12``, ``askabout:12``; an
    announcement with a number is for the guests of an event.
    """
    _, form, number = name.split(":")
    place = DRAFT_PLACES[form]
    if number == "0":
        return place
    return f"{NUMBERED_PLACES.get(form, place)}:{number}"


def _draft_key(name: str) -> str:
    return f"button-draft-{DRAFT_PLACES[name.split(':')[1]]}"


NUMBERED_PLACES = {"Ask": "askabout", "Announce": "writeguests"}
DRAFT_PLACES = {
    "Ask": "ask",
    "Answer": "answer",
    "AskBack": "askback",
    "Note": "note",
    "PassOn": "pass",
    "WriteOn": "write",
    "Propose": "propose",
    "NewTemplate": "newtemplate",
    "EditTemplate": "edittemplate",
    "Announce": "announce",
    "Correct": "correct",
    "Publish": "publish",
    "Reword": "reword",
    "Compose": "newevent",
    "Feedback": "feedback",
    "Apply": "apply",
    "AddMaterials": "addmaterials",
    "AskHost": "askhost",
    "AnswerGuest": "answerguest",
}


def make_router() -> Router:
    """The ways home."""
    router = Router(name=__name__)
    router.message.register(open_menu, Command("menu"), flags=allowed(REGISTERED))
    router.callback_query.register(open_menu, Place("menu"), flags=allowed(REGISTERED))
    helped = allowed(REGISTERED, impersonal=True)
    router.message.register(open_help, Command("help"), flags=helped)
    router.callback_query.register(open_help, Place("help"), flags=helped)
    router.message.register(cancel, Command("cancel"), flags=allowed(REGISTERED))
    return router


def make_dialogs() -> list[Router]:
    return [make_dialog(), make_help()]


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("menu-main"),
            Places("drafts"),
            Column(
                Opens(Label("menu-ask"), "ask"),
                Opens(Label("menu-mine"), "mine"),
                Opens(Label("menu-events"), "events"),
                Opens(Label("menu-profile"), "profile"),
                Opens(Label("menu-inbox"), "inbox", when="staff"),
                Opens(Label("menu-workplace"), "workplace", when="methodist"),
                Opens(Label("menu-announce"), "announce", when="coordinator"),
                Opens(Label("menu-manage"), "manage", when="coordinator"),
                Opens(Label("menu-help"), "help"),
            ),
            state=Menu.main,
            getter=getter,
        ),
        Card(
            Say("menu-cancelled"),
            Places("drafts"),
            Opens(Label("button-menu"), "menu"),
            state=Menu.cancelled,
            getter=getter,
        ),
    )


def make_help() -> Dialog:
    return Dialog(
        Card(
            Say("menu-help-text"),
            Column(
                Opens(Label("menu-ask"), "ask"),
                Opens(Label("button-privacy"), "privacy"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Help.main,
        ),
    )
