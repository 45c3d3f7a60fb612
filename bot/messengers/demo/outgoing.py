"""Letters of the service on their way to a phone of the demo messenger."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.messengers.demo import limits
from bot.messengers.demo.chats import (
    Blocked,
    Chats,
    Lost,
    NotModified,
    Rejected,
    TooOld,
)
from bot.messengers.demo.session import BOT, as_document, as_photo
from core.files import Attachment, Brought, Crossing, FileKind
from core.letters import Button, Refused, Screen, Shown, Unreachable
from core.parts import split
from core.people import Account


class DemoCarrier:
    """``core.letters.Messenger`` for the demo, by whatever name it goes.

    ``withdrawn`` is the HTML in the place of what is not deleted any more.
    """

    def __init__(self, chats: Chats, messenger: str = "demo", *, withdrawn: str) -> None:
        self._chats = chats
        self._withdrawn = withdrawn
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
        """The demo takes whatever it is given."""
        return timedelta(0)

    def let_go(self) -> None:
        """Nobody waits."""

    async def show(self, screen: Screen, *, to: Account) -> Shown:
        """The text with its buttons below, then the files, each in a message of its own.

        A file that is not here any more is refused only after the text has been shown.
        """
        with _told_by_cause():
            texts = [self._text(text, to.external) for text in _texts(screen)]
            files = [await self._file(file, to.external) for file in screen.attachments]
            return Shown(to, tuple(map(str, [*texts, *files])), texts=len(texts))

    async def edit(self, screen: Screen, shown: Shown) -> Shown:
        """A text that has become longer or shorter takes or leaves messages at its end."""
        external = shown.account.external
        old, files = shown.ids[: shown.texts], shown.ids[shown.texts :]
        new = _texts(screen, most=len(old))
        with _told_by_cause():
            for text, number in zip(new, old, strict=False):
                self._edit(text, external, int(number))
            added = [str(self._text(text, external)) for text in new[len(old) :]]
            for number in old[len(new) :]:
                self._delete(external, int(number))
        texts = (*old[: len(new)], *added)
        return Shown(shown.account, (*texts, *files), texts=len(texts))

    async def delete(self, shown: Shown) -> None:
        """After 48 hours files stay where they are, and the texts say that they are withdrawn."""
        external = shown.account.external
        with _told_by_cause():
            try:
                for number in shown.ids:
                    self._delete(external, int(number))
            except TooOld:
                for number in shown.ids[: shown.texts]:
                    with suppress(Lost):
                        self._edit(Screen(self._withdrawn), external, int(number))

    def _text(self, text: Screen, external: int) -> int:
        return self._chats.add(external, BOT, **_looks(text)).message_id

    def _edit(self, text: Screen, external: int, number: int) -> None:
        with suppress(NotModified):
            self._chats.edit(external, number, **_looks(text))

    def _delete(self, external: int, number: int) -> None:
        with suppress(Lost):
            self._chats.delete(external, number)

    async def _file(self, file: Attachment, external: int) -> int:
        if file.messenger == self._messenger or self._crossing is None:
            return self._attachment(file.file_id, external)
        shown: list[int] = []

        async def show(file_id: str) -> None:
            shown.append(self._attachment(file_id, external))

        async def bring(data: bytes) -> Brought:
            kind = "photo" if file.kind is FileKind.PHOTO else "document"
            kept = self._chats.keep(file.name, data, kind=kind)
            return Brought(file_id=kept.file_id, shown=False)

        try:
            await self._crossing.cross(file, into=self._messenger, show=show, bring=bring)
        except Refused:
            return self._text(Screen(self._crossing.instead_of(file)), external)
        return shown[-1]

    def _attachment(self, file_id: str, external: int) -> int:
        file = self._chats.file(file_id)
        if file is None:
            raise Refused(f"{file_id} is not a file of the demo messenger")
        if file.kind == "photo":
            return self._chats.add(external, BOT, photo=as_photo(file)).message_id
        return self._chats.add(external, BOT, document=as_document(file)).message_id


@contextmanager
def _told_by_cause() -> Iterator[None]:
    try:
        yield
    except Blocked as error:
        raise Unreachable(str(error)) from error
    except Rejected as error:
        raise Refused(str(error)) from error


def _texts(screen: Screen, most: int | None = None) -> Sequence[Screen]:
    """One message, or several of a long text with the buttons below the last.

    They are filled up where otherwise they would be more than ``most``.
    """
    parts = split(screen.text)
    if most is not None and len(parts) > most:
        parts = split(screen.text, limits.TEXT)
    *first, last = parts
    return [*map(Screen, first), Screen(last, screen.buttons)]


def _looks(text: Screen) -> dict[str, Any]:
    marked = limits.text(text.text, html=True)
    rows = [[_button(button)] for button in text.buttons]
    return {
        "text": marked.text,
        "entities": list(marked.entities) or None,
        "reply_markup": limits.buttons(InlineKeyboardMarkup(inline_keyboard=rows)),
    }


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(text=button.title, url=button.url)
    return InlineKeyboardButton(text=button.title, callback_data=button.opens)
