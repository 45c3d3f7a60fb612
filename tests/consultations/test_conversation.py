"""Questions on their way: taken, handed over, never answered twice, never lost."""

import asyncio

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.times import Clock
from tests.walks import PROMISED, QUESTION, answer, ask, begin, phone_of, register, tap
from tests.world import DemoWorld

TAKEN = "Вопрос № 1 уже у методиста: "


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


@pytest.fixture
async def vera(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1")


async def boris_of(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")


async def test_a_question_nobody_can_answer_goes_to_the_coordinator(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    await ask(anna)
    assert anna.last == (
        "Вопрос № 1 записан. Методиста по этой теме пока нет, координатор подберёт, "
        f"кто ответит.\n\nОтветим до {PROMISED}. Ответ придёт сюда."
    )
    await world.post()
    assert vera.last == (
        "На вопрос № 1 некому ответить.\nАттестация, Математика\nШкола № 5\n\n"
        "Выберите, кому его передать."
    )

    boris = await boris_of(world)
    await tap(vera, "Открыть", "Передать")
    assert vera.last == (
        "Кому передать вопрос № 1? Рядом с именем видно, сколько вопросов уже открыто."
    )
    await tap(vera, "Громов Борис (0)", "Передать без пояснения")
    assert vera.last == (
        "Вопрос № 1 передан: теперь отвечает Громов Борис. Учитель об этом узнает."
    )

    await world.post()
    assert anna.last == "На вопрос № 1 теперь отвечает Громов Борис."
    assert boris.last.startswith("Вам передали вопрос № 1\nАттестация, Математика\n")
    await answer(boris)
    await world.post()
    assert anna.last == "Ответ на вопрос № 1\nГромов Борис\n\nПо критериям."


async def test_without_methodists_the_coordinator_is_told_what_to_do(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    await ask(anna)
    await world.post()
    await tap(vera, "Открыть", "Передать")

    assert vera.last == (
        "Передать вопрос № 1 пока некому: других методистов на этой территории нет. "
        "Пригласите методиста в разделе «Управление»."
    )
    await vera.press("← Назад")
    assert vera.last.startswith("№ 1 · Аттестация, Математика")


async def test_of_two_methodists_who_take_a_question_at_once_one_gets_it(
    world: DemoWorld, anna: DemoChat
) -> None:
    await ask(anna)
    boris, nina = await boris_of(world), await phone_of(world, "Белова Нина", Role.METHODIST)
    for methodist in (boris, nina):
        await methodist.say("/menu")
        await methodist.press_raw("unowned")
        await methodist.press("№ 1")
    await asyncio.gather(boris.press("Взять себе"), nina.press("Взять себе"))

    [(winner, name), (loser, _)] = sorted(
        [(boris, "Громов Борис"), (nina, "Белова Нина")], key=lambda one: TAKEN in one[0].last
    )
    assert "Ответить" in winner.buttons
    assert loser.last == f"{TAKEN}{name}."
    assert loser.buttons == ["Без исполнителя", "К обращениям", "Меню"]
    await world.post()
    assert anna.last == f"На вопрос № 1 теперь отвечает {name}."


async def test_whoever_comes_later_to_take_a_question_is_told(
    world: DemoWorld, anna: DemoChat
) -> None:
    await ask(anna)
    boris, nina = await boris_of(world), await phone_of(world, "Белова Нина", Role.METHODIST)
    for methodist in (boris, nina):
        await methodist.press_raw("consultation:1")
    await boris.press("Взять себе")
    await nina.press("Взять себе")

    assert nina.last == f"{TAKEN}Громов Борис."
    await nina.press("Без исполнителя")
    assert nina.last.startswith("Без исполнителя\n\nУ всех вопросов есть исполнитель.")


async def test_a_question_handed_on_cannot_be_answered_by_the_first(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    boris = await boris_of(world)
    await ask(anna)
    await world.post()
    await boris.press("Ответить")
    await boris.say("По критериям.")
    nina = await phone_of(world, "Белова Нина", Role.METHODIST)
    await vera.press_raw("consultation:1")
    await tap(vera, "Передать", "Белова Нина (0)", "Передать без пояснения")
    await boris.press("Отправить")

    await world.post()
    assert nina.last.startswith("Вам передали вопрос № 1")
    assert anna.last == "На вопрос № 1 теперь отвечает Белова Нина."
    assert not any("У нас не получилось" in message for message in boris.messages)
    assert boris.buttons


async def test_a_teacher_who_is_a_methodist_too_does_not_answer_themselves(
    world: DemoWorld,
) -> None:
    boris = await boris_of(world)
    await ask(boris)
    assert boris.last.startswith("Вопрос № 1 записан.")

    await boris.press_raw("answer:1")
    await boris.say("Сам себе.")
    if "Отправить" in boris.buttons:
        await boris.press("Отправить")
    await world.post()
    assert not any(message.startswith("Ответ на вопрос № 1\n") for message in boris.messages)
    assert boris.buttons


async def test_a_closed_consultation_takes_no_more_words(world: DemoWorld, anna: DemoChat) -> None:
    boris = await boris_of(world)
    await ask(anna)
    await world.post()
    await boris.press("Ответить")
    await boris.say("По критериям.")
    await anna.press_raw("close:1")
    await anna.press("Да, закрыть")
    await boris.press("Отправить")

    assert "Это обращение уже закрыто. Чтобы спросить о другом, отправьте /ask." in boris.messages
    await anna.press_raw("write:1")
    assert "Это обращение уже закрыто. Чтобы спросить о другом, отправьте /ask." in anna.messages


async def test_a_rating_may_be_put_off_and_said_again(world: DemoWorld, anna: DemoChat) -> None:
    boris = await boris_of(world)
    await ask(anna)
    await world.post()
    await answer(boris)
    await world.post()
    await tap(anna, "Вопрос решён", "Да, закрыть", "Позже", "Мои обращения", "№ 1", "Оценить")
    await anna.press("Частично")
    assert "откройте обращение снова или задайте новый вопрос." in anna.last
    await anna.say("Не хватило примера.")
    assert anna.last.endswith("Ваши слова: Не хватило примера.")

    await world.post()
    assert boris.last == ("Соколова Анна, вопрос № 1: помогло частично.\nНе хватило примера.")
    await boris.press("Открыть")
    assert "Закрыто: помогло частично" in boris.last
    assert "Слова учителя: Не хватило примера." in boris.last


async def test_another_topic_and_subject_may_be_chosen_with_the_text_kept(
    world: DemoWorld,
) -> None:
    anna = world.new_phone(500, "Анна Соколова")
    await register(anna)
    await anna.say("/profile")
    await tap(anna, "Изменить предметы", "Физика", "Готово")
    await begin(anna)
    await anna.press("Другой предмет")
    assert anna.buttons == ["Математика", "Физика", "← Назад"]
    await tap(anna, "Физика", "Другая тема", "Конкурсы")

    assert anna.last.startswith(f"Конкурсы, Физика\n\nВаш вопрос:\n{QUESTION}")


async def test_long_lists_are_turned_page_by_page(world: DemoWorld, anna: DemoChat) -> None:
    for number in range(10):
        await ask(anna, f"Вопрос о деле {number}")
    await tap(anna, "Меню", "Мои обращения")
    assert anna.buttons[:8] == [f"№ {number}" for number in range(10, 2, -1)]
    assert "‹" in anna.buttons
    assert "1/2" in anna.buttons

    await anna.press("›")
    assert anna.buttons[:2] == ["№ 2", "№ 1"]
    await anna.press("›")
    assert anna.buttons[0] == "№ 10"


async def test_the_menu_counts_what_waits(world: DemoWorld, anna: DemoChat) -> None:
    boris = await boris_of(world)
    await ask(anna)
    await ask(anna)
    await boris.say("/menu")
    assert "📥 Обращения (2)" in boris.buttons

    await boris.press("📥 Обращения (2)")
    assert boris.last.startswith("Обращения\nУ вас 2 открытых вопроса.\n\n№ ")
    await world.post()
    await answer(boris)
    await boris.say("/menu")
    assert "📥 Обращения (1)" in boris.buttons


async def test_a_long_thread_is_shown_from_its_end(world: DemoWorld, anna: DemoChat) -> None:
    await ask(anna)
    for number in range(4):
        await anna.press_raw("write:1")
        await anna.say(f"{number}: " + "очень длинно " * 100)
        await anna.press("Отправить")
    await anna.press("Открыть")

    assert "И ещё 4 сообщения раньше." in anna.last
    assert "3: очень длинно" in anna.last


async def test_the_promise_is_kept_in_sight_until_the_answer_comes(
    world: DemoWorld, anna: DemoChat, clock: Clock
) -> None:
    boris = await boris_of(world)
    await ask(anna)
    await world.post()
    clock.wait(days=1)
    await anna.press("Открыть")
    assert f"Отвечает Громов Борис, до {PROMISED}" in anna.last

    await answer(boris)
    await world.post()
    await anna.press("Открыть")
    assert "Ответ есть, отвечает Громов Борис" in anna.last
