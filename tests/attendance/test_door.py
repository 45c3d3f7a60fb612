"""Badge, numbers, names and questions in the messenger when something is not as usual."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
import zxingcpp
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from PIL import Image

from bot import badges as pages
from bot.messengers.demo.people import DemoChat
from core.attendance.badges import Badge
from core.guessing import MOST_MISSES
from core.people import Role
from handlers.attendance.badge import address_of, as_png
from tests.attendance.gathering import going_on
from tests.attendance.test_checkin_screens import QUESTIONS, badge_of, said_word
from tests.times import Clock
from tests.walks import agree, phone_of, tap
from tests.world import TEXTS, DemoWorld

KEEPERS_ONLY = "Этот код для организатора мероприятия."
TOKEN = "x" * 22
Browser = TestClient[web.Request, web.Application]


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")


@pytest.fixture
async def anna(world: DemoWorld, boris: DemoChat) -> DemoChat:
    """Has a seat at what Boris holds now, and a colleague has another one."""
    phone = await phone_of(world, "Соколова Анна")
    await phone_of(world, "Белова Ольга", at="Школа № 1")
    await going_on(world, 77, "Громов Борис", "Соколова Анна", "Белова Ольга")
    return phone


def picture(phone: DemoChat, world: DemoWorld) -> bytes:
    """The last one that the bot has sent."""
    file = next(one.photo for one in reversed(phone.history) if one.photo)
    kept = world.chats.file(file[-1].file_id)
    assert kept is not None
    return kept.data


def scanned(data: bytes) -> str:
    """As a camera reads it."""
    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(data)))
    return str(code.text)


async def test_the_picture_leads_to_the_bot_of_ones_own_messenger(
    world: DemoWorld, anna: DemoChat
) -> None:
    await anna.press_raw("badge:77")

    word = await badge_of(world, "Соколова Анна")
    assert scanned(picture(anna, world)).endswith(f"?start={word}")
    assert scanned(as_png("https://opora.example/in/" + TOKEN)).endswith(f"/in/{TOKEN}")
    assert "Ваш номер: 1" in anna.last


async def test_with_a_public_address_it_leads_to_the_page(world: DemoWorld) -> None:
    badge = Badge(title="", ticket=1, token=TOKEN)
    site = "https://opora.example"
    assert await address_of(world.bot, "demo", badge, site) == f"{site}/in/{TOKEN}"
    ours = (await world.bot.me()).username
    alone = await address_of(world.bot, "demo", badge, "http://127.0.0.1:8080")
    assert alone == f"https://t.me/{ours}?start=here-{TOKEN}"
    assert await address_of(world.bot, "max", badge, None) == (
        f"https://max.ru/{ours}?start=here-{TOKEN}"
    )


async def test_who_is_not_the_keeper_learns_nothing(world: DemoWorld, anna: DemoChat) -> None:
    word = await badge_of(world, "Соколова Анна")
    stranger = world.new_phone(901, "Пётр Новиков")
    await agree(stranger, f"/start {word}")
    olga = world.new_phone(await world.number_of(world.people["Белова Ольга"].id), "Ольга")
    for phone in (olga, anna):
        await phone.say(f"/start {word}")
        assert any(KEEPERS_ONLY in said for said in phone.messages)
    assert "Соколова" not in stranger.all_screens + olga.all_screens


async def test_whoever_guesses_badges_waits(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    for number in range(MOST_MISSES):
        await boris.say(f"/start here-{number}")
    await boris.say(f"/start {await badge_of(world, 'Соколова Анна')}")
    assert "Слишком много попыток" in "".join(boris.messages)
    assert "Присутствие отмечено" not in boris.all_screens


async def test_an_old_button_takes_a_mark_back_once(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await boris.say(f"/start {await badge_of(world, 'Соколова Анна')}")
    message = boris.history[-1]
    for _ in range(2):
        await boris.press_on(message, "Отменить отметку")
    assert "Отметка снята: Соколова Анна" in boris.last
    assert "Всего отмечено 0 из 2" in boris.last


async def test_a_long_roll_is_narrowed_marked_and_undone(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    clock.wait(minutes=1)
    names = [f"Учитель {letter}" for letter in "абвгдежзик"]
    for name in names:
        await world.person(name)
    await going_on(world, 78, "Громов Борис", "Белова Ольга", *names)
    await boris.press_raw("roll:78")
    await boris.say("бел")
    assert "Показаны имена на «бел», всего 1" in boris.last
    assert boris.buttons[0] == "1. Белова Ольга · Школа № 1"
    await tap(boris, "Показать всех", "По организациям", "Школа № 5 · 0 из 10")
    assert "Показаны: Школа № 5, всего 10" in boris.last
    await boris.press("Все пришли")
    assert "Отметить всех, кто записан: Школа № 5?" in boris.last
    await boris.press("Да, отметить всех")
    assert "Отмечено 10 из 11" in boris.last
    assert "Сразу отмечено 10 человек." in boris.last
    await boris.press("Отменить эти отметки")
    assert "Отмечено 0 из 11" in boris.last
    assert "Отменить эти отметки" not in boris.buttons


async def test_pasted_numbers_are_undone(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await boris.press_raw("numbers:77")
    await boris.say("1-2")
    assert "Отмечены 2 человека." in boris.last
    await boris.say("2")
    assert "Новых отметок нет." in boris.last
    assert "Отмечены раньше: 2." in boris.last
    await boris.press("Вписать ещё")
    await boris.press_raw("roll:77")
    assert "Отмечено 2 из 2" in boris.last


async def test_a_search_that_finds_nobody_goes_on(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await boris.press_raw("walkin:77")
    await boris.say("Кузнецова")
    assert "По словам «Кузнецова» никого не нашли." in boris.last
    await boris.say("сокол")
    await boris.press("Соколова Анна · Школа № 5")
    assert "Присутствие отмечено. Всего отмечено 1 из 2." in boris.last


async def test_a_double_tap_answers_one_question(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await boris.press_raw("check:77")
    await boris.say(QUESTIONS)
    await boris.press_raw("roll:77")
    await boris.press("Кодовое слово")
    await anna.press_raw("arrive:77")
    await anna.say(await said_word(world))
    message = anna.history[-1]
    for _ in range(2):
        await anna.press_on(message, "Два")
    assert "Вопрос 2 из 2" in anna.last
    await anna.press("Ученик")
    assert "Отметка о присутствии есть." in anna.last


async def test_questions_changed_in_between_are_asked_anew(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    await boris.press_raw("check:77")
    await boris.say(QUESTIONS)
    await boris.press_raw("roll:77")
    await boris.press("Кодовое слово")
    await anna.press_raw("arrive:77")
    await anna.say(await said_word(world))
    clock.wait(seconds=1)
    await boris.press_raw("check:77")
    await boris.press("Убрать вопрос 1")
    await anna.press("Два")
    assert "Организатор изменил вопросы." in anna.last
    await anna.press("Написать слово")
    await anna.say(await said_word(world))
    assert "Вопрос 1 из 1" in anna.last


async def test_after_two_tries_the_organiser_is_named(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    await boris.press_raw("check:77")
    await boris.say(QUESTIONS.split("\n\n", maxsplit=1)[0])
    await boris.press_raw("roll:77")
    await boris.press("Кодовое слово")
    await anna.press_raw("arrive:77")
    await anna.say(await said_word(world))
    await anna.press("Пять")
    clock.wait(minutes=2)
    await tap(anna, "Попробовать ещё раз", "Один")
    assert "Больше попыток нет. Подойдите к организатору" in anna.last
    assert "Попробовать ещё раз" not in anna.buttons
    await anna.press_raw("arrive:77")
    await anna.say(await said_word(world))
    assert any("Попыток больше нет." in said for said in anna.messages)


@pytest.fixture
async def browser(two_messengers: DemoWorld) -> AsyncIterator[Browser]:
    world = two_messengers
    bots = {world.messenger: world.bot, **world.beside}
    app = web.Application()
    app.add_routes(pages.make_routes(bots, TEXTS))
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_the_page_offers_every_messenger_and_names_nobody(browser: Browser) -> None:
    answer = await browser.get(f"/in/{TOKEN}")
    page = await answer.text()

    assert answer.status == 200
    assert f'href="https://max.ru/opora_max_bot?start=here-{TOKEN}"' in page
    assert page.count("<a ") == 2
    assert "Открыть: MAX" in page
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "script" not in page


@pytest.mark.parametrize("token", ["x", "x" * 23, "%3Cscript%3E", "x" * 21 + "'"])
async def test_what_is_no_code_is_not_put_into_a_link(browser: Browser, token: str) -> None:
    answer = await browser.get(f"/in/{token}")

    assert answer.status == 404
    assert "<a " not in await answer.text()


async def test_while_no_messenger_answers_the_page_says_so() -> None:
    app = web.Application()
    app.add_routes(pages.make_routes({}, TEXTS))
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(f"/in/{TOKEN}")
    assert answer.status == 503
