"""What the fake MAX remembers: dialogs and groups with their messages, and files."""

import time
from dataclasses import dataclass, field
from itertools import count

from tests.fakes.max_limits import Refusal, wrong
from tests.fakes.telegram_limits import Json

TYPES = {
    "document": "file",
    "photo": "image",
    "voice": "audio",
    "video": "video",
    "video_note": "video",
    "audio": "audio",
}


@dataclass(slots=True, kw_only=True)
class File:
    token: str
    type: str
    name: str
    data: bytes
    size: int
    not_ready: int = 0
    """How many times it is refused before it may be shown."""


@dataclass(slots=True)
class Chat:
    """Messages by their ids, in the order they were sent; edits happen in place."""

    chat_id: int
    user: Json | None
    messages: dict[str, Json] = field(default_factory=dict)
    stopped: bool = False
    actions: list[str] = field(default_factory=list)
    unseen_toasts: list[str] = field(default_factory=list)
    """Notifications that MAX has taken. It does not show them."""

    def recipient(self, of: Json | None = None) -> Json:
        kind = {"chat_id": self.chat_id, "chat_type": "dialog" if self.user else "chat"}
        return {**kind, "user_id": of["user_id"]} if of and self.user else kind


class Chats:
    """Everything said to everybody. ``odd`` breaks the rule of ids from now on."""

    def __init__(self, bot: Json, url: str = "") -> None:
        self.bot = bot
        self.url = url
        self.odd_mids = self.odd_dialogs = False
        self.not_ready = 0
        self._by_user: dict[int, Chat] = {}
        self._by_id: dict[int, Chat] = {}
        self._files: dict[str, File] = {}
        self._messages = count(1)
        self._tokens = count(1)

    def open(self, user_id: int, first_name: str = "Someone", last_name: str = "") -> Chat:
        """A dialog that the person has begun; asked again it is the same one."""
        if user_id not in self._by_user:
            chat_id = user_id ^ self.bot["user_id"]
            user = {
                "user_id": user_id,
                "first_name": first_name,
                "last_name": last_name,
                "is_bot": False,
                "last_activity_time": milliseconds(),
            }
            chat = Chat(chat_id + (1 << 40) if self.odd_dialogs else chat_id, user)
            self._by_user[user_id] = self._by_id[chat.chat_id] = chat
        return self._by_user[user_id]

    def open_group(self, chat_id: int) -> Chat:
        return self._by_id.setdefault(chat_id, Chat(chat_id, None))

    def to(self, query: Json) -> Chat:
        """Whom a message is for; by one name, not by two."""
        if ("user_id" in query) == ("chat_id" in query):
            raise wrong("either user_id or chat_id")
        if "user_id" in query:
            chat = self._by_user.get(int(query["user_id"]))
            if chat is None:
                raise Refusal(403, "chat.denied", "error.dialog.notfound")
        else:
            chat = self.by_id(int(query["chat_id"]))
        if chat.stopped:
            raise Refusal(403, "chat.denied", "error.dialog.suspended")
        return chat

    def by_id(self, chat_id: int) -> Chat:
        chat = self._by_id.get(chat_id)
        if chat is None:
            raise Refusal(404, "chat.not.found", f"Chat {chat_id} not found")
        return chat

    def with_message(self, mid: object) -> tuple[Chat, Json]:
        for chat in self._by_id.values():
            if mid in chat.messages:
                return chat, chat.messages[str(mid)]
        raise Refusal(404, "not.found", "Message not found")

    def add(self, chat: Chat, author: Json, **body: object) -> Json:
        now = milliseconds()
        seq = now << 16 | next(self._messages) & 0xFFFF
        mid = f"mid.{chat.chat_id % 2**64:016x}{seq:016x}"
        if self.odd_mids:
            mid = f"mid.odd-{seq}"
        addressee = chat.user if author is self.bot else self.bot
        message: Json = {
            "sender": author,
            "recipient": chat.recipient(addressee),
            "timestamp": now,
            "body": {"mid": mid, "seq": seq, "text": "", **body},
        }
        chat.messages[mid] = message
        return message

    def keep(self, type_: str, name: str, data: bytes, size: int | None = None) -> File:
        """Keep the bytes; ``size`` plays a heavier file than there are bytes."""
        file = File(
            token=f"{type_}-token-{next(self._tokens)}",
            type=type_,
            name=name,
            data=data,
            size=len(data) if size is None else size,
        )
        self._files[file.token] = file
        return file

    def file(self, token: object, type_: str | None = None) -> File:
        file = self._files.get(token) if isinstance(token, str) else None
        if file is None or (type_ is not None and file.type != type_):
            raise wrong(f"attachments: no {type_ or 'file'} with this token")
        return file

    def shown(self, file: File) -> Json:
        """The file as an attachment of a message that was sent."""
        payload: Json = {"token": file.token, "url": f"{self.url}/files/{file.token}"}
        if file.type == "image":
            payload["photo_id"] = 1
        shown: Json = {"type": file.type, "payload": payload}
        if file.type == "file":
            shown |= {"filename": file.name, "size": file.size}
        if file.type == "video":
            shown |= {"width": 90, "height": 90, "duration": 1, "thumbnail": None}
        return shown


def milliseconds() -> int:
    return int(time.time() * 1000)
