"""What happens to every update before a handler sees it, and after."""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import Chat, Message, TelegramObject, Update, User
from aiogram_dialog.utils import REPLY_CALLBACK_SYMBOLS

from bot.fsm import SqlStorage
from bot.metrics import Metrics
from bot.unchanged import WhileUnchanged
from core.carriage.model import Carriage
from core.people import Account, Person, Role
from core.roles import use_cases as roles
from storage.inbox import in_hand
from storage.work import Database

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Acquaintance(BaseMiddleware):
    """Recognises the person behind the update, whichever messenger it came from.

    Only private conversations are served. Whoever the settings name as administrator gets the
    role at every root of the tree as soon as they have registered.
    """

    def __init__(
        self,
        database: Database,
        messengers: Mapping[int, str],
        carriage: WhileUnchanged[None, Carriage],
        admins: Sequence[Account],
    ) -> None:
        self._database = database
        self._people = WhileUnchanged[Account, Person | None](
            database, lambda work, account: work.people.at(account)
        )
        self._carriage = carriage
        self._messengers = messengers
        self._admins = frozenset(admins)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        bot: Bot = data["bot"]
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if user is None or chat is None or chat.type != ChatType.PRIVATE:
            return None
        account = Account(self._messengers[bot.id], user.id)
        if isinstance(event, Update) and event.my_chat_member:
            await self._came_or_left(event, account)
            return None
        me = await self._greeted(await self._people.get(account), account)
        data.update(account=account, carriage=await self._carriage.get(None), me=me)
        return await handler(event, data)

    async def _greeted(self, me: Person | None, account: Account) -> Person | None:
        if me is None:
            return None
        if me.unreachable:
            async with self._database.open_aside() as work:
                await work.people.mark_reachable(account)
        if account in self._admins and me.registered_at and not me.holds(Role.ADMINISTRATOR):
            me = await self._appoint(me)
        return me

    async def _appoint(self, me: Person) -> Person:
        async with self._database.open_aside() as work:
            for root in await work.units.roots():
                await roles.grant(work, Role.ADMINISTRATOR, root.id, to=me, by=None)
            return await work.people.get(me.id)

    async def _came_or_left(self, event: Update, account: Account) -> None:
        assert event.my_chat_member is not None  # noqa: S101 - the caller has looked
        left = event.my_chat_member.new_chat_member.status == ChatMemberStatus.KICKED
        async with self._database.open_work() as work:
            if left:
                await work.people.mark_unreachable(account)
            else:
                await work.people.mark_reachable(account)


class Remembering(BaseMiddleware):
    """Writes what the update has left in the forms, and that it is done, in one transaction.

    A handler that failed has changed nothing: the error's handler starts from what was saved.
    """

    def __init__(self, database: Database, storage: SqlStorage) -> None:
        self._database = database
        self._storage = storage

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        account: Account = data["account"]
        try:
            result = await handler(event, data)
        except BaseException:
            self._storage.forget(account)
            raise
        await self._write(account)
        return result

    async def after_error(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> Any:
        if "account" not in data:
            return await handler(event, data)
        return await self(handler, event, data)

    async def _write(self, account: Account) -> None:
        hand = in_hand.get()
        if forms := self._storage.changed(account):
            if hand is None:
                await self._database.at_door(lambda door: door.keep(forms))
            else:
                await hand.over(forms)
            self._storage.written(account)
        self._storage.release(account)


class Counting(BaseMiddleware):
    """Counts updates and how long they took."""

    def __init__(self, metrics: Metrics, messengers: Mapping[int, str]) -> None:
        self._metrics = metrics
        self._messengers = messengers

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)  # noqa: S101 - registered for updates only
        messenger = self._messengers[data["bot"].id]
        began = time.perf_counter()
        self._metrics.update(messenger, event.event_type)
        try:
            return await handler(event, data)
        finally:
            self._metrics.handled(messenger, time.perf_counter() - began)


async def as_typed(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Keep aiogram-dialog from reading invisible signs at the end of a text as a button.

    It hides buttons of reply keyboards there, which we do not use, and a person's emoji or soft
    hyphen may end a text too.
    """
    if isinstance(event, Message) and event.text and event.text[-1] in REPLY_CALLBACK_SYMBOLS:
        event = event.model_copy(update={"text": event.text + "\n"})
    return await handler(event, data)
