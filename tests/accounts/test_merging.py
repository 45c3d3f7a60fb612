"""Two profiles become one only when both sides have seen what moves and have said yes."""

from datetime import timedelta

import pytest

from core.people import Role
from tests import letters
from tests.accounts.joining import NEW, a_code, anna_in, joined_phone, new_phone, proposed
from tests.walks import answer, ask, phone_of, tap
from tests.world import DemoWorld

OVER = "Объединять больше нечего"


@pytest.fixture
def world(two_messengers: DemoWorld) -> DemoWorld:
    return two_messengers


async def vera_in(world: DemoWorld, role: Role | None = None):  # noqa: ANN201 - a phone
    return await phone_of(world, "Белова Вера", role, at="Школа № 1", messenger="max")


async def test_both_sides_see_who_goes_into_whom_before_anything_moves(world: DemoWorld) -> None:
    anna, vera = await anna_in(world), await vera_in(world, Role.METHODIST)
    await ask(anna)
    await world.post()

    await vera.say(await a_code(anna))

    seen = vera.last
    assert seen.startswith("Объединить два профиля?")
    assert seen.index("Соколова Анна") < seen.index("Белова Вера")
    assert "методист (Северный район)" in seen
    assert "1 обращение в работе" in seen
    await vera.press("Объединить")
    assert "Осталось подтвердить" in vera.last
    await world.post()
    assert "пришли из другого профиля:\nБелова Вера" in anna.last
    await anna.press("Посмотреть")
    assert anna.last.startswith("Объединить два профиля?")
    one, other = await world.joined(anna.external), await world.joined(vera.external, "max")
    assert one is not None
    assert other is not None
    assert one.id != other.id


async def test_after_both_have_agreed_there_is_one_person(world: DemoWorld) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    anna, vera = await anna_in(world), await vera_in(world, Role.COORDINATOR)
    await ask(vera, "Вопрос Веры")
    await proposed(world, anna, vera)

    await tap(anna, "Посмотреть", "Объединить")

    assert "профили объединены" in anna.last
    one, other = await world.joined(anna.external), await world.joined(vera.external, "max")
    assert one == other
    assert one is not None
    assert one.name == "Соколова Анна"
    assert one.holds(Role.COORDINATOR)
    async with world.database.open_view() as work:
        assert await work.people.count() == 2
    await answer(boris, "Ответ Вере")
    await world.post()
    assert "Ответ Вере" in anna.last


async def test_either_side_may_say_no(world: DemoWorld) -> None:
    anna, vera = await anna_in(world), await vera_in(world)
    await vera.say(await a_code(anna))
    await vera.press("Не сейчас")
    assert "чем помочь" in vera.last

    await proposed(world, anna, vera)
    await tap(anna, "Посмотреть", "Не объединять")
    await world.post()

    assert "Всё осталось как было" in anna.last
    assert "Объединять профили не стали" in vera.last
    other = await world.joined(vera.external, "max")
    assert other is not None
    assert other.name == "Белова Вера"


@pytest.mark.parametrize("hours", [24, 100])
async def test_a_proposal_is_over_after_a_day(world: DemoWorld, hours: int) -> None:
    anna, vera = await anna_in(world), await vera_in(world)
    await proposed(world, anna, vera)
    await anna.press("Посмотреть")

    world.clock.now += timedelta(hours=hours)
    await anna.press("Объединить")

    assert OVER in anna.all_screens
    other = await world.joined(vera.external, "max")
    assert other is not None
    assert other.name == "Белова Вера"


async def test_a_second_yes_and_an_old_button_say_that_it_is_over(world: DemoWorld) -> None:
    anna, vera = await anna_in(world), await vera_in(world)
    await proposed(world, anna, vera)
    letter = anna.history[-1]
    await tap(anna, "Посмотреть", "Объединить")

    await anna.press_on(letter, "Посмотреть")

    assert OVER in anna.all_screens


async def test_a_button_of_somebody_else_opens_nothing(world: DemoWorld) -> None:
    anna, vera = await anna_in(world), await vera_in(world)
    await proposed(world, anna, vera)
    eve = await phone_of(world, "Чужая Ева")

    await eve.press_raw("merge:1")

    assert "недоступно" in eve.all_screens
    assert "Белова" not in eve.all_screens


async def test_whoever_has_withdrawn_meanwhile_is_not_merged(world: DemoWorld) -> None:
    anna, vera = await anna_in(world), await vera_in(world)
    await proposed(world, anna, vera)
    await vera.say("/privacy")
    await tap(vera, "Отозвать согласие", "Удалить мои данные")

    await anna.press("Посмотреть")

    assert "Этого больше нет" in anna.all_screens


async def test_a_question_to_oneself_waits_for_somebody_else(world: DemoWorld) -> None:
    vera = await vera_in(world, Role.METHODIST)
    anna = await anna_in(world)
    await ask(anna, "Как оценивать проект?")
    await proposed(world, anna, vera)

    await tap(anna, "Посмотреть", "Объединить", "Меню", "Мои обращения", "№ 1")

    assert "Как оценивать проект?" in anna.last
    async with world.database.open_view() as work:
        [lost] = await work.consultations.lost()
    assert lost.methodist is None


async def test_a_letter_in_hand_while_two_are_merged_still_comes(world: DemoWorld) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    anna, vera = await anna_in(world), await vera_in(world)
    await ask(vera, "Вопрос Веры")
    await proposed(world, anna, vera)
    await answer(boris, "Ответ Вере")
    async with world.database.open_work() as work:
        taken = await letters.take(work, 10, term=0)
    assert "QuestionAnswered" in [one.kind for one in taken]

    await tap(anna, "Посмотреть", "Объединить")
    await world.post()  # who had it in hand is gone
    world.clock.wait(minutes=1)
    await world.post()

    assert "Ответ Вере" in anna.last


async def test_notices_go_where_the_person_chooses_and_fall_back(world: DemoWorld) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    anna = await anna_in(world)
    phone = await joined_phone(world, anna)
    await phone.press("Второй мессенджер")
    assert "Уведомления приходят сюда: демонстрация" in phone.last
    await phone.press("Писать в MAX")
    assert "Уведомления приходят сюда: MAX" in phone.last
    await ask(phone)
    await world.post()
    await answer(boris, "Первый ответ")
    await world.post()
    assert "Первый ответ" in phone.last
    assert "Первый ответ" not in anna.all_screens

    phone.block()
    await tap(boris, "Ответить")
    await boris.say("Второй ответ")
    await boris.press("Отправить")
    await world.post()

    assert "Второй ответ" in anna.last


async def test_the_last_account_cannot_be_disconnected(world: DemoWorld) -> None:
    anna = await anna_in(world)
    phone = await joined_phone(world, anna)

    await phone.press("Второй мессенджер")
    assert "Отключить MAX" not in phone.buttons
    await tap(phone, "Отключить демонстрацию")
    assert "Отключить демонстрацию от профиля?" in phone.last
    await phone.press("Отключить")

    assert [title for title in phone.buttons if "Отключить" in title] == []
    assert await world.joined(anna.external) is None
    await anna.say("/menu")
    assert "Сначала нужно ваше согласие" in anna.last


async def test_two_accounts_in_one_messenger_are_told_apart(world: DemoWorld) -> None:
    anna = await anna_in(world)
    code = await a_code(anna)
    second = world.new_phone(NEW, "Анна Соколова")
    await second.say(code)
    await second.press("Согласен(на)")

    await second.press("Второй мессенджер")

    assert "демонстрация (1), с" in second.last
    assert "демонстрация (2), с" in second.last
    assert "Писать в демонстрацию (2)" in second.buttons


async def test_an_unregistered_newcomer_is_merged_without_a_second_yes(world: DemoWorld) -> None:
    anna = await anna_in(world)
    phone = new_phone(world)
    await phone.say("/start")
    await phone.press("Согласен(на)")
    await phone.say(await a_code(anna))
    await phone.press("Добавить")

    async with world.database.open_view() as work:
        assert await work.people.count() == 1
    assert (await world.joined(NEW, "max")) == (await world.joined(anna.external))
