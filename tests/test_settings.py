"""A wrong setting is one clear line that names it, and no secret is ever shown."""

import os
from datetime import date
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings
from core.people import Account

TOKEN = "12345:" + 7 * "AAEex"
HOOK = "hook" + "secret"
MAX_TOKEN = 5 * "f9LHodD0c"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine, no ``.env`` of the developer."""
    for name in [name for name in os.environ if name.startswith("OPORA_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def loaded(monkeypatch: pytest.MonkeyPatch, **settings: str) -> Settings:
    for name, value in settings.items():
        monkeypatch.setenv(f"OPORA_{name}", value)
    return load_settings()


def refused(monkeypatch: pytest.MonkeyPatch, **settings: str) -> str:
    with pytest.raises(SettingsError) as caught:
        loaded(monkeypatch, **settings)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_with_nothing_set_it_is_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch)

    assert settings.is_demo
    assert settings.database_url == "sqlite+aiosqlite:///data/demo.db"
    assert (settings.listen, settings.listen.is_loopback) == (("127.0.0.1", 8080), True)
    assert settings.time_zone == "Europe/Moscow"
    assert settings.public_url == "http://127.0.0.1:8080"


def test_with_a_token_real_people_get_a_database_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = loaded(monkeypatch, TELEGRAM_TOKEN=TOKEN)

    assert not settings.is_demo
    assert settings.database_url == "sqlite+aiosqlite:///data/opora.db"


def test_everything_may_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(
        monkeypatch,
        DATABASE="postgresql+asyncpg://opora:pass@db/opora",
        TELEGRAM_TOKEN=TOKEN,
        TELEGRAM_API="http://bot-api:8081/",
        TELEGRAM_WEBHOOK="https://bot.example.ru",
        TELEGRAM_PROXY="socks5://proxy:1080",
        WEBHOOK_SECRET=HOOK,
        LISTEN="[::1]:9000",
        REDIS="redis://redis:6379/0",
        PUBLIC="https://opora.example.ru/",
        TIME_ZONE="Asia/Yekaterinburg",
        ADMINS="telegram:123, max:456",
        LOG_LEVEL="debug",
    )

    assert settings.admins == (Account("telegram", 123), Account("max", 456))
    assert settings.telegram_api == "http://bot-api:8081"
    assert settings.listen == ("::1", 9000)
    assert settings.public_url == "https://opora.example.ru"
    assert settings.log_level == "DEBUG"
    assert settings.database_shown == "db/opora"


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(
        monkeypatch,
        DATABASE="postgresql+asyncpg://opora:dbpass@db/opora",
        TELEGRAM_TOKEN=TOKEN,
        WEBHOOK_SECRET=HOOK,
        TELEGRAM_PROXY="socks5://user:proxypass@proxy:1080",
        REDIS="redis://:redispass@redis",
    )

    shown = f"{settings!r} {settings} {settings.database_shown}"
    for secret in (TOKEN, "dbpass", HOOK, "proxypass", "redispass"):
        assert secret not in shown
        assert any(secret in held for held in settings.secrets)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE", "mysql://root:hidden@db"),
        ("DATABASE", "sqlite:///data/opora.db"),
        ("TELEGRAM_TOKEN", "hidden"),
        ("TELEGRAM_API", "bot-api"),
        ("PUBLIC", "opora.example.ru"),
        ("PUBLIC", "https://opora.example.ru/path"),
        ("TELEGRAM_PROXY", "ftp://user:hidden@proxy"),
        ("WEBHOOK_SECRET", "hidden secret!"),
        ("LISTEN", "8080"),
        ("LISTEN", "localhost:99999"),
        ("REDIS", "hidden"),
        ("TIME_ZONE", "Moscow"),
        ("TIME_ZONE", "../etc/passwd"),
        ("ADMINS", "telegram:123,ivanov"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    line = refused(monkeypatch, **{name: value})

    assert line.startswith(f"OPORA_{name}: ")
    assert "hidden" not in line


def test_settings_that_do_not_go_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    webhook = {"TELEGRAM_WEBHOOK": "https://bot.example.ru"}

    assert refused(monkeypatch, **webhook).startswith("OPORA_TELEGRAM_WEBHOOK: ")
    assert refused(monkeypatch, TELEGRAM_TOKEN=TOKEN).startswith("OPORA_WEBHOOK_SECRET: ")
    monkeypatch.setenv("OPORA_WEBHOOK_SECRET", "s")
    monkeypatch.setenv("OPORA_TELEGRAM_WEBHOOK", "http://bot.example.ru")
    assert "https" in refused(monkeypatch)
    monkeypatch.delenv("OPORA_TELEGRAM_WEBHOOK")
    assert "SQLite" in refused(monkeypatch, REDIS="redis://redis")


def test_max_alone_is_no_demo_either(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, MAX_TOKEN=MAX_TOKEN, WEBHOOK_SECRET=HOOK)

    assert not settings.is_demo
    assert MAX_TOKEN in settings.secrets
    assert MAX_TOKEN not in f"{settings!r}"
    assert loaded(monkeypatch, MAX_WEBHOOK="https://b.ru").max_webhook_url == "https://b.ru/max"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"MAX_WEBHOOK": "https://b.ru", "MAX_TOKEN": ""}, "OPORA_MAX_WEBHOOK"),
        ({"MAX_WEBHOOK": "http://b.ru"}, "OPORA_MAX_WEBHOOK"),
        ({"MAX_WEBHOOK": "https://b.ru:8443/max"}, "OPORA_MAX_WEBHOOK"),
        ({"MAX_WEBHOOK": "https://b.ru", "WEBHOOK_SECRET": "1234"}, "OPORA_WEBHOOK_SECRET"),
        ({"MAX_WEBHOOK": "https://b.ru", "WEBHOOK_SECRET": ""}, "OPORA_WEBHOOK_SECRET"),
        ({"MAX_TOKEN": "два слова"}, "OPORA_MAX_TOKEN"),
        ({"MAX_CA": "there-is-no-such.pem"}, "OPORA_MAX_CA"),
        (
            {
                "TELEGRAM_TOKEN": TOKEN,
                "TELEGRAM_WEBHOOK": "https://b.ru/max",
                "MAX_WEBHOOK": "https://b.ru",
            },
            "OPORA_MAX_WEBHOOK",
        ),
    ],
)
def test_what_max_would_refuse_is_refused_at_once(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], name: str
) -> None:
    usual = {"MAX_TOKEN": MAX_TOKEN, "WEBHOOK_SECRET": HOOK}
    assert refused(monkeypatch, **usual | given).startswith(f"{name}: ")


def test_a_file_without_certificates_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "ca.pem"
    file.write_text("nothing", encoding="utf-8")

    assert "BEGIN CERTIFICATE" in refused(monkeypatch, MAX_CA=str(file))


def test_a_name_mistyped_is_told_with_the_nearest_one(monkeypatch: pytest.MonkeyPatch) -> None:
    line = refused(monkeypatch, TELEGRAMM_TOKEN=TOKEN)

    assert "OPORA_TELEGRAMM_TOKEN" in line
    assert "OPORA_TELEGRAM_TOKEN" in line
    assert TOKEN not in line


def test_names_of_the_tests_and_empty_values_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = loaded(
        monkeypatch, TEST_POSTGRES="x", TELEGRAM_TOKEN="", TIME_ZONE="", NO_SUCH_NAME=""
    )

    assert settings.is_demo
    assert settings.time_zone == "Europe/Moscow"


def test_settings_come_from_dotenv_too(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("OPORA_TIME_ZONE=Asia/Omsk\nOTHER=1\n", encoding="utf-8")
    assert loaded(monkeypatch).time_zone == "Asia/Omsk"

    Path(".env").write_text("OPORA_TIMEZONE=Asia/Omsk\n", encoding="utf-8")
    assert "OPORA_TIMEZONE" in refused(monkeypatch)

    Path(".env").write_bytes("# Пояс\n".encode("cp1251"))
    assert ".env" in refused(monkeypatch)


def test_days_that_were_moved_are_read_and_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, DAYS_OFF="2026-01-09, 31.12.2026,", WORKING_DAYS="2026-02-28")

    assert settings.days_off == (date(2026, 1, 9), date(2026, 12, 31))
    assert settings.working_days == (date(2026, 2, 28),)
    assert loaded(monkeypatch, DAYS_OFF="").days_off == ()
    assert "OPORA_DAYS_OFF: «2026-02-30»" in refused(monkeypatch, DAYS_OFF="2026-02-30")
    assert "OPORA_WORKING_DAYS: «завтра»" in refused(
        monkeypatch, DAYS_OFF="2026-01-09", WORKING_DAYS="2026-02-28,завтра"
    )
    both = refused(monkeypatch, DAYS_OFF="2026-02-28", WORKING_DAYS="2026-02-28")
    assert "OPORA_WORKING_DAYS: 2026-02-28 есть и в OPORA_DAYS_OFF" in both
