"""A situation and the choice made in it as plain data: kept with the question, to read later."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from core.ladder import Candidate, Choice, Situation, Worker, Workload
from core.people import PersonId

Facts = Mapping[str, Any]


def facts_of(situation: Situation, choice: Choice | None) -> Facts:
    """Only what the choice depends on: whoever stands higher than the chosen is left out."""
    needed = [one for one in situation.candidates if _matters(one, choice)]
    return {
        "day": situation.day.isoformat(),
        "until": situation.until.isoformat(),
        "lowest": situation.lowest,
        "barred": sorted(situation.barred),
        "candidates": [asdict(one) for one in needed],
        "workers": [
            _plain(situation.workers[one]) for one in sorted(_involved(needed, situation))
        ],
        "choice": None if choice is None else asdict(choice),
    }


def _matters(candidate: Candidate, choice: Choice | None) -> bool:
    """On the second look, for whoever comes later, everybody counted on the first one."""
    return choice is None or choice.later or candidate.step <= choice.step


def _involved(candidates: list[Candidate], situation: Situation) -> set[PersonId]:
    """The candidates and everybody along their chains of substitutes."""
    involved: set[PersonId] = set()
    for candidate in candidates:
        at: PersonId | None = candidate.person
        while at is not None and at in situation.workers and at not in involved:
            involved.add(at)
            worker = situation.workers[at]
            at = worker.substitute if worker.absent else None
    return involved


def _plain(worker: Worker) -> dict[str, Any]:
    return asdict(worker) | {"last": worker.last.isoformat() if worker.last else None}


def situation_in(facts: Facts) -> Situation:
    """What ``choose`` may be asked about again."""
    workers = [_worker(one) for one in facts["workers"]]
    return Situation(
        day=date.fromisoformat(facts["day"]),
        until=date.fromisoformat(facts["until"]),
        lowest=facts["lowest"],
        barred=frozenset(PersonId(one) for one in facts["barred"]),
        candidates=tuple(Candidate(**one) for one in facts["candidates"]),
        workers={worker.person: worker for worker in workers},
    )


def choice_in(facts: Facts) -> Choice | None:
    kept = facts.get("choice")
    return None if kept is None else Choice(**kept)


def _worker(plain: Mapping[str, Any]) -> Worker:
    workload = plain["workload"]
    return Worker(
        **{
            **plain,
            "workload": Workload(**{**workload, "days": tuple(workload["days"])}),
            "last": datetime.fromisoformat(plain["last"]) if plain["last"] else None,
        }
    )
