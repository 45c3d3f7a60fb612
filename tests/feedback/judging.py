"""An event that is over, and people who were there and say what they think of it."""

from datetime import timedelta

from core.attendance.model import Way
from core.feedback.model import Answers, Applied, Pace, Useful
from tests.attendance.gathering import gather
from tests.world import DemoWorld

GOOD = Answers(useful=Useful.YES, applied=Applied.YES, pace=Pace.RIGHT)
SO_SO = Answers(useful=Useful.PARTLY, applied=Applied.MAYBE, pace=Pace.FAST)


async def over(world: DemoWorld, number: int, organiser: str, *people: str) -> None:
    """An event of the district that has ended a moment ago, at which the people were."""
    async with world.database.open_work() as work:
        by = world.people[organiser].id
        ids = [world.people[name].id for name in people]
        begun = work.now - timedelta(hours=3)
        await gather(
            work,
            world.units["район"],
            by,
            *ids,
            starts_at=begun,
            number=number,
            title="Оценивание",
        )
        for person in ids:
            await work.attendance.mark(number, person, way=Way.LIST, by=by, at=work.now)


async def judge(world: DemoWorld, number: int, *people: str) -> None:
    """Each says the same, and their name's first letter as a word."""
    async with world.database.open_work() as work:
        for name in people:
            person = world.people[name].id
            await work.feedback.put(number, person, SO_SO, at=work.now)
            await work.feedback.put_words(number, person, f"Мало примеров ({name[0]})")
