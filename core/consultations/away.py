"""A person who has stopped the bot in mid-thread: who is told, and how the thread goes on."""

from datetime import timedelta

from core.consultations.notices import AnswerUndelivered, MissedMeanwhile
from core.consultations.ports import ConsultationWork

LOOKED_BACK = timedelta(days=60)


async def tell_of_returned(work: ConsultationWork) -> int:
    """The methodist hears once that the teacher is away; whoever is back, that they missed it."""
    told = 0
    for one in await work.consultations.returned(since=work.now - LOOKED_BACK):
        consultation = await work.consultations.get(one.consultation)
        if consultation is None:
            continue
        if one.away_since is None:
            await work.outbox.put(
                MissedMeanwhile(to=one.to, consultation=consultation.id, letter=one.letter)
            )
            told += 1
        elif one.to == consultation.teacher and consultation.methodist is not None:
            await work.outbox.put(
                AnswerUndelivered(
                    to=consultation.methodist,
                    consultation=consultation.id,
                    away_since=one.away_since,
                )
            )
            told += 1
    return told
