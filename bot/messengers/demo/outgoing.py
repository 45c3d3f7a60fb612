"""Letters of the service on their way to a phone of the demo messenger."""

from collections.abc import Sequence
from datetime import timedelta

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.messengers.demo import limits
from bot.messengers.demo.chats import Blocked, Chats, Rejected
from bot.messengers.demo.session import BOT, as_document, as_photo
from core.files import Attachment, Brought, Crossing, FileKind
from core.letters import Button, Refused, Screen, Unreachable
from core.parts import split
from core.people import Account


class DemoCarrier:
    """``core.letters.Messenger`` for the demo, by whatever name it goes."""

    def __init__(self, chats: Chats, messenger: str = "demo") -> None:
        self._chats = chats
        self._messenger = messenger
        self._crossing: Crossing | None = None

    def join(self, crossing: Crossing) -> None:
        self._crossing = crossing

    async def fetch(self, file: Attachment) -> bytes:
        """The bytes of a file of the demo, to be shown in another messenger."""
        found = self._chats.file(file.file_id)
        if found is None or found.size > limits.DOWNLOAD:
            raise Refused("the file is not there, or it is too big")
        return found.data

    @property
    def halted(self) -> timedelta:
        """The demo takes whatever comes."""
        return timedelta()

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
                await self._file(attachment, to.external)
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

    async def _file(self, file: Attachment, external: int) -> None:
        if file.messenger == self._messenger or self._crossing is None:
            self._attachment(file.file_id, external)
            return

        async def show(file_id: str) -> None:
            self._attachment(file_id, external)

        async def bring(data: bytes) -> Brought:
            kind = "photo" if file.kind is FileKind.PHOTO else "document"
            kept = self._chats.keep(file.name, data, kind=kind)
            return Brought(file_id=kept.file_id, shown=False)

        try:
            await self._crossing.cross(file, into=self._messenger, show=show, bring=bring)
        except Refused:
            self._text(self._crossing.instead_of(file), (), external)

    def _attachment(self, file_id: str, external: int) -> None:
        file = self._chats.file(file_id)
        if file is None:
            raise Refused(f"{file_id} is not a file of the demo messenger")
        if file.kind == "photo":
            self._chats.add(external, BOT, photo=as_photo(file))
        else:
            self._chats.add(external, BOT, document=as_document(file))


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(text=button.title, url=button.url)
    return InlineKeyboardButton(text=button.title, callback_data=button.opens)
