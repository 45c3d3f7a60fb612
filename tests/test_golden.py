"""Whole conversations as people read them, to be read aloud when they change.

A screen that has changed on purpose is accepted by deleting its file in ``tests/golden`` and
running these tests once: they write it anew, and the difference is seen in the commit.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.messengers.demo.chats import keyboard
from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.accounts.joining import code_on
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld

GOLDEN = Path(__file__).parent / "golden"
LONG = 100
SECRETS = (
    (re.compile(r"\?start=\S+"), "?start=…"),
    (re.compile(r"\b[0-9A-Z]{4}(-[0-9A-Z]{4}){2,3}\b(?!\.)"), "(код)"),
    (re.compile(r"\b\d{4} \d{4}\b(?!\.)"), "(код)"),
    (re.compile(r"(?<=/start here-)\S+"), "…"),
    (re.compile(r"(?<=Кодовое слово:\n)[а-яё]+ \d{3}"), "(слово)"),
)
"""What is another every time."""


@dataclass
class Transcript:
    """What one person does and everything they see of it, new or changed."""

    world: DemoWorld
    phone: DemoChat
    who: str = ""
    lines: list[str] = field(default_factory=list)
    seen: dict[int, tuple[str, str]] = field(default_factory=dict)

    async def say(self, words: str) -> None:
        await self.phone.say(words)
        self._write(masked(f"> {words}") if len(words) < LONG else f"> ({len(words)} знаков)")

    async def send(self, name: str) -> None:
        await self.phone.send_file(name, b"a file")
        self._write(f"> ({name})")

    async def press(self, *titles: str) -> None:
        for title in titles:
            await self.phone.press(title)
            self._write(f"> [{title}]")

    async def open(self, place: str) -> None:
        """From a button of somewhere else."""
        await self.phone.press_raw(place)
        self._write(f"> ({place})")

    async def hear(self) -> None:
        """Letters come."""
        await self.world.post()
        self._write("…")

    def _write(self, deed: str) -> None:
        self.lines.append(f"{self.who}{deed}")
        for message in self.phone.history:
            if message.from_user is None or not message.from_user.is_bot:
                continue
            file = f"({message.document.file_name})" if message.document else ""
            words = message.text or message.caption or file
            rows = [
                " ".join(f"[{button.text}]" for button in row)
                for row in keyboard(message).inline_keyboard
            ]
            before = self.seen.get(message.message_id)
            self.seen[message.message_id] = now = (words, "\n".join(rows))
            if before != now and not (before and before[0] == words and not rows):
                self.lines.append(masked("\n".join([words, *rows])))

    def compare(self, name: str) -> None:
        path = GOLDEN / f"{name}.txt"
        text = "\n\n".join(self.lines) + "\n"
        if not path.exists():
            GOLDEN.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            pytest.fail(f"{path} was not there and is written: read it aloud and run again")
        assert text == path.read_text(encoding="utf-8"), (
            f"Screens differ from {path}. If they are meant to, delete the file, run once, "
            "read it aloud and commit it."
        )


def masked(words: str) -> str:
    for secret, shown in SECRETS:
        words = secret.sub(shown, words)
    return words


async def test_what_a_teacher_sees(world: DemoWorld) -> None:
    boris = await phone_of(world, "Громов Борис Ильич", Role.METHODIST, at="Школа № 1")
    anna = Transcript(world, world.new_phone(500, "Анна Соколова"))
    await _arrive(anna)
    await _ask(anna)
    await _read_the_answer(anna, boris)
    await _look_around(anna)
    await _make_mistakes(anna)
    await _leave(anna)
    anna.compare("teacher")


async def _arrive(anna: Transcript) -> None:
    await anna.say("Здравствуйте")
    await anna.say("/start")
    await anna.press("Прочитать полностью", "Не сейчас", "Согласен(на)")
    await anna.say("7")
    await anna.say("Соколова Анна Петровна")
    await anna.press("Северный район")
    await anna.say("лицей 30")
    await anna.say("школа 5")
    await anna.press("Школа № 5", "Учитель", "Математика", "Физика", "Готово")


async def _ask(anna: Transcript) -> None:
    await anna.press("💬 Консультация", "Аттестация")
    await anna.say("Какие документы нужны на первую категорию?")
    await anna.send("заявление.docx")
    await anna.press("Другой предмет", "Физика", "Отмена", "Продолжить")
    await anna.say("/menu")
    await anna.press("✏️ Закончить вопрос", "Отправить", "Открыть")


async def _read_the_answer(anna: Transcript, boris: DemoChat) -> None:
    await anna.world.post()
    await boris.press("Ответить")
    await boris.say("Заявление и портфолио за пять лет.")
    await boris.send_file("список.pdf", b"a list")
    await boris.press("Отправить")
    await anna.hear()
    await anna.press("Написать ещё")
    await anna.say("А если стаж три года?")
    await anna.press("Отмена", "Продолжить", "Отправить", "Открыть", "Показать 2 файла")
    await anna.press("Закрыть", "Да, закрыть", "Частично", "Меню", "Мои обращения", "№ 1")
    await anna.press("Оценить", "Помогло полностью")


async def _look_around(anna: Transcript) -> None:
    await anna.say("/help")
    await anna.say("/profile")
    await anna.press("Изменить имя", "← Назад", "Другое место работы", "← Назад")
    await anna.press("Другая должность", "← Назад", "Изменить предметы", "← Назад")
    await anna.press("Уведомления", "Напоминания", "Раз в день, сводкой", "Час сводки", "12:00")
    await anna.press("Не беспокоить", "Неделю", "Не беспокоить", "Выключить")
    await anna.press("Часовой пояс", "МСК+2, 14:00", "← Назад")
    await anna.say("/menu")
    await anna.say("Как провести родительское собрание?")
    await anna.press("Да, спросить")
    await anna.say("/cancel")


async def _make_mistakes(anna: Transcript) -> None:
    await anna.say("/atestacia")
    await anna.say("/start forged")
    await anna.press("Дальше")
    await anna.phone.press_raw("nowhere:7")
    anna._write("> [кнопка из старого сообщения]")  # noqa: SLF001 - of this very test
    await anna.phone.press_raw("consultation:404")
    anna._write("> [чужое обращение]")  # noqa: SLF001 - of this very test
    await anna.say("/ask")
    await anna.press("Конкурсы")
    await anna.say("Я" * 3001)
    await anna.phone.send_file("фильм.mp4", b"a film", size=30 * 1024 * 1024)
    anna._write("> (фильм.mp4, 30 МБ)")  # noqa: SLF001 - of this very test


async def _leave(anna: Transcript) -> None:
    await anna.say("/privacy")
    await anna.press("Прочитать полностью", "← Назад", "Получить копию", "Мои данные")
    await anna.press("Отозвать согласие", "Удалить мои данные")


async def test_what_a_methodist_sees(world: DemoWorld, clock: Clock) -> None:
    anna = await phone_of(world, "Соколова Анна Петровна")
    phone = await phone_of(world, "Громов Борис Ильич", Role.METHODIST, at="Школа № 1")
    boris = Transcript(world, phone)
    await boris.say("/menu")
    await boris.press("🛠 Рабочее место", "Изменить: Северный район", "Математика", "Дальше")
    await boris.press("Аттестация", "Готово", "📥 Обращения", "Без исполнителя")
    for words in ("Какие документы нужны?", "Сколько длится экспертиза?"):
        await _ask_briefly(anna, "Аттестация", words)
    await _ask_briefly(anna, "Конкурсы", "Где взять положение о конкурсе?")
    await boris.hear()
    clock.wait(days=1, hours=7)
    await world.service.reminders.put_due()
    await boris.hear()
    await boris.press("Ответить")
    await boris.say("Заявление и портфолио.")
    await boris.press("Отмена", "Продолжить", "Отправить", "Открыть", "← Назад")
    await boris.press("Без исполнителя (1)", "№ 3", "Взять себе", "← Назад")
    await world.post()
    await anna.press_raw("close:2")
    for title in ("Да, закрыть", "Помогло полностью"):
        await anna.press(title)
    await boris.hear()
    await boris.press("Открыть")
    await anna.press_raw("write:1")
    await anna.say("А если стаж три года?")
    await anna.press("Отправить")
    await boris.hear()
    boris.compare("methodist")


async def _ask_briefly(anna: DemoChat, topic: str, words: str) -> None:
    await anna.say("/ask")
    await anna.press(topic)
    await anna.say(words)
    await anna.press("Отправить")


async def test_what_a_coordinator_sees(world: DemoWorld) -> None:
    anna = await phone_of(world, "Соколова Анна Петровна")
    phone = await phone_of(world, "Лебедева Вера Олеговна", Role.COORDINATOR, at="Школа № 1")
    vera = Transcript(world, phone)
    await vera.say("/menu")
    await vera.press("⚙️ Управление", "Без исполнителя", "← Назад", "Меню", "⚙️ Управление")
    await _ask_briefly(anna, "Аттестация", "Какие документы нужны?")
    await vera.hear()
    await vera.press("Открыть", "Передать", "← Назад", "Меню", "⚙️ Управление", "Пригласить")
    await vera.press("Методиста", "Северный район", "Северный район", "Пригласить ещё")
    await vera.press("Учителей школы")
    await vera.say("школа 5")
    await vera.press("Школа № 5")
    boris = await phone_of(world, "Громов Борис Ильич", Role.METHODIST, at="Школа № 1")
    nina = await phone_of(world, "Белова Нина Львовна", Role.METHODIST, at="Школа № 1")
    await vera.press("Открыть", "Передать", "Громов Борис Ильич (0)")
    await vera.say("Это по его предмету.")
    await vera.press("Передать", "К обращениям")
    await vera.say("/menu")
    await vera.press("⚙️ Управление", "Сотрудники", "Громов Борис Ильич, методист")
    await vera.press("Снять роль", "Снять", "Сотрудники")
    await vera.hear()
    await vera.press("Открыть")
    await nina.press_raw("consultation:1")
    await nina.press("Взять себе")
    await vera.press("Передать")
    assert boris.last.startswith("Вы больше не методист")
    vera.compare("coordinator")


async def test_what_one_person_in_two_messengers_sees(two_messengers: DemoWorld) -> None:
    world = two_messengers
    anna = Transcript(world, await phone_of(world, "Соколова Анна Петровна"))
    phone = world.new_phone(500, "Анна Соколова", "max")
    second = Transcript(world, phone, "MAX ", anna.lines)
    await anna.say("/profile")
    await anna.press("Второй мессенджер", "Добавить мессенджер")
    await second.say("/start")
    await second.press("У меня уже есть профиль")
    await second.say("7KM2-XA4P-9HC3")
    await second.say(code_on(anna.phone))
    await second.press("Прочитать полностью", "Согласен(на)")
    await anna.hear()
    await second.press("Второй мессенджер", "Писать в MAX", "Отключить демонстрацию", "← Назад")
    await _merge(anna, second)
    anna.compare("accounts")


async def _merge(anna: Transcript, second: Transcript) -> None:
    """Somebody has begun a second profile and notices it later."""
    world = anna.world
    await anna.press("Второй мессенджер", "Отключить MAX", "Отключить", "Добавить мессенджер")
    code = code_on(anna.phone)
    vera = await phone_of(world, "Соколова А. П.", Role.METHODIST, messenger="max")
    other = Transcript(world, vera, "MAX, второй профиль ", anna.lines)
    await other.say(code)
    await other.press("Объединить")
    await anna.hear()
    await anna.press("Посмотреть", "Объединить")
    await anna.say("/profile")
