"""How long it takes to choose who gets a question, in a region of thousands."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from bench.figures import Figure
from core.catalogue import SubjectId, TopicId
from core.ladder import choose
from core.people import PersonId, Role
from core.tenures import Asked
from core.units import UnitId
from storage.consultation_rows import ConsultationRow
from storage.migrations import migrate
from storage.people import AccountRow, GrantRow, PersonRow
from storage.routing_rows import AbsenceRow, TenureRow, WorkloadRow
from storage.work import Database, SqlWork

TARGET = 5.0
NOW = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
CHANCE = random.Random(1)  # noqa: S311 - a region that can be built again


@dataclass(frozen=True, slots=True)
class RoutingCounts:
    teachers: int = 20_000
    methodists: int = 500
    municipalities: int = 40
    open_questions: int = 5_000
    choices: int = 400

    def __str__(self) -> str:
        return (
            f"{self.teachers} teachers and {self.methodists} methodists of "
            f"{self.municipalities} municipalities, {self.open_questions} open questions"
        )


async def measure(counts: RoutingCounts, say: Callable[[str], None] = print) -> list[Figure]:
    with TemporaryDirectory(prefix="opora-bench-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'opora.db'}"
        database = Database(url, clock=lambda: NOW, zone=ZoneInfo("Europe/Moscow"))
        await migrate(database.writer)
        try:
            async with database.open_work() as work:
                units, topic, subject = await _region(work, counts)
            taken = await _choices(database, units, topic, subject, counts)
        finally:
            await database.close()
    say(f"routing: {statistics.median(taken):.2f} ms")
    return [
        _time("median", statistics.median(taken)),
        _time("p95", sorted(taken)[int(len(taken) * 0.95)]),
    ]


async def _choices(
    database: Database,
    units: list[UnitId],
    topic: TopicId,
    subject: SubjectId,
    counts: RoutingCounts,
) -> list[float]:
    taken = []
    async with database.open_view() as work:
        for _ in range(counts.choices):
            asked = Asked(unit=CHANCE.choice(units), subject=subject, topic=topic)
            began = time.perf_counter()
            situation = await work.routing.situation(
                asked, at=NOW, day=NOW.date(), until=NOW.date() + timedelta(days=2)
            )
            if choose(situation) is None:
                raise RuntimeError("nobody answers in the region")
            taken.append((time.perf_counter() - began) * 1000)
    return taken


async def _region(work: SqlWork, counts: RoutingCounts) -> tuple[list[UnitId], TopicId, SubjectId]:
    await work.catalogue.begin_with()
    topic = (await work.catalogue.topics())[0].id
    subject = (await work.catalogue.subjects())[0].id
    region = await work.units.add(name="Область", level="регион", parent=None)
    districts, schools = [], []
    for number in range(counts.municipalities):
        district = await work.units.add(name=f"Район {number}", level="район", parent=region)
        districts.append(district)
        schools += [
            await work.units.add(name=f"Школа {number}/{one}", level="школа", parent=district)
            for one in range(5)
        ]
    everybody = counts.methodists + counts.teachers
    first = [PersonId(one) for one in range(1, everybody + 1)]
    methodists, teachers = first[: counts.methodists], first[counts.methodists :]
    session = work.means.session
    await session.execute(
        insert(PersonRow),
        [
            {
                "id": one,
                "name": f"Человек {one}",
                "registered_at": NOW,
                "unit_id": schools[one % len(schools)],
            }
            for one in first
        ],
    )
    await session.execute(
        insert(AccountRow),
        [
            {"messenger": "telegram", "external": one, "person_id": one, "joined_at": NOW}
            for one in first
        ],
    )
    where = [*districts, region]
    await session.execute(
        insert(GrantRow),
        [
            {
                "person_id": one,
                "role": Role.METHODIST,
                "unit_id": where[one % len(where)],
                "granted_at": NOW,
            }
            for one in methodists
        ],
    )
    await session.execute(
        insert(WorkloadRow),
        [
            {"person_id": one, "share": 50 + 50 * (one % 2), "ceiling": 200, "days": "01234"}
            for one in methodists
        ],
    )
    await session.execute(
        insert(AbsenceRow),
        [{"person_id": one, "first": NOW.date(), "last": NOW.date()} for one in methodists[::10]],
    )
    for number in range(counts.open_questions):
        owner = methodists[number % len(methodists)]
        session.add(
            ConsultationRow(
                id=number + 1,
                teacher_id=teachers[number % len(teachers)],
                unit_id=schools[number % len(schools)],
                methodist_id=owner,
                topic_id=topic,
                subject_id=subject,
                state="waiting",
                gist="",
                asked_at=NOW,
                due_at=NOW + timedelta(days=2),
            )
        )
    await session.flush()
    await session.execute(
        insert(TenureRow),
        [
            {
                "consultation_id": number + 1,
                "person_id": methodists[number % len(methodists)],
                "step": 2,
                "how": "asked",
                "given_at": NOW - timedelta(days=number % 40),
            }
            for number in range(counts.open_questions)
        ],
    )
    return schools, topic, subject


def _time(what: str, milliseconds: float) -> Figure:
    return Figure(
        what="choosing who gets a question",
        figure=what,
        measured=milliseconds,
        unit="ms",
        target=TARGET,
    )
