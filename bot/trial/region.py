"""A made-up region of any size; the same people come from the same seed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bot.trial.rules import Rules
from bot.trial.talks import Cast, Talks
from core.catalogue import SubjectId, TopicId
from core.people import Role
from core.registration.model import CONSENT_VERSION
from core.units import folded
from texts import FOLDER

MUNICIPALITIES = 20
PEOPLE_IN_SCHOOL = 40
PEOPLE_IN_MUNICIPALITY = 50
METHODISTS_IN_MUNICIPALITY = 5
SUBJECTS_OF_METHODIST = 4
SHARE_OF_MEN = 0.15
FIRST_ACCOUNT = 100_000_000
YEAR = timedelta(days=365)

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the made-up people are put on: lists of the service, ids taken, the moment."""

    subjects: Sequence[SubjectId]
    topics: Sequence[TopicId]
    position: str
    taken: Mapping[str, int]
    now: datetime


def code_of(seed: int, place: str) -> str:
    return f"demo-{seed}-{place}"


class Region:
    """Rows of every table, generated as they are asked for."""

    def __init__(self, ground: Ground, *, people: int, seed: int) -> None:
        words = FOLDER / "ru" / "demo_names.json"
        self._words: dict[str, Any] = json.loads(words.read_text(encoding="utf-8"))
        self._ground = ground
        self._seed = seed
        self._chance = Random(seed)  # noqa: S311 - nothing secret: the same people every time
        self._people = people
        municipalities = max(1, min(MUNICIPALITIES, people // PEOPLE_IN_MUNICIPALITY))
        schools = max(municipalities, people // PEOPLE_IN_SCHOOL)
        self._region = ground.taken["units"] + 1
        self._municipalities = range(self._region + 1, self._region + 1 + municipalities)
        self._schools = range(self._municipalities.stop, self._municipalities.stop + schools)
        self._first = ground.taken["people"] + 1
        self._posts = list(self._staff())[:people]

    def tables(self) -> Iterator[tuple[str, Iterator[Row]]]:
        """In an order in which nothing is named before it is there."""
        yield "units", self._units()
        yield "lineage", self._lineage()
        yield "people", self._persons()
        yield "accounts", self._accounts()
        yield "consents", self._consents()
        yield "subjects", self._subjects()
        yield "grants", self._grants()
        yield "expertise", self._expertise()
        yield from self._rules()
        talks = Talks(self._people_known(), self._ground.topics, self._ground.now, self._chance)
        first = self._ground.taken["consultations"] + 1
        yield "consultations", talks.consultations(first)
        yield "messages", talks.messages(self._words)

    def _staff(self) -> Iterator[tuple[Role, int]]:
        """Who is put where; the first people of the region, everybody else is a teacher."""
        yield Role.ADMINISTRATOR, self._region
        yield Role.COORDINATOR, self._region
        for municipality in self._municipalities:
            yield Role.COORDINATOR, municipality
        for _ in range(METHODISTS_IN_MUNICIPALITY):
            for municipality in self._municipalities:
                yield Role.METHODIST, municipality
        for school in self._leading():
            yield Role.METHODIST, school

    def _leading(self) -> range:
        """The first school of each municipality helps the others."""
        return self._schools[: len(self._municipalities)]

    def _rules(self) -> Iterator[tuple[str, Iterator[Row]]]:
        methodists = [
            (self._first + number, unit)
            for number, (role, unit) in enumerate(self._posts)
            if role is Role.METHODIST
        ]
        rules = Rules(methodists, self._chance, self._ground.now.date())
        yield "workloads", rules.workloads()
        yield "absences", rules.absences()
        yield "terms", rules.terms(self._region, self._ground.topics)
        yield (
            "leading",
            rules.leading([(self._above(school), school) for school in self._leading()]),
        )

    def _above(self, school: int) -> int:
        return self._municipalities[(school - self._schools.start) % len(self._municipalities)]

    def _place(self, number: int) -> int:
        """The unit of the person with this number."""
        if number < len(self._posts):
            return self._posts[number][1]
        return self._schools[number % len(self._schools)]

    def _units(self) -> Iterator[Row]:
        words = self._words
        yield self._unit(self._region, None, "region", words["region"], "region")
        for index, unit in enumerate(self._municipalities):
            name = words["municipality"].format(name=words["municipalities"][index])
            yield self._unit(unit, self._region, "municipality", name, f"m{index + 1}")
        for index, unit in enumerate(self._schools):
            name = words["school"].format(number=index + 1)
            yield self._unit(unit, self._above(unit), "school", name, f"s{index + 1}")

    def _unit(self, unit: int, parent: int | None, level: str, name: str, code: str) -> Row:
        return {
            "id": unit,
            "parent_id": parent,
            "code": code_of(self._seed, code),
            "level": self._words["levels"][level],
            "name": name,
            "folded": folded(name),
        }

    def _lineage(self) -> Iterator[Row]:
        ways = [
            [self._region],
            *([unit, self._region] for unit in self._municipalities),
            *([unit, self._above(unit), self._region] for unit in self._schools),
        ]
        for way in ways:
            for depth, ancestor in enumerate(way):
                yield {"unit_id": way[0], "ancestor_id": ancestor, "depth": depth}

    def _persons(self) -> Iterator[Row]:
        for number in range(self._people):
            name = self._name()
            yield {
                "id": self._first + number,
                "name": name,
                "folded": folded(name),
                "unit_id": self._place(number),
                "position": self._ground.position,
                "registered_at": self._ground.now - YEAR * self._chance.random(),
            }

    def _name(self) -> str:
        choice, words = self._chance.choice, self._words
        surname, father = choice(words["surnames"]), choice(words["fathers"])
        ends = words["endings"]
        if self._chance.random() < SHARE_OF_MEN:
            return f"{surname} {choice(words['men'])} {father}"
        daughter = father.removesuffix(ends["son"]) + ends["daughter"]
        return f"{surname}{ends['woman']} {choice(words['women'])} {daughter}"

    def _accounts(self) -> Iterator[Row]:
        for person in self._persons_ids():
            external = FIRST_ACCOUNT + person
            yield {
                "messenger": "demo",
                "external": external,
                "person_id": person,
                "joined_at": self._ground.now - YEAR,
            }

    def _persons_ids(self) -> range:
        return range(self._first, self._first + self._people)

    def _consents(self) -> Iterator[Row]:
        for person in self._persons_ids():
            yield {
                "person_id": person,
                "version": CONSENT_VERSION,
                "messenger": "demo",
                "given_at": self._ground.now - YEAR,
            }

    def _subjects(self) -> Iterator[Row]:
        for person in self._persons_ids():
            count = self._chance.choice((1, 1, 1, 2))
            for place, subject in enumerate(self._chance.sample(self._ground.subjects, count)):
                yield {"person_id": person, "subject_id": subject, "place": place}

    def _grants(self) -> Iterator[Row]:
        for number, (role, unit) in enumerate(self._posts):
            yield {
                "person_id": self._first + number,
                "role": role,
                "unit_id": unit,
                "granted_at": self._ground.now - YEAR,
            }

    def _expertise(self) -> Iterator[Row]:
        for number, (role, unit) in enumerate(self._posts):
            if role is Role.METHODIST:
                for subject in self._chance.sample(self._ground.subjects, SUBJECTS_OF_METHODIST):
                    yield {
                        "person_id": self._first + number,
                        "unit_id": unit,
                        "subject_id": subject,
                        "topic_id": None,
                    }

    def _people_known(self) -> Cast:
        """Teachers with their schools, and the methodists of each school's municipality."""
        methodists: dict[int, list[int]] = {}
        for number, (role, unit) in enumerate(self._posts):
            if role is Role.METHODIST:
                methodists.setdefault(unit, []).append(self._first + number)
        teachers = [
            (self._first + number, self._place(number))
            for number in range(len(self._posts), self._people)
        ]
        return Cast(
            teachers=teachers,
            methodists={
                school: methodists.get(self._above(school), []) for school in self._schools
            },
        )
