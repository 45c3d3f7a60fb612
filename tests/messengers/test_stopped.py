"""Somebody stops the bot in the middle of a thread, in every messenger, and comes back."""

from inspect import isawaitable
from typing import Any

import pytest
from sqlalchemy import select

from core.letters import Failure, LetterState
from core.people import Role
from storage.letter_rows import LetterRow
from tests.walks import answer, ask
from tests.world import Telephone, World


async def stop(phone: Any) -> None:
    """The demo says nothing of it, the messengers send an update."""
    if isawaitable(done := phone.block()):
        await done


async def come_back(phone: Any) -> None:
    if isawaitable(done := phone.unblock()):
        await done
    await phone.say("/menu")


async def carry(world: World) -> None:
    """The schedule and the post, more often than is needed."""
    for _ in range(3):
        await world.service.reminders.put_due()
        await world.post()


async def fates(world: World, kind: str) -> list[tuple[str, str | None]]:
    statement = select(LetterRow.state, LetterRow.failure).where(LetterRow.kind == kind)
    async with world.database.reader.connect() as connection:
        return [(row.state, row.failure) for row in await connection.execute(statement)]


@pytest.fixture
async def boris(any_world: World) -> Telephone:
    return await any_world.phone(
        await any_world.person("Громов Борис", Role.METHODIST, at="Школа № 1")
    )


@pytest.fixture
async def anna(any_world: World, boris: Telephone) -> Telephone:
    anna = await any_world.phone(await any_world.person("Соколова Анна"))
    await ask(anna)
    await any_world.post()
    return anna


async def test_a_teacher_who_stops_the_bot_finds_the_answer_when_they_come_back(
    any_world: World, anna: Telephone, boris: Telephone
) -> None:
    await stop(anna)
    await answer(boris)
    await carry(any_world)
    blocked = (LetterState.FAILED, Failure.BLOCKED)
    assert await fates(any_world, "QuestionAnswered") == [blocked], "it is written down"
    told = [said for said in boris.messages if "учитель остановил бота" in said]
    assert len(told) == 1
    await boris.press("Открыть")
    assert "Учитель остановил бота" in boris.last

    await come_back(anna)
    await carry(any_world)
    missed = [said for said in anna.messages if "Пока бот был остановлен" in said]
    assert len(missed) == 1
    await anna.press("Открыть")
    assert "По критериям." in anna.last
    await boris.press_raw("consultation:1")
    assert "Учитель остановил бота" not in boris.last


async def test_of_a_methodist_who_stops_the_bot_the_coordinator_hears(
    any_world: World, anna: Telephone, boris: Telephone
) -> None:
    """Of an answered question no term runs out any more: it would wait for ever."""
    vera = await any_world.phone(
        await any_world.person("Лебедева Вера", Role.COORDINATOR, at="Школа № 1")
    )
    await answer(boris)
    await any_world.post()
    await stop(boris)
    await anna.press_raw("write:1")
    await anna.say("А если проект групповой?")
    await anna.press("Отправить")
    await carry(any_world)
    told = [said for said in vera.messages if "методист остановил бота" in said]
    assert len(told) == 1
    assert told[0].startswith("Письма по вопросу № 1 не доходят: методист остановил бота.")
    await vera.press("Открыть")
    assert "Методист остановил бота" in vera.last

    await come_back(boris)
    await carry(any_world)
    missed = [said for said in boris.messages if "Пока бот был остановлен" in said]
    assert len(missed) == 1
    await boris.press("Открыть")
    assert "А если проект групповой?" in boris.last
    await vera.press_raw("consultation:1")
    assert "Методист остановил бота" not in vera.last


async def test_a_methodist_who_comes_back_too_late_is_not_called_to_what_others_have(
    any_world: World, anna: Telephone, boris: Telephone
) -> None:
    vera = await any_world.phone(
        await any_world.person("Лебедева Вера", Role.COORDINATOR, at="Школа № 1")
    )
    await any_world.person("Белова Нина", Role.METHODIST, at="Школа № 1")
    await stop(boris)
    await anna.press_raw("write:1")
    await anna.say("И ещё одно.")
    await anna.press("Отправить")
    await carry(any_world)
    await vera.press("Открыть")
    await vera.press("Передать")
    await vera.press("Белова Нина (0)")
    await vera.press("Передать без пояснения")
    await come_back(boris)
    await carry(any_world)

    assert not any("Пока бот был остановлен" in said for said in boris.messages)
    assert "На вопрос № 1 теперь отвечает Белова Нина." in anna.messages
