"""Plain messages outside any card, also where the old message is out of reach.

A button of a message older than two days comes with a message that can be neither edited nor
answered; what is to be said is then said anew.
"""

from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

Buttons = list[tuple[str, str]]
"""``(title, data)``, one in a row; data that is an address of the web opens it."""

NOT_MODIFIED = "message is not modified"
"""What the messenger says to a second tap: the text is there already."""


async def tell(
    event: Message | CallbackQuery, bot: Bot, text: str, buttons: Buttons | None = None
) -> None:
    """Say it in a new message."""
    message = event if isinstance(event, Message) else event.message
    if message is not None:
        await bot.send_message(message.chat.id, text, reply_markup=_markup(buttons))


async def answer(query: CallbackQuery) -> None:
    """Let the button stop waiting. A press that has waited too long itself cannot be answered."""
    with suppress(TelegramBadRequest):
        await query.answer()


async def redraw(
    query: CallbackQuery, bot: Bot, text: str, buttons: Buttons | None = None
) -> None:
    """Put it in the place of the message that was pressed, or below if that is out of reach."""
    if not isinstance(query.message, Message):
        await tell(query, bot, text, buttons)
        return
    try:
        await query.message.edit_text(text, reply_markup=_markup(buttons))
    except TelegramBadRequest as error:
        if NOT_MODIFIED not in error.message:
            await tell(query, bot, text, buttons)


def _markup(buttons: Buttons | None) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[[_button(title, data)] for title, data in buttons]
    )


def _button(title: str, data: str) -> InlineKeyboardButton:
    if data.startswith("https://"):
        return InlineKeyboardButton(text=title, url=data)
    return InlineKeyboardButton(text=title, callback_data=data)
