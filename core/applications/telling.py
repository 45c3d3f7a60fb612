"""Letters about applications, each by the clock of whoever reads."""

from collections.abc import Sequence
from typing import Any

from core.applications.calls import Call
from core.applications.model import Application, Award, State
from core.applications.notices import (
    ApplicationApproved,
    ApplicationNotice,
    ApplicationNotNeeded,
    ApplicationRefused,
    ApplicationReturned,
    ApplicationUnsent,
    DeadlineMoved,
    ResultsKnown,
)
from core.applications.ports import ApplicationWork
from core.people import PersonId

Told = tuple[PersonId, dict[str, Any]]
"""Who is told, and what beside the facts of the event."""


async def tell_approved(
    work: ApplicationWork, call: Call, seated: Sequence[tuple[Application, bool]]
) -> None:
    told = [(one.person, {"ticket": one.ticket, "seated": seat}) for one, seat in seated]
    await _put(work, call, ApplicationApproved, told)


async def tell_refused(work: ApplicationWork, call: Call, application: Application) -> None:
    await _put(work, call, ApplicationRefused, [(application.person, _grounds(application))])


async def tell_returned(work: ApplicationWork, call: Call, application: Application) -> None:
    facts = {**_grounds(application), "revision": application.revision}
    await _put(work, call, ApplicationReturned, [(application.person, facts)])


async def tell_unsent(work: ApplicationWork, call: Call, application: Application) -> None:
    facts = {"returned": application.state is State.RETURNED}
    await _put(work, call, ApplicationUnsent, [(application.person, facts)])


async def tell_deadline(work: ApplicationWork, call: Call, people: Sequence[Application]) -> None:
    facts = {"sequence": call.terms.sequence}
    await _put(work, call, DeadlineMoved, [(one.person, facts) for one in people])


async def tell_not_needed(
    work: ApplicationWork, call: Call, people: Sequence[Application]
) -> None:
    facts = {"sequence": call.terms.sequence}
    await _put(work, call, ApplicationNotNeeded, [(one.person, facts) for one in people])


async def tell_results(work: ApplicationWork, call: Call, people: Sequence[Application]) -> None:
    told = [(one.person, {"award": one.award or Award.PARTICIPANT}) for one in people]
    await _put(work, call, ResultsKnown, told)


def _grounds(application: Application) -> dict[str, Any]:
    return {
        "ticket": application.ticket,
        "reason": application.reason,
        "sender": application.decided_by,
    }


async def _put(
    work: ApplicationWork, call: Call, kind: type[ApplicationNotice], told: Sequence[Told]
) -> None:
    if not told:
        return
    clocks = await work.preferences.of_many([person for person, _ in told])
    notices = []
    for person, facts in told:
        zone = clocks[person][1] if person in clocks else work.zone
        notices.append(
            kind(
                to=person,
                event=call.event,
                title=call.title,
                starts_at=call.starts_at,
                ends_at=call.ends_at,
                closes_at=call.closes_at,
                zone=str(zone),
                named=str(zone) != str(work.zone),
                **facts,
            )
        )
    await work.outbox.put_all(notices)
