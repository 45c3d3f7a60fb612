"""Many people at once, each with a question typed and not sent, and what came of it."""

import asyncio
import socket
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientSession
from sqlalchemy import insert, select

from core.people import Account, Person
from storage.base import Base
from storage.consultation_rows import ConsultationRow
from storage.inbox import Arrived, UpdateRow
from storage.people import AccountRow, ConsentRow, PersonRow, PersonSubjectRow
from storage.sessions import SessionRow
from storage.work import Database
from tests.fakes.telegram import BOT, FakeTelegram
from tests.promises.serving import SECRET
from tests.telegram_world import telegram_world
from tests.times import Clock

FIRST = 10_000
"""Numbers of the people, one after another from here."""

KNOCKING = 8
"""Updates a webhook brings at the same time."""

Json = dict[str, Any]


@dataclass
class Crowd:
    """People of one service; ``pressed`` is the button that sends."""

    database: Database
    fake: FakeTelegram
    template: Person
    pressed: str
    people: dict[int, int] = field(default_factory=dict)
    numbers: int = 0

    async def grow(self, count: int) -> Sequence[int]:
        """More people like the first one, down to the form."""
        new = range(FIRST + len(self.people), FIRST + len(self.people) + count)
        async with self.database.writer.begin() as connection:
            rows = await self._rows(connection)
            for external in new:
                card = self._card(external)
                self.people[external] = await _copy(connection, rows, external, card)
        return new

    async def _rows(self, connection: Any) -> dict[type[Base], list[Json]]:
        me = self.template.id
        owned = SessionRow.owner == str(await self._account())
        whose = {
            PersonRow: PersonRow.id == me,
            AccountRow: AccountRow.person_id == me,
            ConsentRow: ConsentRow.person_id == me,
            PersonSubjectRow: PersonSubjectRow.person_id == me,
            SessionRow: owned,
        }
        return {
            table: [
                dict(row)
                for row in (
                    await connection.execute(select(table.__table__).where(which))
                ).mappings()
            ]
            for table, which in whose.items()
        }

    async def _account(self) -> Account:
        async with self.database.open_view() as work:
            return (await work.people.accounts(self.template.id))[0]

    def _card(self, external: int) -> int:
        """The card as Telegram shows it to the person."""
        button = {"text": "Отправить", "callback_data": self.pressed}
        chat = self.fake.chats.open(external, first_name="Анна")
        markup = {"inline_keyboard": [[button]]}
        message = self.fake.chats.add(chat, BOT, text="?", reply_markup=markup)
        number: int = message["message_id"]
        return number

    def press(self, external: int) -> Json:
        """The person sends the question."""
        chat = self.fake.chats.get(external)
        query = f"q{external}"
        self.fake.methods.queries[query] = chat
        return self._update(
            callback_query={
                "id": query,
                "from": _user(external),
                "chat_instance": "fake",
                "message": next(iter(chat.messages.values())),
                "data": self.pressed,
            }
        )

    def say(self, external: int, text: str) -> Json:
        message = {"message_id": 1, "date": 1, "from": _user(external), "text": text}
        return self._update(message=message | {"chat": {**_user(external), "type": "private"}})

    def _update(self, **content: Json) -> Json:
        self.numbers += 1
        return {"update_id": self.numbers, **content}

    async def effects(self) -> Counter[tuple[int, str]]:
        """Questions of each person by their words."""
        async with self.database.reader.connect() as connection:
            columns = select(ConsultationRow.teacher_id, ConsultationRow.gist)
            rows = await connection.execute(columns.order_by(ConsultationRow.id))
            return Counter((row.teacher_id, row.gist) for row in rows)

    async def said_by(self, external: int) -> list[str]:
        """What of theirs was done, in the order it was done."""
        mine = ConsultationRow.teacher_id == self.people[external]
        async with self.database.reader.connect() as connection:
            statement = select(ConsultationRow.gist).where(mine).order_by(ConsultationRow.id)
            return list(await connection.scalars(statement))

    async def open_forms(self) -> int:
        """Forms that offer to send what was sent."""
        async with self.database.reader.connect() as connection:
            found = list(await connection.execute(select(SessionRow.owner, SessionRow.data)))
        ours = {f"telegram:{external}" for external in self.people}
        return sum(
            row.owner in ours and "draft" in (row.data.get("dialog_data") or {}) for row in found
        )

    async def waiting(self) -> int:
        async with self.database.open_view() as work:
            return (await work.inbox.depth())[0]

    async def aside(self) -> int:
        async with self.database.open_view() as work:
            return await work.inbox.aside()

    async def put(self, updates: Sequence[Json]) -> None:
        """Straight into the inbox, as whoever takes in has done it."""
        arrived = [one for one in map(arrived_of, updates) if one is not None]
        await self.database.at_door(lambda door: door.receive(arrived))

    async def drained(self, within: float = 60) -> None:
        async with asyncio.timeout(within):
            while await self.waiting():  # noqa: ASYNC110 - rows of another process tell nothing
                await asyncio.sleep(0.02)


def arrived_of(update: Json) -> Arrived | None:
    from bot.messengers.telegram import incoming  # noqa: PLC0415 - heavy, and not for everybody

    return incoming.arrived_of(update)


def _user(external: int) -> Json:
    return {"id": external, "is_bot": False, "first_name": "Анна"}


async def _copy(connection: Any, rows: Any, external: int, card: int) -> int:
    person = dict(rows[PersonRow][0], code=None)
    del person["id"]
    made = await connection.execute(insert(PersonRow).values(person).returning(PersonRow.id))
    owner = made.scalar_one()
    was = rows[AccountRow][0]["external"]
    for table in (AccountRow, ConsentRow, PersonSubjectRow):
        for row in rows[table]:
            copy = {**row, "person_id": owner}
            copy.pop("id", None)
            if table is AccountRow:
                copy["external"] = external
            await connection.execute(insert(table).values(copy))
    for row in rows[SessionRow]:
        data = dict(row["data"])
        if "last_message_id" in data:
            data["last_message_id"] = card
        if "access_settings" in data:
            data["access_settings"] = {"user_ids": [external], "custom": None}
        key = row["key"].replace(f"{was}", f"{external}")
        values = {**row, "key": key, "owner": f"telegram:{external}", "data": data}
        await connection.execute(insert(SessionRow).values(values))
    return int(owner)


async def crowd(database: Database, fake: FakeTelegram, count: int) -> Crowd:
    """The first of them comes to the form by the dialog itself."""
    async with telegram_world(database, Clock(), polls=False) as world:
        await world.settle()
        person = await world.person("Анна Смирнова")
        phone: Any = await world.phone(person)
        await phone.press_raw("ask")
        await phone.press(phone.buttons[0])
        await phone.say("Как писать программу?")
        rows = phone.history[-1]["reply_markup"]["inline_keyboard"]
        pressed = next(
            button["callback_data"]
            for row in rows
            for button in row
            if button["text"] == "Отправить"
        )
    async with database.writer.begin() as connection:
        await connection.execute(UpdateRow.__table__.delete())
    them = Crowd(database, fake, person, pressed)
    await them.grow(count)
    return them


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


@dataclass
class Feeder:
    """Brings updates as Telegram does: again and again until they are confirmed."""

    fake: FakeTelegram
    port: int = 0
    left: deque[Json] = field(default_factory=deque)
    refused: int = 0

    async def feed(self, updates: Sequence[Json], *, pause: float = 0.0) -> None:
        """Return when everything is confirmed."""
        if not self.port:
            await self._queue(updates, pause)
            return
        self.left.extend(updates)
        async with asyncio.TaskGroup() as group, ClientSession() as session:
            knocking = [group.create_task(self._knock(session, pause)) for _ in range(KNOCKING)]
            await asyncio.wait(knocking)

    async def _queue(self, updates: Sequence[Json], pause: float) -> None:
        pending = self.fake.updates
        for update in updates:
            pending.pending[update["update_id"]] = update
            pending._news.set()  # noqa: SLF001 - what ``deliver`` does besides checking
            await asyncio.sleep(pause / KNOCKING)
        while pending.pending:  # noqa: ASYNC110 - the fake tells nothing
            await asyncio.sleep(0.01)

    async def _knock(self, session: ClientSession, pause: float) -> None:
        while self.left:
            update = self.left.popleft()
            while not await self._confirmed(session, update):
                self.refused += 1
                await asyncio.sleep(0.02)
            await asyncio.sleep(pause)

    async def _confirmed(self, session: ClientSession, update: Json) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        url = f"http://127.0.0.1:{self.port}/telegram"
        try:
            async with session.post(url, json=update, headers=headers) as answer:
                return answer.status == 200
        except (ClientError, OSError):
            return False
