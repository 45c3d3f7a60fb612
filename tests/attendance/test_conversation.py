"""Marks and words in the messenger when people guess, come twice or are many."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.guessing import MOST_MISSES
from core.people import Role
from tests.attendance.gathering import going_on
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld

DONE = "Отметка о присутствии есть."


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")


async def test_whoever_guesses_waits_even_with_the_right_word(
    world: DemoWorld, boris: DemoChat, clock: Clock
) -> None:
    anna = await phone_of(world, "Соколова Анна")
    await going_on(world, 77, "Громов Борис", "Соколова Анна")
    await anna.press_raw("arrive:77")
    for number in range(MOST_MISSES):
        await anna.say(f"берёза {number}")
    await anna.say("берёза 482")
    assert DONE not in anna.all_screens

    clock.wait(minutes=2)
    await anna.say("берёза 482")
    assert DONE in anna.last


async def test_what_is_no_word_is_explained_and_asked_again(
    world: DemoWorld, boris: DemoChat
) -> None:
    anna = await phone_of(world, "Соколова Анна")
    await going_on(world, 77, "Громов Борис", "Соколова Анна")
    await anna.press_raw("arrive:77")
    await anna.send_file("слово.docx", b"a word")
    assert any("Напишите кодовое слово текстом" in said for said in anna.messages)
    await anna.say("берёза 482")
    assert DONE in anna.last

    await anna.press_raw("arrive:77")
    assert DONE in anna.last, "known already: nothing is asked"


async def test_many_are_ticked_page_by_page(world: DemoWorld, boris: DemoChat) -> None:
    names = [f"Учитель {letter}" for letter in "абвгдежзик"]
    for name in names:
        await world.person(name)
    await going_on(world, 77, "Громов Борис", *names)
    await boris.press_raw("roll:77")
    assert "Отмечено 0 из 10" in boris.last
    await tap(boris, "›", "10. Учитель к · Школа № 5")
    assert "✓ 10. Учитель к · Школа № 5" in boris.buttons
    await boris.press("‹")
    assert "1. Учитель а · Школа № 5" in boris.buttons
    await tap(boris, "Все пришли", "Да, отметить всех")
    assert "Отмечено 10 из 10" in boris.last


async def test_before_the_beginning_there_is_only_the_list(
    world: DemoWorld, boris: DemoChat, clock: Clock
) -> None:
    await world.person("Соколова Анна")
    await going_on(world, 77, "Громов Борис", "Соколова Анна")
    clock.wait(hours=-1)
    await boris.press_raw("roll:77")
    assert "Отмечать можно за полчаса до начала и позже." in boris.last
    assert "Все пришли" not in boris.buttons
    await boris.press("1. Соколова Анна · Школа № 5")
    assert any("Вернитесь сюда ближе к началу." in said for said in boris.messages)
    assert "Отмечено 0 из 1" in boris.last
    await boris.press("Таблица участников")
    assert "Таблица выше" in boris.last
