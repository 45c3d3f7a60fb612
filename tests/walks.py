"""What people often do, in one line each; steps that a test is about stand in the test itself."""

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.world import DemoWorld, Telephone

QUESTION = "Как оценивать <b>проект</b> & прочее? 🙂"
PROMISED = "ср, 9 сентября, 18:00"


async def tap(phone: Telephone, *titles: str) -> None:
    """One button after the other."""
    for title in titles:
        await phone.press(title)


async def agree(phone: Telephone, start: str = "/start") -> None:
    await phone.say(start)
    await phone.press("Согласен(на)")


async def register(phone: Telephone, name: str = "Анна Соколова") -> None:
    await agree(phone)
    await phone.press(name)
    await phone.say("школа 5")
    await tap(phone, "Школа № 5", "Учитель", "Математика", "Готово")


async def begin(phone: Telephone, words: str = QUESTION) -> None:
    """A question that is typed and not sent."""
    await phone.say("/ask")
    await phone.press("Аттестация")
    await phone.say(words)


async def ask(phone: Telephone, words: str = QUESTION) -> None:
    await begin(phone, words)
    await phone.press("Отправить")


async def answer(phone: Telephone, words: str = "По критериям.") -> None:
    """From the notice that is on the phone."""
    await phone.press("Ответить")
    await phone.say(words)
    await phone.press("Отправить")


async def phone_of(
    world: DemoWorld,
    name: str,
    role: Role | None = None,
    *,
    at: str = "Школа № 5",
    over: str = "район",
    messenger: str | None = None,
) -> DemoChat:
    """The phone of somebody who has registered."""
    person = await world.person(name, role, at=at, over=over, messenger=messenger)
    return world.new_phone(await world.number_of(person.id, messenger), name, messenger)
