"""Words of Russian as they stand in a dictionary, whatever form they have in a text.

The dictionary takes its time and its memory to load: whoever needs it loads it beforehand, or
else it is loaded when it is first asked. It is asked in a thread.
"""

import asyncio
import json
import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from core.answers.contacts import tidied
from core.units import YE, YO
from texts import FOLDER

if TYPE_CHECKING:
    import Stemmer
    from pymorphy3 import MorphAnalyzer

WORD = re.compile(r"[^\W_]+")
SHORTEST = 2
SERVICE = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ"})
"""Parts of speech that every question is full of."""
LIKELY = 0.25
"""A form with two readings is looked for under both when the second is as likely as this."""
FEWEST_OF_A_STEM = 4


def lemmas(text: str) -> list[str]:
    """Every word once, in its dictionary form, in the order of the text; no service words."""
    found: dict[str, None] = {}
    for word in WORD.findall(folded(text)):
        found.update(dict.fromkeys(_lemmas_of(word)))
    return list(found)


def folded(text: str) -> str:
    return text.lower().replace(YO, YE)


@lru_cache(maxsize=20_000)
def _lemmas_of(word: str) -> Sequence[str]:
    if word in _lists()["empty"] or (len(word) < SHORTEST and not word.isdigit()):
        return ()
    if not _analyzer().word_is_known(word):
        return (_stem(word),)
    first, *others = _analyzer().parse(word)
    if first.tag.POS in SERVICE:
        return ()
    likely = [first, *(one for one in others if one.score >= LIKELY)]
    said = dict.fromkeys(folded(one.normal_form) for one in likely)
    return tuple(one for one in said if one not in _lists()["empty"])


def _stem(word: str) -> str:
    """Of a word that the dictionary does not know: forms of it have this in common."""
    return str(_stemmer().stemWord(word))


@cache
def _lists() -> dict[str, Collection[str]]:
    """Words that tell nothing, and what schools are called before their number."""
    lists = json.loads((FOLDER / "ru" / "grammar.json").read_text(encoding="utf-8"))
    return {"empty": frozenset(lists["empty"]), "schools": lists["schools"]}


@cache
def _analyzer() -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - slow, see above

    return MorphAnalyzer(lang="ru")


@cache
def _stemmer() -> "Stemmer.Stemmer":
    import Stemmer  # noqa: PLC0415 - as above

    return Stemmer.Stemmer("russian")


def nameless(text: str, *, people: Collection[str], places: Collection[str]) -> str:
    """The text without names of those people and places, in whatever form they stand in it."""
    for place in sorted(filter(None, places), key=len, reverse=True):
        text = re.sub(_as_written(place), "", text, flags=re.IGNORECASE)
    for number in {found for place in places for found in re.findall(r"\d+", place)}:
        text = re.sub(_as_numbered(number), "", text, flags=re.IGNORECASE)
    named = {key for name in people for word in WORD.findall(name) for key in _keys(word)}
    return tidied(WORD.sub(lambda at: "" if _is_name(at[0], named) else at[0], text))


def _as_written(place: str) -> str:
    """«СОШ № 5» is written «СОШ №5» too."""
    return r"(?<!\w)" + r"\s*".join(re.escape(part) for part in place.split()) + r"(?!\w)"


def _as_numbered(number: str) -> str:
    """The same school called as people call it: «школе № 5», «лицей 5»."""
    called = "|".join(_lists()["schools"])
    return rf"(?<!\w)(?:(?:{called})\s+)*(?:{called})\s*№?\s*{number}(?!\w)"


def _is_name(word: str, named: Collection[str]) -> bool:
    return word[0].isupper() and not _keys(word).isdisjoint(named)


def _keys(word: str) -> frozenset[str]:
    """What forms of one name have in common. «Анны» is «Анна», «Смирновой» is «Смирнов»."""
    low = folded(word)
    if len(low) < SHORTEST:
        return frozenset()
    normal = {folded(one.normal_form) for one in _analyzer().parse(low)}
    stems = {stem for form in (low, *normal) if len(stem := _stem(form)) >= FEWEST_OF_A_STEM}
    return frozenset(normal | stems)


async def load() -> None:
    """Nobody waits for the dictionary afterwards, least of all with the only writer in hand."""
    await asyncio.to_thread(_analyzer)


class Grammar:
    """In a thread, so that nobody else waits."""

    async def lemmas(self, text: str) -> list[str]:
        return await asyncio.to_thread(lemmas, text)

    async def of_many(self, texts: Iterable[str]) -> list[list[str]]:
        return await asyncio.to_thread(lambda: [lemmas(text) for text in texts])

    async def without_names(
        self, text: str, *, people: Collection[str], places: Collection[str]
    ) -> str:
        return await asyncio.to_thread(nameless, text, people=people, places=places)
