"""The calls of the fake MAX that change chats: what they demand and what they answer."""

from collections.abc import Callable

from tests.fakes.max_chats import Chat, Chats, File
from tests.fakes.max_limits import (
    Rates,
    Refusal,
    check_attachments,
    check_body,
    text_of,
    wrong,
)
from tests.fakes.telegram_limits import Json

DONE: Json = {"success": True}

Call = Callable[[Json, Json], Json]
"""Of the query and the body."""


class Methods:
    """One method of Python for each call; parts of the path come with the query."""

    def __init__(self, chats: Chats, rates: Rates, complaints: list[str]) -> None:
        self._chats = chats
        self._rates = rates
        self._complaints = complaints
        self.commands: list[Json] = []
        self.callbacks: dict[str, tuple[Chat, str | None]] = {}
        """Presses of buttons; MAX lets them be answered, and does not mind if they are not."""
        self.places: dict[str, File] = {}
        self.table: dict[str, tuple[Call, set[str]]] = {
            "GET /me": (self._me, set()),
            "PATCH /me/commands": (self._set_commands, set()),
            "POST /messages": (self._send, {"user_id", "chat_id", "disable_link_preview"}),
            "PUT /messages": (self._edit, {"message_id"}),
            "DELETE /messages": (self._delete, {"message_id"}),
            "GET /messages/{mid}": (self._get, {"mid"}),
            "POST /answers": (self._answer, {"callback_id"}),
            "POST /uploads": (self._place, {"type"}),
            "POST /chats/{chat_id}/actions": (self._act, {"chat_id"}),
        }

    def _me(self, _query: Json, _body: Json) -> Json:
        return self._chats.bot

    def _set_commands(self, _query: Json, body: Json) -> Json:
        check_body(body, "commands", self._complaints)
        self.commands = body["commands"]
        return DONE

    def _send(self, query: Json, body: Json) -> Json:
        check_body(body, "message", self._complaints)
        chat = self._chats.to(query)
        self._rates.check_chat("send", chat.chat_id)
        content = self._content(body)
        if not content.get("text", "").strip() and not self._files(content):
            raise wrong("a message with nothing in it")
        message = self._chats.add(chat, self._chats.bot, **content)
        if "link" in body:
            linked = self._chats.with_message(body["link"]["mid"])[1]
            message["link"] = {"type": body["link"]["type"], "message": linked["body"]}
        return {"message": message}

    @staticmethod
    def _files(content: Json) -> list[Json]:
        return [
            each for each in content.get("attachments", ()) if each["type"] != "inline_keyboard"
        ]

    def _content(self, body: Json) -> Json:
        """What a body changes of a message: what is absent or null stays as it is."""
        content: Json = {}
        if body.get("text") is not None:
            content["text"], content["markup"] = text_of(body, self._complaints)
        if body.get("attachments") is not None:
            check_attachments(body["attachments"])
            content["attachments"] = list(map(self._attached, body["attachments"]))
        return content

    def _attached(self, attachment: Json) -> Json:
        if attachment["type"] == "inline_keyboard":
            return attachment
        if "url" in attachment["payload"]:
            return attachment
        file = self._chats.file(attachment["payload"]["token"], attachment["type"])
        if file.not_ready:
            file.not_ready -= 1
            words = "Key: errors.process.attachment.file.not.processed"
            raise Refusal(400, "attachment.not.ready", words)
        return self._chats.shown(file)

    def _mine(self, query: Json, kind: str) -> tuple[Chat, Json]:
        chat, message = self._chats.with_message(query.get("message_id"))
        self._rates.check_chat(kind, chat.chat_id)
        if message["sender"] != self._chats.bot:
            raise Refusal(403, "access.denied", "not a message of the bot")
        if chat.stopped:
            raise Refusal(403, "chat.denied", "error.dialog.suspended")
        return chat, message

    def _edit(self, query: Json, body: Json) -> Json:
        check_body(body, "message", self._complaints)
        _, message = self._mine(query, "edit")
        after = {**message["body"], **self._content(body)}
        if not after["text"].strip() and not self._files(after):
            raise wrong("a message with nothing in it")
        message["body"] = after
        return DONE

    def _delete(self, query: Json, _body: Json) -> Json:
        chat, message = self._mine(query, "delete")
        del chat.messages[message["body"]["mid"]]
        return DONE

    def _get(self, query: Json, _body: Json) -> Json:
        return self._chats.with_message(query["mid"])[1]

    def _answer(self, query: Json, body: Json) -> Json:
        if query.get("callback_id") not in self.callbacks:
            raise Refusal(404, "not.found", "Callback not found")
        if not body:
            raise wrong("Key: errors.required: message or notification")
        check_body(body, "answer", self._complaints)
        chat, mid = self.callbacks[query["callback_id"]]
        self._rates.check_chat("answer", chat.chat_id)
        if "notification" in body:
            chat.unseen_toasts.append(body["notification"])
        if "message" in body:
            self._edit({"message_id": mid}, body["message"])
        return DONE

    def _act(self, query: Json, body: Json) -> Json:
        check_body(body, "action", self._complaints)
        self._chats.by_id(int(query["chat_id"])).actions.append(body["action"])
        return DONE

    def _place(self, query: Json, _body: Json) -> Json:
        """A file has its place, and where its kind wants it so, its token, before its bytes."""
        type_ = query.get("type")
        if type_ not in {"image", "video", "audio", "file"}:
            raise wrong(f"type: {type_}")
        file = self._chats.keep(str(type_), "", b"")
        number = str(len(self.places) + 1)
        self.places[number] = file
        place: Json = {"url": f"{self._chats.url}/upload/{number}"}
        return {**place, "token": file.token} if type_ in {"video", "audio"} else place

    def uploaded(self, number: str, field: str, name: str, data: bytes) -> Json | str:
        """What the host of the files answers; a refusal is a 200 too."""
        file = self.places.pop(number, None)
        if file is None:
            raise Refusal(404, "not.found", "no such place, or it is used up")
        if field != "data":
            raise Refusal(415)
        if not data:
            return {"error_code": "4", "error_data": "BAD_REQUEST"}
        file.name, file.data, file.size = name, data, len(data)
        file.not_ready = self._chats.not_ready
        if file.type == "image":
            return {"photos": {"0": {"token": file.token}}}
        return {"token": file.token} if file.type == "file" else "<retval>1</retval>"
