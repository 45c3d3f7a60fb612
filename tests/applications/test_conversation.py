"""Teachers apply, change, take back; organisers read, decide, hold a contest."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.applications import settling
from core.applications.calls import Admission
from core.events.model import Event, Form
from core.people import Role
from tests.events.holding import held
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld

TITLE = "Семинар по проектам"
ANNA = "Соколова Анна · Школа № 5"


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST)


@pytest.fixture
async def seminar(world: DemoWorld, boris: DemoChat) -> Event:
    return await called(world, Admission.APPROVAL)


async def called(
    world: DemoWorld, admission: Admission, *, files: bool = False, **other: object
) -> Event:
    boris = world.people["Громов Борис"]
    event = await held(world, boris.id, **other)
    async with world.database.open_work() as work:
        await settling.admit_by(work, event.id, admission, me=boris)
        await settling.want_files(work, event.id, wanted=files, me=boris)
    return event


async def apply(phone: DemoChat, words: str = "Веду проекты.") -> None:
    await phone.press_raw("apply:1")
    await phone.say(words)
    await phone.press("Отправить")


async def test_an_application_is_sent_approved_and_is_a_seat(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, seminar: Event
) -> None:
    await anna.press_raw("event:1")
    assert "Записаться" not in anna.buttons
    assert "Участвуют по заявке" in anna.last
    await anna.press("Подать заявку")
    await anna.say("Веду проекты.")
    await anna.send_file("план.pdf", b"a plan")
    assert "Файлы: план.pdf" in anna.last
    await anna.press("Отправить")
    assert "Заявка отправлена." in anna.last
    await anna.press("← Назад")
    assert "Заявка на рассмотрении." in anna.last
    assert "Моя заявка" in anna.buttons

    await boris.press_raw("event:1")
    await tap(boris, "Заявки (1)", ANNA)
    assert "Веду проекты." in boris.last
    await boris.press("Показать файлы (1)")
    assert [one.document.file_name for one in boris.history if one.document] == ["план.pdf"]
    await boris.press("Одобрить")
    assert "Одобрена" in boris.last
    await world.post()
    assert "Заявка одобрена" in anna.last
    await anna.press("Открыть")
    assert "Вы записаны." in anna.last
    assert "Передать место коллеге" not in anna.buttons


async def test_what_is_missing_is_asked_for_and_added(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, seminar: Event
) -> None:
    await apply(anna)
    await boris.press_raw("applications:1")
    await tap(boris, ANNA, "Вернуть на доработку")
    await boris.say("Приложите план.")
    await world.post()
    assert "Что нужно: Приложите план." in anna.last
    await anna.press("Дополнить заявку")
    assert "Веду проекты." in anna.last, "what was sent is there"
    await anna.say("План: три урока.")
    await anna.press("Отправить")
    await boris.press_raw("applications:1")
    await boris.press(ANNA)
    assert "Веду проекты.\nПлан: три урока." in boris.last
    assert "Вы просили дополнить: Приложите план." in boris.last


async def test_what_was_read_before_it_was_changed_is_read_again(
    anna: DemoChat, boris: DemoChat, seminar: Event
) -> None:
    await apply(anna)
    await boris.press_raw("applications:1")
    await boris.press(ANNA)
    await apply(anna, "И ещё кружок.")
    await boris.press("Одобрить")
    assert "Заявку только что изменили" in boris.all_screens
    assert "И ещё кружок." in boris.last
    await boris.press("Одобрить")
    assert "Одобрена" in boris.last


async def test_the_second_organiser_hears_who_decided(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, seminar: Event
) -> None:
    vera = await phone_of(world, "Волкова Вера", Role.COORDINATOR)
    await apply(anna)
    for phone in (boris, vera):
        await phone.press_raw("applications:1")
        await phone.press(ANNA)
    await boris.press("Отклонить")
    await boris.say("Мест нет.")
    await vera.press("Одобрить")
    assert "она отклонена. Решение принял(а) Громов Борис." in vera.all_screens
    await world.post()
    assert "Причина: Мест нет." in anna.last


async def test_an_application_taken_back_is_gone_for_the_organiser(
    anna: DemoChat, boris: DemoChat, seminar: Event
) -> None:
    await apply(anna)
    await boris.press_raw("applications:1")
    await boris.press(ANNA)
    await anna.press_raw("application:1")
    await tap(anna, "Забрать заявку", "Да, забрать")
    assert "Заявка у вас" in anna.last
    await boris.press("Одобрить")
    assert "Этой заявки больше нет" in boris.all_screens
    await boris.press("← Назад")
    assert "Здесь пока пусто." in boris.last


async def test_a_draft_waits_and_is_reminded_of(
    world: DemoWorld, anna: DemoChat, seminar: Event, clock: Clock
) -> None:
    await anna.press_raw("apply:1")
    await anna.say("Веду проекты.")
    await anna.say("/menu")
    assert "✏️ Закончить заявку" in anna.buttons
    clock.wait(days=9, hours=1)
    await world.service.reminders.put_due()
    await world.post()
    assert "Вы начали заявку и не отправили её" in anna.last
    await anna.press("Закончить заявку")
    assert "Веду проекты." in anna.last
    clock.wait(days=1)
    await anna.press("Отправить")
    assert "Срок подачи прошёл" in anna.all_screens


async def test_somebody_who_changes_their_mind_keeps_or_throws_away(
    anna: DemoChat, seminar: Event
) -> None:
    await anna.press_raw("apply:1")
    await anna.say("Первое.")
    await tap(anna, "Отмена", "Написать заново")
    assert "Первое." not in anna.last
    await anna.say("Второе.")
    await tap(anna, "Отмена", "Выйти, это не нужно")
    assert "✏️ Закончить заявку" not in anna.buttons
    await anna.press_raw("event:1")
    assert "Подать заявку" in anna.buttons


async def test_in_a_hybrid_it_is_said_how_one_takes_part(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await called(world, Admission.APPROVAL, form=Form.HYBRID)
    await anna.press_raw("apply:1")
    await anna.press("Онлайн")
    await anna.say("Веду проекты.")
    await tap(anna, "Очно или онлайн", "Онлайн", "Отправить")
    await boris.press_raw("applications:1")
    await boris.press(ANNA)
    assert f"{TITLE}, онлайн" in boris.last


async def test_files_of_a_contest_are_asked_for_or_refused(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await called(world, Admission.CONTEST, files=True)
    await anna.press_raw("apply:1")
    await anna.say("Моя работа.")
    await anna.press("Отправить")
    assert "К заявке нужен файл с работой." in anna.all_screens
    for number in range(11):
        await anna.send_file(f"{number}.pdf", b"a work")
    assert "Файлов может быть не больше 10." in anna.all_screens
    await boris.press_raw("applicationterms:1")
    await boris.press("Файлы не нужны")
    await anna.press("Отправить")
    assert "Файлы к этой заявке не нужны." in anna.all_screens


async def test_all_are_approved_and_taken_out_in_a_table(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, seminar: Event
) -> None:
    olga = await phone_of(world, "Белова Ольга")
    for phone in (anna, olga):
        await apply(phone)
    await boris.press_raw("applications:1")
    await tap(boris, "Одобрить все (2)", "Да, одобрить все")
    assert "✓ Одобрены (2)" in boris.buttons
    await boris.press("Таблица заявок")
    assert "в ней 2 заявки" in boris.last
    assert [one.document.file_name for one in boris.history if one.document] == ["zayavki-1.xlsx"]
    await tap(boris, "← Назад", ANNA)
    assert "Одобрить" not in boris.buttons


async def test_the_next_application_is_one_tap_away(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, seminar: Event
) -> None:
    olga = await phone_of(world, "Белова Ольга")
    for phone in (anna, olga):
        await apply(phone)
    await boris.press_raw("applications:1")
    await tap(boris, ANNA, "Следующая заявка")
    assert "Белова Ольга" in boris.last
    await tap(boris, "Одобрить", "Следующая заявка", "Одобрить")
    assert "Следующая заявка" not in boris.buttons


async def test_a_seat_that_was_agreed_to_passes_to_nobody(
    anna: DemoChat, boris: DemoChat, seminar: Event
) -> None:
    await apply(anna)
    await boris.press_raw("applications:1")
    await tap(boris, ANNA, "Одобрить")
    await anna.press_raw("handseat:1")
    assert "передать место нельзя" in anna.all_screens


async def test_whoever_leaves_may_apply_again(
    anna: DemoChat, boris: DemoChat, seminar: Event
) -> None:
    await apply(anna)
    await boris.press_raw("applications:1")
    await tap(boris, ANNA, "Одобрить")
    await anna.press_raw("event:1")
    await anna.press("Отменить запись")
    assert "Подать заявку" in anna.buttons
    await apply(anna, "Передумала.")
    await boris.press_raw("applications:1")
    await boris.press(ANNA)
    assert "Веду проекты." not in boris.last
    assert "Передумала." in boris.last
