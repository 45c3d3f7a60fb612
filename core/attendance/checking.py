"""The questions after the code word, as whoever answers them meets them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.attendance.checks import Check, Tries
from core.attendance.model import Way
from core.attendance.ports import AttendanceWork
from core.attendance.refusals import CheckChanged
from core.errors import Gone, NotYours
from core.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How many were right of how many, whether that is enough, and when one may try again.

    ``again_at`` is ``None`` when it is enough, and after the last try.
    """

    right: int
    asked: int
    needed: int
    passed: bool
    again_at: datetime | None


async def asked(work: AttendanceWork, event: int, *, me: Person) -> Check | None:
    """The questions, if there are any and the person may answer them now."""
    check = await work.attendance.check(event)
    tries = None if check is None else await work.attendance.tries(event, me.id)
    if tries is not None:
        tries.check(work.now)
    return check


async def answer(
    work: AttendanceWork, event: int, given: Sequence[int], *, made_at: datetime, me: Person
) -> Result:
    """Marked if enough are right; of the answers nothing is kept but that a try has failed."""
    gathering = await work.attendance.hold(event)
    if gathering is None:
        raise Gone
    gathering.check_going_on(work.now)
    if not await work.attendance.is_enrolled(event, me.id):
        raise NotYours
    check = await asked(work, event, me=me)
    if check is None or check.made_at != made_at or len(given) != len(check.questions):
        raise CheckChanged
    right = check.right(given)
    known = await work.attendance.came(event, me.id) is not None
    passed = known or right >= check.needed
    again_at = None
    if passed:
        await work.attendance.mark(event, me.id, way=Way.CHECK, by=me.id, at=work.now)
        await work.attendance.forget_tries(event, me.id)
    else:
        again_at = await _failed(work, event, me)
    return Result(
        right=right,
        asked=len(check.questions),
        needed=check.needed,
        passed=passed,
        again_at=again_at,
    )


async def _failed(work: AttendanceWork, event: int, me: Person) -> datetime | None:
    before = await work.attendance.tries(event, me.id)
    after = Tries((before.failed if before else 0) + 1, work.now)
    await work.attendance.put_tries(event, me.id, after)
    return after.again_at
