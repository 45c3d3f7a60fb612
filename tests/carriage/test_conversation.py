"""«Мессенджеры», «Не доставлено» and the closed door, as people meet them."""

import pytest

from bot.messengers.demo.chats import keyboard
from bot.messengers.demo.people import DemoChat
from core.carriage.model import Choice, Extent
from core.people import Role
from tests.carriage.conftest import LINK, also_in, choose, closed, in_telegram, notices
from tests.promises.scanning import in_tables
from tests.walks import answer, ask, begin, phone_of, tap
from tests.world import DemoWorld

CLOSED = "В этом мессенджере бот не работает с личными данными. Продолжить можно в MAX."


def urls(phone: DemoChat) -> list[str]:
    newest = [one for one in phone.history if one.from_user and one.from_user.is_bot][-1]
    return [button.url for row in keyboard(newest).inline_keyboard for button in row if button.url]


async def administrator(world: DemoWorld) -> DemoChat:
    return await in_telegram(world, "Волкова Инна", Role.ADMINISTRATOR, over="край")


async def test_an_administrator_chooses_and_sees_the_price_first(both: DemoWorld) -> None:
    inna = await administrator(both)
    await in_telegram(both, "Соколова Анна")
    await inna.say("/menu")
    await tap(inna, "⚙️ Управление", "Мессенджеры", "В Телеграме без личных данных")

    assert "Не смогут пользоваться ботом там, где он у них есть: 2 человека." in inna.last
    async with both.database.open_view() as work:
        assert not (await work.carriage.get()).cells, "nothing is changed yet"
    await inna.press("Сохранить")
    assert inna.last.startswith("Сохранено.")
    async with both.database.open_view() as work:
        chain = await work.audit.verify()
    assert chain.is_whole
    assert await in_tables(both.database, "carriage impersonal-in-telegram") == {"audit": 1}


async def test_whoever_has_closed_a_messenger_can_open_it_there(both: DemoWorld) -> None:
    inna = await administrator(both)
    await inna.say("/menu")
    await tap(inna, "⚙️ Управление", "Мессенджеры", "В Телеграме без личных данных", "Сохранить")
    await inna.say("/menu")
    assert inna.last == CLOSED
    await tap(inna, "Мессенджеры", "Без ограничений")
    assert "Без сообщений никто не останется." in inna.last
    await inna.press("Сохранить")
    await inna.say("/menu")

    assert inna.last == "Волкова Инна, чем помочь?"


async def test_one_cell_is_changed_by_hand(both: DemoWorld) -> None:
    inna = await administrator(both)
    await in_telegram(both, "Соколова Анна")
    await inna.press_raw("carriage")
    await tap(inna, "Телеграм", "Уведомления", "Нельзя")
    assert "Уведомлений не получат: 2 человека. Других мессенджеров у них нет." in inna.last
    await tap(inna, "Сохранить", "Мессенджеры")

    block = next(part for part in inna.last.split("\n\n") if part.startswith("Телеграм"))
    assert block.splitlines() == [
        "Телеграм",
        "объявления: полностью",
        "уведомления: нельзя",
        "разговоры: полностью",
    ]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR])
async def test_only_an_administrator_of_a_root_is_offered_it(both: DemoWorld, role: Role) -> None:
    vera = await in_telegram(both, "Лебедева Вера", role, over="район")
    await vera.say("/menu")
    await vera.press("⚙️ Управление")
    assert "Мессенджеры" not in vera.buttons
    await vera.press_raw("carriage")

    assert any(said.startswith("Это вам недоступно.") for said in vera.messages)


async def test_words_typed_behind_a_closed_door_are_not_kept_and_not_said_back(
    both: DemoWorld,
) -> None:
    anna = await in_telegram(both, "Соколова Анна")
    await closed(both)
    await anna.say("Тайное слово")
    await anna.say("/ask")

    assert anna.messages[-2:] == [f"{CLOSED} Написанное здесь не сохранено.", CLOSED]
    assert urls(anna) == [LINK]
    assert await in_tables(both.database, "Тайное слово") == {}


async def test_a_form_that_was_open_waits_until_the_door_is_open_again(both: DemoWorld) -> None:
    anna = await in_telegram(both, "Соколова Анна")
    await begin(anna, "Как оценивать проект?")
    await closed(both)
    await anna.press("Отправить")
    assert anna.last == CLOSED
    async with both.database.open_view() as work:
        assert await work.consultations.get(1) is None  # type: ignore[arg-type]  # a number
    await choose(both, Choice.OPEN)
    await anna.say("/menu")
    await tap(anna, "✏️ Закончить вопрос", "Отправить")

    async with both.database.open_view() as work:
        assert await work.consultations.get(1) is not None  # type: ignore[arg-type]  # a number


async def test_a_stranger_is_sent_to_max_and_nothing_is_kept(both: DemoWorld) -> None:
    await closed(both)
    nina = both.new_phone(700, "Нина Новикова", "telegram")
    await nina.say("/start")

    assert nina.last == CLOSED
    assert nina.buttons == ["Открыть MAX"]
    assert await both.joined(700, "telegram") is None


async def test_help_is_served_everywhere(both: DemoWorld) -> None:
    anna = await in_telegram(both, "Соколова Анна")
    await closed(both)
    await anna.say("/menu")
    await anna.press("Как это работает")

    assert anna.last.startswith("Опора")


async def test_where_nobody_may_talk_a_coordinator_is_named(both: DemoWorld) -> None:
    anna = await in_telegram(both, "Соколова Анна")
    await closed(both)
    async with both.database.open_work() as work:
        table = await work.carriage.get()
        await work.carriage.put(type(table)({("telegram", "dialogs"): Extent.NONE}))  # type: ignore[dict-item]  # as kept
    await anna.say("/menu")

    assert "подскажет координатор" in anna.last


async def test_an_answer_comes_to_telegram_as_a_hint_with_a_way_to_max(both: DemoWorld) -> None:
    boris = await phone_of(both, "Громов Борис", Role.METHODIST, messenger="max")
    anna = await in_telegram(both, "Соколова Анна")
    await ask(anna, "Как оценивать проект?")
    await both.post()
    await closed(both)
    await answer(boris)
    await both.post()

    assert anna.last == "Вам пришёл ответ. Откройте MAX."
    assert (anna.buttons, urls(anna)) == (["Открыть MAX"], [LINK])


async def test_whoever_has_both_hears_all_of_it_in_max(both: DemoWorld) -> None:
    boris = await phone_of(both, "Громов Борис", Role.METHODIST, messenger="max")
    anna = await in_telegram(both, "Соколова Анна")
    there = await also_in(both, "Соколова Анна", "max")
    await ask(anna, "Как оценивать проект?")
    await both.post()
    await closed(both)
    before = list(anna.messages)
    await answer(boris, "По критериям.")
    await both.post()

    assert "По критериям." in there.last
    assert anna.messages == before


async def test_what_was_refused_is_shown_and_sent_again_once(both: DemoWorld) -> None:
    inna = await phone_of(both, "Волкова Инна", Role.ADMINISTRATOR, over="край", messenger="max")
    vera = await phone_of(both, "Лебедева Вера", Role.COORDINATOR, messenger="max")
    boris = await phone_of(both, "Громов Борис", Role.METHODIST, messenger="max")
    anna = await in_telegram(both, "Соколова Анна")
    await ask(anna, "Как оценивать проект?")
    await both.post()
    await notices(both, Extent.NONE, "telegram")
    await answer(boris, "По критериям.")
    await both.post()
    await vera.press_raw("undelivered")
    assert "Мессенджерам человека нельзя это передавать: 1 уведомление." in vera.last
    assert "Отправить снова" not in vera.buttons

    await notices(both, Extent.WHOLE, "telegram")
    await inna.press_raw("undelivered")
    [pressed] = [one for one in inna.history if "Не доставлено" in (one.text or "")][-1:]
    await inna.press_on(pressed, "Отправить снова")
    assert inna.last.startswith("1 уведомление отправляется снова.")
    await both.post()
    assert "По критериям." in anna.last
    said = len(anna.messages)
    await inna.press_raw("undelivered")
    assert "Дошло всё." in inna.last
    assert "Отправить снова" not in inna.buttons
    await both.post()
    assert len(anna.messages) == said
