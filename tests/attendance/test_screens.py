"""An event from the door to the certificate, as the organiser and a teacher read it."""

from core.people import Role
from tests.attendance.gathering import going_on
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld


async def test_what_coming_to_an_event_looks_like(world: DemoWorld, clock: Clock) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    await phone_of(world, "Белова Ольга", at="Школа № 1")
    boris = Transcript(
        world, await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1"), "Борис "
    )
    both = anna.lines = boris.lines
    await going_on(world, 77, "Громов Борис", "Соколова Анна", "Белова Ольга")
    await anna.open("certificates")
    await anna.open("certificate:77")
    await anna.open("arrive:77")
    await anna.say("Берёза 48")
    await anna.say("береза 482")
    await anna.press("Сертификат", "Мои сертификаты")
    await boris.open("roll:77")
    await boris.press("2. Белова Ольга · Школа № 1", "✓ 2. Белова Ольга · Школа № 1")
    await boris.press("Кодовое слово", "← Назад", "Таблица участников", "← Назад")
    await boris.press("Все пришли", "Да, отметить всех")
    clock.wait(hours=4)
    await world.service.reminders.put_due()
    await anna.hear()
    await boris.open("roll:77")
    await boris.press("✓ 1. Соколова Анна · Школа № 5")
    await anna.press("Сертификат")
    assert both is anna.lines
    anna.compare("attendance")
