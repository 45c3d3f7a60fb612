"""Half-filled forms: aiogram's storage on our table, or on Redis."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from bot import redis_forms
from core.people import Account
from storage.sessions import Form
from storage.work import SqlWork

REMEMBERED = 2000
"""Conversations kept in memory. The others are read from the table when they go on."""

LASTS_DAYS = 30


@dataclass(slots=True)
class _Conversation:
    """Everything aiogram keeps about one account, and which of it is not written yet."""

    entries: dict[str, tuple[str | None, dict[str, Any]]]
    changed: set[str] = field(default_factory=set)


class SqlStorage(BaseStorage):
    """Reads a conversation once and writes what has changed in it once an update.

    ``save`` is called with the effect of the update and once more at its end. With ``alone`` the
    process is the only one on its database, so what it remembers is true; otherwise every
    update reads anew.
    """

    def __init__(
        self,
        open_view: Callable[[], AbstractAsyncContextManager[SqlWork]],
        messengers: Mapping[int, str],
        *,
        alone: bool,
    ) -> None:
        self._open_view = open_view
        self._messengers = messengers
        self._alone = alone
        self._known: OrderedDict[str, _Conversation] = OrderedDict()

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        conversation, entry = await self._conversation(key), self._entry(key)
        before = conversation.entries.get(entry, (None, {}))
        self._put(conversation, entry, (name, before[1]))

    async def get_state(self, key: StorageKey) -> str | None:
        conversation = await self._conversation(key)
        return conversation.entries.get(self._entry(key), (None, {}))[0]

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        conversation, entry = await self._conversation(key), self._entry(key)
        before = conversation.entries.get(entry, (None, {}))
        self._put(conversation, entry, (before[0], orjson.loads(orjson.dumps(data))))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        conversation = await self._conversation(key)
        data = conversation.entries.get(self._entry(key), (None, {}))[1]
        copy: dict[str, Any] = orjson.loads(orjson.dumps(data))
        return copy

    async def save(self, work: Any, account: Account) -> None:
        """Write what has changed as a part of the work; whoever opened it commits or drops it."""
        sql: SqlWork = work
        for form in self.changed(account):
            await sql.sessions.put(form)
        self.written(account)

    def changed(self, account: Account) -> Sequence[Form]:
        """What is to be written still."""
        owner = str(account)
        conversation = self._known.get(owner)
        if conversation is None:
            return ()
        return [
            Form(key=f"{owner}/{entry}", owner=owner, state=state, data=data)
            for entry in sorted(conversation.changed)
            for state, data in (conversation.entries[entry],)
        ]

    def written(self, account: Account) -> None:
        if conversation := self._known.get(str(account)):
            conversation.changed.clear()

    def release(self, account: Account) -> None:
        """The update is over: forget what others may change, and the longest untouched."""
        if not self._alone:
            self._known.pop(str(account), None)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def forget(self, account: Account) -> None:
        """Drop a conversation without writing it: after a failure it is as it was saved."""
        self._known.pop(str(account), None)

    async def forget_all(self, accounts: Sequence[Account]) -> None:
        """The rows are gone with the people; nothing of them is remembered here either."""
        for account in accounts:
            self.forget(account)

    async def close(self) -> None:
        self._known.clear()

    async def _conversation(self, key: StorageKey) -> _Conversation:
        owner = f"{self._messengers[key.bot_id]}:{key.chat_id}"
        known = self._known.get(owner)
        if known is None:
            async with self._open_view() as work:
                rows = await work.sessions.of(owner)
            known = _Conversation(
                {row.removeprefix(f"{owner}/"): value for row, value in rows.items()}
            )
            self._known[owner] = known
        self._known.move_to_end(owner)
        return known

    @staticmethod
    def _entry(key: StorageKey) -> str:
        return f"{key.user_id}/{key.thread_id or 0}/{key.destiny}"

    @staticmethod
    def _put(
        conversation: _Conversation, entry: str, value: tuple[str | None, dict[str, Any]]
    ) -> None:
        if conversation.entries.get(entry, (None, {})) != value:
            conversation.entries[entry] = value
            conversation.changed.add(entry)


def redis_storage(url: str) -> tuple[RedisStorage, RedisEventIsolation]:
    """For several processes: forms and the order of a chat's updates live in Redis."""
    keys = DefaultKeyBuilder(prefix=redis_forms.PREFIX, with_bot_id=True, with_destiny=True)
    lasts = LASTS_DAYS * 24 * 3600
    storage = RedisStorage.from_url(url, key_builder=keys, state_ttl=lasts, data_ttl=lasts)
    return storage, RedisEventIsolation(redis=storage.redis, key_builder=keys)


class KeptElsewhere:
    """Forms in Redis are written at once; there is no part of them in a database's work."""

    def __init__(self, storage: RedisStorage, messengers: Mapping[int, str]) -> None:
        self._redis = storage.redis
        self._messengers = messengers

    async def save(self, *_: object) -> None:
        return None

    async def forget_all(self, accounts: Sequence[Account]) -> None:
        for account in accounts:
            bots = [bot for bot, name in self._messengers.items() if name == account.messenger]
            await redis_forms.forget(self._redis, bots=bots, external=account.external)
