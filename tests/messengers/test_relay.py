"""A teacher in MAX and a methodist in Telegram: words, a document, an album, edits."""

from collections.abc import AsyncIterator

import pytest

from core.people import Role
from storage.work import Database
from tests.fakes.max_phone import MaxPhone
from tests.fakes.telegram_phone import FakePhone
from tests.messengers.two_worlds import Side, TwoWorlds, two_worlds
from tests.times import Clock


@pytest.fixture
async def both(database: Database, clock: Clock) -> AsyncIterator[TwoWorlds]:
    async with two_worlds(database, clock) as worlds:
        yield worlds


@pytest.fixture
async def boris(both: TwoWorlds) -> Side:
    return await both.in_telegram("Громов Борис", Role.METHODIST)


@pytest.fixture
async def anna(both: TwoWorlds, boris: Side) -> Side:
    return await both.in_max("Соколова Анна")


async def test_a_document_and_edits_cross_both_ways(
    both: TwoWorlds, anna: Side, boris: Side
) -> None:
    await anna.phone.say("/ask")
    await anna.phone.press("Аттестация")
    await anna.phone.say("Посмотрите план")
    await anna.phone.send_file("план.docx", b"a plan", caption="Вот он")
    await anna.phone.press("Отправить")
    await both.post()
    assert ("document", "план.docx", b"a plan") in boris.received()

    await anna.phone.edit("Вот он, свежий", instead_of="Вот он")
    await both.post()
    question = next(said for said in boris.phone.messages if "Вопрос № 1, исправлено" in said)
    assert "Посмотрите план\nВот он, свежий" in question
    assert len(boris.received()) == 1, "the file has not come again"

    await boris.phone.press("Ответить")
    await boris.phone.say("Хороший план")
    await boris.phone.send_file("правки.docx", b"changes")
    await boris.phone.press("Отправить")
    await both.post()
    assert ("document", "правки.docx", b"changes") in anna.received()

    letters, edits = len(anna.phone.messages), len(both.max.fake.calls_of("PUT /messages"))
    await boris.phone.edit("Очень хороший план", instead_of="Хороший план")
    await both.post()
    assert any("Очень хороший план" in said for said in anna.phone.messages)
    assert not any(said.endswith("\nХороший план") for said in anna.phone.messages)
    assert len(anna.phone.messages) == letters, "the letter itself has changed"
    assert len(both.max.fake.calls_of("PUT /messages")) == edits + 1

    await anna.phone.press("Написать ещё")
    await anna.phone.say("А приложние?")
    await anna.phone.send_file("приложение.pdf", b"more")
    await anna.phone.press("Отправить")
    await both.post()
    await anna.phone.edit("А приложение?", instead_of="А приложние?")
    await both.post()
    assert ("document", "приложение.pdf", b"more") in boris.received()
    more = next(said for said in boris.phone.messages if "А приложение?" in said)
    assert more.startswith("Дополнение к вопросу № 1, исправлено\n")


async def test_where_the_letter_cannot_be_changed_another_says_that_it_was_corrected(
    both: TwoWorlds, anna: Side, boris: Side
) -> None:
    await anna.phone.say("/ask")
    await anna.phone.press("Аттестация")
    await anna.phone.say("Когда подавать заявление?")
    await anna.phone.press("Отправить")
    await both.post()
    for message in list(boris.phone.history):
        if message["from"]["is_bot"]:
            both.telegram.fake.chats.open(boris.phone.external).messages.pop(message["message_id"])

    await anna.phone.edit("Куда подавать заявление?", instead_of="Когда подавать заявление?")
    await both.post()
    assert boris.phone.last.startswith("Вопрос № 1, исправлено\n")
    assert "Куда подавать заявление?" in boris.phone.last


async def test_an_album_stays_together(both: TwoWorlds, boris: Side) -> None:
    nina = await both.in_telegram("Белова Нина")
    assert isinstance(nina.phone, FakePhone)
    await nina.phone.say("/ask")
    await nina.phone.press("Аттестация")
    await nina.phone.send_album("a.jpg", "b.jpg", caption="Доска")
    await nina.phone.send_album("c.jpg", "d.jpg")
    await nina.phone.send_sticker()
    assert any("Стикер передать не получится" in said for said in nina.phone.messages)
    assert "Доска" in nina.phone.last, "the draft is there still"
    await nina.phone.press("Отправить")
    await both.post()

    albums = both.telegram.fake.calls_of("sendMediaGroup")
    assert [len(call.payload["media"]) for call in albums] == [2, 2]

    await boris.phone.press_raw("consultation:1")
    await boris.phone.press("Показать 4 файла")
    again = both.telegram.fake.calls_of("sendMediaGroup")[len(albums) :]
    assert [len(call.payload["media"]) for call in again] == [2, 2]


async def test_an_album_of_max_keeps_its_pictures(
    both: TwoWorlds, anna: Side, boris: Side
) -> None:
    assert isinstance(anna.phone, MaxPhone)
    await anna.phone.say("/ask")
    await anna.phone.press("Аттестация")
    await anna.phone.send_album("a.jpg", "b.jpg", caption="Две доски")
    await anna.phone.press("Отправить")
    await both.post()
    assert [data for _, _, data in boris.received()] == [b"a.jpg", b"b.jpg"]

    await anna.phone.edit("Две доски и план", instead_of="Две доски")
    await both.post()
    assert any("Две доски и план" in said for said in boris.phone.messages)
    assert len(boris.received()) == 2

    before = len(both.max.fake.calls_of("POST /messages"))
    await anna.phone.press_raw("consultation:1")
    await anna.phone.press("Показать 2 файла")
    shown = both.max.fake.calls_of("POST /messages")[before:]
    pictures = [
        sum(one["type"] == "image" for one in call.body.get("attachments") or ()) for call in shown
    ]
    assert 2 in pictures
