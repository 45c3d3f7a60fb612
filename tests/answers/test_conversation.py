"""The bank of answers, talked to: looked through, asked before asking, published into, kept."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.times import Clock
from tests.walks import answer, ask, begin, phone_of, tap
from tests.world import DemoWorld

ASKED = (
    "Меня зовут Анна Соколова, школа № 5. Как Соколовой оценивать проект? Телефон 8 912 345-67-89"
)
ANSWERED = "Анне Соколовой: по критериям. Громов Борис, boris@example.ru, @gromov"


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")


@pytest.fixture
async def anna(world: DemoWorld, boris: DemoChat) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


async def published(world: DemoWorld, anna: DemoChat, boris: DemoChat) -> None:
    """Anna has asked, Boris has answered and published that."""
    await ask(anna, ASKED)
    await world.post()
    await answer(boris, ANSWERED)
    await boris.press("Открыть")
    await tap(boris, "Опубликовать ответ", "Опубликовать")


async def test_a_draft_has_no_names_and_joins_the_bank_once(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await ask(anna, ASKED)
    await world.post()
    await answer(boris, ANSWERED)
    await boris.press("Открыть")
    await boris.press("Опубликовать ответ")
    for name in ("Анн", "Соколов", "Громов", "Борис", "5", "345", "example", "@"):
        assert name not in boris.last, boris.last
    assert "оценивать проект" in boris.last

    await boris.press("Изменить вопрос")
    await boris.say("Как оценивать проект?")
    await boris.press("Изменить ответ")
    await boris.say("По критериям, которые известны заранее.")
    assert "По критериям, которые известны заранее." in boris.last
    await boris.press("Отмена")
    await tap(boris, "Продолжить", "Опубликовать")
    assert boris.last.startswith("Ответ в банке.")

    await boris.press_raw("publish:1")
    assert boris.last.startswith("Как оценивать проект?")
    assert "Убрать из банка" in boris.buttons


async def test_nothing_is_published_before_it_is_answered(anna: DemoChat, boris: DemoChat) -> None:
    await ask(anna)
    await boris.press_raw("publish:1")
    assert any("ещё не ответили" in said for said in boris.messages)
    await anna.press_raw("publish:1")
    assert any(said.startswith("Это вам недоступно.") for said in anna.messages)


async def test_an_answer_is_found_by_other_forms_of_its_words_and_marked(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await published(world, anna, boris)
    await anna.say("/ask")
    await anna.press("📚 Банк ответов")
    await anna.say("оценивание проектов")
    assert "1. " in anna.last
    await anna.press("1")
    assert "по критериям" in anna.last
    await anna.press("Полезно: 0")
    assert "Снять отметку: 1" in anna.buttons
    await anna.press("Снять отметку: 1")
    assert "Полезно: 0" in anna.buttons
    await anna.press("← Назад")
    assert "Нашлось по словам" in anna.last

    await anna.say("как и что?")
    assert any("есть в любом вопросе" in said for said in anna.messages)
    await anna.press_raw("answers")
    await anna.press("По теме")
    await anna.press("Аттестация")
    assert "1. " in anna.last
    await anna.press("← Назад")
    await anna.say("ксилофон")
    assert "Такого ответа пока нет." in anna.last


async def test_what_is_answered_already_need_not_be_asked(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await published(world, anna, boris)
    olga = await phone_of(world, "Орлова Ольга")
    await begin(olga, "Как оценивать проекты?")
    await olga.press("Отправить")
    assert olga.last.startswith("Возможно, ответ уже есть.")
    await olga.press("Это помогло")
    assert olga.last == "Хорошо, что ответ нашёлся. Вопрос не отправлен, черновик удалён."
    await olga.press_raw("menu")
    assert "✏️ Закончить вопрос" not in olga.buttons
    await olga.press_raw("mine")
    assert "№ 2" not in olga.last
    await boris.press_raw("published:1")
    assert "не понадобилось спрашивать: 1" in boris.last

    await begin(olga, "Как оценивать проекты?")
    await tap(olga, "Отправить", "Всё равно спросить")
    assert olga.last.startswith("Вопрос № 2 ")


async def test_reading_the_whole_answer_keeps_the_draft(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await published(world, anna, boris)
    await begin(anna, "Как оценивать проекты?")
    await tap(anna, "Отправить", "Читать ответ 1")
    assert "Спросить методиста" in anna.buttons
    await anna.press("Спросить методиста")
    await anna.press("Отправить")
    assert anna.last.startswith("Вопрос № 2 ")


async def test_where_nothing_fits_nothing_stands_in_the_way(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await published(world, anna, boris)
    await begin(anna, "Когда привезут новые парты?")
    await anna.press("Отправить")
    assert anna.last.startswith("Вопрос № 2 ")


async def test_those_who_keep_it_change_withdraw_and_put_it_back(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await published(world, anna, boris)
    await boris.press("Открыть")
    await tap(boris, "Убрать из банка", "Убрать из банка")
    assert "убран из банка" in boris.last
    await anna.press_raw("published:1")
    assert any("Этот ответ убрали из банка." in said for said in anna.messages)
    await boris.press_raw("answers")
    await tap(boris, "Убранные: 1", "1", "Вернуть в банк")
    await boris.press("Изменить")
    await boris.press("Изменить ответ")
    await boris.say("По листу наблюдений.")
    await tap(boris, "Сохранить")
    await anna.press_raw("published:1")
    assert "По листу наблюдений." in anna.last
    assert "Изменить" not in anna.buttons


async def test_the_slower_of_two_hears_that_it_is_published_and_finds_it(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    vera = await phone_of(world, "Мальцева Вера", Role.COORDINATOR)
    await ask(anna, ASKED)
    await world.post()
    await answer(boris, ANSWERED)
    await vera.press_raw("publish:1")
    await tap(vera, "Изменить вопрос")
    await vera.say("Как оценивать проект?")
    await boris.press_raw("publish:1")
    await boris.press("Опубликовать")
    await vera.press("Опубликовать")
    assert any(said.startswith("Этот ответ уже опубликовали.") for said in vera.messages)
    await vera.press_raw("publish:1")
    assert "Убрать из банка" in vera.buttons

    await boris.press("Открыть")
    await tap(vera, "Убрать из банка", "Убрать из банка")
    await boris.press("Обновить срок")
    assert any(said.startswith("Этот ответ уже убрали из банка.") for said in boris.messages)


async def test_a_coordinator_looks_after_the_bank_from_the_management(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    await published(world, anna, boris)
    vera = await phone_of(world, "Мальцева Вера", Role.COORDINATOR)
    clock.wait(days=366)
    await vera.press_raw("manage")
    await tap(vera, "📚 Банк ответов", "На пересмотр: 1", "1", "Обновить срок", "← Назад")
    assert vera.last.startswith("Пора пересмотреть: 0.")
    await vera.press("← Назад")
    await vera.say("проекты")
    await tap(vera, "1", "Убрать из банка", "Убрать из банка")
    assert "убран из банка" in vera.last


async def test_after_a_year_whoever_published_is_asked_once(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    await published(world, anna, boris)
    clock.wait(days=366)
    for _ in range(2):
        await world.service.reminders.put_due()
    await world.post()
    asked = [said for said in boris.messages if said.startswith("Проверьте ответ из банка")]
    assert len(asked) == 1
    await boris.press_raw("answers")
    await boris.press("На пересмотр: 1")
    await tap(boris, "1", "Обновить срок")
    await boris.press_raw("answers")
    assert "На пересмотр: 1" not in boris.buttons
