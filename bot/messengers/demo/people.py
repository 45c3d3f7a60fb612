"""A person's phone: says, presses, sends files, and tells what is on the screen."""

from collections.abc import Awaitable, Callable
from typing import Literal

from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, Message, Update, User

from bot.messengers.demo import markup
from bot.messengers.demo.chats import Chats, Toast, keyboard
from bot.messengers.demo.session import as_document, as_photo

Feed = Callable[[Update], Awaitable[None]]


class DemoChat:
    """One person's conversation with the bot, seen from the person's side.

    ``messages``, ``last``, ``buttons`` and ``screen`` speak of what the bot has shown; what the
    person said is in ``history``.
    """

    def __init__(self, chats: Chats, feed: Feed, external: int, name: str) -> None:
        first, _, last = name.partition(" ")
        self.external = external
        self._chats = chats
        self._feed = feed
        self._user = User(id=external, is_bot=False, first_name=first, last_name=last or None)

    async def say(self, text: str, *, reply_to: Message | None = None) -> None:
        marked = markup.plain(text)
        message = self._chats.add(
            self.external,
            self._user,
            text=text,
            entities=list(marked.entities) or None,
            reply_to_message=reply_to,
        )
        await self._feed(Update(update_id=self._chats.next_update(), message=message))

    async def edit(self, text: str, *, instead_of: str) -> None:
        """Change the newest message of one's own that reads so."""
        message = next(
            one
            for one in reversed(self.history)
            if one.from_user == self._user and _text(one) == instead_of
        )
        await self.edit_on(message, text)

    async def edit_on(self, message: Message, text: str) -> None:
        """Change a message of one's own: its words, or those under its file."""
        entities = list(markup.plain(text).entities) or None
        changed = (
            {"caption": text or None, "caption_entities": entities}
            if message.text is None
            else {"text": text, "entities": entities}
        )
        edited = self._chats.rewrite(self.external, message.message_id, **changed)
        await self._feed(Update(update_id=self._chats.next_update(), edited_message=edited))

    async def send_file(
        self,
        name: str,
        data: bytes,
        caption: str | None = None,
        size: int | None = None,
        kind: Literal["document", "photo"] = "document",
    ) -> None:
        """``size`` plays a heavier file than there are bytes."""
        file = self._chats.keep(name, data, kind=kind, size=size)
        message = self._chats.add(
            self.external,
            self._user,
            caption=caption,
            document=as_document(file) if kind == "document" else None,
            photo=as_photo(file) if kind == "photo" else None,
        )
        await self._feed(Update(update_id=self._chats.next_update(), message=message))

    async def press(self, title: str) -> None:
        """Press the button on the newest message that has it."""
        for message in reversed(self._shown):
            if title in _titles(message):
                await self.press_on(message, title)
                return
        raise AssertionError(f"no button {title!r} in sight; on the screen:\n{self.all_screens}")

    async def press_on(self, message: Message, title: str) -> None:
        """Press a button as it was on that message, even if the message is gone by now."""
        for row in keyboard(message).inline_keyboard:
            for button in row:
                if button.text == title and button.callback_data is not None:
                    await self.press_raw(button.callback_data, message)
                    return
        raise AssertionError(f"no button {title!r} on the message:\n{_screen(message)}")

    async def press_raw(self, data: str, message: Message | None = None) -> None:
        """Send any data, forged too; without a message it belongs to one long forgotten."""
        chat = Chat(id=self.external, type="private")
        query = CallbackQuery(
            id=self._chats.open_query(self.external),
            from_user=self._user,
            chat_instance="demo",
            message=message or InaccessibleMessage(chat=chat, message_id=0, date=0),
            data=data,
        )
        await self._feed(Update(update_id=self._chats.next_update(), callback_query=query))

    def block(self) -> None:
        self._chats.blocked.add(self.external)

    def unblock(self) -> None:
        self._chats.blocked.discard(self.external)

    @property
    def history(self) -> list[Message]:
        """Every message of both sides, as the messenger keeps it."""
        return self._chats.messages(self.external)

    @property
    def messages(self) -> list[str]:
        return [_text(message) for message in self._shown]

    @property
    def last(self) -> str:
        return self.messages[-1] if self.messages else ""

    @property
    def buttons(self) -> list[str]:
        """Titles on the newest message of the bot."""
        return _titles(self._shown[-1]) if self._shown else []

    @property
    def screen(self) -> str:
        return _screen(self._shown[-1]) if self._shown else ""

    @property
    def all_screens(self) -> str:
        return "\n---\n".join(_screen(message) for message in self._shown)

    @property
    def toasts(self) -> list[str]:
        toasts: list[Toast] = self._chats.toasts(self.external)
        return [toast.text for toast in toasts]

    @property
    def _shown(self) -> list[Message]:
        return [
            message
            for message in self._chats.messages(self.external)
            if message.from_user and message.from_user.is_bot
        ]


def _text(message: Message) -> str:
    return message.text or message.caption or ""


def _titles(message: Message) -> list[str]:
    return [button.text for row in keyboard(message).inline_keyboard for button in row]


def _screen(message: Message) -> str:
    rows = [
        " ".join(f"[{button.text}]" for button in row) for row in keyboard(message).inline_keyboard
    ]
    if message.document is not None:
        rows.insert(0, f"({message.document.file_name})")
    return "\n".join([_text(message), *rows])
