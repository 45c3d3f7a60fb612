"""P35: where a messenger may carry no personal data, none is in anything that is sent there.

People with canaries for names, words and files do everything that can be done in Telegram, which
is closed, and live through a whole consultation in MAX. Every request that reached the fake Bot
API over HTTP is searched.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from aiogram.filters import Command
from aiogram.types import User

from bot.demo import feeding, make_bot
from bot.messengers.demo.chats import Chats
from bot.messengers.demo.outgoing import DemoCarrier
from bot.messengers.demo.people import DemoChat
from core.carriage.model import Carriage, Choice, Extent
from core.people import Account, Role
from core.roles import use_cases as roles
from handlers.access import ANYBODY, allowed
from storage.people import AccountRow
from storage.work import Database
from tests.carriage.conftest import choose
from tests.promises import egress
from tests.promises.canaries import QUESTION
from tests.promises.test_p20_rights import OPENED_BY
from tests.telegram_world import TelegramWorld, telegram_world
from tests.times import Clock
from tests.walks import tap
from tests.words import WITHDRAWN
from tests.world import Telephone

SIGNS = ("q7canary", "канарейк", "kanareik", "912 345-67-89", "79123456789")
ANNA, BORIS, INNA = "Канарейкина Анна", "Канарейкин Борис", "Канарейко Инна"
STAFF = {BORIS: Role.METHODIST, INNA: Role.ADMINISTRATOR}
COMMANDS = ("/start", "/start q7canary", "/menu", "/ask", "/profile", "/privacy", "/help", "/no")
LINK = "https://max.ru/opora_bot"


@dataclass
class Both:
    """The service in Telegram, over HTTP, and in MAX; everybody but Olga is in both."""

    world: TelegramWorld
    chats: Chats
    max: dict[str, DemoChat] = field(default_factory=dict)
    telegram: dict[str, Telephone] = field(default_factory=dict)

    async def settle(self) -> None:
        await self.world.settle()
        async with self.world.database.open_work() as work:
            await work.carriage.remember_link("max", LINK)
        for name in (ANNA, BORIS, INNA, "Канарейкина Ольга"):
            over = "край" if name == INNA else "район"
            person = await self.world.person(name, STAFF.get(name), over=over)
            self.telegram[name] = await self.world.phone(person)
        for name in (ANNA, BORIS, INNA):
            await self._join(name)
        self.telegram["new"] = self.world.new_phone(900, "Канарейкина Нина")

    async def _join(self, name: str) -> None:
        account = Account("max", self.world.new_number())
        row = AccountRow(
            messenger="max",
            external=account.external,
            person_id=self.world.people[name].id,
            joined_at=self.world.clock.wait(seconds=1),
        )
        async with self.world.database._writing.begin() as session:  # noqa: SLF001 - the world's own
            session.add(row)
        feed = feeding(self.world.service, "max")
        self.max[name] = DemoChat(self.chats, feed, account.external, name)

    def sent(self) -> list[str]:
        """Every request to Telegram, with the answer to nobody's question left out."""
        calls = [call for call in self.world.fake.calls if call.method != "getUpdates"]
        return [f"{call.method} {json.dumps(call.payload, ensure_ascii=False)}" for call in calls]


pytestmark = pytest.mark.timeout(300)


@pytest.fixture
async def both(database: Database, clock: Clock) -> AsyncIterator[Both]:
    chats = Chats(clock)
    me = User(id=2, is_bot=True, first_name="Opora", username="opora_max_bot")
    beside = {"max": (make_bot(chats, me), DemoCarrier(chats, "max", withdrawn=WITHDRAWN))}
    async with telegram_world(database, clock, polls=False, beside=beside) as world:
        service = Both(world, chats)
        await service.settle()
        yield service
    await beside["max"][0].session.close()


def found(sent: Iterable[str]) -> Counter[str]:
    return Counter(sign for one in sent for sign in SIGNS if sign in one.lower())


async def live(both: Both, *knocking: str) -> None:
    """Everything at once: conversations in MAX, attempts in Telegram, letters, failures."""
    await consult(both)
    for name in knocking:
        await knock(both.telegram[name])
    await both.world.post()
    await change_roles(both)
    await fail(both)


async def consult(both: Both) -> None:
    anna, boris = both.max[ANNA], both.max[BORIS]
    await anna.say("/ask")
    await anna.press("Аттестация")
    await anna.say(QUESTION)
    await anna.send_file("q7canary Канарейкина.docx", b"1", caption=QUESTION)
    await anna.press("Отправить")
    boris.block()
    await both.world.post()
    boris.unblock()
    both.world.clock.wait(days=1, hours=7)
    await both.world.service.reminders.put_due()
    await both.world.post()
    await boris.press_raw("answer:1")
    await boris.say(QUESTION)
    await boris.press("Отправить")
    anna.block()
    await both.world.post()
    anna.unblock()
    await anna.press_raw("close:1")
    await tap(anna, "Да, закрыть", "Помогло полностью")
    await both.world.post()


async def knock(phone: Telephone) -> None:
    """Whatever a person may do in Telegram, with their name and words in it."""
    for said in (*COMMANDS, QUESTION, "Канарейкина Анна"):
        await phone.say(said)
    await phone.send_file("q7canary Канарейкина.docx", b"1", QUESTION)
    for place in (*OPENED_BY, "agree:", "agree:q7canary", "consent:", "not-now", "q7canary:1"):
        await phone.press_raw(place)
    await phone.press_raw("aa\x1dsend")


async def change_roles(both: Both) -> None:
    """Olga is in Telegram alone: what she hears is a hint."""
    world = both.world
    async with world.database.open_work() as work:
        olga = world.people["Канарейкина Ольга"]
        await roles.grant(work, Role.METHODIST, world.units["район"], to=olga, by=None)
    await world.post()


async def fail(both: Both) -> None:
    """A handler that is let in and falls with people's words on its lips, five times."""

    async def poison(_: object) -> None:
        raise RuntimeError(QUESTION)

    router = both.world.service.dispatcher.sub_routers[2]
    flags = allowed(ANYBODY, impersonal=True)
    router.message.register(poison, Command("poison"), flags=flags)
    await both.telegram[ANNA].say("/poison q7canary")


async def test_nothing_personal_is_sent_to_a_closed_messenger(both: Both) -> None:
    await choose(both.world, Choice.IMPERSONAL_IN_TELEGRAM)
    with egress.recorded() as hosts:
        await live(both, INNA, "new")
    sent = both.sent()

    assert hosts == {"127.0.0.1"}, "and nobody else was spoken to"
    assert found(sent) == {}
    assert len(sent) > 80
    assert not any(one.startswith(("sendDocument", "sendPhoto", "sendVoice")) for one in sent)
    said = " ".join(sent)
    for words in (
        "Вам пришёл ответ. Откройте MAX.",
        "Вам пришёл вопрос. Откройте MAX.",
        "Ваши роли в службе изменились. Откройте MAX.",
        "У нас не получилось это сделать.",
        LINK,
    ):
        assert words in said, "the scenario has come to where it was to come"
    assert both.max[ANNA].all_screens.count("q7canary"), "and in MAX people spoke of themselves"


async def test_a_word_to_anybody_else_would_be_seen() -> None:
    with egress.recorded() as hosts, suppress(OSError):
        await asyncio.open_connection("127.0.0.2", 9)

    assert hosts == {"127.0.0.2"}


async def test_the_twin_without_the_guard_tells_it_all(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    await choose(both.world, Choice.IMPERSONAL_IN_TELEGRAM)
    monkeypatch.setattr(Carriage, "of", lambda *_: Extent.WHOLE)
    await both.telegram[ANNA].say("/menu")
    assert set(found(both.sent())) == {"канарейк"}, "a window has named her"
    await consult(both)

    assert set(found(both.sent())) >= {"q7canary", "912 345-67-89"}, "a letter has quoted her"


async def test_when_the_postman_forgets_to_ask_the_gate_stops_it(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    await choose(both.world, Choice.IMPERSONAL_IN_TELEGRAM)
    monkeypatch.setattr(
        Carriage, "ways", lambda _, accounts, __: [(one, Extent.WHOLE) for one in accounts]
    )
    await consult(both)
    await change_roles(both)

    assert found(both.sent()) == {}
    async with both.world.database.open_view() as work:
        since = both.world.clock.now.replace(year=2000)
        units = [both.world.units["край"]]
        lost = await work.carriage.undelivered(units, since=since, unplaced=True)
    assert lost["carriage"] >= 3, "and it is seen in the report"
