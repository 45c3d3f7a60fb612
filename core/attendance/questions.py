"""The questions after the code word, as the organiser writes them."""

from core.attendance.checks import Check, questions_of
from core.attendance.model import Gathering
from core.attendance.ports import AttendanceWork
from core.attendance.refusals import CheckChanged
from core.attendance.use_cases import keep
from core.people import Person


async def written(
    work: AttendanceWork, event: int, *, me: Person
) -> tuple[Gathering, Check | None]:
    gathering = await keep(work, event, me=me)
    return gathering, await work.attendance.check(event)


async def add(work: AttendanceWork, event: int, words: str, *, me: Person) -> None:
    """One question or several, to those there are."""
    await keep(work, event, me=me)
    await work.attendance.hold(event)
    before = await work.attendance.check(event) or Check(questions=(), made_at=work.now)
    after = before.with_more(questions_of(words), at=work.now)
    await work.attendance.put_check(event, after)


async def remove(work: AttendanceWork, event: int, place: int, *, mark: str, me: Person) -> None:
    """``mark`` is that of the question as it was seen: another one in its place stays."""
    await keep(work, event, me=me)
    await work.attendance.hold(event)
    before = await work.attendance.check(event)
    if before is None or [one.mark for one in before.questions][place : place + 1] != [mark]:
        raise CheckChanged
    await work.attendance.put_check(event, before.without(place, at=work.now))
