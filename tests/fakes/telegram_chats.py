"""What the fake Telegram remembers: chats with their messages, and files."""

import time
from dataclasses import dataclass, field
from itertools import count

from tests.fakes.telegram_limits import Json, bad

FILES = {
    "document": "Document",
    "photo": "Photo",
    "voice": "Voice",
    "video": "Video",
    "video_note": "VideoNote",
    "audio": "Audio",
}
"""Kinds of files and what Telegram calls them when it refuses."""

LARGEST_DOWNLOAD = 20 * 1024 * 1024


@dataclass(slots=True, kw_only=True)
class File:
    file_id: str
    kind: str
    name: str
    data: bytes
    size: int

    def as_json(self) -> Json:
        known = {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "file_size": self.size,
        }
        if self.kind == "photo":
            return {**known, "width": 90, "height": 90}
        if self.kind == "voice":
            return {**known, "duration": 1, "mime_type": "audio/ogg"}
        if self.kind == "video_note":
            return {**known, "length": 90, "duration": 1}
        known["file_name"] = self.name
        if self.kind == "video":
            return {**known, "duration": 1, "width": 90, "height": 90}
        if self.kind == "audio":
            return {**known, "duration": 1}
        return known

    def in_message(self) -> Json:
        return {self.kind: [self.as_json()] if self.kind == "photo" else self.as_json()}


@dataclass(slots=True)
class Chat:
    """Messages by their ids, in the order they were sent; edits happen in place."""

    about: Json
    messages: dict[int, Json] = field(default_factory=dict)
    blocked: bool = False
    toasts: list[str] = field(default_factory=list)


class Chats:
    """Everything said to everybody."""

    def __init__(self, bot: Json) -> None:
        self.bot = bot
        self._chats: dict[int, Chat] = {}
        self._files: dict[str, File] = {}
        self._messages = count(1)
        self._numbers = count(1)

    def open(self, chat_id: int, **about: str) -> Chat:
        """Let the bot write to the chat; asked again it is the same chat."""
        if chat_id not in self._chats:
            kind = "private" if chat_id > 0 else "group"
            names = about or ({"first_name": "Someone"} if chat_id > 0 else {"title": "Group"})
            self._chats[chat_id] = Chat({"id": chat_id, "type": kind, **names})
        return self._chats[chat_id]

    def get(self, chat_id: object) -> Chat:
        chat = self._chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad("chat not found")
        return chat

    def add(self, chat: Chat, author: Json, **content: object) -> Json:
        message: Json = {
            "message_id": next(self._messages),
            "date": int(time.time()),
            "chat": chat.about,
            "from": author,
            **{key: value for key, value in content.items() if value},
        }
        chat.messages[message["message_id"]] = message
        return message

    def keep(self, kind: str, name: str, data: bytes, size: int | None = None) -> File:
        """Keep the bytes; ``size`` plays a heavier file than there are bytes."""
        file = File(
            file_id=f"{kind}-{next(self._numbers)}",
            kind=kind,
            name=name,
            data=data,
            size=len(data) if size is None else size,
        )
        self._files[file.file_id] = file
        return file

    def file(self, file_id: object, *, kind: str | None = None) -> File:
        file = self._files.get(file_id) if isinstance(file_id, str) else None
        if file is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if kind is not None and file.kind != kind:
            raise bad(f"can't use file of type {FILES[file.kind]} as {FILES[kind]}")
        return file
