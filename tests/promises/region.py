"""A region with somebody of each role in it, for tests of who may do what."""

from dataclasses import dataclass, field

from bot.messengers.demo.people import DemoChat
from core.absence import Absence
from core.answers.model import REVIEWED_EVERY, Source, Wording
from core.attendance.model import Way
from core.catalogue import TopicId
from core.people import Role
from core.promise import Term
from core.roles import use_cases as roles
from tests.acknowledgements.announcing import ARRIVED, send
from tests.attendance.gathering import going_on
from tests.events.holding import held
from tests.plan.planning import planned
from tests.walks import agree, begin, phone_of
from tests.world import DemoWorld

STRANGER, AGREED, TEACHER = "stranger", "agreed", "teacher"
METHODIST, COORDINATOR, FAR, ADMINISTRATOR = "methodist", "coordinator", "far", "administrator"
HELD = 77
"""An event that has begun."""
EVERYBODY = (STRANGER, AGREED, TEACHER, METHODIST, COORDINATOR, FAR, ADMINISTRATOR)


@dataclass
class Region:
    """Anna asks, Boris answers; everybody else looks on."""

    world: DemoWorld
    phones: dict[str, DemoChat] = field(default_factory=dict)

    async def settle(self) -> None:
        world = self.world
        async with world.database.open_work() as work:
            south = await work.units.add(
                name="Южный район", level="район", parent=world.units["край"]
            )
            school = await work.units.add(name="Школа № 9", level="школа", parent=south)
        world.units |= {"юг": south, "Школа № 9": school}
        await phone_of(world, "Громов Борис", Role.METHODIST)
        anna = await phone_of(world, "Соколова Анна")
        await begin(anna)
        await anna.press("Отправить")
        await self._meet(TEACHER, "Орлова Ольга")
        await self._meet(METHODIST, "Лебедев Лев", Role.METHODIST)
        await self._meet(COORDINATOR, "Петров Пётр", Role.COORDINATOR)
        await self._meet(FAR, "Южный Юрий", Role.COORDINATOR, at="Школа № 9", over="юг")
        await self._meet(ADMINISTRATOR, "Волкова Инна", Role.ADMINISTRATOR, over="край")
        peter, olga = world.people["Петров Пётр"], world.people["Орлова Ольга"]
        await send(world.database, peter, world.units["район"], {olga: ARRIVED})
        await self._publish()
        async with world.database.open_work() as work:
            day = work.now.date()
            boris = world.people["Громов Борис"]
            await work.rules.put_absence(Absence(person=boris.id, first=day, last=day))
            await work.rules.put_term(Term(unit=world.units["район"], topic=None, days=3))
            await work.rules.put_leading(world.units["район"], world.units["Школа № 1"], None)
        await held(world, peter.id)
        await self._hold()
        self.phones[STRANGER] = world.new_phone(900, "Некто Чужой")
        self.phones[AGREED] = world.new_phone(901, "Новичок Нина")
        await agree(self.phones[AGREED])

    async def _publish(self) -> None:
        """An answer of the northern district, in the bank."""
        async with self.world.database.open_work() as work:
            source = Source(
                consultation=None,
                unit=self.world.units["район"],
                teacher=None,
                methodist=None,
                topic=TopicId(1),
                subject=None,
            )
            await work.answers.publish(
                source,
                Wording("Где взять бланк?", "В учебной части."),
                unit=self.world.units["район"],
                by=self.world.people["Петров Пётр"].id,
                at=work.now,
                review_at=work.now + REVIEWED_EVERY,
            )

    async def _hold(self) -> None:
        """An event of the coordinator's at which Olga is."""
        await going_on(self.world, HELD, "Петров Пётр", "Орлова Ольга")
        peter, olga = self.world.people["Петров Пётр"], self.world.people["Орлова Ольга"]
        async with self.world.database.open_work() as work:
            await work.attendance.mark(HELD, olga.id, way=Way.LIST, by=peter.id, at=work.now)
            await planned(work, self.world.units["район"], responsible=olga.id)

    async def _meet(
        self,
        who: str,
        name: str,
        role: Role | None = None,
        *,
        at: str = "Школа № 5",
        over: str = "район",
    ) -> None:
        self.phones[who] = await phone_of(self.world, name, role, at=at, over=over)

    async def revoke(self, name: str) -> None:
        person = self.world.people[name]
        async with self.world.database.open_work() as work:
            below = await work.roles.below([self.world.units["край"]])
            [one] = [one for one in below if one.person == person.id]
            await roles.revoke(work, one.id, by=None)
