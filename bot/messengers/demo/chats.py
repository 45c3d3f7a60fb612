"""What the demo messenger remembers: chats, files, toasts, and when each of them changed."""

import asyncio
import mimetypes
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from aiogram.types import BotCommand, Chat, InlineKeyboardMarkup, Message, User

MOST_MESSAGES = 500
MOST_TOASTS = 50
MOST_BYTES = 300 * 1024 * 1024
"""Files above this are forgotten, the oldest first; the demo lives in memory."""

DELETABLE = timedelta(hours=48)

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
CONTENT = {"text", "entities", "caption", "caption_entities", "reply_markup"}


class Rejected(Exception):
    """The messenger refuses a request, in Telegram's own words."""


class NotModified(Rejected):
    """An edit that changes nothing."""

    def __init__(self) -> None:
        super().__init__(NOT_MODIFIED)


class Lost(Rejected):
    """The message is not there any more."""


class TooOld(Rejected):
    """The message was sent too long ago to be deleted."""


class Blocked(Exception):
    """The person has blocked the bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file by its id; ``size`` may be more than there are bytes, to play a heavy one."""

    file_id: str
    name: str
    mime: str
    data: bytes
    size: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    text: str
    alert: bool
    revision: int


@dataclass(slots=True)
class _Line:
    message: Message
    revision: int


class Chats:
    """Every change has a number, the revision, so that a page can ask what is new.

    Numbers of messages and updates begin with ``first_id``: a service that remembers earlier
    runs gives a larger one each time, or a new update would be taken for an old one.
    """

    def __init__(self, clock: Callable[[], datetime], *, first_id: int = 1) -> None:
        self.blocked: set[int] = set()
        self.commands: tuple[BotCommand, ...] = ()
        self.revision = 1
        self.closed = False
        self._clock = clock
        self._lines: defaultdict[int, dict[int, _Line]] = defaultdict(dict)
        self._touched: defaultdict[int, int] = defaultdict(int)
        self._toasts: defaultdict[int, list[Toast]] = defaultdict(list)
        self._typing: set[int] = set()
        self._files: dict[str, StoredFile] = {}
        self._queries: dict[str, int] = {}
        self._message_ids, self._update_ids = count(first_id), count(first_id)
        self._changed = asyncio.Event()

    def add(self, external: int, sender: User, **content: Any) -> Message:
        """Put a message at the end of the chat; ``content`` is in the fields of ``Message``."""
        if sender.is_bot and external in self.blocked:
            raise Blocked(f"{external} has blocked the bot")
        message = Message(
            message_id=next(self._message_ids),
            date=self._clock(),
            chat=Chat(id=external, type="private"),
            from_user=sender,
            **content,
        )
        if sender.is_bot:
            self._typing.discard(external)
        lines = self._lines[external]
        lines[message.message_id] = _Line(message, self.touch(external))
        if len(lines) > MOST_MESSAGES:
            del lines[next(iter(lines))]
        return message

    def rewrite(self, external: int, message_id: int, **content: Any) -> Message:
        """Change a message of the person's own, as they may."""
        line = self._lines[external][message_id]
        edited_at = int(self._clock().timestamp())
        line.message = line.message.model_copy(update={**content, "edit_date": edited_at})
        line.revision = self.touch(external)
        return line.message

    def edit(self, external: int, message_id: int, **content: Any) -> Message:
        """Change a message of the bot, or be rejected exactly as Telegram would."""
        line = self._lines[external].get(message_id)
        if line is None:
            raise Lost("message to edit not found")
        if line.message.from_user is None or not line.message.from_user.is_bot:
            raise Rejected("message can't be edited")
        old = line.message
        if "text" in content and old.text is None:
            raise Rejected("there is no text in the message to edit")
        if "caption" in content and old.text is not None:
            raise Rejected("there is no caption in the message to edit")
        new = old.model_copy(update=content)
        if new.model_dump(include=CONTENT) == old.model_dump(include=CONTENT):
            raise NotModified
        line.message = new.model_copy(update={"edit_date": int(self._clock().timestamp())})
        line.revision = self.touch(external)
        self._typing.discard(external)
        return line.message

    def remove_keyboard(self, external: int, message_id: int) -> Message:
        return self.edit(external, message_id, reply_markup=None)

    def delete(self, external: int, message_id: int) -> None:
        line = self._lines[external].get(message_id)
        if line is None:
            raise Lost("message to delete not found")
        if self._clock() - line.message.date > DELETABLE:
            raise TooOld("message can't be deleted for everyone")
        del self._lines[external][message_id]
        self.touch(external)

    def messages(self, external: int) -> list[Message]:
        return [line.message for line in self._lines[external].values()]

    def message(self, external: int, message_id: int) -> Message | None:
        line = self._lines[external].get(message_id)
        return line.message if line else None

    def next_update(self) -> int:
        return next(self._update_ids)

    def open_query(self, external: int) -> str:
        """The id of a new button press, which the bot will answer with a toast."""
        query = f"q{self.next_update()}"
        self._queries[query] = external
        if len(self._queries) > MOST_MESSAGES:
            del self._queries[next(iter(self._queries))]
        return query

    def toast(self, query: str, text: str, *, alert: bool) -> None:
        if query not in self._queries:
            raise Rejected("query is too old and response timeout expired or query ID is invalid")
        external = self._queries[query]
        self._typing.discard(external)
        revision = self.touch(external)
        if text:
            toasts = self._toasts[external]
            toasts.append(Toast(text=text, alert=alert, revision=revision))
            del toasts[:-MOST_TOASTS]

    def toasts(self, external: int, *, after: int = 0) -> list[Toast]:
        return [toast for toast in self._toasts[external] if toast.revision > after]

    def set_typing(self, external: int) -> None:
        self._typing.add(external)
        self.touch(external)

    def is_typing(self, external: int) -> bool:
        return external in self._typing

    def keep(
        self, name: str, data: bytes, *, kind: str = "document", size: int | None = None
    ) -> StoredFile:
        """Store a file and give it an id, as an upload to a messenger does."""
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file_id = f"demo-{kind}-{next(self._message_ids)}"
        file = StoredFile(
            file_id=file_id,
            name=name,
            mime=mime,
            data=data,
            size=len(data) if size is None else size,
            kind=kind,
        )
        self._files[file_id] = file
        while sum(len(each.data) for each in self._files.values()) > MOST_BYTES:
            del self._files[next(iter(self._files))]
        return file

    def file(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def changed(self, external: int, *, after: int) -> Sequence[Message] | None:
        """Messages written or edited after the revision; ``None`` where nothing happened."""
        if self._touched[external] <= after:
            return None
        return [line.message for line in self._lines[external].values() if line.revision > after]

    def touch(self, external: int | None = None) -> int:
        """Tell whoever waits that something is new: in one chat, or in the messenger itself."""
        self.revision += 1
        if external is not None:
            self._touched[external] = self.revision
        self._changed.set()
        self._changed = asyncio.Event()
        return self.revision

    async def wait(self, *, beyond: int, seconds: float) -> None:
        """Sleep until there is something newer than the revision, or the time is over."""
        if self.revision > beyond or self.closed:
            return
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return

    def close(self) -> None:
        """Let go of everybody who waits; the service is stopping."""
        self.closed = True
        self.touch()


def keyboard(message: Message) -> InlineKeyboardMarkup:
    """The buttons under a message; an empty keyboard where there are none."""
    return message.reply_markup or InlineKeyboardMarkup(inline_keyboard=[])
