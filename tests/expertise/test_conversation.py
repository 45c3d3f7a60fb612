"""A methodist says what they answer for, and questions follow it."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.walks import ask, phone_of, tap
from tests.world import DemoWorld


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    await boris.say("/menu")
    await boris.press("🛠 Рабочее место")
    return boris


async def test_at_first_a_methodist_answers_for_everything(boris: DemoChat) -> None:
    assert boris.last == (
        "Рабочее место\n\nВопросы учителей приходят вам по этим направлениям:\n\n"
        "Северный район\nПредметы: все\nТемы: все"
    )
    assert boris.buttons == [
        "Изменить: Северный район",
        "Шаблоны ответов",
        "📚 Банк ответов",
        "📥 Обращения",
        "Беседы",
        "Отсутствие",
        "Рабочие дни",
        "Меню",
    ]


async def test_a_methodist_chooses_subjects_and_topics(boris: DemoChat) -> None:
    await boris.press("Изменить: Северный район")
    assert boris.last.endswith("Пока ничего не выбрано, это значит «все предметы».")
    await tap(boris, "Математика", "Физика", "✓ Физика")
    assert boris.last.endswith("Выбрано: Математика.")
    await boris.press("Дальше")
    assert boris.last.endswith("Пока ничего не выбрано, это значит «все темы».")
    await tap(boris, "Аттестация", "Готово")

    assert boris.last.endswith("Северный район\nПредметы: Математика\nТемы: Аттестация")


async def test_leaving_halfway_changes_nothing(boris: DemoChat) -> None:
    await tap(boris, "Изменить: Северный район", "Математика", "Дальше", "Аттестация", "← Назад")

    assert boris.last.endswith("Предметы: все\nТемы: все")


async def test_questions_go_to_whoever_answers_for_them(world: DemoWorld, boris: DemoChat) -> None:
    await tap(boris, "Изменить: Северный район", "Физика", "Дальше", "Готово")
    nina = await phone_of(world, "Белова Нина", Role.METHODIST)
    anna = await phone_of(world, "Соколова Анна")
    await ask(anna)
    await world.post()

    assert nina.last.startswith("Новый вопрос № 1\nАттестация, Математика\n")
    assert not any("Новый вопрос" in message for message in boris.messages)
