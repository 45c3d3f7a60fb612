"""Somebody who is everywhere at once: teacher, methodist, with drafts, letters and updates."""

from core.people import Account, Grant, Person, Role
from storage.inbox import Arrived
from tests import letters
from tests.walks import answer, ask, begin, phone_of, register
from tests.world import DemoWorld, Telephone

NUMBER = 7_777_777_001
SIGN = "q7canary"
NAME = "Вера Канарейкина"
SIGNS = (SIGN, "Канарейкина", str(NUMBER))
RAW = f'{{"text": "{SIGN} Канарейкина", "chat": {NUMBER}}}'


async def settle_canary(world: DemoWorld) -> tuple[Person, Telephone]:
    """Everything the service can hold of a person, none of it finished."""
    vera = world.new_phone(NUMBER, NAME)
    await register(vera, NAME)
    person = await world.joined(NUMBER)
    assert person is not None
    async with world.database.open_work() as work:
        grant = Grant(Role.METHODIST, world.units["Школа № 1"])
        await work.roles.grant(person.id, grant, by=None, at=work.now)
        await work.registration.employ(person.id, f"учитель {SIGN}")
    await _with_open_questions(world, vera)
    await _with_letters_and_drafts(world, vera)
    await _with_updates(world)
    return person, vera


async def _with_open_questions(world: DemoWorld, vera: Telephone) -> None:
    """As a teacher one that Boris answers, as a methodist one that Anna asks."""
    boris = await phone_of(world, "Громов Борис", Role.METHODIST, over="Школа № 5")
    await ask(vera, f"Вопрос {SIGN}")
    await world.post()
    await answer(boris)
    await world.post()
    anna = await phone_of(world, "Соколова Анна", at="Школа № 1")
    await ask(anna, "Как оценивать проект?")
    await world.post()
    await answer(vera, f"Ответ {SIGN}")


async def _with_letters_and_drafts(world: DemoWorld, vera: Telephone) -> None:
    """An answer to Anna and a question to Boris are in the post, one of them in hand already."""
    async with world.database.open_work() as work:
        assert await letters.take(work, 1)
    await begin(vera, f"Ещё вопрос {SIGN}")
    await vera.send_file(f"{SIGN}.docx", b"1", caption=SIGN)
    await vera.press("Отправить")
    await begin(vera, f"Черновик {SIGN}")
    await vera.say("/cancel")
    await vera.press_raw("answer:2")
    await vera.say(f"Открытая форма {SIGN}")


async def _with_updates(world: DemoWorld) -> None:
    """One that waits and one that was set aside."""
    arrived = [
        Arrived(messenger=world.messenger, number=number, chat=NUMBER, raw=RAW)
        for number in (900_001, 900_002)
    ]
    _, aside = await world.database.at_door(lambda door: door.receive(arrived))
    async with world.database.open_aside() as work:
        await work.inbox.set_aside(aside.id)


def account(world: DemoWorld) -> Account:
    return Account(world.messenger, NUMBER)
