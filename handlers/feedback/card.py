"""What the card of an event offers about opinions of it."""

from aiogram_dialog import DialogManager

from core.errors import Gone
from core.feedback.ports import FeedbackWork
from handlers.context import Here, here


async def feedback(manager: DialogManager, event: int, *, keeper: bool) -> dict[str, bool]:
    """``keeper`` answers for the event: which buttons each of them sees."""
    we: Here[FeedbackWork] = here(manager)
    async with we.open_view() as work:
        occurrence = await work.feedback.occurrence(event)
        came = await work.feedback.came(event, we.me.id)
        said = await work.feedback.of(event, we.me.id) is not None
        now = work.now
    if occurrence is None:
        raise Gone
    return {
        "gives_feedback": came and not said and occurrence.is_open(now),
        "has_feedback": said,
        "reads_opinions": keeper and occurrence.is_over(now),
    }
