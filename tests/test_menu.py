"""Home, the same from everywhere, with what a person of this role can do."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Grant, Role
from handlers.menu import COMMANDS
from tests.walks import begin, phone_of, tap
from tests.world import TEXTS, DemoWorld

TEACHER = ["💬 Консультация", "Мои обращения", "📅 Мероприятия", "👤 Профиль"]
MENUS = {
    None: [*TEACHER, "Как это работает"],
    Role.METHODIST: [*TEACHER, "📥 Обращения", "🛠 Рабочее место", "Как это работает"],
    Role.COORDINATOR: [
        *TEACHER,
        "📥 Обращения",
        "📢 Объявление",
        "⚙️ Управление",
        "Как это работает",
    ],
    Role.ADMINISTRATOR: [
        *TEACHER,
        "📥 Обращения",
        "📢 Объявление",
        "⚙️ Управление",
        "Как это работает",
    ],
}


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


@pytest.mark.parametrize("role", MENUS)
async def test_the_menu_of_each_role(world: DemoWorld, role: Role | None) -> None:
    phone = await phone_of(world, "Соколова Анна", role)
    await phone.say("/menu")

    assert phone.last == "Соколова Анна, чем помочь?"
    assert phone.buttons == MENUS[role]


async def test_a_person_with_several_roles_sees_one_menu(world: DemoWorld) -> None:
    phone = await phone_of(world, "Соколова Анна", Role.METHODIST)
    person = world.people["Соколова Анна"]
    async with world.database.open_work() as work:
        for role in (Role.METHODIST, Role.COORDINATOR):
            unit = world.units["Школа № 1"]
            await work.roles.grant(person.id, Grant(role, unit), by=None, at=work.now)
    await phone.say("/menu")

    assert phone.buttons == [
        *TEACHER,
        "📥 Обращения",
        "🛠 Рабочее место",
        "📢 Объявление",
        "⚙️ Управление",
        "Как это работает",
    ]


async def test_every_button_of_every_card_leads_somewhere_with_a_way_home(
    world: DemoWorld,
) -> None:
    """Walks through all cards that open without a word typed; each has «Меню» or «← Назад»."""
    zoya = await phone_of(world, "Зоя Админ", Role.ADMINISTRATOR, over="край")
    seen: set[str] = set()
    await _walk(zoya, [], seen)

    assert len(seen) > 12
    assert not any("У нас не получилось" in message for message in zoya.messages)


async def _walk(phone: DemoChat, path: list[str], seen: set[str]) -> None:
    await phone.say("/menu")
    await tap(phone, *path)
    screen = phone.screen
    if screen in seen or len(path) > 2:
        return
    seen.add(screen)
    titles = phone.buttons[:1] + phone.buttons[8:] if len(phone.buttons) > 8 else phone.buttons
    assert {"Меню", "← Назад", "💬 Консультация", "Отмена"} & set(titles), screen
    for title in titles:
        if title not in {"Удалить мои данные", "Снять", "Меню", "← Назад"}:
            await _walk(phone, [*path, title], seen)


async def test_every_command_opens_a_card(anna: DemoChat) -> None:
    for command in COMMANDS:
        await anna.say(f"/{command}")
        assert anna.buttons
        assert "нет. Всё, что можно сделать" not in anna.last
        assert TEXTS.raw(f"command-{command}")


async def test_help_names_what_can_be_done(anna: DemoChat) -> None:
    await anna.say("/help")

    for command in ("/ask", "/menu", "/profile", "/privacy", "/cancel"):
        assert command in anna.last
    assert anna.buttons == ["💬 Консультация", "Мои данные", "Меню"]


async def test_cancel_leaves_a_form_and_keeps_what_was_typed(anna: DemoChat) -> None:
    await begin(anna, "Как оценивать проект?")
    await anna.say("/cancel")
    assert anna.last == ("Вы вышли. Написанное сохранено, его можно закончить в любое время.")
    await anna.press("✏️ Закончить вопрос")
    assert "Как оценивать проект?" in anna.last


async def test_cancel_without_a_form_is_answered_too(anna: DemoChat) -> None:
    await anna.say("/cancel")

    assert anna.last == "Вы вышли. Ничего не отправлено."
    assert anna.buttons == ["Меню"]
