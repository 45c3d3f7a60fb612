"""What the card of an event offers about its materials."""

from aiogram_dialog import DialogManager

from core.materials import use_cases
from core.materials.ports import MaterialWork
from handlers.context import Here, here


async def materials(manager: DialogManager, event: int) -> dict[str, bool]:
    we: Here[MaterialWork] = here(manager)
    async with we.open_view() as work:
        return {"has_materials": await use_cases.is_offered(work, event, me=we.me)}
