"""A small methodical service to test in: people by name, phones in their hands."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from unittest.mock import patch

import pytest
from aiogram import Bot, Router
from aiogram.types import User

from bot import app
from bot.app import Read, Service
from bot.crossing import Carrier
from bot.demo import feeding, make_bot
from bot.messengers.demo.chats import Chats
from bot.messengers.demo.outgoing import DemoCarrier
from bot.messengers.demo.people import DemoChat
from core.catalogue import SubjectId
from core.people import Account, Grant, Person, PersonId, Role
from core.registration import use_cases as registration
from core.units import UnitId
from storage.work import Database
from tests import lent
from tests.times import Clock
from tests.words import WITHDRAWN
from texts import Texts

TEXTS = Texts("Europe/Moscow")


class Telephone(Protocol):
    """A person's phone, whichever messenger is on it."""

    external: int

    async def say(self, text: str) -> None: ...

    async def edit(self, text: str, *, instead_of: str) -> None: ...

    async def press(self, title: str) -> None: ...

    async def press_raw(self, data: str) -> None: ...

    async def send_file(
        self,
        name: str,
        data: bytes,
        caption: str | None = None,
        size: int | None = None,
        kind: Any = "document",
    ) -> None: ...

    @property
    def history(self) -> Sequence[Any]: ...

    @property
    def messages(self) -> list[str]: ...

    @property
    def last(self) -> str: ...

    @property
    def buttons(self) -> list[str]: ...

    @property
    def screen(self) -> str: ...

    @property
    def all_screens(self) -> str: ...


@dataclass
class World:
    """A region with a district and two schools; ``post`` lets the postman go round.

    People are in ``messenger`` unless it is said otherwise; ``beside`` are bots of the others.
    """

    database: Database
    clock: Clock
    messenger: str
    bot: Bot
    carriers: Mapping[str, Carrier]
    admins: tuple[Account, ...] = ()
    redis: str | None = None
    readers: Mapping[str, Read] = field(default_factory=dict)
    beside: Mapping[str, Bot] = field(default_factory=dict, kw_only=True)
    service: Service = field(init=False)
    _dialogs: list[Router] = field(init=False)
    units: dict[str, UnitId] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    _next: int = 100

    def __post_init__(self) -> None:
        self._dialogs = lent.take()
        with patch.object(app, "make_dialogs", lambda: self._dialogs):
            self.service = app.build(
                self.database,
                {self.messenger: self.bot, **self.beside},
                self.carriers,
                TEXTS,
                readers=self.readers,
                admins=self.admins,
                redis=self.redis,
            )

    async def settle(self) -> None:
        async with self.database.open_work() as work:
            await work.catalogue.begin_with()
            region = await work.units.add(name="Озёрный край", level="регион", parent=None)
            north = await work.units.add(name="Северный район", level="район", parent=region)
            self.units = {"край": region, "район": north}
            for name in ("Школа № 1", "Школа № 5"):
                unit = await work.units.add(name=name, level="школа", parent=north)
                self.units[name] = unit

    async def person(
        self,
        name: str,
        role: Role | None = None,
        *,
        at: str = "Школа № 5",
        over: str = "район",
        messenger: str | None = None,
    ) -> Person:
        """Somebody who has registered; staff get the role over the district."""
        account = Account(messenger or self.messenger, self.new_number())
        async with self.database.open_work() as work:
            me = await registration.agree(work, account)
            me = await registration.rename(work, name, me=me)
            me = await registration.place(work, self.units[at], me=me)
            me = await registration.employ(work, "Учитель", me=me)
            me = await registration.teach(work, [SubjectId(3)], me=me)
            if role is not None:
                grant = Grant(role, self.units[over])
                await work.roles.grant(me.id, grant, by=None, at=work.now)
            me = await work.people.get(me.id)
        self.people[name] = me
        return me

    def new_number(self) -> int:
        self._next += 1
        return self._next

    async def number_of(self, person: PersonId, messenger: str | None = None) -> int:
        where = messenger or self.messenger
        async with self.database.open_view() as work:
            accounts = await work.people.accounts(person)
        [number] = [one.external for one in accounts if one.messenger == where]
        return number

    async def phone(self, person: Person, messenger: str | None = None) -> Telephone:
        number = await self.number_of(person.id, messenger)
        return self.new_phone(number, person.name, messenger)

    def new_phone(self, number: int, name: str, messenger: str | None = None) -> Telephone:
        """The phone of anybody, known to the service or not."""
        raise NotImplementedError

    async def post(self) -> int:
        return await self.service.post.postman.deliver_all()

    async def joined(self, number: int, messenger: str | None = None) -> Person | None:
        """The person behind an account, if the service knows it."""
        async with self.database.open_view() as work:
            return await work.people.at(Account(messenger or self.messenger, number))

    async def close(self) -> None:
        for bot in (self.bot, *self.beside.values()):
            await bot.session.close()
        lent.give_back(self._dialogs)


@dataclass
class DemoWorld(World):
    """``chats`` are those of the first messenger, ``chats_beside`` those of the others."""

    chats: Chats = field(kw_only=True)
    chats_beside: Mapping[str, Chats] = field(default_factory=dict, kw_only=True)

    def new_phone(self, number: int, name: str, messenger: str | None = None) -> DemoChat:
        where = messenger or self.messenger
        chats = {self.messenger: self.chats, **self.chats_beside}[where]
        return DemoChat(chats, feeding(self.service, where), number, name)


def demo_world(
    database: Database,
    clock: Clock,
    *,
    admins: tuple[Account, ...] = (),
    redis: str | None = None,
    chats: Chats | None = None,
    beside: Sequence[str] = (),
) -> DemoWorld:
    """``chats`` of another world: the same phones, the service started anew.

    ``beside`` names further messengers, ``max`` for one: chats, files and bots of their own.
    """
    chats = chats or Chats(clock)
    others = {name: Chats(clock, first_id=5_000 * place) for place, name in enumerate(beside, 1)}
    bots = {
        name: User(id=place, is_bot=True, first_name="Opora", username=f"opora_{name}_bot")
        for place, name in enumerate(beside, 2)
    }
    return DemoWorld(
        database,
        clock,
        "demo",
        make_bot(chats),
        {
            name: DemoCarrier(each, name, withdrawn=WITHDRAWN)
            for name, each in {"demo": chats, **others}.items()
        },
        admins,
        redis,
        beside={name: make_bot(others[name], me) for name, me in bots.items()},
        chats=chats,
        chats_beside=others,
    )


@pytest.fixture
async def world(database: Database, clock: Clock) -> AsyncIterator[DemoWorld]:
    """The region with its two schools, in the demo messenger."""
    world = demo_world(database, clock)
    await world.settle()
    yield world
    await world.close()


@pytest.fixture
async def two_messengers(database: Database, clock: Clock) -> AsyncIterator[DemoWorld]:
    """The same region with the demo messenger and, beside it, one under the name of MAX."""
    world = demo_world(database, clock, beside=["max"])
    await world.settle()
    yield world
    await world.close()
