"""Announcements as a coordinator, a second person and a teacher read them, to be read aloud."""

from core.people import Role
from tests.announcements.test_conversation import pass_by
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld

LINKS = "Положение — https://example.ru/doc\nАнкета — https://example.ru/form"


async def test_what_a_coordinator_and_a_teacher_see(world: DemoWorld, clock: Clock) -> None:
    anna = await phone_of(world, "Соколова Анна Петровна")
    phone = await phone_of(world, "Лебедева Вера Олеговна", Role.COORDINATOR, at="Школа № 1")
    vera = Transcript(world, phone)
    reader = Transcript(world, anna, "Учитель ", vera.lines)
    await vera.say("/menu")
    await _write(vera)
    await _choose(vera)
    await vera.press("Посмотреть", "Когда отправить", "Другое время")
    await vera.say("завтра в обед")
    await vera.say("1.09 10:00")
    await vera.say("7.09 15:30")
    await vera.press("Отправить", "Открыть", "Исправить")
    await vera.send("новый.docx")
    await vera.say("Просим заполнить карту школы до субботы.")
    await vera.press("Исправить", "Открыть", "Отправить сразу")
    await _arrive(vera, reader, clock)
    vera.compare("announcements")


async def _write(vera: Transcript) -> None:
    await vera.press("📢 Объявление", "Объявления", "📢 Объявление")
    await vera.send("карта.docx")
    await vera.say("Просим заполнить карту школы до пятницы.")
    await vera.say("/menu")
    await vera.press("✏️ Закончить объявление", "Отмена", "Продолжить", "Дальше")
    await vera.say("https://example.ru/doc")
    await vera.say("Положение — http://example.ru/doc")
    await vera.say(LINKS)
    await vera.press("Дальше")


async def _choose(vera: Transcript) -> None:
    await vera.press("Где работают", "Выбрать место", "Северный район", "Школа № 5", "Готово")
    await vera.press("Роль", "Методисты", "Готово", "Роль", "✓ Методисты", "Учителя", "Готово")
    await vera.press("Предмет", "Готово")
    await vera.press("Стаж", "До 3 лет", "✓ До 3 лет", "Готово", "Мессенджер", "Готово")
    await vera.press("Ознакомление: нет")


async def _arrive(vera: Transcript, reader: Transcript, clock: Clock) -> None:
    await pass_by(vera.world, clock, seconds=1)
    await vera.hear()
    await reader.hear()
    await reader.press("Ознакомлен(а)")
    await vera.press("Обновить", "Кто ознакомился")
    await vera.phone.press_raw("announcement:1")
    await vera.press("Отозвать", "Да, отозвать")
    await pass_by(vera.world, clock, seconds=1)
    await vera.hear()
    await reader.hear()
    await vera.press("← Назад", "№ 1", "Меню")


async def test_what_two_see_who_have_to_agree(world: DemoWorld, clock: Clock) -> None:
    phone = await phone_of(world, "Лебедева Вера Олеговна", Role.COORDINATOR, at="Школа № 1")
    other = await phone_of(world, "Волкова Инна Игоревна", Role.ADMINISTRATOR, over="край")
    vera = Transcript(world, phone)
    inna = Transcript(world, other, "Администратор ", vera.lines)
    await inna.say("/menu")
    await inna.press("⚙️ Управление", "Согласие второго", "Озёрный край", "Северный район")
    await inna.press("Северный район", "Требовать согласия")
    await vera.say("/menu")
    await vera.press("📢 Объявление")
    await vera.say("Совещание переносится.")
    await vera.press("Дальше", "Дальше", "Посмотреть", "Когда отправить", "Завтра в 09:00")
    await vera.press("Отправить", "Открыть")
    await inna.hear()
    await inna.press("Открыть", "Показать целиком", "← Назад", "Вернуть автору")
    await inna.say("Напишите, на какой день.")
    await vera.hear()
    await vera.press("Исправить")
    await vera.say("Совещание переносится на среду.")
    await vera.press("Исправить")
    await inna.hear()
    await inna.press("Открыть", "Согласен(на)")
    await vera.hear()
    await vera.press("Открыть", "Отменить")
    vera.compare("announcements-of-two")
