"""Letters taken into hand and settled, as the postman does it."""

from collections.abc import Sequence
from datetime import datetime

from core.letters import Done, Letter, LetterState, MailWork, Shown
from notifications import sorting

TERM = 1


async def take(work: MailWork, limit: int = 10, *, term: int = TERM) -> Sequence[Letter]:
    return await sorting.take(work, limit, term=term)


async def settle(
    work: MailWork,
    letter: Letter,
    *,
    failure: str | None = None,
    shown: Shown | None = None,
    term: int = TERM,
) -> None:
    """Delivered, or given up for this reason."""
    state = LetterState.FAILED if failure else LetterState.DELIVERED
    done = Done(letter=letter, state=state, failure=failure, shown=shown)
    await work.outbox.settle([done], term=term)


async def put_off(
    work: MailWork, letter: Letter, *, until: datetime, failure: str, certain: bool = True
) -> None:
    """Tried in vain, to be tried again."""
    done = Done(
        letter=letter, state=LetterState.DUE, due_at=until, failure=failure, certain=certain
    )
    await work.outbox.settle([done], term=TERM)
