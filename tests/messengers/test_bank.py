"""The bank of answers, led through every messenger: published, found, of help, kept."""

import pytest

from core.people import Role
from tests.walks import answer, ask, begin, tap
from tests.world import Telephone, World

ASKED = "Как оценивать проект? Телефон 8 912 345-67-89"


@pytest.fixture
async def boris(any_world: World) -> Telephone:
    person = await any_world.person("Громов Борис", Role.METHODIST, at="Школа № 1")
    return await any_world.phone(person)


@pytest.fixture
async def anna(any_world: World, boris: Telephone) -> Telephone:
    return await any_world.phone(await any_world.person("Соколова Анна"))


@pytest.fixture
async def published(any_world: World, anna: Telephone, boris: Telephone) -> None:
    await ask(anna, ASKED)
    await any_world.post()
    await answer(boris, "По критериям. Громов Борис, boris@example.ru")
    await tap(boris, "Открыть", "Опубликовать ответ")
    assert "345" not in boris.last
    assert "example" not in boris.last
    await boris.press("Изменить вопрос")
    await boris.say("Как оценивать проект?")
    await boris.press("Опубликовать")
    assert boris.last.startswith("Ответ в банке.")


@pytest.mark.usefixtures("published")
async def test_it_is_found_marked_and_spares_a_question(anna: Telephone, boris: Telephone) -> None:
    await anna.press_raw("answers")
    await anna.say("оценивание проектов")
    await tap(anna, "1", "Полезно: 0")
    assert "Снять отметку: 1" in anna.buttons

    await begin(anna, "Как оценивать проекты?")
    await anna.press("Отправить")
    assert anna.last.startswith("Возможно, ответ уже есть.")
    await anna.press("Это помогло")
    assert anna.last == "Хорошо, что ответ нашёлся. Вопрос не отправлен, черновик удалён."

    await boris.press("Открыть")
    assert "Полезно: 1, не понадобилось спрашивать: 1." in boris.last


@pytest.mark.usefixtures("published")
async def test_those_who_keep_it_renew_it_and_take_it_out(
    any_world: World, anna: Telephone, boris: Telephone
) -> None:
    any_world.clock.wait(days=366)
    await boris.press_raw("answers")
    await tap(boris, "На пересмотр: 1", "1", "Обновить срок", "Убрать из банка", "Убрать из банка")
    assert "убран из банка" in boris.last
    await anna.press_raw("answers")
    await anna.say("оценивание проектов")
    assert "Такого ответа пока нет." in anna.last

    await boris.press("Вернуть в банк")
    await anna.say("оценивание проектов")
    await anna.press("1")
    assert "По критериям" in anna.last
