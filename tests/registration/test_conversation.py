"""A newcomer is let in, and what they have said of themselves can be changed."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Account, Role
from core.registration import use_cases
from core.roles import use_cases as roles
from core.roles.invitations import LASTS, Kind, Offer
from core.tokens import fingerprint
from storage.work import Database
from tests.times import Clock
from tests.walks import agree, register, tap
from tests.world import DemoWorld, demo_world


@pytest.fixture
def anna(world: DemoWorld) -> DemoChat:
    return world.new_phone(500, "Анна Соколова")


async def finish(phone: DemoChat) -> None:
    await tap(phone, "Учитель", "Математика", "Готово")


async def link(world: DemoWorld, role: Role | None, at: str = "Школа № 1") -> str:
    """What an administrator sends to somebody, after ``/start``."""
    giver = world.people.get("Зоя Админ") or await world.person(
        "Зоя Админ", Role.ADMINISTRATOR, over="край"
    )
    kind = Kind.UNIT if role is None else Kind.ROLE
    async with world.database.open_work() as work:
        offer = Offer(kind=kind, unit=world.units[at], role=role)
        return await roles.invite(work, offer, by=giver)


async def test_every_step_says_how_many_there_are(anna: DemoChat) -> None:
    await agree(anna)
    assert anna.last.startswith("Шаг 1 из 4. Это займёт около минуты.")
    await anna.press("Анна Соколова")
    assert anna.last.startswith("Шаг 2 из 4.")
    await anna.say("школа 5")
    await anna.press("Школа № 5")
    assert anna.last.startswith("Шаг 3 из 4.")
    await anna.press("Учитель")
    assert anna.last.startswith("Шаг 4 из 4, последний.")


async def test_a_newcomer_may_go_back_a_step_and_answer_anew(anna: DemoChat) -> None:
    await agree(anna)
    await anna.press("Анна Соколова")
    await anna.say("школа 5")
    await anna.press("Школа № 5")
    await anna.press("← Назад")
    await anna.say("школа 1")
    await anna.press("Школа № 1")
    await finish(anna)

    assert "Школа № 1\nУчитель · Математика" in anna.last


async def test_a_school_is_found_by_its_number(anna: DemoChat) -> None:
    await agree(anna)
    await anna.press("Анна Соколова")
    await anna.say("школа 5")

    assert anna.buttons == ["Школа № 5", "Весь список", "← Назад"]


@pytest.mark.parametrize("words", ["шкла 5", "ШКОЛА №5", "школа N 5", "5 школа", "щкола 5"])
async def test_a_school_is_found_in_spite_of_slips(anna: DemoChat, words: str) -> None:
    await agree(anna)
    await anna.press("Анна Соколова")
    await anna.say(words)

    assert anna.buttons[0] == "Школа № 5"


async def test_a_school_that_is_not_there_is_a_clear_sentence(anna: DemoChat) -> None:
    await agree(anna)
    await anna.press("Анна Соколова")
    await anna.say("консерватория имени <b>Чайковского</b>")

    assert anna.last.endswith(
        "По словам «консерватория имени <b>Чайковского</b>» ничего не нашлось. "
        "Попробуйте короче, например номер школы, или откройте весь список."
    )
    await anna.press("Весь список")
    await anna.press("Северный район")
    assert anna.buttons == ["Школа № 1", "Школа № 5", "Северный район", "Весь список", "← Назад"]
    await anna.press("Северный район")
    assert anna.last.startswith("Шаг 3 из 4.")


async def test_each_field_of_the_profile_can_be_changed(anna: DemoChat) -> None:
    await register(anna)
    await anna.say("/profile")
    assert anna.last == (
        "Анна Соколова\n\nМесто работы: Школа № 5\nДолжность: Учитель\nПредметы: Математика\nСтаж: не указан"
    )

    await anna.press("Изменить имя")
    await anna.say("Соколова Анна Петровна")
    await anna.press("Другое место работы")
    await anna.say("1")
    await anna.press("Школа № 1")
    await anna.press("Другая должность")
    await anna.say("Советник по воспитанию")
    await anna.press("Изменить предметы")
    await anna.press("✓ Математика")
    await anna.press("Физика")
    await anna.press("Информатика")
    await anna.press("Готово")

    assert anna.last == (
        "Соколова Анна Петровна\n\nМесто работы: Школа № 1\n"
        "Должность: Советник по воспитанию\nПредметы: Физика, Информатика\n"
        "Стаж: не указан"
    )


async def test_the_first_subject_chosen_is_the_main_one(anna: DemoChat) -> None:
    await register(anna)
    await anna.say("/profile")
    await anna.press("Изменить предметы")
    await anna.press("✓ Математика")
    await anna.press("Физика")
    await anna.press("Математика")

    assert anna.last.endswith("Выбрано: Физика, Математика.")


async def test_without_a_subject_there_is_nothing_to_be_done_with(anna: DemoChat) -> None:
    await register(anna)
    await anna.say("/profile")
    await anna.press("Изменить предметы")
    await anna.press("✓ Математика")

    assert "Готово" not in anna.buttons


async def test_a_link_of_a_school_fills_in_the_school(world: DemoWorld, anna: DemoChat) -> None:
    token = await link(world, None)
    await agree(anna, f"/start {token}")
    assert anna.last == "Вы пришли по приглашению: Школа № 1."
    await anna.press("Дальше")
    await anna.press("Анна Соколова")
    await finish(anna)

    assert "Школа № 1\nУчитель · Математика" in anna.last


async def test_a_link_of_a_school_is_for_the_whole_staff_room(
    world: DemoWorld, anna: DemoChat
) -> None:
    token = await link(world, None)
    await agree(anna, f"/start {token}")
    olga = world.new_phone(501, "Ольга Иванова")
    await agree(olga, f"/start {token}")

    assert olga.last == "Вы пришли по приглашению: Школа № 1."


async def test_a_link_of_a_role_makes_a_methodist_once(world: DemoWorld, anna: DemoChat) -> None:
    token = await link(world, Role.METHODIST, at="район")
    await agree(anna, f"/start {token}")
    assert anna.last.startswith("Теперь вы методист: Северный район.")

    olga = world.new_phone(501, "Ольга Иванова")
    await agree(olga, f"/start {token}")
    assert olga.last == (
        "По этой ссылке уже кто-то пришёл, а она работает один раз. Попросите прислать новую."
    )
    await olga.press("Дальше")
    assert olga.last.startswith("Шаг 1 из 4.")


async def test_a_link_of_a_role_lasts_an_hour(
    world: DemoWorld, anna: DemoChat, clock: Clock
) -> None:
    token = await link(world, Role.METHODIST)
    clock.wait(hours=1)
    await agree(anna, f"/start {token}")
    assert anna.last == "Срок этой ссылки прошёл. Попросите прислать новую."

    await anna.press("Дальше")
    await anna.press("Анна Соколова")
    await anna.say("школа 5")
    await anna.press("Школа № 5")
    await finish(anna)
    assert anna.last.startswith("Готово, Анна Соколова.")
    await anna.press("Меню")
    assert not any("Обращения" in title for title in anna.buttons)


@pytest.mark.parametrize("token", ["forged", "x" * 64, "я" * 20, "../../etc", "a:b%00", "'--"])
async def test_a_forged_link_stops_nobody(anna: DemoChat, token: str) -> None:
    await agree(anna, f"/start {token}")
    assert anna.last == (
        "Эта ссылка не подходит: возможно, скопирована не полностью. "
        "Попросите прислать её ещё раз."
    )
    await anna.press("Дальше")
    assert anna.last.startswith("Шаг 1 из 4.")


async def test_a_link_opened_by_somebody_who_is_registered(
    world: DemoWorld, anna: DemoChat
) -> None:
    await register(anna)
    await anna.say(f"/start {await link(world, Role.METHODIST)}")
    assert anna.last.startswith("Теперь вы методист: Школа № 1.")

    await anna.say("/profile")
    assert "Место работы: Школа № 5" in anna.last
    await anna.say("/menu")
    assert "📥 Обращения" in anna.buttons


async def test_a_link_of_a_prepared_record_brings_the_record(
    world: DemoWorld, anna: DemoChat
) -> None:
    async with world.database.open_work() as work:
        ready = await use_cases.agree(work, Account("paper", 7))
        await use_cases.rename(work, "Соколова Анна Петровна", me=ready)
        token = "prepared-for-anna"  # noqa: S105 - of this test
        await work.invitations.make(
            Offer(kind=Kind.PERSON, person=ready.id),
            fingerprint=fingerprint(token),
            by=None,
            at=work.now,
            expires_at=work.now + LASTS[Kind.PERSON],
        )
    await agree(anna, f"/start {token}")
    assert anna.last.startswith("Мы нашли запись, которую для вас подготовили.")
    await anna.press("Дальше")

    assert anna.last.startswith("Шаг 2 из 4.")


async def test_whoever_the_settings_name_becomes_administrator_after_registering(
    database: Database, clock: Clock
) -> None:
    world = demo_world(database, clock, admins=(Account("demo", 500),))
    await world.settle()
    anna = world.new_phone(500, "Анна Соколова")
    await register(anna)
    await anna.press("Меню")

    assert "⚙️ Управление" in anna.buttons
    await anna.press("⚙️ Управление")
    await anna.press("Пригласить")
    assert "Администратора" in anna.buttons


async def test_start_again_does_not_begin_anew(anna: DemoChat) -> None:
    await agree(anna)
    await anna.press("Анна Соколова")
    await anna.say("/start")
    assert anna.last.startswith("Шаг 2 из 4.")

    await anna.say("школа 5")
    await anna.press("Школа № 5")
    await finish(anna)
    await anna.say("/start")
    assert anna.last == "Анна Соколова, чем помочь?"


@pytest.mark.parametrize("command", ["/menu", "/ask", "/profile", "/help", "/foo"])
async def test_an_unfinished_registration_goes_on_whatever_is_asked(
    anna: DemoChat, command: str
) -> None:
    await agree(anna)
    await anna.press("Анна Соколова")
    await anna.say(command)

    assert anna.last.startswith("Шаг 2 из 4.")
