"""A door as everybody at it sees it: questions, badge, numbers, somebody without a seat."""

from core.attendance import badges
from core.people import Role
from tests.attendance.gathering import gather
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld

NUMBER = 77
QUESTIONS = (
    "Сколько дней даётся на апелляцию?\nОдин\n+ Два\nПять\n\nКто подаёт?\n+ Ученик\nУчитель"
)


async def soon(world: DemoWorld, *people: str) -> None:
    """An event of Boris's that begins in an hour."""
    async with world.database.open_work() as work:
        ids = [world.people[name].id for name in people]
        boris = world.people["Громов Борис"].id
        await gather(work, world.units["район"], boris, *ids, number=NUMBER)


async def badge_of(world: DemoWorld, name: str) -> str:
    """What the picture on their phone says to a camera."""
    async with world.database.open_work() as work:
        me = await work.people.get(world.people[name].id)
        return (await badges.show(work, NUMBER, me=me)).word


async def said_word(world: DemoWorld) -> str:
    async with world.database.open_view() as work:
        word = await work.attendance.word(NUMBER)
    assert word is not None
    return word.words


async def test_what_a_door_looks_like_from_both_sides(world: DemoWorld, clock: Clock) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    olga = Transcript(world, await phone_of(world, "Белова Ольга"), "Ольга ", anna.lines)
    await phone_of(world, "Громова Галина", at="Школа № 1")
    phone = await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")
    boris = Transcript(world, phone, "Борис ", anna.lines)
    await soon(world, "Соколова Анна", "Белова Ольга")
    await boris.open("eventterms:77")
    await boris.press("Вопросы после слова")
    await boris.say("Кто подаёт апелляцию?")
    await boris.say(QUESTIONS)
    await boris.press("Убрать вопрос 2")
    await anna.open("event:77")
    await anna.press("Показать QR-код")
    word = await badge_of(world, "Соколова Анна")
    await olga.say(f"/start {word}")
    await boris.say(f"/start {word}")
    clock.wait(hours=1)
    await boris.say(f"/start {word}")
    await boris.press("Отменить отметку")
    await boris.say(f"/start {word}")
    clock.wait(minutes=2)
    await boris.say(f"/start {word}")
    await boris.press("Отметки и таблица", "Пришёл без записи")
    await boris.say("гр")
    await boris.say("гром")
    await boris.press("Громова Галина · Школа № 1", "Отметки и таблица")
    await boris.press("Вписать номера")
    await boris.say("первый")
    await boris.say("1, 7-9")
    await boris.press("← Назад", "Кодовое слово")
    await olga.open("arrive:77")
    await olga.phone.say(await said_word(world))
    await olga.press("Один")
    await olga.press("Попробовать ещё раз")
    clock.wait(minutes=2)
    await olga.press("Попробовать ещё раз", "Два")
    await boris.open("roll:77")
    await boris.press("✓ 3. Громова Галина · Школа № 1")
    anna.compare("checkin")
