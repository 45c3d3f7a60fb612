"""The doctor reads the queues and says in words what is wrong and what to do about it."""

from datetime import timedelta

import pytest

from bot.doctor import BAD, OK, WARNING, Line, examine
from bot.queues import findings, span
from bot.settings import load_settings
from core.people import Role
from core.roles.notices import RoleGranted
from storage.inbox import Arrived
from storage.work import Database
from tests import letters, town
from tests.times import Clock
from tests.world import TEXTS


@pytest.fixture
async def base(any_database: Database) -> Database:
    async with any_database.open_work() as work:
        await town.newcomer(work)
    return any_database


async def receive(database: Database, *numbers: int) -> list[int]:
    arrived = [
        Arrived(messenger="telegram", number=number, chat=chat, raw="{}")
        for number in numbers
        for chat in [await a_chat(database)]
    ]
    return [taken.id for taken in await database.at_door(lambda door: door.receive(arrived))]


async def a_chat(database: Database) -> int:
    async with database.open_view() as work:
        [(number, _)] = await work.people.some_at("telegram", first=0, most=1)
    return number


async def put_letter(database: Database, once: str) -> None:
    async with database.open_work() as work:
        person = await town.newcomer(work)
        await work.outbox.put(
            RoleGranted(
                to=person.id,
                sender=person.id,
                role=Role.METHODIST,
                unit=once,
                granted_at=str(work.now),
            )
        )


async def deliver_one(database: Database) -> None:
    async with database.open_work() as work:
        [letter] = await letters.take(work, 1)
        await letters.settle(work, letter)


async def said(database: Database) -> list[tuple[bool | None, str]]:
    return [(one.grave, one.words) for one in await findings(database, TEXTS)]


async def test_a_service_at_rest_is_well(base: Database) -> None:
    assert await said(base) == [
        (None, "Обновления обработаны все, в очереди ничего нет"),
        (None, "Писем пока не было"),
        (None, "Писем сейчас никто не отправляет, и ни одно не ждёт"),
    ]


async def test_updates_that_nobody_handles_are_told(base: Database, clock: Clock) -> None:
    await receive(base, 1, 2)
    assert (await said(base))[0][0] is None, "they have only just come"
    clock.wait(minutes=5)

    grave, words = (await said(base))[0]
    assert grave is True
    assert words == (
        "2 обновления ждут обработки, самое старое от пн, 7 сентября, 12:00. Служба запущена? "
        "Если нет, запустите её: opora run. Если да, посмотрите её журнал."
    )


async def test_what_was_set_aside_is_told_with_its_numbers_and_errors(base: Database) -> None:
    ids = await receive(base, 81, 82, 83)
    async with base.open_aside() as work:
        for id_, failure in zip(ids, ("ValueError", "KeyError", "ValueError"), strict=True):
            await work.inbox.failed(id_, failure)
            await work.inbox.set_aside(id_)

    grave, words = (await said(base))[-1]
    assert grave is False
    assert words == (
        "3 обновления отложены после пяти попыток: номера 83, 82, 81, ошибки ValueError (2), "
        "KeyError (1). Людям мы об этом сказали. Найдите номера в журнале службы (update set "
        "aside) и покажите эти строки разработчикам."
    )


async def test_letters_that_do_not_leave_are_told(base: Database, clock: Clock) -> None:
    await put_letter(base, "раньше")
    await deliver_one(base)
    assert (await said(base))[1][1].endswith("последнее доставлено пн, 7 сентября, 12:00")
    clock.wait(minutes=1)
    for once in ("а", "б", "в"):
        await put_letter(base, once)
    assert (await said(base))[1] == (None, "3 письма ждут отправки")
    clock.wait(hours=2)

    grave, words = (await said(base))[1]
    assert grave is True
    assert words.startswith(
        "Письма не уходят уже 2 часа, самое старое от пн, 7 сентября, 12:01, в очереди 3. "
    )
    assert "opora run" in words


async def test_one_letter_that_stays_behind_is_told_apart(base: Database, clock: Clock) -> None:
    await put_letter(base, "застряло")
    async with base.open_work() as work:
        [letter] = await letters.take(work, 1)
        later = work.now + timedelta(hours=1)
        await letters.put_off(work, letter, until=later, failure="no answer")
    clock.wait(minutes=21)
    await put_letter(base, "ушло")
    await deliver_one(base)

    grave, words = (await said(base))[1]
    assert grave is False
    assert words.startswith("1 письмо ждёт отправки уже 21 минуту, самое старое от пн, 7 сентяб")
    assert "остальные уходят" in words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(minutes=1), "1 минуту"),
        (timedelta(minutes=22), "22 минуты"),
        (timedelta(hours=1), "1 час"),
        (timedelta(hours=5), "5 часов"),
        (timedelta(days=2, hours=5), "2 дня"),
    ],
)
def test_a_span_is_said_as_people_say_it(time: timedelta, words: str) -> None:
    assert span(time, TEXTS) == words


async def test_the_doctor_says_all_of_it(
    base: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own clock is the machine's, so what is put here in 2026 or before has long waited."""
    clock.now -= timedelta(days=800)
    await put_letter(base, "давно")
    [id_] = await receive(base, 7)
    async with base.open_aside() as work:
        await work.inbox.set_aside(id_)
    monkeypatch.setenv("OPORA_DATABASE", base.writer.url.render_as_string(hide_password=False))
    monkeypatch.setenv("OPORA_TELEGRAM_TOKEN", "")
    lines = await examine(load_settings())

    assert marked(lines, "Обновления обработаны") == [OK]
    assert marked(lines, "Письма не уходят уже") == [BAD]
    assert marked(lines, "1 обновление отложено") == [WARNING]


def marked(lines: list[Line], words: str) -> list[str]:
    return [line.mark for line in lines if words in line.words]


async def test_the_doctor_says_who_carries_letters_and_since_when(
    base: Database, clock: Clock
) -> None:
    [_, _, nobody] = await findings(base, TEXTS)
    assert nobody == ("Писем сейчас никто не отправляет, и ни одно не ждёт", None)

    await put_letter(base, "Школа")
    [_, _, nobody] = await findings(base, TEXTS)
    assert "ждут отправки: 1." in nobody.words
    assert nobody.grave is False

    async with base.open_work() as work:
        await work.leaders.elect("post", "bot:8080", for_=timedelta(seconds=10), fresh=True)
    [_, _, carrier] = await findings(base, TEXTS)
    assert carrier.grave is None
    assert carrier.words.startswith("Письма отправляет bot:8080, начало ")
    assert carrier.words.endswith("; ждут отправки: 1")
