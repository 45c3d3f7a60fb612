"""Talks in the messenger when somebody is quicker, writes nonsense or lives elsewhere."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from core.preferences.model import Preferences
from tests.times import Clock
from tests.walks import ask, phone_of, tap
from tests.world import DemoWorld

TIME = "чт, 10 сентября, 15:00–15:30"


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")
    await boris.press_raw("opentimes")
    await boris.say("Кабинет 12")
    await boris.say("чт 15:00")
    await boris.press("Открыть (1)")
    return boris


async def choose(phone: DemoChat) -> None:
    await phone.press_raw("booktalk")
    await tap(phone, "Громов Борис (1)", TIME)


async def test_the_slower_of_two_hears_that_it_is_taken(world: DemoWorld, boris: DemoChat) -> None:
    anna, olga = [await phone_of(world, name) for name in ("Соколова Анна", "Белова Ольга")]
    await choose(anna)
    await choose(olga)
    await anna.press("Записаться без темы")
    assert anna.last.startswith("Вы записаны на беседу.")
    await olga.press("Записаться без темы")
    assert any("Это время уже занято" in (one.text or "") for one in olga.history)


@pytest.mark.parametrize(
    "words", ["", " ", "как-нибудь", "пн", "32.13 25:00", "<b>пн</b>", "🙂" * 500]
)
async def test_nonsense_opens_nothing_and_is_explained(boris: DemoChat, words: str) -> None:
    await boris.press_raw("opentimes")
    await boris.say(words)
    assert not [title for title in boris.buttons if title.startswith("Открыть (")]
    await boris.say("пт 15:00")
    await boris.press("Открыть (1)")
    assert boris.last.startswith("Открыто встреч: 1.")


async def test_a_talk_about_a_question_is_found_from_its_card(
    world: DemoWorld, boris: DemoChat
) -> None:
    anna = await phone_of(world, "Соколова Анна")
    await ask(anna)
    await tap(anna, "Открыть", "Беседа с методистом", "Громов Борис (1)", TIME)
    await anna.say("<b>Коротко</b> & ясно")
    await tap(anna, "Открыть")
    assert "<b>Коротко</b> & ясно" in anna.last
    await tap(anna, "Открыть обращение")
    assert "№ 1" in anna.last


async def test_everybody_reads_their_own_clock(
    world: DemoWorld, boris: DemoChat, clock: Clock
) -> None:
    olga = await world.person("Белова Ольга", at="Школа № 5")
    async with world.database.open_work() as work:
        await work.preferences.put(olga.id, Preferences(zone="Asia/Yekaterinburg"))
    phone = world.new_phone(await world.number_of(olga.id, None), "Белова Ольга", None)
    await phone.press_raw("booktalk")
    await tap(phone, "Громов Борис (1)", "чт, 10 сентября, 17:00–17:30 (МСК+2)")
    await phone.press("Записаться без темы")
    await world.post()
    assert TIME in boris.last
    clock.wait(days=2, hours=4)
    await world.service.reminders.put_due()
    await world.post()
    assert "17:00–17:30 (МСК+2)" in phone.last


async def test_a_talk_that_has_begun_is_marked(
    world: DemoWorld, boris: DemoChat, clock: Clock
) -> None:
    anna = await phone_of(world, "Соколова Анна")
    await choose(anna)
    await anna.press("Записаться без темы")
    clock.wait(days=3, hours=4)
    await boris.press_raw("talks")
    await tap(boris, "чт, 10 сентября, 15:00", "Не пришёл")
    assert "Учитель не пришёл." in boris.last
