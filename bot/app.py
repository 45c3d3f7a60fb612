"""The whole service put together, in the order it is put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from aiogram import Bot, Dispatcher, Router
from aiogram.fsm.storage.base import BaseEventIsolation, BaseStorage
from aiogram.fsm.storage.memory import DisabledEventIsolation, SimpleEventIsolation
from aiogram_dialog import setup_dialogs

import handlers.consultations
import handlers.errors
import handlers.expertise
import handlers.leftovers
import handlers.menu
import handlers.privacy
import handlers.registration
import handlers.roles
import notifications.consultations
import notifications.roles
from bot.fsm import LASTS_DAYS, SqlStorage, redis_storage
from bot.metrics import Metrics
from bot.middlewares import Acquaintance, Counting, Remembering, as_typed
from core.letters import Messenger
from core.people import Account
from handlers.cards import Cards
from notifications.delivery import Postman
from notifications.reminders import Reminders
from notifications.wording import Wordings
from storage.work import Database
from texts import Texts


@dataclass(frozen=True, slots=True)
class Service:
    """What ``build`` has put together, for whoever runs it."""

    dispatcher: Dispatcher
    postman: Postman
    reminders: Reminders
    database: Database
    metrics: Metrics
    texts: Texts

    async def post(self) -> None:
        """Carry everything that is due, and look at what is left."""
        await self.postman.deliver_all()
        async with self.database.open_view() as work:
            depth, oldest = await work.outbox.depth()
            self.metrics.outbox(depth, work.now - oldest if oldest else None)

    async def sweep(self) -> None:
        """Forget forms that nobody has touched for a month."""
        async with self.database.open_work() as work:
            await work.sessions.sweep(work.now - timedelta(days=LASTS_DAYS))


def build(
    database: Database,
    bots: Mapping[str, Bot],
    carriers: Mapping[str, Messenger],
    texts: Texts,
    *,
    admins: Sequence[Account] = (),
    redis: str | None = None,
) -> Service:
    """``bots`` take in, ``carriers`` send out, by the name of their messenger."""
    messengers = {bot.id: name for name, bot in bots.items()}
    metrics = Metrics()
    storage, isolation = _forms(database, messengers, redis)

    dispatcher = Dispatcher(
        storage=storage,
        events_isolation=isolation,
        texts=texts,
        metrics=metrics,
        open_work=database.open_work,
        open_view=database.open_view,
    )
    update = dispatcher.update
    update.outer_middleware(Counting(metrics, messengers))
    update.outer_middleware(Acquaintance(database, messengers, admins))
    if isinstance(storage, SqlStorage):
        remembering = Remembering(storage)
        update.outer_middleware(remembering)
        dispatcher.errors.outer_middleware(remembering.after_error)
    dispatcher.message.outer_middleware(as_typed)
    dispatcher.include_routers(*_routers())
    setup_dialogs(dispatcher, message_manager=Cards(), events_isolation=DisabledEventIsolation())

    wordings = Wordings()
    wordings.include(notifications.consultations.wordings, notifications.roles.wordings)
    postman = Postman(database.open_work, carriers, wordings, texts, metrics.letter)
    return Service(dispatcher, postman, Reminders(database.open_work), database, metrics, texts)


def _forms(
    database: Database, messengers: Mapping[int, str], redis: str | None
) -> tuple[BaseStorage, BaseEventIsolation]:
    """Where half-filled forms live, and what keeps a chat's updates in order."""
    if redis is not None:
        return redis_storage(redis)
    storage = SqlStorage(
        database.open_work, database.open_view, messengers, alone=database.is_alone
    )
    return storage, SimpleEventIsolation()


def _routers() -> list[Router]:
    """In this order an update is offered: whoever takes it first has it."""
    features = (
        handlers.registration,
        handlers.menu,
        handlers.consultations,
        handlers.expertise,
        handlers.privacy,
        handlers.roles,
    )
    return [
        handlers.errors.make_router(),
        *(feature.make_router() for feature in features),
        handlers.leftovers.make_command_router(),
        *(dialog for feature in features for dialog in feature.make_dialogs()),
        handlers.leftovers.make_router(),
    ]
