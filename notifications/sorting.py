"""Which letters leave now: the higher lanes first, and of the others what suits the person."""

from collections.abc import Collection, Sequence

from core.letters import Letter, MailWork
from core.notices import Lane


async def take(
    work: MailWork, limit: int, *, term: int, without: Collection[str] = ()
) -> Sequence[Letter]:
    """Lease at most so many; messengers ``without`` are left alone for now."""
    chosen: list[Letter] = []
    for lane in Lane:
        room = limit - len(chosen)
        if room:
            chosen += await work.outbox.due(lane, room, without=without)
    return await work.outbox.lease(chosen, term=term) if chosen else []
