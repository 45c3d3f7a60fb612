"""One conversation, led through every messenger: a teacher asks, a methodist answers."""

from dataclasses import dataclass
from typing import Any

import pytest

from core.people import Role
from tests.walks import PROMISED, QUESTION
from tests.world import Telephone, World


@dataclass
class Thumb:
    """Does what it is told to on a phone and counts taps and texts."""

    phone: Telephone
    taps: int = 0
    texts: int = 0

    async def press(self, *titles: str) -> None:
        for title in titles:
            await self.phone.press(title)
            self.taps += 1

    async def say(self, text: str) -> None:
        await self.phone.say(text)
        self.texts += 1


@dataclass
class Day:
    """Anna who has just heard of the service, and Boris the methodist of her district."""

    world: World
    anna: Telephone
    boris: Telephone

    async def post(self) -> None:
        await self.world.post()


@pytest.fixture
async def day(any_world: World) -> Day:
    boris = await any_world.person("Громов Борис", Role.METHODIST, at="Школа № 1")
    return Day(any_world, any_world.new_phone(500, "Анна Соколова"), await any_world.phone(boris))


async def register(phone: Telephone) -> Thumb:
    await phone.say("/start")
    thumb = Thumb(phone)
    await thumb.press("Согласен(на)", "Анна Соколова")
    await thumb.say("школа 5")
    await thumb.press("Школа № 5", "Учитель", "Математика", "Готово")
    return thumb


async def ask(phone: Telephone) -> Thumb:
    thumb = Thumb(phone)
    await thumb.press("💬 Консультация", "Аттестация")
    await thumb.say(QUESTION)
    await thumb.press("Отправить")
    return thumb


def number_of(message: Any) -> int:
    number: int = message["message_id"] if isinstance(message, dict) else message.message_id
    return number


def files_of(phone: Telephone, kind: str) -> list[str]:
    """Names of the files the bot has shown; a photo has only its kind."""
    names = []
    for message in phone.history:
        as_dict = message if isinstance(message, dict) else message.model_dump()
        sender = as_dict.get("from") or as_dict.get("from_user")
        if sender["is_bot"] and as_dict.get(kind):
            names.append(kind if kind == "photo" else as_dict[kind]["file_name"])
    return names


async def test_a_newcomer_is_registered_by_six_taps_and_one_text(day: Day) -> None:
    thumb = await register(day.anna)

    assert (thumb.taps, thumb.texts) == (6, 1)
    assert day.anna.last == (
        "Готово, Анна Соколова.\n\nШкола № 5\nУчитель · Математика\n\n"
        "Теперь можно задать вопрос методисту. Всё это всегда можно изменить в профиле."
    )
    assert day.anna.buttons == ["💬 Консультация", "Меню"]


async def test_a_question_costs_three_taps_and_one_text(day: Day) -> None:
    await register(day.anna)
    thumb = await ask(day.anna)

    assert (thumb.taps, thumb.texts) == (3, 1)
    assert day.anna.last == (
        "Вопрос № 1 отправлен. Отвечает Громов Борис.\n\n"
        f"Ответим до {PROMISED}. Ответ придёт сюда."
    )


async def test_a_teacher_asks_a_methodist_answers_and_hears_whether_it_helped(day: Day) -> None:
    anna, boris = day.anna, day.boris
    await register(anna)
    await anna.press("💬 Консультация")
    await anna.press("Аттестация")
    await anna.say(QUESTION)
    await anna.send_file("план.docx", b"a plan")
    assert f"Ваш вопрос:\n{QUESTION}\n\nФайлы: план.docx" in anna.last
    await anna.press("Отправить")

    await day.post()
    assert boris.messages[0] == (
        "Новый вопрос № 1\nАттестация, Математика\nАнна Соколова, Школа № 5\n\n"
        f"{QUESTION}\n\nОбещали ответить до {PROMISED}."
    )
    assert files_of(boris, "document") == ["план.docx"]

    await boris.press("Ответить")
    await boris.say("По критериям из приложения 2.")
    await boris.send_file("критерии.pdf", b"criteria")
    await boris.press("Отправить")
    assert boris.last.startswith("Ответ на вопрос № 1 отправлен.")

    await day.post()
    assert "Ответ на вопрос № 1\nГромов Борис\n\nПо критериям из приложения 2." in anna.messages
    assert files_of(anna, "document") == ["критерии.pdf"]

    await anna.press("Написать ещё")
    await anna.say("А если проект групповой?")
    await anna.press("Отправить")
    await day.post()
    assert boris.last == "Дополнение к вопросу № 1\nАнна Соколова\n\nА если проект групповой?"
    assert boris.buttons == ["Ответить", "Открыть"]

    await boris.press("Ответить")
    await boris.say("Тогда каждому отдельно.")
    await boris.press("Отправить")
    await day.post()
    await anna.press("Вопрос решён")
    await anna.press("Да, закрыть")
    await anna.press("Помогло полностью")
    assert anna.last.startswith("Спасибо, передали методисту. Рады, что помогло.\n\nЕсли хотите")

    await day.post()
    assert boris.last == "Анна Соколова, вопрос № 1: помогло полностью."


async def test_what_was_asked_is_found_again(day: Day) -> None:
    anna = day.anna
    await register(anna)
    await ask(anna)
    await anna.press("Мои обращения")

    assert anna.last == (
        f"Мои обращения\n\n№ 1 · Аттестация · ждёт ответа до {PROMISED}\n{QUESTION}"
    )
    await anna.press("№ 1")
    assert anna.last == (
        f"№ 1 · Аттестация, Математика\nОтвечает Громов Борис, до {PROMISED}\n\n"
        f"Анна Соколова, пн, 7 сентября, 12:00\n{QUESTION}"
    )
    assert anna.buttons == [
        "Написать ещё",
        "Беседа с методистом",
        "Закрыть",
        "← Назад",
        "Меню",
    ]


async def test_the_card_is_one_message_that_is_edited_in_place(day: Day) -> None:
    anna = day.anna
    await register(anna)
    card, length = number_of(anna.history[-1]), len(anna.history)
    ways = ("Меню", "👤 Профиль", "Изменить имя", "← Назад", "Изменить предметы", "›", "← Назад")
    for title in (*ways, "Мои данные", "Отозвать согласие", "← Назад", "Меню", "Как это работает"):
        await anna.press(title)

        assert (number_of(anna.history[-1]), len(anna.history)) == (card, length)


async def test_a_notice_is_not_overwritten_by_the_card_it_opens(day: Day) -> None:
    anna, boris = day.anna, day.boris
    await register(anna)
    await ask(anna)
    await day.post()
    await boris.press("Открыть")

    assert boris.messages[0].startswith("Новый вопрос № 1")
    assert boris.last.startswith("№ 1 · Аттестация, Математика\nАнна Соколова, Школа № 5\n")
    await boris.press("← Назад")
    assert len(boris.messages) == 2


async def test_leaving_a_question_is_asked_about_once(day: Day) -> None:
    anna = day.anna
    await register(anna)
    await anna.press("💬 Консультация")
    await anna.press("Аттестация")
    await anna.say(QUESTION)
    await anna.press("Отмена")
    assert anna.last == "Вопрос не отправлен. Если выйти, он пропадёт."

    await anna.press("Продолжить")
    assert QUESTION in anna.last
    await anna.press("Отмена")
    await anna.press("Выйти без отправки")
    assert anna.last == "Анна Соколова, чем помочь?"


async def test_five_thousand_signs_are_kept_whole_and_come_in_parts(day: Day) -> None:
    anna, boris = day.anna, day.boris
    await register(anna)
    await anna.press("💬 Консультация")
    await anna.press("Аттестация")
    words = " ".join(f"слово-{number}" for number in range(520))
    assert len(words) > 5000
    await anna.say(words[:3900])
    await anna.say(words[3900:])
    assert "Показаны начало и конец" in anna.last
    await anna.press("Отправить")
    await day.post()

    said = "".join("".join(boris.messages).split())
    for part in (words[:3900], words[3900:]):
        assert "".join(part.split()) in said
    await boris.press("Открыть")
    before = len(boris.messages)
    await boris.press("Вся переписка")
    again = "".join("".join(boris.messages[before:]).split())
    assert "".join(words[:3900].split()) in again


async def test_an_edited_message_is_put_right_in_the_draft_and_on_the_other_side(
    day: Day,
) -> None:
    anna, boris = day.anna, day.boris
    await register(anna)
    await anna.press("💬 Консультация")
    await anna.press("Аттестация")
    await anna.say("Как оценивать праект?")
    await anna.edit("Как оценивать проект?", instead_of="Как оценивать праект?")
    assert "Как оценивать проект?" in anna.last
    await anna.press("Отправить")
    await day.post()
    letters = len(boris.messages)

    await anna.edit("Как оценивать два проекта?", instead_of="Как оценивать проект?")
    assert anna.last.startswith("Исправление передано")
    await day.post()
    assert len(boris.messages) == letters, "the letter itself has changed"
    assert boris.last.startswith("Вопрос № 1, исправлено\n")
    assert "Как оценивать два проекта?" in boris.last

    await boris.press("Ответить")
    await boris.say("По критериям.")
    await boris.press("Отправить")
    await day.post()
    await boris.edit("По новым критериям.", instead_of="По критериям.")
    await day.post()
    assert "Ответ на вопрос № 1, исправлено\nГромов Борис\n\nПо новым критериям." in anna.messages

    await anna.press("Вопрос решён")
    await anna.press("Да, закрыть")
    await boris.edit("Никак.", instead_of="По новым критериям.")
    assert any("исправление не передано" in said for said in boris.messages)
    await day.post()
    assert not any("Никак." in said for said in anna.messages)


async def test_a_photo_goes_there_and_back(day: Day) -> None:
    anna, boris = day.anna, day.boris
    await register(anna)
    await anna.press("💬 Консультация")
    await anna.press("Аттестация")
    await anna.send_file("доска.jpg", b"a board", caption="Что здесь не так?", kind="photo")
    assert "Что здесь не так?\n\nФайлы: photo.jpg" in anna.last
    await anna.press("Отправить")
    await day.post()
    assert files_of(boris, "photo") == ["photo"]

    await boris.press("Открыть")
    await boris.press("Показать 1 файл")
    assert files_of(boris, "photo") == ["photo", "photo"]
    assert boris.last.startswith("№ 1 · Аттестация, Математика")
