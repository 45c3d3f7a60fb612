"""One small service in Telegram and in MAX at once, over the fakes of both."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import func, select

from bot.messengers.max import MESSENGER
from bot.messengers.max.outgoing import MaxCarrier
from bot.messengers.max.pace import MaxPace
from bot.messengers.max.reading import make_reader
from bot.messengers.max.session import make_bot
from core.people import Role
from storage.copies import CopyRow
from storage.work import Database
from tests.fakes.max import TOKEN, FakeMax
from tests.fakes.max_chats import TYPES
from tests.fakes.telegram import FakeTelegram
from tests.max_world import MaxWorld, webhook
from tests.telegram_world import TelegramWorld, telegram_world
from tests.times import Clock
from tests.words import WITHDRAWN
from tests.world import Telephone

Received = tuple[str, str, bytes]
"""Kind, name and bytes of a file. Of a picture no name is told."""


@dataclass
class Side:
    """A person in one of the messengers, and how files come to them and are taken from them."""

    phone: Telephone
    received: Callable[[], list[Received]]
    uploads: Callable[[], int]
    downloads: Callable[[], int]


@dataclass
class TwoWorlds:
    telegram: TelegramWorld
    max: MaxWorld
    clock: Clock
    database: Database

    async def in_telegram(self, name: str, role: Role | None = None) -> Side:
        phone = await self.telegram.phone(await self.telegram.person(name, role))
        fake = self.telegram.fake
        return Side(
            phone,
            lambda: in_telegram(fake, phone),
            lambda: len(fake.uploaded),
            lambda: len(fake.calls_of("getFile")),
        )

    async def in_max(self, name: str, role: Role | None = None) -> Side:
        phone = await self.max.phone(await self.max.person(name, role))
        fake = self.max.fake
        return Side(
            phone,
            lambda: in_max(fake, phone),
            lambda: len(fake.calls_of("POST /uploads")),
            lambda: len(fake.downloads),
        )

    async def post(self, *, after_minutes: int = 0) -> None:
        self.clock.wait(minutes=after_minutes)
        await self.telegram.post()

    async def copies(self) -> int:
        async with self.database.reader.connect() as connection:
            return await connection.scalar(select(func.count()).select_from(CopyRow)) or 0


def in_telegram(fake: FakeTelegram, phone: Telephone) -> list[Received]:
    found = []
    for message in phone.history:
        for kind in TYPES:
            if message["from"]["is_bot"] and kind in message:
                about = message[kind][-1] if kind == "photo" else message[kind]
                file = fake.chats.file(about["file_id"])
                found.append((kind, about.get("file_name", ""), file.data))
    return found


def in_max(fake: FakeMax, phone: Telephone) -> list[Received]:
    kinds = {type_: kind for kind, type_ in reversed(TYPES.items())}
    found = []
    for message in fake.chats.open(phone.external).messages.values():
        for each in message["body"].get("attachments") or ():
            if message["sender"]["is_bot"] and each["type"] in kinds:
                file = fake.chats.file(each["payload"]["token"])
                found.append((kinds[each["type"]], each.get("filename", ""), file.data))
    return found


@asynccontextmanager
async def two_worlds(database: Database, clock: Clock) -> AsyncIterator[TwoWorlds]:
    pace = MaxPace(per_second=1000, per_chat=1000)
    async with (
        FakeMax() as fake,
        MaxCarrier(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url, pace=pace) as carrier,
    ):
        fake.rates.per_chat = fake.rates.per_second = None
        bot = make_bot(TOKEN, api=fake.url, pace=pace, database=database)
        readers, carriers = {MESSENGER: make_reader(TOKEN)}, {MESSENGER: carrier}
        max_ = MaxWorld(
            database, clock, MESSENGER, bot, carriers, readers=readers, fake=fake, polls=False
        )
        beside = {MESSENGER: (bot, carrier)}
        async with telegram_world(
            database, clock, polls=False, beside=beside, readers=readers
        ) as telegram:
            max_.service = telegram.service
            await telegram.settle()
            max_.units = telegram.units
            async with webhook(max_):
                yield TwoWorlds(telegram, max_, clock, database)
        await bot.session.close()
    assert fake.complaints == []
