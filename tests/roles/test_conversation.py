"""Roles are given by a link and taken back at once; other people's things stay theirs."""

import asyncio

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Person, Role
from tests.walks import ask, phone_of, tap
from tests.world import DemoWorld

NOT_YOURS = (
    "Это вам недоступно. Если доступ нужен по работе, попросите координатора прислать приглашение."
)
GONE = "Этого больше нет. Возможно, данные удалены. Откройте меню."


@pytest.fixture
async def vera(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1")


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")


async def open_appointment(vera: DemoChat, title: str) -> None:
    await vera.say("/menu")
    await tap(vera, "⚙️ Управление", "Сотрудники", title)


async def test_a_coordinator_sends_a_link_and_gets_a_methodist(
    world: DemoWorld, vera: DemoChat
) -> None:
    await vera.say("/menu")
    await tap(vera, "⚙️ Управление", "Пригласить", "Методиста", "Северный район", "Школа № 1")
    assert vera.last.startswith(
        "Ссылка для методиста, Школа № 1. Передайте её одному человеку: она сработает один раз."
    )
    assert vera.last.endswith("Действует до пн, 7 сентября, 13:00.")

    token = vera.last.split("?start=")[1].split()[0]
    gleb = await phone_of(world, "Орлов Глеб")
    await gleb.say(f"/start {token}")
    await gleb.press("Дальше")
    await gleb.say("/menu")
    assert "🛠 Рабочее место" in gleb.buttons

    await world.post()
    assert gleb.last == "Вас назначили методистом: Школа № 1."


async def test_a_coordinator_may_not_make_coordinators(vera: DemoChat) -> None:
    await vera.say("/menu")
    await tap(vera, "⚙️ Управление", "Пригласить")

    assert vera.buttons == ["Учителей школы", "Методиста", "← Назад", "Меню"]


async def test_a_coordinator_invites_only_where_they_coordinate(
    world: DemoWorld, vera: DemoChat
) -> None:
    await vera.say("/menu")
    await tap(vera, "⚙️ Управление", "Пригласить", "Методиста")
    await vera.say("Озёрный край")

    assert "Озёрный край" not in vera.buttons


async def test_a_revoked_role_is_gone_at_once(
    world: DemoWorld, vera: DemoChat, boris: DemoChat
) -> None:
    anna = await phone_of(world, "Соколова Анна")
    await ask(anna)
    await world.post()
    await boris.press("Открыть")
    await open_appointment(vera, "Громов Борис, методист")
    await vera.press("Снять роль")
    assert "Громов Борис потеряет доступ сразу." in vera.last
    await vera.press("Снять")
    assert vera.last == "Роль снята. Человек узнает об этом от бота."

    await boris.press("Ответить")
    assert NOT_YOURS in boris.messages
    await world.post()
    assert boris.last.startswith("Вы больше не методист: Северный район.")
    await boris.say("/menu")
    assert boris.buttons == [
        "💬 Консультация",
        "Мои обращения",
        "📅 Мероприятия",
        "👤 Профиль",
        "Как это работает",
    ]

    await vera.say("/menu")
    await tap(vera, "⚙️ Управление", "Без исполнителя")
    assert "№ 1 · Аттестация · без исполнителя" in vera.last


async def test_an_answer_half_written_when_the_role_ends_is_refused_in_words(
    world: DemoWorld, vera: DemoChat, boris: DemoChat
) -> None:
    anna = await phone_of(world, "Соколова Анна")
    await ask(anna)
    await world.post()
    await boris.press("Ответить")
    await boris.say("По критериям.")
    await open_appointment(vera, "Громов Борис, методист")
    await tap(vera, "Снять роль", "Снять")
    await boris.press("Отправить")

    assert NOT_YOURS in boris.messages
    await world.post()
    assert not any("По критериям." in message for message in anna.messages)


async def test_of_two_coordinators_who_revoke_at_once_nobody_sees_an_error(
    world: DemoWorld, vera: DemoChat, boris: DemoChat
) -> None:
    nina = await phone_of(world, "Белова Нина", Role.COORDINATOR)
    for coordinator in (vera, nina):
        await open_appointment(coordinator, "Громов Борис, методист")
        await coordinator.press("Снять роль")
    await asyncio.gather(vera.press("Снять"), nina.press("Снять"))

    assert sorted([GONE in nina.messages, GONE in vera.messages]) == [False, True]
    await world.post()
    assert sum("Вы больше не методист" in message for message in boris.messages) == 1


async def test_a_link_counts_no_longer_than_its_maker_holds_the_role(
    world: DemoWorld, vera: DemoChat
) -> None:
    await vera.say("/menu")
    await tap(vera, "⚙️ Управление", "Пригласить", "Методиста", "Северный район", "Школа № 1")
    token = vera.last.split("?start=")[1].split()[0]
    zoya = await phone_of(world, "Зоя Админ", Role.ADMINISTRATOR, over="край")
    await open_appointment(zoya, "Лебедева Вера, координатор")
    await tap(zoya, "Снять роль", "Снять")
    gleb = await phone_of(world, "Орлов Глеб")
    await gleb.say(f"/start {token}")

    assert gleb.last == "Срок этой ссылки прошёл. Попросите прислать новую."


async def test_the_last_administrator_stays(world: DemoWorld) -> None:
    zoya = await phone_of(world, "Зоя Админ", Role.ADMINISTRATOR, over="край")
    await open_appointment(zoya, "Зоя Админ, администратор")
    await tap(zoya, "Снять роль", "Снять")

    assert "Это последний администратор. Сначала назначьте другого." in zoya.messages


THINGS = ("consultation:1", "answer:1", "write:1", "close:1")
DESKS = ("inbox", "unowned", "manage", "staff", "appointment:1", "workplace", "invite")
MAY = {
    None: (),
    Role.METHODIST: ("inbox", "unowned", "workplace", "invite"),
    Role.COORDINATOR: ("inbox", "unowned", "manage", "staff", "invite"),
    Role.ADMINISTRATOR: ("inbox", "unowned", "manage", "staff", "invite"),
}
"""What each may open who works at Школа № 5 and looks at what is of Школа № 1."""


@pytest.fixture
async def of_others(world: DemoWorld, boris: DemoChat) -> Person:
    """A question of Школа № 1 which Boris, whose appointment is the first, answers."""
    anna = await phone_of(world, "Соколова Анна", at="Школа № 1")
    await ask(anna)
    await world.post()
    return world.people["Соколова Анна"]


@pytest.mark.parametrize("role", MAY)
async def test_what_belongs_to_others_is_refused_with_words(
    world: DemoWorld, of_others: Person, role: Role | None
) -> None:
    stranger = await phone_of(world, "Чужой Пётр", role, over="Школа № 5")
    for place in (*THINGS, *DESKS):
        before = stranger.messages.count(NOT_YOURS)
        await stranger.press_raw(place)

        refused = stranger.messages.count(NOT_YOURS) - before
        assert refused == (place not in MAY[role]), place
        assert stranger.buttons
    assert not any("проект" in message or "Соколова" in message for message in stranger.messages)


async def test_numbers_that_are_not_there_are_answered_with_words(world: DemoWorld) -> None:
    zoya = await phone_of(world, "Зоя Админ", Role.ADMINISTRATOR, over="край")
    for place in (*THINGS, "appointment:1", "mine:1", "inbox:1", "unowned:1", "staff:1"):
        for number in ("0", "9999", "9" * 18, "9" * 19):
            await zoya.press_raw(place.replace("1", number))

            assert zoya.buttons, place
    assert not any("У нас не получилось" in message for message in zoya.messages)
