"""The doctor says of MAX what is wrong and what to do: token, certificates, webhook."""

from pathlib import Path

import pytest
import trustme

from bot.doctor import BAD, OK, WARNING, Line, examine
from tests.fakes.max import TOKEN, FakeMax
from tests.test_doctor import _alone, marks, settings  # noqa: F401 - a fixture too

SECRET = "a-secret" + "-of-max"


async def examined(monkeypatch: pytest.MonkeyPatch, fake: FakeMax, **more: str) -> list[Line]:
    usual = {"MAX_TOKEN": TOKEN, "MAX_API": fake.url, "WEBHOOK_SECRET": SECRET}
    return await examine(settings(monkeypatch, **usual | more))


async def test_all_is_well_with_a_webhook(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeMax() as fake:
        url = f"{fake.url}/max"
        fake.updates.subscriptions[url] = {"url": url}
        lines = await examined(monkeypatch, fake, MAX_WEBHOOK=url)

    assert marks(lines, "MAX принял токен: id7700000000_bot") == [OK]
    assert marks(lines, "Вебхук MAX на месте") == [OK]
    assert marks(lines, "MAX, вебхук") == [OK]
    assert TOKEN not in "".join(map(str, lines))


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ("", None, "не задан: служба сама"),
        ("", "http://127.0.0.1:9/old", "а OPORA_MAX_WEBHOOK не задан"),
        ("/max", "http://127.0.0.1:9/old", "другой вебхук"),
        ("/max", None, "вебхука нет"),
    ],
)
async def test_a_webhook_that_is_not_as_it_should_be_is_told(
    monkeypatch: pytest.MonkeyPatch, ours: str, theirs: str | None, words: str
) -> None:
    async with FakeMax() as fake:
        if theirs is not None:
            fake.updates.subscriptions[theirs] = {"url": theirs}
        more = {"MAX_WEBHOOK": f"{fake.url}{ours}"} if ours else {}
        lines = await examined(monkeypatch, fake, **more)

    assert marks(lines, words) == [WARNING]


async def test_a_token_taken_back_and_a_silent_max_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with FakeMax() as fake:
        lines = await examined(monkeypatch, fake, MAX_TOKEN=TOKEN[::-1])
        assert marks(lines, "MAX не принял токен") == [BAD]
    assert marks(await examined(monkeypatch, fake), "MAX не отвечает (") == [BAD]


async def test_certificates_are_counted_and_their_end_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "ca.pem"
    trustme.CA().cert_pem.write_to_path(str(file))
    async with FakeMax() as fake:
        lines = await examined(monkeypatch, fake, MAX_CA=str(file))

    assert marks(lines, "Сертификаты для MAX: 1") == [OK]
