"""A person who has stopped the bot in mid-thread: who is told, and how the thread goes on."""

from datetime import timedelta

from core.consultations.model import Consultation, State
from core.consultations.notices import AnswerUndelivered, MethodistAway, MissedMeanwhile
from core.consultations.ports import ConsultationWork, Returned
from core.consultations.telling import coordinators_over
from core.notices import Notice

LOOKED_BACK = timedelta(days=60)


async def tell_of_returned(work: ConsultationWork) -> int:
    """Whoever is on the other side hears once that somebody is away, and whoever is back hears
    that they have missed something."""
    told = 0
    for one in await work.consultations.returned(since=work.now - LOOKED_BACK):
        consultation = await work.consultations.get(one.consultation)
        if consultation is None or one.to not in {consultation.teacher, consultation.methodist}:
            continue  # it is somebody else's by now
        for notice in await _notices(work, consultation, one):
            await work.outbox.put(notice)
            told += 1
    return told


async def _notices(
    work: ConsultationWork, consultation: Consultation, one: Returned
) -> list[Notice]:
    if one.away_since is None:
        return [MissedMeanwhile(to=one.to, consultation=consultation.id, letter=one.letter)]
    if consultation.methodist is None:
        return []
    if one.to == consultation.teacher:
        number = consultation.id
        return [
            AnswerUndelivered(
                to=consultation.methodist, consultation=number, away_since=one.away_since
            )
        ]
    return await _to_coordinators(work, consultation, one)


async def _to_coordinators(
    work: ConsultationWork, consultation: Consultation, one: Returned
) -> list[Notice]:
    """An answered question has no term any more that would run out: somebody has to look."""
    if one.away_since is None or consultation.state is State.CLOSED:
        return []
    names = await work.people.names([one.to])
    return [
        MethodistAway(
            to=coordinator,
            sender=one.to,
            consultation=consultation.id,
            methodist=names.get(one.to, ""),
            away_since=one.away_since,
        )
        for coordinator in await coordinators_over(work, consultation)
        if coordinator != one.to
    ]
