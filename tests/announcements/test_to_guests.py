"""«Написать участникам», from the card of an event to the phones of its guests."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.announcements.test_conversation import pass_by
from tests.attendance.gathering import going_on
from tests.promises.test_p18_dialogs import go, restarted
from tests.promises.ways import OPEN, PRESS, SAY
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld

TEXT = "Материалы семинара пришлём завтра."
EVENT = "07.09 Как оценивать <проект> & прочее"


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")


async def test_what_the_organiser_sees(world: DemoWorld, clock: Clock, boris: DemoChat) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    await phone_of(world, "Белова Ольга", at="Школа № 1")
    organiser = Transcript(world, boris, "Борис ", anna.lines)
    await going_on(world, 77, "Громов Борис", "Соколова Анна", "Белова Ольга")
    await organiser.open("event:77")
    await organiser.press("Написать участникам", "← Назад")
    await boris.press_raw("roll:77")
    await boris.press("1. Соколова Анна · Школа № 5")
    await organiser.open("event:77")
    await organiser.press("Написать участникам", "Кто не пришёл: 1", "← Назад", "Кто пришёл: 1")
    await organiser.say(TEXT)
    await organiser.say("/menu")
    await organiser.press("✏️ Закончить объявление", "Кто пришёл: 1")
    await organiser.press("Участники", "Кто пришёл: 1", "Роль", "Готово")
    await organiser.press("Посмотреть", "Когда отправить", "Сейчас", "Отправить", "Открыть")
    await pass_by(world, clock, minutes=10)
    await organiser.hear()
    await anna.hear()
    await organiser.open("announcement:1")
    await organiser.press("← Назад", "Написать участникам")
    anna.compare("to-guests")


async def test_only_those_chosen_have_it(world: DemoWorld, clock: Clock, boris: DemoChat) -> None:
    anna = await phone_of(world, "Соколова Анна")
    olga = await phone_of(world, "Белова Ольга", at="Школа № 1")
    await going_on(world, 77, "Громов Борис", "Соколова Анна")
    await boris.press_raw("writeguests:77")
    await boris.press("Кто записан: 1")
    await boris.say(TEXT)
    await tap(boris, "Дальше", "Дальше")
    assert "Получит 1 человек." in boris.last
    assert "Где работают" not in boris.buttons
    await tap(boris, "Посмотреть", "Когда отправить", "Сейчас", "Отправить")
    await pass_by(world, clock, minutes=10)

    assert TEXT in anna.last
    assert olga.messages == []


async def test_a_restart_at_every_step_loses_nothing(world: DemoWorld, boris: DemoChat) -> None:
    await phone_of(world, "Соколова Анна")
    await going_on(world, 77, "Громов Борис", "Соколова Анна")
    steps = (
        *((OPEN, "writeguests:77"), (PRESS, "Кто записан: 1"), (SAY, TEXT), (PRESS, "Отмена")),
        *((PRESS, "Продолжить"), (PRESS, "← Назад"), (PRESS, "Кто записан: 1")),
        *((PRESS, "Посмотреть"), (PRESS, "Когда отправить"), (PRESS, "Сейчас")),
        (PRESS, "Отправить"),
    )
    phone = boris
    for step in steps:
        await go(phone, [step])
        phone = restarted(world, phone)

    assert "Объявление № 1 уйдёт" in phone.last


async def test_an_event_without_guests_leads_back(world: DemoWorld, boris: DemoChat) -> None:
    await going_on(world, 77, "Громов Борис")
    await boris.press_raw("writeguests:77")

    assert "Писать пока некому" in boris.last
    assert boris.buttons == ["← Назад", "Меню"]


async def test_another_methodist_writes_to_nobody(world: DemoWorld, boris: DemoChat) -> None:
    pavel = await phone_of(world, "Зайцев Павел", Role.METHODIST, at="Школа № 1")
    await going_on(world, 77, "Громов Борис")
    await pavel.press_raw("writeguests:77")

    assert any("недоступно" in one for one in [*pavel.messages, *pavel.all_screens.splitlines()])


async def test_coordinators_choose_an_event_below_them_and_think_again(
    world: DemoWorld, clock: Clock, boris: DemoChat
) -> None:
    anna = await phone_of(world, "Соколова Анна")
    olga = await phone_of(world, "Белова Ольга", at="Школа № 1")
    vera = await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1", over="край")
    await going_on(world, 77, "Громов Борис", "Соколова Анна")
    await vera.press_raw("announce")
    await vera.say(TEXT)
    await tap(vera, "Дальше", "Дальше", "Ознакомление: нет", "Участники")
    await tap(vera, EVENT, "Кто записан: 1")
    assert "Получит 1 человек." in vera.last
    assert "Мероприятие: Как оценивать <проект> & прочее (кто записан)" in vera.last
    assert "Где работают" not in vera.buttons
    await tap(vera, "Участники", "Не по мероприятию")
    assert "Где работают: Озёрный край" in vera.last
    await tap(vera, "Участники", EVENT, "← Назад", EVENT, "Кто записан: 1")
    await tap(vera, "Посмотреть", "Когда отправить", "Сейчас", "Отправить")
    await pass_by(world, clock, minutes=10)

    assert TEXT in anna.last
    assert olga.messages == []


async def test_a_coordinator_without_events_goes_back(world: DemoWorld) -> None:
    vera = await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1")
    await vera.press_raw("announce")
    await vera.say(TEXT)
    await tap(vera, "Дальше", "Дальше", "Участники")
    assert "впереди нет" in vera.last
    await vera.press("← Назад")
    assert "Где работают" in vera.buttons


async def test_where_one_writes_the_earlier_letters_are_seen(
    world: DemoWorld, clock: Clock, boris: DemoChat
) -> None:
    vera = await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1")
    await phone_of(world, "Соколова Анна")
    await going_on(world, 77, "Громов Борис", "Соколова Анна")
    for phone in (boris, vera):
        await phone.press_raw("writeguests:77")
        await phone.press("Кто записан: 1")
        await phone.say(TEXT)
        await tap(
            phone, "Дальше", "Дальше", "Посмотреть", "Когда отправить", "Сейчас", "Отправить"
        )
    await boris.press_raw("writeguests:77")
    assert "№ 1, пн, 7 сентября, 12:10, кто записан. Ещё не отправлено" in boris.last
    assert "№ 2" not in boris.last, "a coordinator's is not the organiser's"
    await pass_by(world, clock, minutes=10)
    await vera.press_raw("writeguests:77")
    for number in (1, 2):
        told = f"№ {number}, пн, 7 сентября, 12:10, кто записан. Получили 1 из 1"
        assert told in vera.last
    await vera.press("№ 1")
    assert TEXT in vera.last
