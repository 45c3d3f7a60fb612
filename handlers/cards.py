"""The card: the one message that a person moves through, edited in place."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ErrorEvent
from aiogram.types import Message as Shown
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.api.entities import OldMessage
from aiogram_dialog.manager.message_manager import MessageManager

from handlers.access import check_window
from handlers.speaking import answer

_pressed_a_letter: ContextVar[bool] = ContextVar("pressed_a_letter", default=False)

DRAFT = "draft"
ANSWER = "\x1d"
"""What aiogram-dialog puts into the buttons of a window; places do not have it."""


class Form(StatesGroup):
    """A dialog whose answers are kept when the person goes elsewhere in the middle of it."""


class Cards(MessageManager):
    """Leaves the buttons of a letter where they are: a letter may be opened again.

    ``answered`` tells whether every press in the messenger of a bot has its answer already.
    """

    def __init__(self, answered: Callable[[Bot], bool]) -> None:
        super().__init__()
        self._answered = answered

    async def answer_callback(self, bot: Bot, callback_query: CallbackQuery) -> None:
        if not self._answered(bot):
            await super().answer_callback(bot, callback_query)

    async def remove_inline_kbd(self, bot: Bot, old_message: OldMessage | None) -> Shown | None:
        if _pressed_a_letter.get():
            return None
        return await super().remove_inline_kbd(bot, old_message)


async def show(
    manager: DialogManager,
    state: State,
    data: dict[str, Any] | None = None,
    answers: dict[str, Any] | None = None,
) -> None:
    """Open a screen: on the card if it was pressed there, below as a new card otherwise.

    ``answers`` are already in the form when it is shown.
    """
    check_window(manager.middleware_data, state)
    await _keep_draft(manager)
    below = _is_elsewhere(manager) or isinstance(manager.event, ErrorEvent)
    await manager.start(state, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.NO_UPDATE)
    manager.dialog_data.update(answers or {})
    manager.show_mode = ShowMode.SEND if below else ShowMode.AUTO
    await draw(manager)
    if isinstance(manager.event, CallbackQuery) and ANSWER not in (manager.event.data or ""):
        await answer(manager.event)


async def draw(manager: DialogManager, mode: ShowMode | None = None) -> None:
    """Draw the window that is open, if the person may see it still."""
    check_window(manager.middleware_data, manager.current_context().state)
    pressed = _pressed(manager)
    letter = pressed is not None and ANSWER not in (pressed.data or "") and _is_elsewhere(manager)
    token = _pressed_a_letter.set(letter)
    try:
        await manager.show(mode)
    finally:
        _pressed_a_letter.reset(token)


def _pressed(manager: DialogManager) -> CallbackQuery | None:
    event = manager.event
    if isinstance(event, ErrorEvent):
        return event.update.callback_query
    return event if isinstance(event, CallbackQuery) else None


def _is_elsewhere(manager: DialogManager) -> bool:
    """Whether the button that was pressed is not on the card."""
    pressed = _pressed(manager)
    return pressed is not None and (
        pressed.message is None
        or pressed.message.message_id != manager.current_stack().last_message_id
    )


async def _keep_draft(manager: DialogManager) -> None:
    """What was typed into a form and not sent waits until the person comes back to it."""
    if not manager.has_context():
        return
    context = manager.current_context()
    if context.state is None or not issubclass(context.state.group, Form):
        return
    if context.dialog_data.get(DRAFT):
        form = draft_name(context.state.group, context.start_data)
        await _memory(manager).update_data({form: dict(context.dialog_data)})
        context.dialog_data.clear()


async def kept_draft(
    manager: DialogManager, group: type[Form], start: Any = None
) -> dict[str, Any] | None:
    """The answers kept for the form, or just being given; from now on kept there no longer."""
    await _keep_draft(manager)
    data = await _memory(manager).get_data()
    kept: dict[str, Any] | None = data.pop(draft_name(group, start), None)
    if kept is not None:
        await _memory(manager).set_data(data)
    return kept


async def kept(manager: DialogManager) -> dict[str, dict[str, Any]]:
    """Answers of the forms that wait to be finished, by the names of the forms."""
    data = await _memory(manager).get_data()
    return {name: answers for name, answers in data.items() if name.startswith(DRAFT)}


async def keep(manager: DialogManager, name: str, answers: dict[str, Any]) -> None:
    await _memory(manager).update_data({name: answers})


async def drafts(manager: DialogManager) -> list[str]:
    """Names of the forms that wait to be finished."""
    return list(await kept(manager))


def draft_name(group: type[StatesGroup], start: Any) -> str:
    number = start.get("number", 0) if isinstance(start, dict) else 0
    return f"{DRAFT}:{group.__name__}:{number}"


def _memory(manager: DialogManager) -> FSMContext:
    state: FSMContext = manager.middleware_data["state"]
    return state
