"""Half-filled forms: aiogram's storage on our table, or on Redis."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from core.work import OpenWork
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

    ``write`` is called by a middleware when the update has been handled. With ``alone`` the
    process is the only one on its database, so what it remembers is true; otherwise every
    update reads anew.
    """

    def __init__(
        self,
        open_work: OpenWork[SqlWork],
        open_view: OpenWork[SqlWork],
        messengers: Mapping[int, str],
        *,
        alone: bool,
    ) -> None:
        self._open_work = open_work
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

    async def write(self, messenger: str, external: int) -> None:
        """Save what the update has changed; forget it here if others may change it too."""
        owner = f"{messenger}:{external}"
        conversation = self._known.get(owner)
        if conversation is None:
            return
        if conversation.changed:
            async with self._open_work() as work:
                for entry in sorted(conversation.changed):
                    state, data = conversation.entries[entry]
                    key = f"{owner}/{entry}"
                    await work.sessions.put(key, owner=owner, state=state, data=data)
            conversation.changed.clear()
        if not self._alone:
            del self._known[owner]
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    async def forget(self, messenger: str, external: int) -> None:
        """Drop a conversation without writing it: after erasure, or after a failure."""
        self._known.pop(f"{messenger}:{external}", None)

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
    keys = DefaultKeyBuilder(prefix="opora", with_bot_id=True, with_destiny=True)
    lasts = LASTS_DAYS * 24 * 3600
    storage = RedisStorage.from_url(url, key_builder=keys, state_ttl=lasts, data_ttl=lasts)
    return storage, RedisEventIsolation(redis=storage.redis, key_builder=keys)
