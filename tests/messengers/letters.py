"""A carrier of each messenger with a person at the other end, for tests that know none of them."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from bot.clock import MovableClock
from bot.messengers.demo.chats import Chats
from bot.messengers.demo.outgoing import DemoCarrier
from bot.messengers.max.outgoing import MaxCarrier
from bot.messengers.max.pace import MaxPace
from bot.messengers.telegram.outgoing import TelegramCarrier
from core.files import Attachment, FileKind
from core.letters import Messenger
from core.people import Account
from tests.fakes.max import TOKEN as MAX_TOKEN
from tests.fakes.max import FakeMax
from tests.fakes.max_chats import TYPES
from tests.fakes.max_phone import MaxPhone
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_phone import FakePhone
from tests.words import WITHDRAWN

ANNA = 101


@dataclass(frozen=True, kw_only=True)
class Post:
    """The demo has no network in between."""

    messenger: str
    carrier: Messenger
    seen: Callable[[], Sequence[str]]
    """Texts of the messages in the chat, each with its buttons; a file is a text of nothing."""
    keep: Callable[[FileKind], str]
    age: Callable[[], None]
    """More than two days pass."""
    lose: Callable[[str], None]
    """A message is gone by the time we come back to it."""
    network: FakeTelegram | FakeMax | None = None
    account: Account = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "account", Account(self.messenger, ANNA))

    def files(self, *kinds: FileKind) -> tuple[Attachment, ...]:
        return tuple(
            Attachment(kind=kind, messenger=self.messenger, file_id=self.keep(kind), name="имя")
            for kind in kinds
        )


@asynccontextmanager
async def telegram_post(per_second: int = 30) -> AsyncIterator[Post]:
    async with (
        FakeTelegram() as fake,
        TelegramCarrier(
            TOKEN, withdrawn=WITHDRAWN, base_url=fake.url, per_second=per_second
        ) as carrier,
    ):
        anna = FakePhone(fake, ANNA, "Анна")
        chat = fake.chats.open(ANNA)

        def age() -> None:
            for message in chat.messages.values():
                message["date"] -= 49 * 3600

        yield Post(
            messenger="telegram",
            carrier=carrier,
            seen=lambda: anna.all_screens.split("\n---\n"),
            keep=lambda kind: fake.chats.keep(kind.value, "имя", b"1").file_id,
            age=age,
            lose=lambda number: chat.messages.__delitem__(int(number)),
            network=fake,
        )
    assert fake.complaints == []


@asynccontextmanager
async def max_post(per_second: int = 1000) -> AsyncIterator[Post]:
    """MAX deletes for ever, as far as is known: nothing happens to messages by their age."""
    pace = MaxPace(per_second=per_second, per_chat=1000)
    async with (
        FakeMax() as fake,
        MaxCarrier(MAX_TOKEN, withdrawn=WITHDRAWN, base_url=fake.url, pace=pace) as carrier,
    ):
        fake.rates.per_chat = fake.rates.per_second = None
        anna = MaxPhone(fake, ANNA, "Анна")
        chat = fake.chats.open(ANNA)

        yield Post(
            messenger="max",
            carrier=carrier,
            seen=lambda: anna.all_screens.split("\n---\n"),
            keep=lambda kind: fake.chats.keep(TYPES[kind], "имя", b"1").token,
            age=lambda: fake.fail_next(403, "access.denied", times=100, method="DELETE /messages"),
            lose=chat.messages.__delitem__,
            network=fake,
        )
    assert fake.complaints == []


@asynccontextmanager
async def demo_post() -> AsyncIterator[Post]:
    clock = MovableClock()
    chats = Chats(clock)

    def seen() -> Sequence[str]:
        return [
            "\n".join(
                [
                    message.text or "",
                    *(
                        f"[{button.text}]"
                        for row in (
                            message.reply_markup.inline_keyboard if message.reply_markup else []
                        )
                        for button in row
                    ),
                ]
            )
            for message in chats.messages(ANNA)
        ]

    def keep(kind: FileKind) -> str:
        stored = "photo" if kind is FileKind.PHOTO else "document"
        return chats.keep("имя", b"1", kind=stored).file_id

    yield Post(
        messenger="demo",
        carrier=DemoCarrier(chats, withdrawn=WITHDRAWN),
        seen=seen,
        keep=keep,
        age=lambda: clock.move(timedelta(hours=49)),
        lose=lambda number: chats.delete(ANNA, int(number)),
    )


POSTS = {"telegram": telegram_post, "max": max_post, "demo": demo_post}
