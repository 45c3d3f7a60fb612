"""The whole service put together, in the order it is put together."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from types import MappingProxyType

from aiogram import Bot, Dispatcher, Router
from aiogram.fsm.storage.base import BaseEventIsolation, BaseStorage
from aiogram.fsm.storage.memory import DisabledEventIsolation, SimpleEventIsolation
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Update
from aiogram_dialog import setup_dialogs

import handlers.accounts
import handlers.acknowledgements
import handlers.announcements
import handlers.answers
import handlers.applications
import handlers.attendance
import handlers.carriage
import handlers.certificates
import handlers.consultations
import handlers.errors
import handlers.events
import handlers.expertise
import handlers.feedback
import handlers.leftovers
import handlers.materials
import handlers.menu
import handlers.plan
import handlers.preferences
import handlers.privacy
import handlers.registration
import handlers.repeats
import handlers.roles
import handlers.routing
import handlers.slots
from bot import post
from bot.censor import Censor
from bot.crossing import Carrier
from bot.fsm import LASTS_DAYS, KeptElsewhere, SqlStorage, redis_storage
from bot.inbox import Inbox
from bot.messengers.telegram.session import answered_already
from bot.metrics import Metrics
from bot.middlewares import Acquaintance, Counting, Remembering, as_typed
from bot.tries import Tries
from bot.unchanged import WhileUnchanged
from core.announcements.model import WEEKLY
from core.carriage.model import Carriage
from core.carriage.use_cases import LOOKED_BACK
from core.guessing import Guesses
from core.people import Account
from handlers.access import guard, speaking
from handlers.cards import Cards
from handlers.windows import Windows, places
from notifications.broadcasts import Broadcasts
from notifications.delivery import Postman
from notifications.reminders import Reminders
from storage.inbox import KEPT, Arrived, Taken
from storage.work import Database
from texts import Texts

Read = Callable[[Arrived, Bot], Awaitable[Update | None]]
"""Makes an update of what a messenger has brought; ``None`` when it means nothing to us."""


async def as_brought(arrived: Arrived, bot: Bot) -> Update:
    """Most messengers of ours speak aiogram's language already."""
    return Update.model_validate_json(arrived.raw, context={"bot": bot})


def as_message(update: Update) -> Update:
    """An edited message goes the way of messages; it is known by the date of its edit."""
    if update.edited_message is None:
        return update
    return update.model_copy(update={"message": update.edited_message, "edited_message": None})


@dataclass(frozen=True)
class Service:
    """What ``build`` has put together, for whoever runs it."""

    dispatcher: Dispatcher
    post: post.Post
    reminders: Reminders
    broadcasts: Broadcasts
    database: Database
    metrics: Metrics
    texts: Texts
    bots: Mapping[str, Bot]
    readers: Mapping[str, Read]

    @property
    def postman(self) -> Postman:
        return self.post.postman

    @cached_property
    def inbox(self) -> Inbox:
        tries = Tries(
            database=self.database,
            handle=self.handle,
            apologise=self.apologise,
            watch=self.metrics,
        )
        return Inbox(self.database, tries)

    async def handle(self, taken: Taken) -> None:
        """One update of the inbox, in the messenger it came from. Raises what went wrong."""
        bot = self.bots[taken.arrived.messenger]
        read = self.readers.get(taken.arrived.messenger, as_brought)
        update = await read(taken.arrived, bot)
        if update is not None:
            update = as_message(update)
            await self.dispatcher.feed_update(bot, update, repeat=taken.saved)

    async def apologise(self, taken: Taken) -> None:
        """Tell the person that we have failed, with the number to quote."""
        bot = self.bots[taken.arrived.messenger]
        home = InlineKeyboardButton(text=self.texts.raw("button-menu"), callback_data="menu")
        with speaking():
            await bot.send_message(
                taken.arrived.chat,
                self.texts("failure", number=taken.arrived.number),
                reply_markup=InlineKeyboardMarkup(inline_keyboard=[[home]]),
            )

    async def sweep(self) -> None:
        """Forget old forms, what is old of post and inbox, and codes that are over."""
        async with self.database.open_work() as work:
            await work.sessions.sweep(work.now - timedelta(days=LASTS_DAYS))
            await work.inbox.sweep(work.now - KEPT)
            await work.outbox.sweep(work.now - LOOKED_BACK)
            await work.accounts.sweep(work.now)


def build(
    database: Database,
    bots: Mapping[str, Bot],
    carriers: Mapping[str, Carrier],
    texts: Texts,
    *,
    readers: Mapping[str, Read] = MappingProxyType({}),
    admins: Sequence[Account] = (),
    redis: str | None = None,
    weekly_announcements: int = WEEKLY,
    site: str | None = None,
    term: post.Term = lambda: 1,
) -> Service:
    """``bots`` take in, ``carriers`` send out under ``term``, ``site`` is where browsers look."""
    messengers = {bot.id: name for name, bot in bots.items()}
    metrics = Metrics()
    office = post.put_together(database, carriers, texts, term=term, metrics=metrics)
    storage, isolation = _forms(database, messengers, redis)
    dispatcher = Dispatcher(
        storage=storage,
        events_isolation=isolation,
        texts=texts,
        guesses=Guesses(),
        messengers=bots,
        forms=forms_of(storage, messengers),
        open_work=database.open_work,
        open_view=database.open_view,
        weekly_announcements=weekly_announcements,
        site=site,
        crossing=office.ferry,
    )
    _know(dispatcher, database, bots, metrics, admins)
    _route(dispatcher, database, storage)
    return Service(
        dispatcher,
        office,
        Reminders(database.open_work),
        Broadcasts(database.open_work, database.open_view, weekly_announcements),
        *(database, metrics, texts, bots, readers),
    )


def _route(dispatcher: Dispatcher, database: Database, storage: BaseStorage) -> None:
    _guard(dispatcher, database, storage)
    dispatcher.include_routers(*_routers())
    setup_dialogs(
        dispatcher,
        message_manager=Cards(answered_already),
        events_isolation=DisabledEventIsolation(),
    )


def _know(
    dispatcher: Dispatcher,
    database: Database,
    bots: Mapping[str, Bot],
    metrics: Metrics,
    admins: Sequence[Account],
) -> None:
    """Whose update it is and what is counted of it; what a messenger may not be told."""
    messengers = {bot.id: name for name, bot in bots.items()}
    carriage = WhileUnchanged[None, Carriage](database, lambda work, _: work.carriage.get())
    dispatcher.update.outer_middleware(Counting(metrics, messengers))
    dispatcher.update.outer_middleware(Acquaintance(database, messengers, carriage, admins))
    for name, bot in bots.items():
        bot.session.middleware(Censor(name, carriage))


def _guard(dispatcher: Dispatcher, database: Database, storage: BaseStorage) -> None:
    """What stands around every handler once it is known whose update it is."""
    if isinstance(storage, SqlStorage):
        remembering = Remembering(database, storage)
        dispatcher.update.outer_middleware(remembering)
        dispatcher.errors.outer_middleware(remembering.after_error)
    dispatcher.message.outer_middleware(as_typed)
    guard(dispatcher)


def _forms(
    database: Database, messengers: Mapping[int, str], redis: str | None
) -> tuple[BaseStorage, BaseEventIsolation]:
    """Where half-filled forms live, and what keeps a chat's updates in order."""
    if redis is not None:
        return redis_storage(redis)
    storage = SqlStorage(database.open_view, messengers, alone=database.is_alone)
    return storage, SimpleEventIsolation()


def forms_of(storage: BaseStorage, messengers: Mapping[int, str]) -> SqlStorage | KeptElsewhere:
    """What saves and forgets forms together with a person's other data."""
    if isinstance(storage, RedisStorage):
        return KeptElsewhere(storage, messengers)
    assert isinstance(storage, SqlStorage)  # noqa: S101 - there are two
    return storage


FEATURES = (
    handlers.accounts,
    handlers.registration,
    handlers.menu,
    handlers.acknowledgements,
    handlers.announcements,
    handlers.answers,
    handlers.applications,
    handlers.attendance,
    handlers.carriage,
    handlers.certificates,
    handlers.consultations,
    handlers.events,
    handlers.expertise,
    handlers.feedback,
    handlers.materials,
    handlers.plan,
    handlers.preferences,
    handlers.privacy,
    handlers.roles,
    handlers.routing,
    handlers.slots,
)


def _routers() -> list[Router]:
    """In this order an update is offered: whoever takes it first has it."""
    return [
        handlers.errors.make_router(),
        handlers.repeats.make_router(),
        handlers.consultations.make_edits_router(),
        places(
            [
                *(feature.make_router() for feature in FEATURES),
                handlers.leftovers.make_command_router(),
            ]
        ),
        Windows(make_dialogs()),
        handlers.leftovers.make_router(),
    ]


def make_dialogs() -> list[Router]:
    """Of all features; they know nothing of the service that they are put into."""
    return [dialog for feature in FEATURES for dialog in feature.make_dialogs()]
