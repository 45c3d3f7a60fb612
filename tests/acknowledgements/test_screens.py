"""The whole conversation as a reader and the coordinator read it, to be read aloud."""

from core.people import Role
from tests.acknowledgements.announcing import ARRIVED, BLOCKED, UNKNOWN, hand_to, recall, send
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld


async def test_what_a_reader_and_the_coordinator_see(world: DemoWorld, clock: Clock) -> None:
    vera = Transcript(world, await phone_of(world, "Лебедева Вера", Role.COORDINATOR))
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ", vera.lines)
    await world.person("Громов Борис", Role.METHODIST, at="Школа № 1")
    people = [await world.person(name, at="Школа № 1") for name in ("Белова Нина", "Орлова Ольга")]
    author, reader = world.people["Лебедева Вера"], world.people["Соколова Анна"]
    number = await send(
        world.database,
        author,
        world.units["район"],
        {reader: ARRIVED, people[0]: BLOCKED, people[1]: UNKNOWN},
    )
    await hand_to(world, number, anna.phone)
    await _remind(vera, anna, number)
    clock.wait(hours=2)
    await anna.press("Прочитать ещё раз", "Ознакомлен(а)", "Ознакомлен(а)")
    await _ask(anna)
    await vera.press("Таблица для приказа", "← Назад")
    await recall(world.database, number)
    await anna.press("Ознакомлен(а)", "Прочитать ещё раз")
    await vera.say("/menu")
    await vera.phone.press_raw(f"acks:{number}")
    vera._write("> [кнопка под объявлением]")  # noqa: SLF001 - as the other transcripts do
    vera.compare("acknowledgements")


async def _remind(vera: Transcript, anna: Transcript, number: int) -> None:
    await vera.phone.press_raw(f"acks:{number}")
    vera._write("> [кнопка под объявлением]")  # noqa: SLF001 - as the other transcripts do
    await vera.press("0 из 2 · Школа № 1", "← Назад", "0 из 1 · Школа № 5", "← Назад")
    await vera.press("Напомнить (1)", "← Назад", "Напомнить (1)", "Да, напомнить", "← Назад")
    await anna.hear()


async def _ask(anna: Transcript) -> None:
    """By the button, and by an answer to the message."""
    await anna.press("Спросить", "Аттестация")
    await anna.say("Куда отправить карту?")
    await anna.press("Отправить", "Открыть", "Меню")
    first = next(message for message in anna.phone.history if "Просим всех" in str(message.text))
    await anna.phone.say("А если школа закрыта?", reply_to=first)
    anna._write("> А если школа закрыта? (ответ на объявление)")  # noqa: SLF001 - as above
    await anna.press("Да, спросить", "Аттестация", "Отправить")
