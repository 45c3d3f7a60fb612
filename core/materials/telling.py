"""Who is written to about materials: each once, and of what is added later once a day at most.

Whoever came hears of them in the letter that thanks for coming; this is for all others.
"""

from collections.abc import Sequence

from core.materials.model import LETS_MARK, PAUSE
from core.materials.notices import MaterialsReady
from core.materials.ports import MaterialWork

TOLD_AT_ONCE = 200
"""Letters of one event in one tick."""
EVENTS_AT_ONCE = 100


async def due(work: MaterialWork) -> Sequence[int]:
    """Events about whose materials somebody may have to be written to now."""
    ended = work.now - LETS_MARK
    return await work.materials.due(now=work.now, ended=ended, most=EVENTS_AT_ONCE)


async def tell(work: MaterialWork, event: int) -> int:
    """Put the letters of one event, and say how many."""
    shelf = await work.materials.hold(event)
    if shelf is None or shelf.is_cancelled or not await work.materials.count(event):
        await work.materials.look_at(event, None)
        return 0
    found = await work.materials.untold(shelf, before=work.now - PAUSE, most=TOLD_AT_ONCE)
    await work.materials.put_told(shelf, [one.person for one in found], at=work.now)
    await work.outbox.put_all(
        [
            MaterialsReady(
                to=one.person,
                event=event,
                version=shelf.version,
                title=shelf.title,
                again=one.again,
            )
            for one in found
        ]
    )
    if len(found) < TOLD_AT_ONCE:
        last = await work.materials.told_last(shelf)
        await work.materials.look_at(event, None if last is None else last + PAUSE)
    return len(found)
