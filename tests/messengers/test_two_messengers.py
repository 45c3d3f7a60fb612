"""Two messengers served by one process, side by side: nothing of the one is seen in the other."""

from core.people import Role
from tests.walks import answer, ask, phone_of
from tests.world import DemoWorld


async def test_a_question_from_one_messenger_is_answered_from_the_other(
    two_messengers: DemoWorld,
) -> None:
    world = two_messengers
    boris = await phone_of(world, "Громов Борис", Role.METHODIST, messenger="max")
    anna = await phone_of(world, "Соколова Анна")

    await ask(anna, "Как оценивать проект?")
    await world.post()
    await answer(boris, "По критериям.")
    await world.post()

    assert "По критериям." in anna.last
    assert world.chats.messages(boris.external) == []


async def test_the_same_number_in_two_messengers_is_two_people(two_messengers: DemoWorld) -> None:
    world = two_messengers
    for messenger in ("demo", "max"):
        phone = world.new_phone(500, "Анна Соколова", messenger)
        await phone.say("/start")
        await phone.press("Согласен(на)")

    here, there = await world.joined(500), await world.joined(500, "max")
    assert here is not None
    assert there is not None
    assert here.id != there.id
