"""What the page is told: phones and messages in JSON, only those that have changed."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiogram.types import Message

from bot.messengers.demo import markup
from bot.messengers.demo.chats import Chats, keyboard
from bot.messengers.demo.markup import Marked
from bot.messengers.demo.phones import Phone, Phones

Json = dict[str, Any]


class View:
    """Revisions mean nothing after a restart, so their mark carries the name of this run."""

    def __init__(self, chats: Chats, phones: Phones, clock: Callable[[], datetime]) -> None:
        self._chats, self._phones, self._clock = chats, phones, clock
        self._run = secrets.token_hex(4)

    def mark(self, revision: int) -> str:
        return f"{self._run}.{revision}"

    def known(self, mark: str) -> int:
        """The revision that the page has seen; 0 for a new page and one of an earlier run."""
        run, _, revision = mark.partition(".")
        return int(revision) if run == self._run and revision.isdecimal() else 0

    def changes(self, *, after: int) -> Json:
        """Everything newer than the revision; ``fresh`` tells the page to forget what it had."""
        changes: Json = {
            "fresh": after == 0,
            "now": self._clock().isoformat(),
            "chats": {},
            "phones": None,
        }
        if after == 0 or self._phones.revision > after:
            changes["phones"] = [phone_json(phone) for phone in self._phones]
            changes["commands"] = [
                {"command": f"/{each.command}", "description": each.description}
                for each in self._chats.commands
            ]
        for phone in self._phones:
            external = phone.character.external
            messages = self._chats.changed(external, after=after)
            if messages is not None:
                changes["chats"][str(external)] = self._chat(external, messages, after)
        return changes

    def _chat(self, external: int, messages: Any, after: int) -> Json:
        toasts = self._chats.toasts(external, after=after) if after else []
        return {
            "ids": [message.message_id for message in self._chats.messages(external)],
            "messages": [self._message(message) for message in messages],
            "toasts": [{"text": toast.text, "alert": toast.alert} for toast in toasts],
            "typing": self._chats.is_typing(external),
        }

    def _message(self, message: Message) -> Json:
        entities = message.entities or message.caption_entities or ()
        marked = Marked(message.text or message.caption or "", tuple(entities))
        own = message.from_user is None or not message.from_user.is_bot
        return {
            "id": message.message_id,
            "own": own,
            "edited": own and message.edit_date is not None,
            "at": message.date.isoformat(),
            "runs": [
                {"text": run.text, "tags": run.tags, "url": run.url, "command": run.command}
                for run in markup.runs(marked)
            ],
            "file": self._file(message),
            "rows": [
                [{"title": each.text, "data": each.callback_data, "url": each.url} for each in row]
                for row in keyboard(message).inline_keyboard
            ],
        }

    def _file(self, message: Message) -> Json | None:
        given = message.document or (message.photo[-1] if message.photo else None)
        if given is None:
            return None
        file = self._chats.file(given.file_id)
        return {
            "id": given.file_id,
            "name": file.name if file else getattr(given, "file_name", ""),
            "size": given.file_size or 0,
            "photo": message.photo is not None,
        }


def phone_json(phone: Phone) -> Json:
    return {
        "external": phone.character.external,
        "name": phone.character.name,
        "title": phone.character.title,
        "hint": phone.character.hint,
        "newcomer": phone.newcomer,
        "start": phone.start,
    }
