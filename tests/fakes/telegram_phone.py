"""A person with Telegram in the hand: what they do reaches the bot as real updates."""

from collections.abc import Sequence
from itertools import count

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_limits import Json, units

COMMAND = "/"


class FakePhone:
    """One person's private chat with the bot, seen from the person's side.

    ``messages``, ``last``, ``buttons`` and ``screen`` speak of what the bot has shown, without
    its markup. With a webhook an action returns when the bot has answered the update; with
    polling it returns at once, and ``fake.settled()`` waits for the bot.
    """

    _queries = count(1)

    def __init__(
        self, fake: FakeTelegram, external: int, first_name: str, last_name: str = ""
    ) -> None:
        self.external = external
        self._fake = fake
        names = {"first_name": first_name} | ({"last_name": last_name} if last_name else {})
        self._chat = fake.chats.open(external, **names)
        self._user: Json = {"id": external, "is_bot": False, **names, "language_code": "ru"}

    async def say(self, text: str) -> None:
        entities = []
        if text.startswith(COMMAND):
            length = units(text.split(maxsplit=1)[0])
            entities.append({"type": "bot_command", "offset": 0, "length": length})
        message = self._fake.chats.add(self._chat, self._user, text=text, entities=entities)
        await self._fake.updates.deliver(message=message)

    async def edit(self, text: str, *, instead_of: str) -> None:
        """Change the newest message of one's own that reads so."""
        message = next(
            one
            for one in reversed(self.history)
            if not one["from"]["is_bot"] and _text(one) == instead_of
        )
        message["text" if "text" in message else "caption"] = text
        message["edit_date"] = message["date"] + 1
        await self._fake.updates.deliver(edited_message=message)

    async def send_album(self, *names: str, caption: str = "") -> None:
        """Pictures chosen together come one by one, with the mark of their album."""
        for at, name in enumerate(names):
            file = self._fake.chats.keep("photo", name, name.encode())
            message = self._fake.chats.add(
                self._chat,
                self._user,
                caption="" if at else caption,
                media_group_id=f"album of {names[0]}",
                **file.in_message(),
            )
            await self._fake.updates.deliver(message=message)

    async def send_sticker(self) -> None:
        file = {"file_id": "sticker", "file_unique_id": "s", "width": 1, "height": 1}
        shape = {"type": "regular", "is_animated": False, "is_video": False}
        message = self._fake.chats.add(self._chat, self._user, sticker=file | shape)
        await self._fake.updates.deliver(message=message)

    async def send_file(
        self,
        name: str,
        data: bytes,
        caption: str | None = None,
        size: int | None = None,
        kind: str = "document",
    ) -> None:
        """``size`` plays a heavier file than there are bytes."""
        file = self._fake.chats.keep(kind, name, data, size)
        message = self._fake.chats.add(
            self._chat, self._user, caption=caption, **file.in_message()
        )
        await self._fake.updates.deliver(message=message)

    async def press(self, title: str) -> None:
        """Press the button on the newest message that has it."""
        for message in reversed(self._shown):
            for button in _buttons(message):
                if button["text"] == title and "callback_data" in button:
                    await self.press_raw(button["callback_data"], message["message_id"])
                    return
        raise AssertionError(f"no button {title!r} in sight; on the screen:\n{self.all_screens}")

    async def press_raw(self, data: str, message_id: int | None = None) -> None:
        """Send any data, forged too; without a message it belongs to one long forgotten."""
        forgotten = {"chat": self._chat.about, "message_id": message_id or 0, "date": 0}
        number = str(next(self._queries))
        self._fake.methods.queries[number] = self._chat
        await self._fake.updates.deliver(
            callback_query={
                "id": number,
                "from": self._user,
                "chat_instance": "fake",
                "message": self._chat.messages.get(message_id or 0, forgotten),
                "data": data,
            }
        )

    async def block(self) -> None:
        self._chat.blocked = True
        await self._membership("member", "kicked")

    async def unblock(self) -> None:
        self._chat.blocked = False
        await self._membership("kicked", "member")

    async def _membership(self, was: str, now: str) -> None:
        bot = self._fake.chats.bot
        states = [
            {"status": state, "user": bot} | ({"until_date": 0} if state == "kicked" else {})
            for state in (was, now)
        ]
        await self._fake.updates.deliver(
            my_chat_member={
                "chat": self._chat.about,
                "from": self._user,
                "date": 1,
                "old_chat_member": states[0],
                "new_chat_member": states[1],
            }
        )

    @property
    def history(self) -> Sequence[Json]:
        """Every message of both sides, as Telegram keeps it."""
        return list(self._chat.messages.values())

    @property
    def messages(self) -> list[str]:
        return [_text(message) for message in self._shown]

    @property
    def last(self) -> str:
        return self.messages[-1] if self._shown else ""

    @property
    def buttons(self) -> list[str]:
        """Titles on the newest message of the bot."""
        return [button["text"] for button in _buttons(self._shown[-1])] if self._shown else []

    @property
    def screen(self) -> str:
        return _screen(self._shown[-1]) if self._shown else ""

    @property
    def all_screens(self) -> str:
        return "\n---\n".join(_screen(message) for message in self._shown)

    @property
    def toasts(self) -> list[str]:
        return self._chat.toasts

    @property
    def _shown(self) -> Sequence[Json]:
        return [message for message in self.history if message["from"]["is_bot"]]


def _text(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _rows(message: Json) -> Sequence[Sequence[Json]]:
    rows: Sequence[Sequence[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _buttons(message: Json) -> Sequence[Json]:
    return [button for row in _rows(message) for button in row]


def _screen(message: Json) -> str:
    rows = [" ".join(f"[{button['text']}]" for button in row) for row in _rows(message)]
    if "document" in message:
        rows.insert(0, f"({message['document']['file_name']})")
    return "\n".join([_text(message), *rows])
