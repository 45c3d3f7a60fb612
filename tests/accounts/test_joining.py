"""A second messenger is added to a profile by a code or a link, and by nothing else."""

from datetime import timedelta

import pytest

from core.consultations.model import ConsultationId
from core.people import Role
from tests.accounts.joining import (
    NEW,
    a_code,
    a_link,
    anna_in,
    code_on,
    joined_phone,
    new_phone,
)
from tests.promises.scanning import in_tables
from tests.walks import agree, answer, ask, begin, phone_of, register, tap
from tests.world import DemoWorld

UNKNOWN = "Код не подходит"
THROTTLED = "Слишком много попыток"


@pytest.fixture
def world(two_messengers: DemoWorld) -> DemoWorld:
    return two_messengers


async def test_a_stranger_with_a_code_sees_whose_profile_it_is_and_joins_it(
    world: DemoWorld,
) -> None:
    anna = await anna_in(world, Role.METHODIST)
    await ask(anna)
    code = await a_code(anna)
    phone = new_phone(world)

    await phone.say("/start")
    await phone.press("У меня уже есть профиль")
    assert "Пришлите сюда код" in phone.last
    await phone.say(code)

    assert phone.last.startswith("Добавить этот мессенджер к профилю?")
    for fact in ("Соколова Анна", "Школа № 5", "методист (Северный район)", "1 открытый вопрос"):
        assert fact in phone.last
    assert await world.joined(NEW, "max") is None

    await phone.press("Согласен(на)")

    assert "Готово" in phone.last
    one, other = await world.joined(anna.external), await world.joined(NEW, "max")
    assert one is not None
    assert other is not None
    assert one.id == other.id
    async with world.database.open_view() as work:
        consents = await work.privacy.consents(one.id)
    assert [consent.messenger for consent in consents] == ["demo", "max"]


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code.lower(),
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', ' – ')} ",
        lambda code: code.translate(str.maketrans("ACEHKMPTXY", "АСЕНКМРТХУ")),
        lambda code: code.translate(str.maketrans("ACEHKMPTXY", "асенкмртху")),
        lambda code: code.translate(str.maketrans("0183", "OIBЗ")),
    ],
)
async def test_a_code_is_understood_however_it_is_typed(world: DemoWorld, typed) -> None:  # noqa: ANN001 - a lambda each
    anna = await anna_in(world)
    phone = new_phone(world)

    await phone.say(typed(await a_code(anna)))

    assert phone.last.startswith("Добавить этот мессенджер"), phone.last


async def test_a_link_opens_the_same_card(world: DemoWorld) -> None:
    anna = await anna_in(world)
    token = await a_link(anna)
    phone = new_phone(world)

    await phone.say(f"/start {token}")
    await phone.press("Прочитать полностью")
    assert "Согласие на обработку персональных данных" in phone.last
    await phone.press("Согласен(на)")

    assert "Готово" in phone.last
    assert len(token) <= 64


async def test_everything_goes_on_from_the_second_messenger(world: DemoWorld) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    anna = await anna_in(world)
    await ask(anna, "Как оценивать проект?")
    phone = await joined_phone(world, anna)

    await phone.say("/menu")
    await tap(phone, "Мои обращения", "№ 1")
    assert "Как оценивать проект?" in phone.last
    await world.post()
    await answer(boris)
    await world.post()

    assert "По критериям." in anna.last, "notices go on where they went before"


async def test_whoever_was_joined_is_told_where_they_were_before(world: DemoWorld) -> None:
    anna = await anna_in(world)
    await joined_phone(world, anna)

    await world.post()

    assert "добавлен мессенджер: MAX" in anna.last
    await tap(anna, "Второй мессенджер", "Отключить MAX", "Отключить")
    assert await world.joined(NEW, "max") is None


async def test_a_newcomer_who_has_only_agreed_joins_too(world: DemoWorld) -> None:
    anna = await anna_in(world)
    phone = new_phone(world)
    await agree(phone)

    await phone.say(await a_code(anna))
    assert "Соколова Анна" in phone.last
    await phone.press("Добавить")

    me = await world.joined(NEW, "max")
    assert me is not None
    assert me.name == "Соколова Анна"


async def test_a_code_works_once(world: DemoWorld) -> None:
    anna = await anna_in(world)
    code = await a_code(anna)
    first, second = new_phone(world), new_phone(world, NEW + 1)
    await second.say(code)
    await first.say(code)
    await first.press("Согласен(на)")

    await second.press("Согласен(на)")

    assert second.last.startswith(UNKNOWN)
    assert second.buttons == ["У меня уже есть профиль", "Я здесь впервые"]
    assert await world.joined(NEW + 1, "max") is None


async def test_a_second_tap_says_that_it_is_done(world: DemoWorld) -> None:
    anna = await anna_in(world)
    code = await a_code(anna)
    phone = new_phone(world)
    await phone.say(code)
    card = phone.history[-1]
    await phone.press("Согласен(на)")

    await phone.press_on(card, "Согласен(на)")

    assert "Этот код уже сработал" in phone.all_screens


@pytest.mark.parametrize("minutes", [10, 60])
async def test_after_ten_minutes_neither_code_nor_link_counts(
    world: DemoWorld, minutes: int
) -> None:
    anna = await anna_in(world)
    code = await a_code(anna)
    phone = new_phone(world)
    await phone.say(code)

    world.clock.wait(minutes=minutes)
    await phone.press("Согласен(на)")

    assert phone.last.startswith(UNKNOWN)
    assert await world.joined(NEW, "max") is None


async def test_a_new_code_ends_the_one_before(world: DemoWorld) -> None:
    anna = await anna_in(world)
    before = await a_code(anna)
    await anna.press("Новый код")
    after = code_on(anna)
    phone = new_phone(world)

    await phone.say(before)
    assert phone.last.startswith(UNKNOWN)
    await phone.say(after)
    assert phone.last.startswith("Добавить этот мессенджер")


async def test_ones_own_code_is_not_for_the_same_profile(world: DemoWorld) -> None:
    anna = await anna_in(world)

    await anna.say(await a_code(anna))

    assert "Это код вашего же профиля" in anna.all_screens


async def test_after_five_misses_a_right_code_waits_a_minute_too(world: DemoWorld) -> None:
    anna = await anna_in(world)
    code = await a_code(anna)
    phone = new_phone(world)
    for last in "24567":
        await phone.say(f"999A-AAAA-AAA{last}")
        assert phone.last.startswith(UNKNOWN)

    await phone.say(code)
    assert phone.last.startswith(THROTTLED)

    world.clock.now += timedelta(minutes=1)
    await phone.say(code)
    assert phone.last.startswith("Добавить этот мессенджер")


async def test_the_code_is_shown_once_and_kept_nowhere(world: DemoWorld) -> None:
    """What finds it is kept, so a search that finds nothing of the rest is able to find."""
    anna = await anna_in(world)
    code = await a_code(anna)

    assert await in_tables(world.database, f"'{code[:3]}'") == {"joinings": 1}
    assert await in_tables(world.database, code, code.replace("-", "")[3:]) == {}


async def test_a_code_typed_into_a_form_is_taken_for_a_code(world: DemoWorld) -> None:
    """The question that was begun waits, and the code is no part of it."""
    anna = await anna_in(world)
    code = await a_code(anna)
    vera = await phone_of(world, "Белова Вера", messenger="max")
    await begin(vera, "Как оценивать проект?")

    await vera.say(code)
    assert vera.last.startswith("Объединить два профиля?")
    await tap(vera, "Не сейчас", "✏️ Закончить вопрос", "Отправить")

    async with world.database.open_view() as work:
        [said] = await work.consultations.thread(ConsultationId(1))
    assert code not in said.words.text


async def test_a_stranger_who_only_asks_how_leaves_nothing(world: DemoWorld) -> None:
    phone = new_phone(world)
    await phone.say("Здравствуйте")
    await phone.press("У меня уже есть профиль")
    await phone.press("Я здесь впервые")
    await register(phone)

    me = await world.joined(NEW, "max")
    assert me is not None
    assert me.registered_at is not None
