"""Materials brought in Telegram and read there and in MAX: albums together, files across."""

from collections.abc import AsyncIterator

import pytest

from core.people import PersonId, Role
from storage.work import Database
from tests.attendance.gathering import gather
from tests.fakes.telegram_phone import FakePhone
from tests.messengers.two_worlds import TwoWorlds, two_worlds
from tests.times import Clock


@pytest.fixture
async def both(database: Database, clock: Clock) -> AsyncIterator[TwoWorlds]:
    async with two_worlds(database, clock) as worlds:
        yield worlds


async def test_an_album_stays_together_and_a_file_crosses(both: TwoWorlds, clock: Clock) -> None:
    boris = await both.in_telegram("Громов Борис", Role.METHODIST)
    nina = await both.in_telegram("Белова Нина")
    anna = await both.in_max("Соколова Анна")
    assert isinstance(boris.phone, FakePhone)
    people: dict[str, PersonId] = {
        name: person.id for name, person in {**both.max.people, **both.telegram.people}.items()
    }
    async with both.telegram.database.open_work() as work:
        await gather(
            work,
            both.telegram.units["район"],
            people["Громов Борис"],
            people["Белова Нина"],
            people["Соколова Анна"],
            number=77,
        )
    await boris.phone.press_raw("addmaterials:77")
    await boris.phone.send_album("a.jpg", "b.jpg", caption="Доска")
    await boris.phone.send_file("план.docx", b"a plan", caption="План")
    await boris.phone.press("Готово")
    assert "Добавлено: 3." in boris.phone.last

    clock.wait(hours=5)
    sent = len(both.telegram.fake.calls_of("sendMediaGroup"))
    await nina.phone.press_raw("materials:77")
    await nina.phone.press("Прислать всё (3)")
    albums = both.telegram.fake.calls_of("sendMediaGroup")[sent:]
    assert [len(call.payload["media"]) for call in albums] == [2]
    assert ("document", "план.docx", b"a plan") in nina.received()

    await anna.phone.press_raw("materials:77")
    await anna.phone.press("Прислать всё (3)")
    assert [data for _, _, data in anna.received()] == [b"a.jpg", b"b.jpg", b"a plan"]
    assert await both.copies() == 3, "the next one has them from there"
    assert [said for said in anna.phone.messages if said in ("Доска", "План")] == ["Доска", "План"]
