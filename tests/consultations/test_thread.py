"""A conversation about a question: back and forth, among colleagues, closed and opened again."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.times import Clock
from tests.walks import answer, ask, begin, phone_of, tap
from tests.world import DemoWorld

OUTCOMES = ["Помогло полностью", "Частично", "Не помогло"]


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")


@pytest.fixture
async def anna(world: DemoWorld, boris: DemoChat) -> DemoChat:
    anna = await phone_of(world, "Соколова Анна")
    await ask(anna, "Как оценивать проект?")
    await world.post()
    return anna


async def test_a_methodist_asks_back_and_the_teacher_answers(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await tap(boris, "Открыть", "Уточнить")
    await boris.say("Какой это класс?")
    await boris.press("Отправить")
    await world.post()
    assert anna.last == ("Методист просит уточнить вопрос № 1\nГромов Борис\n\nКакой это класс?")
    assert anna.buttons == ["Ответить", "Открыть"]
    await boris.press_raw("inbox")
    assert "вы попросили уточнить" in boris.last

    await anna.press("Ответить")
    await anna.say("Седьмой.")
    await anna.press("Отправить")
    await world.post()
    assert boris.last == "Дополнение к вопросу № 1\nСоколова Анна\n\nСедьмой."


async def test_a_note_is_read_by_staff_alone(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await tap(boris, "Открыть", "Заметка для коллег")
    await boris.say("Спросить у юриста.")
    await boris.press("Отправить")
    await world.post()
    await boris.press("Открыть")
    assert "Заметка для коллег: Громов Борис" in boris.last

    await anna.press_raw("consultation:1")
    assert "юриста" not in anna.all_screens
    inna = await phone_of(world, "Волкова Инна", Role.COORDINATOR)
    await inna.press_raw("consultation:1")
    assert "Спросить у юриста." in inna.last
    async with world.database.open_view() as work:
        hers = await work.privacy.dossier(world.people["Соколова Анна"].id)
        his = await work.privacy.dossier(world.people["Громов Борис"].id)
    assert [row["kind"] for row in hers.sections["messages"]] == ["words"]
    assert [row["kind"] for row in his.sections["messages"]] == ["note"]


async def test_a_methodist_closes_and_the_teacher_says_how_it_went_by_one_tap(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await boris.press("Открыть")
    assert "Закрыть" not in boris.buttons
    await answer(boris)
    await tap(boris, "Открыть", "Закрыть", "Да, закрыть")
    assert "Закрыто: оценки пока нет" in boris.last
    await world.post()
    assert anna.last.startswith("Обращение № 1 закрыто.\nГромов Борис\n\nПомог ли ответ?")
    assert anna.buttons == [*OUTCOMES, "Открыть снова"]

    await anna.press("Частично")
    await anna.say("Мало примеров.")
    assert "Ваши слова: Мало примеров." in anna.last
    await world.post()
    assert boris.last == "Соколова Анна, вопрос № 1: помогло частично.\nМало примеров."


async def test_whoever_is_silent_is_asked_once_more_and_never_again(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    await answer(boris)
    await tap(boris, "Открыть", "Закрыть", "Да, закрыть")
    await world.post()
    asked = len(anna.messages)
    for _ in range(5):
        clock.wait(days=1)
        await world.service.reminders.put_due()
        await world.post()

    assert len(anna.messages) == asked + 1
    assert anna.last.endswith("Больше спрашивать не будем.")
    assert anna.buttons == [*OUTCOMES, "Открыть"]


async def test_the_teacher_opens_it_again_within_two_weeks(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    await answer(boris)
    await world.post()
    await tap(anna, "Вопрос решён", "Да, закрыть", "Позже")
    clock.wait(days=13)
    await tap(anna, "Мои обращения", "№ 1", "Открыть снова")
    assert "Отвечает Громов Борис, до" in anna.last
    await world.post()
    assert boris.last.startswith("Соколова Анна: обращение № 1 открыто снова.")

    await answer(boris, "Тогда так.")
    await tap(boris, "Открыть", "Закрыть", "Да, закрыть")
    clock.wait(days=15)
    await anna.press_raw("consultation:1")
    assert "Открыть снова" not in anna.buttons
    await anna.press_raw("reopen:1")
    assert any(said.startswith("Прошло больше 14 дней") for said in anna.messages)


async def test_old_buttons_of_what_is_closed_say_so(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await tap(boris, "Открыть", "Уточнить")
    await boris.say("Какой это класс?")
    await anna.press_raw("close:1")
    await anna.press("Да, закрыть")
    for place in ("answer:1", "askback:1", "note:1"):
        await boris.press_raw(place)
        assert any("Это обращение уже закрыто." in said for said in boris.messages[-3:])
    await anna.press_raw("close:1")
    assert anna.last.startswith("Обращение № 1 закрыто. Помог ли ответ?")


async def test_a_template_is_filled_changed_and_sent(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await boris.press_raw("newtemplate")
    await boris.say("Здравствуйте, {имя}. По вопросу № {номер} ({тема}): {неизвестно}")
    await tap(boris, "Дальше", "Северный район")
    nina = await phone_of(world, "Белова Нина", Role.METHODIST, over="Школа № 5")
    await nina.press_raw("templates")
    assert "Здравствуйте, {имя}. По вопро…" in nina.buttons
    await nina.press("Здравствуйте, {имя}. По вопро…")
    assert "Удалить" not in nina.buttons, "it is of those above"
    assert "Изменить" not in nina.buttons

    await boris.press_raw("answer:1")
    await tap(boris, "Шаблоны ответов", "Здравствуйте, {имя}. По вопро…")
    filled = "Здравствуйте, Соколова Анна. По вопросу № 1 (Аттестация): {неизвестно}"
    assert filled in boris.last
    await boris.say(filled.replace("{неизвестно}", "по критериям."))
    await boris.press("Отправить")
    await world.post()
    assert anna.last.endswith("По вопросу № 1 (Аттестация): по критериям.")


async def test_a_template_is_changed_in_its_place(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    for words in ("Здравствуйте, {имя}.", "Посмотрите приказ."):
        await boris.press_raw("newtemplate")
        await boris.say(words)
        await tap(boris, "Дальше", "Северный район")
    await boris.press_raw("templates")
    await tap(boris, "Здравствуйте, {имя}.", "Изменить")
    assert "Здравствуйте, {имя}." in boris.last
    await boris.say("х" * 2501)
    assert any("Пришлите текст короче." in said for said in boris.messages)
    await boris.say("Добрый")
    await tap(boris, "Отмена", "Выйти, не сохраняя")
    assert "Здравствуйте, {имя}." in boris.last

    await boris.press("Изменить")
    await boris.say("Добрый день, {имя}.")
    await tap(boris, "Сохранить", "Шаблоны ответов")
    assert boris.buttons[:2] == ["Добрый день, {имя}.", "Посмотрите приказ."]

    await tap(boris, "Добрый день, {имя}.", "Изменить")
    await boris.say("Здравствуйте.")
    nina = await phone_of(world, "Белова Нина", Role.METHODIST)
    await nina.press_raw("templates")
    await tap(nina, "Добрый день, {имя}.", "Удалить")
    await boris.press("Сохранить")
    assert any(said.startswith("Этого больше нет.") for said in boris.messages)


async def test_the_queue_has_what_is_mine_free_and_late(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    await boris.press_raw("inbox")
    assert not any(title.startswith("Просрочено") for title in boris.buttons)
    clock.wait(days=4)
    await boris.press_raw("inbox")
    await boris.press("Просрочено (1)")
    assert boris.last.startswith("Просрочено\n\n№ 1 · Аттестация")
    await tap(boris, "№ 1")
    assert "Как оценивать проект?" in boris.last


async def test_the_card_tells_of_the_teacher_and_what_they_have_asked_before(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await anna.press_raw("experience")
    await anna.press("от 3 до 10 лет" if "от 3 до 10 лет" in anna.buttons else anna.buttons[1])
    await ask(anna, "И ещё об одном.")
    await world.post()
    await boris.press("Открыть")
    assert "Соколова Анна, Школа № 5, стаж: " in boris.last

    await boris.press("1 прошлый вопрос")
    assert boris.last == (
        "Прошлые вопросы учителя\n\n№ 1 · Аттестация · ждёт ответа\nКак оценивать проект?"
    )
    await boris.press("№ 1")
    assert "Как оценивать проект?" in boris.last


async def test_two_people_at_once_are_told_who_was_first(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await answer(boris)
    await boris.press("Открыть")
    await boris.press("Закрыть")
    await anna.press_raw("close:1")
    await anna.press("Да, закрыть")
    await boris.press("Да, закрыть")
    assert any("Это обращение уже закрыто." in said for said in boris.messages)


async def test_a_draft_that_was_left_follows_the_edits_of_its_messages(
    world: DemoWorld, anna: DemoChat
) -> None:
    await begin(anna, "Праект")
    await anna.say("/menu")
    await anna.edit("Проект", instead_of="Праект")
    await anna.press("✏️ Закончить вопрос")
    assert "Ваш вопрос:\nПроект\n" in anna.last
