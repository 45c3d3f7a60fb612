"""Letters to MAX: screens as they arrive, and every failure told by its cause."""

import asyncio
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.messengers.max.outgoing import WRONG_TOKEN_PAUSE, MaxCarrier
from bot.messengers.max.pace import MaxPace
from core.files import Attachment, FileKind
from core.letters import Button, Refused, Screen, TryLater, Undelivered, Unreachable
from core.people import Account
from tests.fakes.max import TOKEN, FakeMax
from tests.fakes.max_chats import TYPES
from tests.fakes.max_phone import MaxPhone
from tests.words import WITHDRAWN

ANNA = Account("max", 101)
HELLO = Screen("Здравствуйте, <b>Анна</b> &amp; все")


@pytest.fixture
async def fake() -> AsyncIterator[FakeMax]:
    async with FakeMax() as fake:
        yield fake
    assert fake.complaints == []


@pytest.fixture
def anna(fake: FakeMax) -> MaxPhone:
    return MaxPhone(fake, ANNA.external, "Анна")


@pytest.fixture
async def carrier(fake: FakeMax) -> AsyncIterator[MaxCarrier]:
    async with MaxCarrier(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url) as carrier:
        yield carrier


async def failure(carrier: MaxCarrier, screen: Screen = HELLO) -> Undelivered:
    with pytest.raises(Undelivered) as caught:
        await carrier.show(screen, to=ANNA)
    assert TOKEN not in str(caught.value)
    return caught.value


def a_file(fake: FakeMax, kind: FileKind, *, not_ready: int = 0) -> Attachment:
    file = fake.chats.keep(TYPES[kind], f"{kind}.bin", b"1")
    file.not_ready = not_ready
    file_id = f"{file.token} {fake.url}/files/{file.token}"
    return Attachment(kind=kind, messenger="max", file_id=file_id, name=file.name)


def test_letters_do_not_wait_for_aiogram_to_load() -> None:
    code = "import sys, bot.messengers.max.outgoing\nsys.exit('aiogram' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own line above


async def test_a_screen_arrives_with_its_buttons(carrier: MaxCarrier, anna: MaxPhone) -> None:
    buttons = (Button("Открыть", "consultation:12"), Button("Меню", "menu"))
    await carrier.show(Screen(HELLO.text, buttons), to=ANNA)
    assert anna.screen == "Здравствуйте, Анна & все\n[Открыть]\n[Меню]"


async def test_addresses_in_a_letter_are_not_unfolded(
    fake: FakeMax, carrier: MaxCarrier, anna: MaxPhone
) -> None:
    await carrier.show(Screen("https://example.org"), to=ANNA)
    assert fake.calls[0].query == {"user_id": "101", "disable_link_preview": "true"}


async def test_a_long_text_comes_in_several_with_the_buttons_below_the_last(
    carrier: MaxCarrier, anna: MaxPhone
) -> None:
    text = "\n\n".join(f"<b>{'Слово 🙂 ' * 60}&amp;</b>" for _ in range(10))
    await carrier.show(Screen(text, (Button("Меню", "menu"),)), to=ANNA)

    assert len(anna.messages) == 2
    assert anna.buttons == ["Меню"]
    assert "".join(anna.messages).count("Слово 🙂") == 600


async def test_a_text_full_of_references_is_cut_shorter(fake: FakeMax, anna: MaxPhone) -> None:
    """MAX may count ``&amp;`` as five."""
    fake.rates.per_chat = None
    async with MaxCarrier(
        TOKEN, withdrawn=WITHDRAWN, base_url=fake.url, pace=MaxPace(per_chat=100)
    ) as carrier:
        await carrier.show(Screen("&amp; " * 1700), to=ANNA)
    assert "".join(anna.messages).count("&") == 1700


async def test_files_follow_the_text_each_in_a_message_of_its_own(
    fake: FakeMax, anna: MaxPhone
) -> None:
    files = tuple(a_file(fake, kind) for kind in FileKind)
    fake.rates.per_chat = None
    async with MaxCarrier(
        TOKEN, withdrawn=WITHDRAWN, base_url=fake.url, pace=MaxPace(per_chat=100)
    ) as carrier:
        await carrier.show(Screen("Файлы", attachments=files), to=ANNA)
    bodies = [call.body for call in fake.calls_of("POST /messages")]
    assert anna.messages == ["Файлы", *[""] * len(FileKind)]
    assert [each["attachments"][0]["type"] for each in bodies[1:]] == list(TYPES.values())
    assert fake.calls_of("POST /uploads") == []


async def test_a_screen_that_broke_off_goes_on_where_it_stopped(
    fake: FakeMax, carrier: MaxCarrier, anna: MaxPhone
) -> None:
    screen = Screen("С файлом", attachments=(a_file(fake, FileKind.DOCUMENT, not_ready=1),))
    assert type(await failure(carrier, screen)) is TryLater
    await carrier.show(screen, to=ANNA)
    assert anna.messages == ["С файлом", ""]


async def test_a_file_of_another_messenger_is_refused_before_anything_is_sent(
    fake: FakeMax, carrier: MaxCarrier, anna: MaxPhone
) -> None:
    file = Attachment(kind=FileKind.PHOTO, messenger="telegram", file_id="1", name="1")
    assert isinstance(await failure(carrier, Screen("Фото", attachments=(file,))), Refused)
    assert fake.calls == []


async def test_who_has_blocked_the_bot_is_unreachable(carrier: MaxCarrier, anna: MaxPhone) -> None:
    await anna.block()
    assert isinstance(await failure(carrier), Unreachable)


async def test_who_has_never_been_here_is_unreachable(carrier: MaxCarrier) -> None:
    assert isinstance(await failure(carrier), Unreachable)


async def test_a_wrong_token_is_cried_out_without_being_named(
    fake: FakeMax, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "another-token"
    async with MaxCarrier(wrong, withdrawn=WITHDRAWN, base_url=fake.url) as carrier:
        error = await failure(carrier)
    assert isinstance(error, TryLater)
    assert error.after == WRONG_TOKEN_PAUSE
    assert any(record.levelno == logging.CRITICAL for record in caplog.records)
    assert wrong not in caplog.text + str(error)


async def test_it_starts_while_max_is_down_and_delivers_when_it_is_back(
    fake: FakeMax, anna: MaxPhone
) -> None:
    await fake.stop()
    async with MaxCarrier(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url) as carrier:
        assert type(await failure(carrier)) is TryLater
        await fake.start()
        await carrier.show(HELLO, to=ANNA)
    assert len(anna.messages) == 1
    assert fake.calls_of("GET /me") == []


async def test_after_a_bare_429_nothing_leaves_for_a_while(
    fake: FakeMax, carrier: MaxCarrier, anna: MaxPhone
) -> None:
    fake.too_fast_next()
    error = await failure(carrier)
    refused_at = fake.calls[-1].at
    assert isinstance(error, TryLater)
    assert error.after is not None
    assert error.after >= timedelta(seconds=1)
    MaxPhone(fake, 102, "Борис")
    async with asyncio.TaskGroup() as group:
        for number in (101, 102):
            group.create_task(carrier.show(HELLO, to=Account("max", number)))
    assert min(call.at for call in fake.calls[1:]) - refused_at >= 1.0


async def test_a_long_halt_is_passed_on_without_asking_again(
    fake: FakeMax, carrier: MaxCarrier, anna: MaxPhone
) -> None:
    pace = MaxPace()
    pace.refused(300)
    async with MaxCarrier(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url, pace=pace) as halted:
        error = await failure(halted)
    assert isinstance(error, TryLater)
    assert error.after is not None
    assert error.after > timedelta(seconds=290)
    assert fake.calls == []
