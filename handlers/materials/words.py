"""Materials in words, and shown: a line of a list, a button, the thing itself."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from aiogram import Bot
from aiogram_dialog import DialogManager, ShowMode

from core.files import Crossing, short
from core.materials.model import Material
from core.materials.ports import MaterialWork
from handlers.context import Here, here
from handlers.sending import send_files
from texts import Texts


def lines(materials: Sequence[Material], texts: Texts) -> list[str]:
    return [
        texts(
            "material-line",
            number=number,
            name=short(one.name),
            kind=one.piece.file.kind if one.piece.file else "text",
        )
        for number, one in enumerate(materials, start=1)
    ]


def titles(materials: Sequence[Material]) -> list[tuple[int, str]]:
    """A button for each: its number in the list, then as much of its name as is seen."""
    return [(one.id, f"{number}. {short(one.name)}") for number, one in enumerate(materials, 1)]


async def send(manager: DialogManager, materials: Sequence[Material]) -> None:
    """In their order; the words of a file stand above it, an album stays together. The card comes
    below."""
    we: Here[MaterialWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    crossing: Crossing = manager.middleware_data["crossing"]
    for some in _together(materials):
        for one in some:
            if one.title or one.piece.text:
                await bot.send_message(we.account.external, _said(one, we.texts))
        files = [one.piece.file for one in some if one.piece.file]
        await send_files(bot, we.account, files, crossing, we.texts)
    manager.show_mode = ShowMode.SEND


def _together(materials: Sequence[Material]) -> Iterator[Sequence[Material]]:
    """Those of one album, all others by themselves."""

    def album(one: Material) -> str:
        return one.piece.file.album if one.piece.file and one.piece.file.album else f"/{one.id}"

    for _, some in groupby(materials, album):
        yield tuple(some)


def _said(one: Material, texts: Texts) -> str:
    words = one.piece.text or "none"
    return texts("material-words", title=one.title or "none", words=words)
