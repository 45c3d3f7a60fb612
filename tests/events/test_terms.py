"""An organiser says whom an event is for and keeps seats for a school; two teachers see it."""

from datetime import datetime

import pytest

from bot.messengers.demo.people import DemoChat
from core.events.model import Form
from core.people import Role
from tests.events.holding import held
from tests.test_golden import Transcript
from tests.times import ZONE, Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST)


async def test_what_the_terms_look_like_from_all_sides(world: DemoWorld, boris: DemoChat) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    olga = Transcript(world, await phone_of(world, "Белова Ольга", at="Школа № 1"), "Ольга ")
    organiser = Transcript(world, boris, "Борис ")
    anna.lines = olga.lines = organiser.lines
    await held(world, world.people["Громов Борис"].id, seats_room=3)
    await olga.open("event:1")
    await olga.press("Записаться")
    await organiser.open("event:1")
    await _keep(organiser)
    await anna.open("event:1")
    await anna.press("Записаться")
    await _narrow(organiser)
    await olga.open("event:1")
    await olga.press("Отменить запись")
    await olga.say("/events")
    await anna.say("/events")
    await organiser.press("Места по организациям", "1. Школа № 5", "Сделать места общими")
    anna.compare("terms")


async def _keep(organiser: Transcript) -> None:
    await organiser.press("Условия участия", "Места по организациям", "Оставить места")
    await organiser.press("Северный район", "Северный район")
    await organiser.say("школа 5")
    await organiser.press("Школа № 5")
    await organiser.say("много")
    await organiser.say("4")
    await organiser.say("2")
    await organiser.press("Когда станут общими")
    await organiser.say("скоро")
    await organiser.say("20 сентября")
    await organiser.say("15 сентября")
    await organiser.press("1. Школа № 5", "Изменить число")
    await organiser.say("1")
    await organiser.press("← Назад", "← Назад", "Условия участия")


async def _narrow(organiser: Transcript) -> None:
    await organiser.press("Для кого", "Роль", "Методисты", "✓ Методисты", "Учителя", "Готово")
    await organiser.press("Предмет", "Математика", "Готово", "Стаж", "Готово")
    await organiser.press(
        "Где работают", "Выбрать организацию", "Северный район", "Школа № 5", "Готово"
    )
    await organiser.press("← Назад")


async def test_an_old_button_says_why_and_what_to_do(world: DemoWorld, boris: DemoChat) -> None:
    olga = await phone_of(world, "Белова Ольга")
    await held(world, world.people["Громов Борис"].id)
    await boris.press_raw("eventaudience:1")
    await tap(boris, "Стаж", "До 3 лет", "Готово")
    for place in ("event:1", "takeseat:1", "handseat:1"):
        await olga.press_raw(place)
        assert any("ваш не указан. Укажите его в профиле" in said for said in olga.messages[-2:])
    assert olga.buttons


async def test_a_double_tap_chooses_once(world: DemoWorld, boris: DemoChat) -> None:
    await held(world, world.people["Громов Борис"].id)
    await boris.press_raw("eventaudience:1")
    await boris.press("Роль")
    message = boris.history[-1]
    for _ in range(2):
        await boris.press_on(message, "Учителя")
    assert "✓ Учителя" in boris.buttons


async def test_of_a_hybrid_it_is_asked_which_seats(world: DemoWorld, boris: DemoChat) -> None:
    await held(
        world, world.people["Громов Борис"].id, form=Form.HYBRID, seats_room=5, seats_online=5
    )
    await boris.press_raw("eventquotas:1")
    await tap(boris, "Оставить места", "Онлайн", "Северный район", "Школа № 5")
    await boris.say("5")
    assert "1. Школа № 5, онлайн: оставлено 5, занято 0" in boris.last
    assert "Онлайн можно оставить ещё 0 из 5" in boris.last
    await boris.press("Оставить места")
    assert "За какой организацией" in boris.last, "online there is nothing left to keep"


async def test_there_is_nothing_to_keep_where_seats_are_not_limited(
    world: DemoWorld, boris: DemoChat
) -> None:
    await held(world, world.people["Громов Борис"].id)
    await boris.press_raw("eventquotas:1")
    assert "Число мест не ограничено" in boris.last
    assert "Оставить места" not in boris.buttons


async def test_on_the_day_whoever_waits_is_offered_what_the_school_did_not_take(
    world: DemoWorld, boris: DemoChat, clock: Clock
) -> None:
    olga = await phone_of(world, "Белова Ольга", at="Школа № 1")
    await held(world, world.people["Громов Борис"].id, seats_room=1)
    await boris.press_raw("eventquotas:1")
    await tap(boris, "Оставить места", "Северный район", "Школа № 5")
    await boris.say("1")
    await olga.press_raw("event:1")
    await olga.press("В лист ожидания")
    clock.now = datetime(2026, 9, 14, 10, 0, tzinfo=ZONE)
    await world.service.reminders.put_due()
    await world.post()
    assert olga.last.startswith("Для вас есть место: Семинар по проектам")
    await olga.press("Занять место")
    assert "Вы записаны." in olga.last
    await boris.press_raw("eventquotas:1")
    assert "С 14 сентября все свободные места общие." in boris.last


async def test_a_change_of_the_form_says_when_there_would_be_fewer_seats_than_are_kept(
    world: DemoWorld, boris: DemoChat
) -> None:
    await held(world, world.people["Громов Борис"].id, seats_room=5)
    await boris.press_raw("eventquotas:1")
    await tap(boris, "Оставить места", "Северный район", "Школа № 5")
    await boris.say("4")
    await boris.press_raw("editevent:1")
    await boris.press("Мест очно")
    await boris.say("3")
    await boris.press("Сохранить")
    assert any(said.startswith("За организациями оставлено мест: 4.") for said in boris.messages)
    assert "Сохранить" in boris.buttons
