"""An event from its draft to what people thought of it, as a teacher and its organiser see it."""

from core.attendance.model import WORD_LASTS, CodeWord
from core.events.model import Presence
from core.events.use_cases import enrol
from core.people import Role
from tests.feedback.judging import judge
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld

COLLEAGUES = ("Белова Ольга", "Ветрова Инна")


async def on(world: DemoWorld, clock: Clock, **time: float) -> None:
    """The clock goes on, and whatever has become due is put."""
    clock.wait(**time)
    await world.service.reminders.put_due()


async def opened(boris: Transcript) -> None:
    """A seminar in ten days, 15:00–16:30."""
    await boris.open("newevent")
    await boris.say("Как оценивать проект")
    await boris.press("Семинар", "Очно")
    await boris.say("17 сентября 15:00-16:30")
    await boris.say("Школа № 1, кабинет 12")
    await boris.press("Без ограничений", "Дальше", "Открыть запись")


async def come(world: DemoWorld) -> None:
    """Colleagues of Anna's are enrolled too, or nobody's opinion would be shown."""
    async with world.database.open_work() as work:
        [event] = await work.events.public(None, since=work.now)
        for name in COLLEAGUES:
            me = await work.people.get(world.people[name].id)
            await enrol(work, event.id, Presence.ROOM, me=me)


async def test_the_rhythm_of_an_event(world: DemoWorld, clock: Clock) -> None:
    boris = Transcript(
        world, await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1"), "Борис "
    )
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    both = anna.lines = boris.lines
    for name in COLLEAGUES:
        await phone_of(world, name)
    await opened(boris)
    await come(world)
    await anna.say("/events")
    await anna.press("1. чт, 17 сентября, 15:00", "Записаться")

    await on(world, clock, days=3, hours=4)  # a week before
    await anna.hear()
    await on(world, clock, days=6)
    await anna.hear()
    await anna.press("Приду")
    await on(world, clock, hours=22, minutes=10)
    await anna.hear()
    await boris.open("event:1")
    await boris.press("Кто записан")

    await on(world, clock, minutes=50)  # it begins
    await boris.open("roll:1")
    await boris.press("Кодовое слово")
    async with world.database.open_work() as work:  # the one that is drawn is another every time
        await work.attendance.put_word(1, CodeWord("берёза 482", work.now + WORD_LASTS))
    await anna.open("event:1")
    await anna.press("Я здесь")
    await anna.say("берёза")
    await anna.say("Береза 482")
    await anna.press("Сертификат")
    await boris.press("← Назад", "Все пришли", "Да, отметить всех")

    await on(world, clock, hours=2)  # it is over
    await anna.hear()
    await anna.press("Оставить отзыв", "Да", "Да, применю", "В самый раз")
    await anna.say("Критерии возьму на свой урок.")
    await judge(world, 1, *COLLEAGUES)
    await boris.open("event:1")
    await boris.press("Отзывы", "Слова участников")
    await anna.open("myevents")
    assert both is anna.lines
    anna.compare("rhythm")
