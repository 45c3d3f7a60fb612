"""The methods of the fake Bot API that change chats: what they demand and what they answer."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count

from telegram import InlineKeyboardMarkup

from tests.fakes.telegram_chats import FILES, LARGEST_DOWNLOAD, Chat, Chats, File
from tests.fakes.telegram_limits import (
    LONGEST_TOAST,
    Json,
    Refusal,
    bad,
    keyboard_of,
    text_of,
    units,
)

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
STALE_QUERY = "query is too old and response timeout expired or query ID is invalid"

MOST_DELETED, DELETABLE = 100, 48 * 3600
"""Messages at once, and the seconds for which a bot may delete what it has sent."""

LARGEST_ALBUM = 10

Upload = tuple[str, bytes]
Method = Callable[[Json, Mapping[str, Upload]], object]


class Methods:
    """One method of Python for each method of the Bot API; uploads come by their field."""

    def __init__(self, chats: Chats, complaints: list[str]) -> None:
        self._chats = chats
        self._complaints = complaints
        self.queries: dict[str, Chat] = {}
        """Presses of buttons that nobody has answered yet."""
        self.commands: list[Json] = []
        self._albums = count(1)
        self.table: dict[str, Method] = {
            "getMe": lambda _payload, _uploads: chats.bot,
            "setMyCommands": self._set_commands,
            "sendMessage": self._send_message,
            "sendChatAction": self._send_chat_action,
            "editMessageText": self._edit_text,
            "editMessageCaption": self._edit_caption,
            "editMessageReplyMarkup": self._edit_markup,
            "deleteMessage": self._delete,
            "deleteMessages": self._delete_many,
            "sendMediaGroup": self._send_media_group,
            "answerCallbackQuery": self._answer_query,
            "getFile": self._get_file,
            **{f"send{name}": partial(self._send_file, kind) for kind, name in FILES.items()},
        }

    def _set_commands(self, payload: Json, _uploads: object) -> bool:
        for command in payload["commands"]:
            if not 1 <= len(command["command"]) <= 32 or not command["description"]:
                raise bad("BOT_COMMAND_INVALID")
        self.commands = payload["commands"]
        return True

    def _reachable(self, payload: Json) -> Chat:
        chat = self._chats.get(payload.get("chat_id"))
        if chat.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return chat

    def _send_message(self, payload: Json, _uploads: object) -> Json:
        chat = self._reachable(payload)
        text, entities = text_of(payload)
        markup = self._keyboard(payload)
        return self._chats.add(
            chat, self._chats.bot, text=text, entities=entities, reply_markup=markup
        )

    def _send_chat_action(self, payload: Json, _uploads: object) -> bool:
        self._reachable(payload)
        return True

    def _send_file(self, kind: str, payload: Json, uploads: Mapping[str, Upload]) -> Json:
        chat = self._reachable(payload)
        caption, entities = text_of(payload, "caption")
        markup = self._keyboard(payload)
        file = self._file(kind, payload, uploads)
        return self._chats.add(
            chat,
            self._chats.bot,
            caption=caption,
            caption_entities=entities,
            reply_markup=markup,
            **file.in_message(),
        )

    def _file(self, kind: str, payload: Json, uploads: Mapping[str, Upload]) -> File:
        given = payload.get(kind, "")
        upload = uploads.get(kind) or uploads.get(str(given).removeprefix("attach://"))
        if upload is None:
            return self._chats.file(given, kind=kind)
        name, data = upload
        if not data:
            raise bad("file must be non-empty")
        return self._chats.keep(kind, name, data)

    def _keyboard(self, payload: Json) -> Json | None:
        markup = keyboard_of(payload)
        if markup is not None:
            self.read(markup, InlineKeyboardMarkup)
        return markup

    def read(self, json: Json, reader: type) -> None:
        """Let another library read it: whatever it does not know or loses is a complaint."""
        try:
            seen = reader.de_json(json, None)  # type: ignore[attr-defined]  # of TelegramObject
        except Exception as error:  # noqa: BLE001 - whatever the reader stumbles over counts
            self._complaints.append(f"{reader.__name__} cannot read {json}: {error!r}")
            return
        if seen.api_kwargs or (reader is InlineKeyboardMarkup and seen.to_dict() != json):
            self._complaints.append(f"{reader.__name__} loses something of {json}")

    def _mine(self, payload: Json, deed: str) -> Json:
        chat = self._chats.get(payload.get("chat_id"))
        message = chat.messages.get(payload.get("message_id") or 0)
        if message is None:
            raise bad(f"message to {deed} not found")
        if message["from"] != self._chats.bot:
            raise bad(f"message can't be {deed}ed")
        return message

    def _edit(self, message: Json, **content: object) -> Json:
        if all((message.get(key) or None) == (value or None) for key, value in content.items()):
            raise bad(NOT_MODIFIED)
        for key, value in content.items():
            message.pop(key, None)
            if value:
                message[key] = value
        message["edit_date"] = int(time.time())
        return message

    def _edit_text(self, payload: Json, _uploads: object) -> Json:
        message = self._mine(payload, "edit")
        if "text" not in message:
            raise bad("there is no text in the message to edit")
        text, entities = text_of(payload)
        return self._edit(
            message, text=text, entities=entities, reply_markup=self._keyboard(payload)
        )

    def _edit_caption(self, payload: Json, _uploads: object) -> Json:
        message = self._mine(payload, "edit")
        if "text" in message:
            raise bad("there is no caption in the message to edit")
        caption, entities = text_of(payload, "caption")
        return self._edit(
            message,
            caption=caption,
            caption_entities=entities,
            reply_markup=self._keyboard(payload),
        )

    def _edit_markup(self, payload: Json, _uploads: object) -> Json:
        return self._edit(self._mine(payload, "edit"), reply_markup=self._keyboard(payload))

    def _delete(self, payload: Json, _uploads: object) -> bool:
        chat = self._chats.get(payload.get("chat_id"))
        number = payload.get("message_id") or 0
        if number not in chat.messages:
            raise bad("message to delete not found")
        self._delete_all(chat, [number])
        return True

    def _delete_many(self, payload: Json, _uploads: object) -> bool:
        """All or none; those that are not there any more are passed over."""
        chat = self._chats.get(payload.get("chat_id"))
        numbers = payload.get("message_ids") or []
        if not numbers:
            raise bad("message identifiers are not specified")
        if len(numbers) > MOST_DELETED:
            raise bad("too many message identifiers specified")
        self._delete_all(chat, [number for number in numbers if number in chat.messages])
        return True

    @staticmethod
    def _delete_all(chat: Chat, numbers: list[int]) -> None:
        if any(time.time() - chat.messages[each]["date"] > DELETABLE for each in numbers):
            raise bad("message can't be deleted for everyone")
        for number in numbers:
            del chat.messages[number]

    def _send_media_group(self, payload: Json, _uploads: object) -> list[Json]:
        """Each picture is a message of its own, and they have a group in common."""
        chat = self._reachable(payload)
        media: list[Json] = payload.get("media") or []
        if not 2 <= len(media) <= LARGEST_ALBUM:
            raise bad("an album has 2 to 10 messages")
        if any(each["type"] not in {"photo", "video"} for each in media):
            raise bad("can't use the media of the specified type in the album")
        files = [self._chats.file(each["media"], kind=each["type"]) for each in media]
        group = f"album-{next(self._albums)}"
        return [
            self._chats.add(chat, self._chats.bot, media_group_id=group, **file.in_message())
            for file in files
        ]

    def _answer_query(self, payload: Json, _uploads: object) -> bool:
        chat = self.queries.pop(payload.get("callback_query_id") or "", None)
        if chat is None:
            raise bad(STALE_QUERY)
        text = payload.get("text") or ""
        if units(text) > LONGEST_TOAST:
            raise bad("MESSAGE_TOO_LONG")
        if text:
            chat.toasts.append(text)
        return True

    def _get_file(self, payload: Json, _uploads: object) -> Json:
        file = self._chats.file(payload.get("file_id"))
        if file.size > LARGEST_DOWNLOAD:
            raise bad("file is too big")
        return {
            "file_id": file.file_id,
            "file_unique_id": f"u{file.file_id}",
            "file_size": file.size,
            "file_path": f"{file.kind}s/{file.file_id}",
        }
