"""Dialog widgets that speak through ``texts`` and windows that never leave a person alone."""

from datetime import datetime
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
)
from aiogram_dialog import DialogManager, DialogProtocol, Window
from aiogram_dialog.api.entities import NewMessage
from aiogram_dialog.api.exceptions import OutdatedIntent
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.utils import intent_callback_data
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.input.base import BaseInput
from aiogram_dialog.widgets.kbd import Button, Keyboard, Row, ScrollingGroup, Select
from aiogram_dialog.widgets.kbd.button import OnClick
from aiogram_dialog.widgets.kbd.select import OnItemClick
from aiogram_dialog.widgets.markup.inline_keyboard import InlineKeyboardFactory
from aiogram_dialog.widgets.text import Format, Text

from handlers.access import check_window
from handlers.stray import take_stray
from texts import Texts

LONGEST_PAGE = 8
FACTS = (str, int, float, datetime)


class Say(Text):
    """A phrase from ``texts``; the window's getter provides its names and numbers."""

    def __init__(self, key: str, *, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.key = key

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        texts: Texts = manager.middleware_data["texts"]
        return texts.fixed(self.key) or texts(self.key, **_facts(data))


class Label(Say):
    """A phrase on a button, where no markup is read."""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        texts: Texts = manager.middleware_data["texts"]
        return texts.fixed(self.key) or texts.raw(self.key, **_facts(data))


class Lines(Text):
    """Lines that the getter has already put into words, apart from each other."""

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,  # noqa: ARG002 - aiogram-dialog's signature
    ) -> str:
        return "\n\n".join(data["lines"])


class Told(Text):
    """Words that the getter has already chosen, under the name ``said``."""

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,  # noqa: ARG002 - aiogram-dialog's signature
    ) -> str:
        return str(data["said"])


def _facts(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if isinstance(value, FACTS)}


class PlaceButton(InlineKeyboardButton):
    """A button whose data is a place, not an answer to the window it stands in."""


class Opens(Keyboard):
    """A button that opens a place; ``{names}`` in the place are filled in by the getter."""

    def __init__(self, text: Text, place: str, *, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.text = text
        self.place = place

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:
        title = await self.text.render_text(data, manager)
        return [[PlaceButton(text=title, callback_data=self.place.format_map(data))]]


class Places(Keyboard):
    """A button for each ``(title, place)`` that the getter gives, ``width`` in a row."""

    def __init__(self, items: str, *, width: int = 1, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.items = items
        self.width = width

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,  # noqa: ARG002 - aiogram-dialog's signature
    ) -> RawKeyboard:
        buttons: list[InlineKeyboardButton | KeyboardButton] = [
            PlaceButton(text=title, callback_data=place) for title, place in data[self.items]
        ]
        return [buttons[i : i + self.width] for i in range(0, len(buttons), self.width)]


def choices(id_: str, items: str, on_click: OnItemClick[Any, str]) -> Select[Any]:
    """A button for each ``(id, title)`` that the getter gives under ``items``."""
    return Select(
        Format("{item[1]}"),
        id=id_,
        items=items,
        item_id_getter=lambda item: item[0],
        on_click=on_click,
    )


def turns(place: str, page: int, pages: int) -> list[tuple[str, str]]:
    """«‹ 2/5 ›» for ``Places``: a place for each page of a list, none for a single one."""
    if pages <= 1:
        return []
    return [
        ("‹", f"{place}:{(page - 1) % pages}"),
        (f"{page + 1}/{pages}", f"{place}:{page}"),
        ("›", f"{place}:{(page + 1) % pages}"),
    ]


def turn_choices(page: int, pages: int) -> list[tuple[str, str]]:
    """«‹ 2/5 ›» for ``choices`` of ``to_page``; what stands before the page keeps the three
    apart."""
    if pages <= 1:
        return []
    return [
        (f"back:{(page - 1) % pages}", "‹"),
        (f"here:{page}", f"{page + 1}/{pages}"),
        (f"on:{(page + 1) % pages}", "›"),
    ]


def to_page(name: str = "page") -> OnItemClick[Any, str]:
    """Which page of a list is looked at is kept in the dialog, under the name."""

    async def on_turn(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
        manager.dialog_data[name] = int(item.partition(":")[2])

    return on_turn


def turning() -> Row:
    """The same for a page whose number grows without end, when there are ``several``."""
    return Row(
        Button(Label("button-page-before"), id="back", on_click=_turned(-1)),
        Button(Label("button-page-of"), id="stay", on_click=_turned(0)),
        Button(Label("button-page-after"), id="on", on_click=_turned(1)),
        when="several",
    )


def _turned(by: int) -> OnClick:
    async def on_turn(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        manager.dialog_data["page"] = manager.dialog_data.get("page", 0) + by

    return on_turn


class Paged(ScrollingGroup):
    """A list shown by eights, with «‹ 2/5 ›» below it when there is more."""

    def __init__(self, *buttons: Keyboard, id: str) -> None:  # noqa: A002 - aiogram-dialog's name
        super().__init__(*buttons, id=id, width=1, height=LONGEST_PAGE, hide_on_single_page=True)

    async def _render_pager(self, pages: int, manager: DialogManager) -> RawKeyboard:
        if pages <= 1:
            return []
        page = min(pages - 1, await self.get_page(manager))
        turns = (
            ("‹", (page - 1) % pages),
            (f"{page + 1}/{pages}", page),
            ("›", (page + 1) % pages),
        )
        return [
            [
                InlineKeyboardButton(text=title, callback_data=self._item_callback_data(turn))
                for title, turn in turns
            ]
        ]


class _Markup(InlineKeyboardFactory):
    """Marks answers with the window they belong to and leaves places as they are."""

    async def render_markup(
        self,
        data: dict[str, Any],  # noqa: ARG002 - aiogram-dialog's signature
        manager: DialogManager,
        keyboard: RawKeyboard,
    ) -> Any:
        window = manager.current_context().id
        return InlineKeyboardMarkup(
            inline_keyboard=[[_of(window, button) for button in row] for row in keyboard]
        )


def _of(window: str, button: InlineKeyboardButton | KeyboardButton) -> InlineKeyboardButton:
    assert isinstance(button, InlineKeyboardButton)  # noqa: S101 - our windows have no others
    if isinstance(button, PlaceButton) or button.callback_data is None:
        return button
    # The library has just made it for this one screen, and pydantic takes long to look again.
    button.__dict__["callback_data"] = intent_callback_data(window, button.callback_data)
    return button


class Card(Window):
    """A window. A text that it did not ask for is offered as a question, never ignored."""

    def __init__(self, *widgets: Any, state: State, getter: Any = None, **more: Any) -> None:
        listens = any(isinstance(widget, BaseInput) for widget in widgets)
        ears = () if listens else (MessageInput(take_stray),)
        super().__init__(
            *widgets, *ears, state=state, getter=getter, markup_factory=_Markup(), **more
        )

    async def render(self, dialog: DialogProtocol, manager: DialogManager) -> NewMessage:
        """However the window was reached: only to those who may see it, where it may be seen."""
        check_window(manager.middleware_data, self.state)
        return await super().render(dialog, manager)

    async def process_callback(
        self, callback: CallbackQuery, dialog: DialogProtocol, manager: DialogManager
    ) -> bool:
        """A button that the window had in an older version of the service is not passed over."""
        if not await super().process_callback(callback, dialog, manager):
            stack = manager.current_stack().id
            raise OutdatedIntent(stack, "")  # type: ignore[no-untyped-call]  # the library's own
        return True
