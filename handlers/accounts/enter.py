"""A code or a link brought to the messenger that is to be added.

Nothing here is a dialog: whoever brings a code may be a stranger, of whom nothing is kept. What
they have brought travels in the buttons, as an invitation does on the consent's card.
"""

from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.filters import BaseFilter, CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager

from core.accounts import use_cases
from core.accounts.codes import Key, read
from core.accounts.model import MERGE_LASTS, CodeUnknown, Joining, Preview, State
from core.accounts.ports import AccountWork
from core.errors import Refusal
from core.guessing import Guesses
from core.people import Account, Person
from core.registration.model import CONSENT_VERSION
from core.work import OpenWork
from handlers.access import AGREED, may
from handlers.accounts.words import described
from handlers.context import know
from handlers.speaking import Buttons, answer, redraw, tell
from texts import Texts

HOW, JOIN, CONSENT = "have-profile", "join:", "join-consent:"


class Brings(BaseFilter):
    """A text that is a code, /start with a link's word, or a button that carries either.

    Whoever has to agree anew is asked for that first.
    """

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix

    async def __call__(
        self,
        event: Message | CallbackQuery,
        command: CommandObject | None = None,
        me: Person | None = None,
    ) -> dict[str, Key] | bool:
        if me is not None and not may(me, (AGREED,)):
            return False
        said = event.text if isinstance(event, Message) else event.data
        words = (command.args if command else said) or ""
        if not words.startswith(self.prefix):
            return False
        key = read(words.removeprefix(self.prefix))
        return {"key": key} if key else False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringer:
    """Who brings a key, from where, and what it is looked up with."""

    me: Person | None
    account: Account
    open_work: OpenWork[AccountWork]
    guesses: Guesses

    async def preview(self, key: Key) -> Preview:
        async with self.open_work() as work:
            self.guesses.check(self.account, work.now)
            found = await use_cases.preview(work, key, me=self.me)
            now = work.now
        if found is None:
            self.guesses.missed(self.account, now)
            raise CodeUnknown
        return found

    async def join(self, key: Key) -> tuple[Joining, Person]:
        async with self.open_work() as work:
            self.guesses.check(self.account, work.now)
            joining = await use_cases.join(
                work, key, account=self.account, me=self.me, consent=CONSENT_VERSION
            )
            now = work.now
            person = await work.people.get(joining.person) if joining else None
        if joining is None or person is None:
            self.guesses.missed(self.account, now)
            raise CodeUnknown
        return joining, person


async def explain(query: CallbackQuery, bot: Bot, texts: Texts) -> None:
    await answer(query)
    await redraw(query, bot, texts("accounts-how"), _ways_on(texts)[1:])


async def look(
    event: Message | CallbackQuery,
    bot: Bot,
    key: Key,
    account: Account,
    open_work: OpenWork[AccountWork],
    guesses: Guesses,
    texts: Texts,
    me: Person | None = None,
) -> None:
    """What would be joined with what, before anything is."""
    bringer = Bringer(me=me, account=account, open_work=open_work, guesses=guesses)
    try:
        preview = await bringer.preview(key)
    except Refusal as refusal:
        await _refuse(event, bot, texts, refusal, me)
        return
    await tell(event, bot, _asked(preview, me, texts), _choices(key, preview, me, texts))


async def consent(query: CallbackQuery, bot: Bot, key: Key, texts: Texts) -> None:
    await answer(query)
    buttons = [(texts.raw("button-agree"), JOIN + key.text), *_not_now(None, texts)]
    await redraw(query, bot, texts("consent-text", version=CONSENT_VERSION), buttons)


async def join(
    query: CallbackQuery,
    bot: Bot,
    key: Key,
    account: Account,
    dialog_manager: DialogManager,
    open_work: OpenWork[AccountWork],
    guesses: Guesses,
    texts: Texts,
    me: Person | None = None,
) -> None:
    """The yes of the side that has brought the key."""
    await answer(query)
    bringer = Bringer(me=me, account=account, open_work=open_work, guesses=guesses)
    try:
        joining, person = await bringer.join(key)
    except Refusal as refusal:
        await _refuse(query, bot, texts, refusal, me)
        return
    know(dialog_manager, person if joining.state is not State.PROPOSED else me or person)
    await redraw(query, bot, _done(joining, person, texts), _home(texts))


def _done(joining: Joining, person: Person, texts: Texts) -> str:
    if joining.state is State.PROPOSED and joining.taken_at is not None:
        until = joining.taken_at + MERGE_LASTS
        return texts("accounts-proposed", name=person.name, until=until)
    return texts("accounts-joined", name=person.name)


def _asked(preview: Preview, me: Person | None, texts: Texts) -> str:
    facts: dict[str, Any] = {"into": described(preview.into, texts)}
    if preview.mine is not None:
        question = texts("accounts-merge", mine=described(preview.mine, texts), **facts)
        return f"{question}\n\n{texts('accounts-merge-first')}"
    if me is not None:
        return texts("accounts-join-unfinished", **facts)
    return texts("accounts-join", version=CONSENT_VERSION, **facts)


def _choices(key: Key, preview: Preview, me: Person | None, texts: Texts) -> Buttons:
    if me is None:
        return [
            (texts.raw("button-agree"), JOIN + key.text),
            (texts.raw("button-consent-text"), CONSENT + key.text),
            *_not_now(me, texts),
        ]
    yes = "button-join" if preview.mine is None else "button-merge"
    return [(texts.raw(yes), JOIN + key.text), *_not_now(me, texts)]


def _not_now(me: Person | None, texts: Texts) -> Buttons:
    return [(texts.raw("button-not-now"), "not-now" if me is None else "menu")]


def _home(texts: Texts) -> Buttons:
    return [(texts.raw("button-accounts"), "accounts"), (texts.raw("button-menu"), "menu")]


def _ways_on(texts: Texts) -> Buttons:
    """For a stranger: the menu's place leads whoever has not agreed to the consent's card."""
    return [
        (texts.raw("button-have-profile"), HOW),
        (texts.raw("button-new-here"), "menu"),
    ]


async def _refuse(
    event: Message | CallbackQuery, bot: Bot, texts: Texts, refusal: Refusal, me: Person | None
) -> None:
    """Whoever is known sees their card again below; a stranger has none."""
    if me is not None:
        raise refusal
    await tell(event, bot, texts(f"refusal-{refusal.key}", **refusal.facts), _ways_on(texts))
