"""A person with MAX in the hand: what they do reaches the bot as real updates."""

import hashlib
import hmac
from collections.abc import Sequence
from itertools import count

from tests.fakes.max import FakeMax
from tests.fakes.max_chats import TYPES
from tests.fakes.telegram_limits import Json

START = "/start"


class MaxPhone:
    """One person's dialog with the bot, seen from the person's side.

    ``messages``, ``last``, ``buttons`` and ``screen`` speak of what the bot has shown, without
    its markup; ``history`` tells it in Telegram's words, for tests that know no messenger. With
    a webhook an action returns when the bot has answered the update; with polling it returns at
    once, and ``fake.settled()`` waits for the bot.
    """

    _callbacks = count(1)

    def __init__(self, fake: FakeMax, external: int, first_name: str, last_name: str = "") -> None:
        self.external = external
        self._fake = fake
        self._chat = fake.chats.open(external, first_name, last_name)
        assert self._chat.user is not None
        self._user = self._chat.user
        self._started = False

    async def say(self, text: str) -> None:
        """The first «/start» is the button that begins a dialog, not words."""
        command, _, payload = text.partition(" ")
        if command == START and not self._started:
            await self.start(payload or None)
        else:
            await self._write(text=text)

    async def start(self, payload: str | None = None) -> None:
        """Press «Начать», maybe by a link that carries something."""
        self._started = True
        self._chat.stopped = False
        more = {"payload": payload} if payload else {}
        await self._event("bot_started", **more)

    async def send_file(
        self,
        name: str,
        data: bytes,
        caption: str | None = None,
        size: int | None = None,
        kind: str = "document",
    ) -> None:
        """``size`` plays a heavier file than there are bytes."""
        file = self._fake.chats.keep(TYPES[kind], name, data, size)
        attachments = [self._fake.chats.shown(file)]
        await self._write(text=caption or "", attachments=attachments)

    async def edit(self, text: str, *, instead_of: str) -> None:
        """Change the newest message of one's own that reads so."""
        message = next(
            one
            for one in reversed(self._chat.messages.values())
            if not one["sender"]["is_bot"] and _text(one) == instead_of
        )
        message["body"]["text"] = text
        await self._fake.updates.deliver("message_edited", message=message, user_locale="ru")

    async def send_album(self, *names: str, caption: str = "") -> None:
        """Pictures chosen together are one message."""
        files = [self._fake.chats.keep("image", name, name.encode()) for name in names]
        await self._write(text=caption, attachments=[*map(self._fake.chats.shown, files)])

    async def send_contact(self, phone: str = "79000000000", *, forged: bool = False) -> None:
        """One's own number, signed by MAX; ``forged`` is signed by somebody else."""
        names = f"{self._user['first_name']} {self._user['last_name']}".strip()
        card = (
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nTEL;TYPE=cell:{phone}\r\nFN:{names}\r\nEND:VCARD\r\n"
        )
        key = "another token" if forged else self._fake.token
        signed = hmac.new(key.encode(), card.encode(), hashlib.sha256).hexdigest()
        payload = {"vcf_info": card, "hash": signed, "max_info": self._user}
        await self._write(text="", attachments=[{"type": "contact", "payload": payload}])

    async def send_voice_that_max_loses(self) -> None:
        """A voice message comes as an update without a message."""
        await self._fake.updates.deliver("message_created", user_locale="ru")

    async def _write(self, **body: object) -> None:
        message = self._fake.chats.add(self._chat, self._user, **body)
        await self._fake.updates.deliver("message_created", message=message, user_locale="ru")

    async def press(self, title: str) -> None:
        """Press the button on the newest message that has it."""
        for message in reversed(self._shown):
            for button in _buttons(message):
                if button["text"] == title:
                    await self._pressed(button, message)
                    return
        raise AssertionError(f"no button {title!r} in sight; on the screen:\n{self.all_screens}")

    async def _pressed(self, button: Json, message: Json) -> None:
        match button["type"]:
            case "callback":
                await self.press_raw(button["payload"], message["body"]["seq"])
            case "message":
                await self.say(button["text"])
            case "request_contact":
                await self.send_contact()

    async def press_raw(self, data: str, message_id: int | None = None) -> None:
        """Send any data, forged too; without a message it belongs to one long forgotten."""
        messages = self._chat.messages.values()
        message = next((each for each in messages if each["body"]["seq"] == message_id), None)
        number = f"callback-{next(self._callbacks)}"
        mid = message["body"]["mid"] if message else None
        self._fake.methods.callbacks[number] = (self._chat, mid)
        callback = {
            "timestamp": self._user["last_activity_time"],
            "callback_id": number,
            "payload": data,
            "user": self._user,
        }
        await self._fake.updates.deliver(
            "message_callback", callback=callback, message=message, user_locale="ru"
        )

    async def block(self) -> None:
        """Both updates come when somebody deletes the dialog."""
        self._chat.stopped = True
        await self._event("bot_stopped")
        await self._event("dialog_removed")

    async def unblock(self) -> None:
        await self.start()

    async def _event(self, update_type: str, **more: object) -> None:
        await self._fake.updates.deliver(
            update_type,
            chat_id=self._chat.chat_id,
            user=self._user,
            user_id=self._user["user_id"],
            user_locale="ru",
            **more,
        )

    @property
    def history(self) -> Sequence[Json]:
        """Every message of both sides, in Telegram's words."""
        return [_as_telegram(message) for message in self._chat.messages.values()]

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
    def actions(self) -> list[str]:
        return self._chat.actions

    @property
    def _shown(self) -> Sequence[Json]:
        return [each for each in self._chat.messages.values() if each["sender"]["is_bot"]]


def _text(message: Json) -> str:
    return str(message["body"]["text"])


def _attached(message: Json, *types: str) -> Sequence[Json]:
    attachments: Sequence[Json] = message["body"].get("attachments") or ()
    return [each for each in attachments if each["type"] in types]


def _rows(message: Json) -> Sequence[Sequence[Json]]:
    keyboards = _attached(message, "inline_keyboard")
    rows: Sequence[Sequence[Json]] = keyboards[0]["payload"]["buttons"] if keyboards else ()
    return rows


def _buttons(message: Json) -> Sequence[Json]:
    return [button for row in _rows(message) for button in row]


def _screen(message: Json) -> str:
    rows = [" ".join(f"[{button['text']}]" for button in row) for row in _rows(message)]
    for file in _attached(message, "file"):
        rows.insert(0, f"({file['filename']})")
    return "\n".join([_text(message), *rows])


def _as_telegram(message: Json) -> Json:
    seen: Json = {
        "message_id": message["body"]["seq"],
        "from": message["sender"],
        "text": _text(message),
    }
    for file in _attached(message, "file"):
        seen["document"] = {"file_name": file["filename"]}
    for file in _attached(message, "image"):
        seen["photo"] = [file["payload"]]
    return seen
