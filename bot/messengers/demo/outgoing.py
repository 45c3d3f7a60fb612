"""Letters of the service on their way to a phone of the demo messenger."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.messengers.demo import limits
from bot.messengers.demo.chats import Blocked, Chats, Rejected
from bot.messengers.demo.session import BOT, as_document, as_photo
from core.files import Attachment
from core.letters import Button, Refused, Screen, Unreachable
from core.parts import split
from core.people import Account


class DemoCarrier:
    """``core.letters.Messenger`` for the demo."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    async def show(self, screen: Screen, *, to: Account) -> None:
        """The text with its buttons below, then the files, each in a message of its own.

        A file that is not here any more is refused only after the text has been shown.
        """
        try:
            *first, last = split(screen.text)
            for text in first:
                self._text(text, (), to.external)
            self._text(last, screen.buttons, to.external)
            for attachment in screen.attachments:
                self._attachment(attachment, to.external)
        except Blocked as error:
            raise Unreachable(str(error)) from error
        except Rejected as error:
            raise Refused(str(error)) from error

    def _text(self, text: str, buttons: Sequence[Button], external: int) -> None:
        marked = limits.text(text, html=True)
        rows = [[_button(button)] for button in buttons]
        self._chats.add(
            external,
            BOT,
            text=marked.text,
            entities=list(marked.entities) or None,
            reply_markup=limits.buttons(InlineKeyboardMarkup(inline_keyboard=rows)),
        )

    def _attachment(self, attachment: Attachment, external: int) -> None:
        file = self._chats.file(attachment.file_id)
        if file is None:
            raise Rejected(f"{attachment.file_id} is not a file of the demo messenger")
        if file.kind == "photo":
            self._chats.add(external, BOT, photo=as_photo(file))
        else:
            self._chats.add(external, BOT, document=as_document(file))


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(text=button.title, url=button.url)
    return InlineKeyboardButton(text=button.title, callback_data=button.opens)
