"""The phones on the table: the characters of the demo and whoever has come since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.messengers.demo.chats import Chats
from bot.messengers.demo.people import DemoChat, Feed
from texts import Texts

NEWCOMERS = 9001
MOST_NEWCOMERS = 60
NAMES = 12
"""Made-up names in ``demo-newcomer-name``."""


class TooMany(Exception):
    """The table is full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """Somebody of the demo; ``title`` is the role in words, ``hint`` says what to try."""

    external: int
    name: str
    title: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """``start`` is what the link carried by which the person has come."""

    character: Character
    chat: DemoChat
    newcomer: bool = False
    start: str = ""


class Phones:
    def __init__(
        self, chats: Chats, feed: Feed, characters: Sequence[Character], texts: Texts
    ) -> None:
        self.revision = 0
        self._chats, self._feed, self._texts = chats, feed, texts
        self._phones: dict[int, Phone] = {}
        for character in characters:
            self._phones[character.external] = Phone(
                character=character, chat=self._chat(character.external, character.name)
            )

    def __iter__(self) -> Iterator[Phone]:
        return iter(list(self._phones.values()))

    def get(self, external: int) -> Phone | None:
        return self._phones.get(external)

    def newcomer(self, *, name: str = "", start: str = "") -> Phone:
        """A fresh phone of somebody the bot has never seen."""
        count = sum(phone.newcomer for phone in self)
        if count >= MOST_NEWCOMERS:
            raise TooMany
        external = max([NEWCOMERS - 1, *self._phones]) + 1
        name = name or self._texts.raw("demo-newcomer-name", turn=count % NAMES)
        character = Character(
            external=external,
            name=name,
            title=self._texts.raw("demo-newcomer-title"),
            hint=self._texts.raw("demo-newcomer-hint", invited="yes" if start else "no"),
        )
        phone = Phone(
            character=character, chat=self._chat(external, name), newcomer=True, start=start
        )
        self._phones[external] = phone
        self.revision = self._chats.touch()
        return phone

    def _chat(self, external: int, name: str) -> DemoChat:
        return DemoChat(self._chats, self._feed, external, name)
