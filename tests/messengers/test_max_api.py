"""The client of MAX over real sockets: whom it trusts, what it tells nobody, what it asks for."""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import trustme

from bot.messengers.max.api import MaxApi
from bot.messengers.max.errors import MaxError, Silent, TooFast, Unauthorised, Wrong
from bot.messengers.max.keyboards import button, keyboard
from bot.messengers.max.pace import MaxPace
from tests.fakes.max import BOT, TOKEN, FakeMax
from tests.fakes.max_phone import MaxPhone


@pytest.fixture
async def fake() -> AsyncIterator[FakeMax]:
    async with FakeMax() as fake:
        yield fake
    assert fake.complaints == []


@pytest.fixture
async def api(fake: FakeMax) -> AsyncIterator[MaxApi]:
    async with MaxApi(TOKEN, base=fake.url) as api:
        yield api


@pytest.fixture
def authority() -> trustme.CA:
    """Signs certificates and is in nobody's store, like the one behind MAX."""
    return trustme.CA()


@pytest.fixture
def ca(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def signed(authority: trustme.CA, host: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(host).configure_cert(context)
    return context


async def test_an_authority_nobody_knows_is_trusted_when_its_file_is_named(
    authority: trustme.CA, ca: Path
) -> None:
    async with FakeMax(trust=signed(authority, "127.0.0.1")) as fake:
        async with MaxApi(TOKEN, base=fake.url, ca=ca) as api:
            assert (await api.me())["user_id"] == BOT["user_id"]
            assert await api.number() == BOT["user_id"]
        assert len(fake.calls_of("GET /me")) == 1


async def test_without_the_file_it_is_refused_and_the_token_stays_here(
    authority: trustme.CA,
) -> None:
    async with FakeMax(trust=signed(authority, "127.0.0.1")) as fake:
        async with MaxApi(TOKEN, base=fake.url) as api:
            with pytest.raises(Silent, match="OPORA_MAX_CA"):
                await api.me()
        assert fake.calls == []


async def test_a_certificate_of_another_host_is_refused_even_so(
    authority: trustme.CA, ca: Path
) -> None:
    async with FakeMax(trust=signed(authority, "max.example")) as fake:
        async with MaxApi(TOKEN, base=fake.url, ca=ca) as api:
            with pytest.raises(Silent, match="certificate"):
                await api.me()
        assert fake.calls == []


async def test_the_file_is_trusted_by_this_client_alone(authority: trustme.CA, ca: Path) -> None:
    async with (
        FakeMax(trust=signed(authority, "127.0.0.1")) as fake,
        MaxApi(TOKEN, base=fake.url, ca=ca) as api,
        MaxApi(TOKEN, base=fake.url) as another,
    ):
        await api.me()
        with pytest.raises(Silent):
            await another.me()


def test_a_file_that_holds_no_certificates_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "empty.pem"
    path.write_text("not a certificate")
    with pytest.raises(ssl.SSLError):
        MaxApi(TOKEN, ca=path)
    with pytest.raises(OSError, match="No such file"):
        MaxApi(TOKEN, ca=tmp_path / "nowhere.pem")


async def test_the_token_is_in_no_log_and_no_error(
    fake: FakeMax, api: MaxApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = []
    for fail in (
        lambda: fake.fail_next(401, "verify.token"),
        fake.bad_gateway_next,
        lambda: fake.disconnect_next(times=2),  # a question is asked once more by aiohttp
    ):
        fail()
        with pytest.raises(MaxError) as caught:
            await api.me()
        said.append(f"{caught.value!r} {caught.value.__cause__!r}")
    await fake.stop()
    with pytest.raises(Silent) as caught_last:
        await api.me()
    assert TOKEN not in "".join(said) + str(caught_last.value) + caplog.text
    assert TOKEN not in "".join(str(call.query) for call in fake.calls)


async def test_redirects_are_not_followed(fake: FakeMax, api: MaxApi) -> None:
    """The token would go with us to whoever we are sent to."""
    fake.fail_next(302, b"")
    with pytest.raises(Silent):
        await api.me()
    assert len(fake.calls) == 1


async def test_a_wrong_token_is_told_apart(fake: FakeMax) -> None:
    async with MaxApi("another", base=fake.url) as api:
        with pytest.raises(Unauthorised, match="Invalid access_token"):
            await api.me()


async def test_silence_is_not_waited_for_for_ever(fake: FakeMax) -> None:
    fake.hang_next()
    async with MaxApi(TOKEN, base=fake.url, timeout=0.2) as api:
        with pytest.raises(Silent, match="in time"):
            await api.me()


async def test_updates_are_confirmed_by_the_marker_that_is_given_back(
    fake: FakeMax, api: MaxApi
) -> None:
    anna = MaxPhone(fake, 101, "Анна")
    marker = (await api.updates(timeout=0))["marker"]
    await anna.say("/start школа")
    await anna.say("Вопрос")
    news = await api.updates(marker, timeout=0)
    assert [each["update_type"] for each in news["updates"]] == ["bot_started", "message_created"]
    assert news["updates"][0]["payload"] == "школа"
    assert await api.updates(marker, timeout=0) == news

    only = await api.updates(marker, timeout=0, limit=1)
    assert (await api.updates(only["marker"], timeout=0))["updates"] == news["updates"][1:]
    assert (await api.updates(news["marker"], timeout=0))["updates"] == []
    assert fake.updates.pending == {}


async def test_news_end_a_long_poll_at_once(fake: FakeMax, api: MaxApi) -> None:
    anna = MaxPhone(fake, 101, "Анна")
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        asked = group.create_task(api.updates(1, timeout=30, types=["message_created"]))
        await anna.start()
        await anna.say("Вопрос")
    [update] = asked.result()["updates"]
    assert update["message"]["body"]["text"] == "Вопрос"


async def test_a_webhook_is_subscribed_listed_and_taken_off(fake: FakeMax, api: MaxApi) -> None:
    url = "https://opora.example/max"
    await api.subscribe(url, "a-secret", ["message_created"])
    [subscription] = await api.subscriptions()
    assert (subscription["url"], subscription["update_types"]) == (url, ["message_created"])
    assert "secret" not in subscription
    await api.unsubscribe(url)
    assert await api.subscriptions() == []

    with pytest.raises(Wrong, match="url"):
        await api.subscribe("http://opora.example/max", "a-secret", [])


async def test_an_empty_answer_to_a_press_is_max_s_to_refuse(fake: FakeMax, api: MaxApi) -> None:
    """Which is why the session never sends one."""
    await MaxPhone(fake, 101, "Анна").press_raw("menu")
    [number] = fake.methods.callbacks
    with pytest.raises(Wrong, match=r"proto\.payload"):
        await api.answer(number, {})
    await api.answer(number, {"notification": "Готово"})


async def test_attachments_of_an_edit_replace_all_and_none_replace_nothing(
    fake: FakeMax, api: MaxApi
) -> None:
    """What the session has to know: an empty list takes the buttons away, no list leaves them."""
    anna = MaxPhone(fake, 101, "Анна")
    buttons = keyboard([[button("callback", "Меню", payload="menu")]])
    mid = (await api.send(101, {"text": "Было", "attachments": buttons}))["body"]["mid"]
    await api.edit(mid, {"text": "Стало"}, chat=101)
    assert anna.screen == "Стало\n[Меню]"
    await api.edit(mid, {"attachments": []}, chat=101)
    assert anna.screen == "Стало"


async def test_a_file_with_company_is_refused(fake: FakeMax, api: MaxApi) -> None:
    MaxPhone(fake, 101, "Анна")
    tokens = [fake.chats.keep("file", "1", b"1").token for _ in range(2)]
    files = [{"type": "file", "payload": {"token": token}} for token in tokens]
    with pytest.raises(Wrong, match="only attachment"):
        await api.send(101, {"attachments": files})


async def test_the_limit_is_used_and_never_overstepped(fake: FakeMax, api: MaxApi) -> None:
    """The fake refuses the thirty-first in any second, and the third to a chat."""
    for number in range(1, 41):
        MaxPhone(fake, number, "Анна")
    async with asyncio.TaskGroup() as group:
        for number in (*range(1, 41), *[1] * 4):
            group.create_task(api.send(number, {"text": "Письмо"}))
    assert fake.rates.refusals == 0
    assert len(fake.calls_of("POST /messages")) == 44


async def test_the_twin_without_a_pace_is_refused(fake: FakeMax) -> None:
    unpaced = MaxPace(per_second=1000, per_chat=1000)
    MaxPhone(fake, 101, "Анна")
    async with MaxApi(TOKEN, base=fake.url, pace=unpaced) as api:
        for _ in range(2):
            await api.send(101, {"text": "Письмо"})
        with pytest.raises(TooFast):
            await api.send(101, {"text": "Письмо"})
    assert fake.rates.refusals == 1
