"""Shelves of events with something on them, for tests of who sees it and hears of it."""

from core.files import Attachment, FileKind
from core.materials import telling, use_cases
from core.materials.model import Piece
from core.people import Person
from storage.work import Database

SLIDES = Piece(
    text="Слайды первого часа",
    file=Attachment(
        kind=FileKind.DOCUMENT, messenger="telegram", file_id="slides", name="Слайды.pdf", size=9
    ),
)
LINK = Piece(text="Запись: https://example.ru/video")


async def fill(database: Database, event: int, *pieces: Piece, me: Person) -> None:
    async with database.open_work() as work:
        await use_cases.add(work, event, pieces or (SLIDES, LINK), me=me)


async def tell_due(database: Database) -> int:
    """As a tick of the schedule does."""
    async with database.open_view() as work:
        found = await telling.due(work)
    told = 0
    for event in found:
        async with database.open_work() as work:
            told += await telling.tell(work, event)
    return told
