"""A file put into one messenger is shown in another: brought there once, whatever happens."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from core.files import LARGEST, Attachment
from core.letters import Screen
from core.people import Account, Role
from storage.consultation_rows import AttachmentRow
from storage.work import Database
from tests.messengers.two_worlds import Side, TwoWorlds, two_worlds
from tests.times import Clock
from texts import Texts

FILES = "Показать 1 файл"
PLAN = b"a plan"
NOT_PASSED = "Файл «план.docx» не удалось передать. Попросите отправить его ещё раз."
NOT_YET = (
    "Файл «план.docx» сейчас не удаётся передать: мессенджер, из которого его прислали, не "
    "отвечает. Попробуйте ещё раз через несколько минут."
)


@pytest.fixture
async def two(database: Database, clock: Clock) -> AsyncIterator[TwoWorlds]:
    async with two_worlds(database, clock) as two:
        yield two


@pytest.fixture(params=["max-telegram", "telegram-max"])
async def pair(request: pytest.FixtureRequest, two: TwoWorlds) -> tuple[Side, Side]:
    """A teacher in the first messenger and a methodist in the second."""
    if request.param == "max-telegram":
        return await from_max(two)
    return await from_telegram(two)


async def from_max(two: TwoWorlds) -> tuple[Side, Side]:
    boris = await two.in_telegram("Борис Ким", Role.METHODIST)
    return await two.in_max("Анна Ли"), boris


async def from_telegram(two: TwoWorlds) -> tuple[Side, Side]:
    boris = await two.in_max("Борис Ким", Role.METHODIST)
    return await two.in_telegram("Анна Ли"), boris


async def ask(
    anna: Side, *, name: str = "план.docx", data: bytes = PLAN, kind: str = "document"
) -> None:
    await anna.phone.say("/ask")
    await anna.phone.press("Аттестация")
    await anna.phone.say("Посмотрите план")
    await anna.phone.send_file(name, data, kind=kind)
    await anna.phone.press("Отправить")


def heard(boris: Side) -> list[str]:
    return [text for text in boris.phone.messages if text and "Подождите" not in text]


async def test_a_document_crosses_with_its_name(two: TwoWorlds, pair: tuple[Side, Side]) -> None:
    anna, boris = pair
    await ask(anna)
    await two.post()
    assert boris.received() == [("document", "план.docx", PLAN)]
    assert (anna.downloads(), boris.uploads(), await two.copies()) == (1, 1, 1)


@pytest.mark.parametrize("kind", ["photo", "video"])
async def test_a_picture_and_a_film_stay_what_they_are(
    two: TwoWorlds, pair: tuple[Side, Side], kind: str
) -> None:
    anna, boris = pair
    await ask(anna, name="доска", data=b"pixels", kind=kind)
    await two.post()
    assert [(it, data) for it, _, data in boris.received()] == [(kind, b"pixels")]


@pytest.mark.parametrize("kind", ["voice", "audio"])
async def test_sound_is_heard_in_the_other_messenger(
    two: TwoWorlds, pair: tuple[Side, Side], kind: str
) -> None:
    """MAX does not tell a voice message from other sound."""
    anna, boris = pair
    await ask(anna, name="звук", data=b"sound", kind=kind)
    await two.post()
    assert [data for _, _, data in boris.received()] == [b"sound"]


async def test_the_second_time_it_is_shown_by_its_id(
    two: TwoWorlds, pair: tuple[Side, Side]
) -> None:
    """The card of the consultation shows what the letter has brought."""
    anna, boris = pair
    await ask(anna)
    await two.post()
    await boris.phone.press("Открыть")
    await boris.phone.press(FILES)
    assert boris.received() == [("document", "план.docx", PLAN)] * 2
    assert (anna.downloads(), boris.uploads()) == (1, 1)


async def test_a_dialog_brings_what_no_letter_has_brought(
    two: TwoWorlds, pair: tuple[Side, Side]
) -> None:
    anna, boris = pair
    await ask(anna)
    await boris.phone.press_raw("consultation:1")
    await boris.phone.press(FILES)
    await two.post()
    assert boris.received() == [("document", "план.docx", PLAN)] * 2
    assert (anna.downloads(), boris.uploads()) == (1, 1)


async def test_while_max_does_not_give_it_the_letter_waits_and_the_text_is_not_repeated(
    two: TwoWorlds,
) -> None:
    anna, boris = await from_max(two)
    await ask(anna)
    two.max.fake.fail_next(502, b"", method="download")
    await two.post()
    assert boris.received() == []
    await two.post(after_minutes=5)
    assert boris.received() == [("document", "план.docx", PLAN)]
    assert len([text for text in boris.phone.messages if text.startswith("Новый вопрос")]) == 1


async def test_while_telegram_does_not_give_it_the_letter_waits_and_the_text_is_not_repeated(
    two: TwoWorlds,
) -> None:
    anna, boris = await from_telegram(two)
    await ask(anna)
    two.telegram.fake.bad_gateway_next(method="getFile")
    await two.post()
    assert boris.received() == []
    await two.post(after_minutes=5)
    assert boris.received() == [("document", "план.docx", PLAN)]
    assert len([text for text in boris.phone.messages if text.startswith("Новый вопрос")]) == 1


async def test_an_address_that_is_over_is_asked_for_anew(two: TwoWorlds) -> None:
    anna, boris = await from_max(two)
    await ask(anna)
    two.max.fake.fail_next(403, b"expired", method="download")
    before = len(two.max.fake.calls_of("GET /messages/{mid}"))
    await two.post()
    assert boris.received() == [("document", "план.docx", PLAN)]
    assert len(two.max.fake.calls_of("GET /messages/{mid}")) == before + 1
    assert anna.downloads() == 2


async def test_of_a_file_that_is_gone_the_person_is_told(
    two: TwoWorlds, pair: tuple[Side, Side]
) -> None:
    anna, boris = pair
    await ask(anna)
    two.max.fake.fail_next(404, b"gone", method="download", times=2)
    two.telegram.fake.fail_next(400, "Bad Request: wrong file_id", method="getFile")
    await two.post()
    assert heard(boris)[-1] == NOT_PASSED
    assert heard(boris)[-2].startswith("Новый вопрос")
    await two.post(after_minutes=60)
    assert heard(boris)[-1] == NOT_PASSED
    assert (boris.received(), boris.uploads(), await two.copies()) == ([], 0, 0)


async def test_a_file_that_proves_too_large_is_not_passed_on(two: TwoWorlds) -> None:
    """Of pictures MAX does not tell the size before."""
    anna, boris = await from_max(two)
    await ask(anna, name="доска", data=b"0" * (LARGEST + 1), kind="photo")
    await two.post()
    assert "Файл «photo.jpg» не удалось передать" in boris.phone.last
    assert boris.uploads() == 0


async def test_what_the_other_messenger_does_not_take_is_told_too(
    two: TwoWorlds, pair: tuple[Side, Side]
) -> None:
    anna, boris = pair
    await ask(anna)
    two.max.fake.fail_next(413, b"too large", method="upload")
    two.telegram.fake.fail_next(400, "Bad Request: FILE_PARTS_INVALID", method="sendDocument")
    await two.post()
    assert heard(boris)[-1] == NOT_PASSED
    assert await two.copies() == 0


async def test_an_upload_whose_answer_is_lost_is_done_once_more_and_then_remembered(
    two: TwoWorlds,
) -> None:
    """Killed between bringing a file and remembering it, the service is in the same place."""
    anna, boris = await from_max(two)
    await ask(anna)
    two.telegram.fake.disconnect_next(method="sendDocument", after=True)
    await two.post()
    assert await two.copies() == 0
    await two.post(after_minutes=5)
    assert boris.uploads() == 2
    assert await two.copies() == 1
    await boris.phone.press_raw("consultation:1")
    await boris.phone.press(FILES)
    assert boris.uploads() == 2


async def test_a_file_that_max_still_works_on_is_not_brought_again(two: TwoWorlds) -> None:
    anna, boris = await from_telegram(two)
    await ask(anna)
    two.max.fake.chats.not_ready = 1
    await two.post()
    assert (boris.received(), await two.copies()) == ([], 1)
    await two.post(after_minutes=5)
    assert boris.received() == [("document", "план.docx", PLAN)]
    assert (anna.downloads(), boris.uploads()) == (1, 1)


async def test_a_copy_that_is_not_known_any_more_is_brought_anew(two: TwoWorlds) -> None:
    anna, boris = await from_max(two)
    await ask(anna)
    await two.post()
    await boris.phone.press("Открыть")
    two.telegram.fake.fail_next(400, "Bad Request: wrong file_id", method="sendDocument")
    await boris.phone.press(FILES)
    assert boris.received() == [("document", "план.docx", PLAN)] * 2
    assert (boris.uploads(), await two.copies()) == (2, 1)


async def test_two_letters_with_one_file_at_once_leave_one_copy(
    two: TwoWorlds, pair: tuple[Side, Side]
) -> None:
    anna, boris = pair
    await ask(anna)
    screen, to = await a_letter(two, boris)
    carrier = two.telegram.carriers[to.messenger]
    async with asyncio.TaskGroup() as group:
        for _ in range(2):
            group.create_task(carrier.show(screen, to=to))
    assert boris.received() == [("document", "план.docx", PLAN)] * 2
    assert 1 <= boris.uploads() <= 2
    assert await two.copies() == 1


async def a_letter(two: TwoWorlds, to: Side) -> tuple[Screen, Account]:
    """Something that carries the file of the question."""
    async with two.database.reader.connect() as connection:
        [row] = await connection.execute(AttachmentRow.__table__.select())
    file = Attachment(kind=row.kind, messenger=row.messenger, file_id=row.file_id, name=row.name)
    into = "telegram" if row.messenger == "max" else "max"
    return Screen("Письмо", attachments=(file,)), Account(into, to.phone.external)


async def test_a_dialog_says_that_a_file_cannot_be_had_now_and_keeps_its_card(
    two: TwoWorlds, pair: tuple[Side, Side]
) -> None:
    anna, boris = pair
    await ask(anna)
    await boris.phone.press_raw("consultation:1")
    two.max.fake.fail_next(502, b"", method="download")
    two.telegram.fake.bad_gateway_next(method="getFile")
    await boris.phone.press(FILES)
    assert heard(boris)[-2] == NOT_YET
    assert FILES in boris.phone.buttons
    await boris.phone.press(FILES)
    assert boris.received() == [("document", "план.docx", PLAN)]


async def test_a_dialog_says_that_a_file_is_gone(two: TwoWorlds, pair: tuple[Side, Side]) -> None:
    anna, boris = pair
    await ask(anna)
    await boris.phone.press_raw("consultation:1")
    two.max.fake.fail_next(404, b"gone", method="download", times=2)
    two.telegram.fake.fail_next(400, "Bad Request: file is too big", method="getFile")
    await boris.phone.press(FILES)
    assert heard(boris)[-2] == NOT_PASSED
    assert FILES in boris.phone.buttons


async def test_a_messenger_that_the_service_has_left_is_not_asked(two: TwoWorlds) -> None:
    anna, boris = await from_max(two)
    await ask(anna)
    screen, to = await a_letter(two, boris)
    [file] = screen.attachments
    left = Attachment(kind=file.kind, messenger="icq", file_id="1", name="план.docx")
    await two.telegram.carriers["telegram"].show(Screen("Письмо", attachments=(left,)), to=to)
    assert boris.phone.messages[-2:] == ["Письмо", NOT_PASSED]


async def test_the_line_in_the_place_of_a_file_shows_its_name_as_it_is() -> None:
    words = Texts()("file-not-passed", name="<b>план & ко</b>.docx")
    assert "«&lt;b&gt;план &amp; ко&lt;/b&gt;.docx»" in words
