"""Knows the id that MAX gave to a message by the number that we know it by.

The id is computed. What the arithmetic gets wrong is remembered, in the database too, and cried
out in the log: the rule is nowhere written, and one day it may end.
"""

import logging
from collections import OrderedDict
from typing import Any

from bot.messengers.max.answers import Json
from bot.messengers.max.api import MaxApi
from bot.messengers.max.errors import MaxError
from bot.messengers.max.ids import dialog_of, message_id_of, mid_of
from storage.work import Database

REMEMBERED = 10_000
"""Messages and dialogs kept in memory; what breaks the rule is kept in the database besides."""

log = logging.getLogger(__name__)


class Mids:
    """Chats are numbered as handlers number them: by the person, groups by MAX's own number."""

    def __init__(self, api: MaxApi, database: Database | None = None) -> None:
        self._api = api
        self._database = database
        self._mids: OrderedDict[tuple[int, int], str] = OrderedDict()
        self._dialogs: OrderedDict[int, int] = OrderedDict()

    async def seen(self, chat: int, message: Json) -> int:
        """Check a message that MAX has shown us, and say which number it has."""
        body, recipient = message["body"], message.get("recipient") or {}
        number = message_id_of(body["mid"], body.get("seq"))
        if self._mids.get((chat, number)) == body["mid"]:
            return number
        dialog = recipient.get("chat_id")
        if isinstance(dialog, int):
            await self._check_dialog(chat, dialog)
            if body["mid"] != mid_of(dialog, number):
                await self._keep(chat, number, body["mid"])
            _remember(self._mids, (chat, number), body["mid"])
        return number

    async def mid(self, chat: int, number: int) -> str:
        """MAX's own id of a message."""
        known = self._mids.get((chat, number))
        if known is not None:
            return known
        if self._database is not None:
            me = await self._api.number()
            async with self._database.open_view() as work:
                kept = await work.max.mid(bot=me, chat=chat, message=number)
            if kept is not None:
                _remember(self._mids, (chat, number), kept)
                return kept
        return mid_of(await self.dialog(chat), number)

    async def dialog(self, chat: int) -> int:
        """MAX's own id of a chat."""
        if chat <= 0:
            return chat
        known = self._dialogs.get(chat)
        if known is None:
            me = await self._api.number()
            known = await self._kept_dialog(me, chat) or dialog_of(chat, me)
            _remember(self._dialogs, chat, known)
        return known

    async def _kept_dialog(self, me: int, chat: int) -> int | None:
        if self._database is None:
            return None
        async with self._database.open_view() as work:
            return await work.max.dialog(bot=me, chat=chat)

    async def _check_dialog(self, chat: int, dialog: int) -> None:
        """While MAX does not say who we are the check waits for the next message."""
        try:
            expected = await self.dialog(chat)
        except MaxError:
            return
        if dialog == expected:
            return
        log.error("MAX: the number of a dialog breaks the rule of ids; it is kept")
        _remember(self._dialogs, chat, dialog)
        if self._database is not None:
            async with self._database.open_aside() as work:
                await work.max.keep_dialog(bot=await self._api.number(), chat=chat, dialog=dialog)

    async def _keep(self, chat: int, number: int, mid: str) -> None:
        log.error("MAX: the id of a message breaks the rule of ids; it is kept")
        if self._database is None:
            return
        try:
            me = await self._api.number()
        except MaxError:
            return
        async with self._database.open_aside() as work:
            await work.max.keep_mid(bot=me, chat=chat, message=number, mid=mid)


def _remember(memory: OrderedDict[Any, Any], key: Any, value: Any) -> None:
    memory[key] = value
    memory.move_to_end(key)
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)
