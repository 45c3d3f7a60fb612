"""A contest and a seminar by application, as two teachers and the organiser read them."""

from core.people import Role
from tests.events.holding import held
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld


async def test_what_applications_look_like(world: DemoWorld, clock: Clock) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    olga = Transcript(world, await phone_of(world, "Белова Ольга"), "Ольга ")
    boris = Transcript(world, await phone_of(world, "Громов Борис", Role.METHODIST), "Борис ")
    anna.lines = olga.lines = boris.lines
    await held(world, world.people["Громов Борис"].id, title="Конкурс уроков", seats_room=1)
    await _settle(boris)
    await _apply(anna)
    await olga.open("apply:1")
    await olga.say("Урок о дробях для шестого класса.")
    await olga.send("урок.pptx")
    await olga.press("Отправить", "← Назад")
    await _decide(boris, anna, olga)
    clock.wait(days=3)
    await world.service.reminders.put_due()
    await anna.hear()
    await anna.press("Дополнить заявку")
    await anna.send("конспект.docx")
    await anna.press("Отправить", "Моя заявка", "Изменить заявку", "Отмена")
    await anna.open("myapplications")
    clock.wait(days=2)
    await anna.open("application:1")
    await anna.open("apply:1")
    await _hold(boris)
    await anna.hear()
    await anna.press("Открыть")
    await olga.hear()
    await olga.open("event:1")
    anna.compare("applications")


async def _settle(boris: Transcript) -> None:
    await boris.open("event:1")
    await boris.press("Условия участия", "Заявки и конкурс", "Запись по заявке", "Конкурс")
    await boris.press("Попросить файлы", "Срок подачи")
    await boris.say("скоро")
    await boris.say("20 сентября 18:00")
    await boris.say("11 сентября 18:00")
    await boris.press("О чём написать")
    await boris.say("Расскажите об уроке: тема, класс, что получилось.")
    await boris.press("← Назад", "← Назад")


async def _apply(anna: Transcript) -> None:
    await anna.open("event:1")
    await anna.press("Подать заявку")
    await anna.say("Урок о <площадях>, 5 класс.")
    await anna.press("Отправить")
    await anna.send("урок.pdf")
    await anna.press(
        "Отмена", "Продолжить", "Отправить", "Моя заявка", "Забрать заявку", "← Назад"
    )
    await anna.press("← Назад")


async def _decide(boris: Transcript, anna: Transcript, olga: Transcript) -> None:
    await boris.open("event:1")
    await boris.press("Заявки (2)", "Соколова Анна · Школа № 5", "Показать файлы (1)")
    await boris.press("Вернуть на доработку")
    await boris.say("Приложите конспект.")
    await boris.press("Следующая заявка", "Одобрить", "← Назад", "На доработке (1)")
    await anna.hear()
    await olga.hear()
    await olga.press("Открыть")


async def _hold(boris: Transcript) -> None:
    await boris.open("applications:1")
    await boris.press("Соколова Анна · Школа № 5", "Одобрить", "Победитель", "← Назад")
    await boris.press("Таблица заявок", "← Назад", "Одобрены (2)", "Итоги конкурса")
    await boris.press("Объявить итоги", "Соколова Анна · победитель")
