"""A consent withdrawn on paper is carried out from the command line, and the act can be filed."""

import pytest
from redis import Redis

from tests.cli.typing_in import Opora, table, typed

PEOPLE = (
    "Код;ФИО;Школа;Согласие;Аккаунт\n"
    "T1;Канарейкина Анна;S11;1.9.2026;telegram:77777\n"
    "T2;Канарейкин Борис;S11;1.9.2026;telegram:88888\n"
)


@pytest.fixture
def with_two(with_units: Opora) -> Opora:
    assert with_units("import", "people", table("p.csv", PEOPLE)).exit_code == 0
    return with_units


def test_who_withdrew_on_paper_is_erased_and_the_act_is_printed(with_two: Opora) -> None:
    done = with_two("forget", "--account", "telegram:77777", "--yes")
    again = with_two("forget", "--account", "telegram:77777", "--yes")
    act = with_two("act", "1")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Данные удалены, строк ")
    assert done.stdout.endswith("Выписка: opora act 1\n")
    assert again.exit_code == 1
    assert "telegram:77777 в базе нет" in again.stderr
    title, body, lines, *log = act.stdout.splitlines()
    assert title == "Акт № 1 об удалении персональных данных"
    assert body.startswith("Удалено: ")
    assert lines == f"Записи журнала действий об этой записи, всего {len(log)}:"
    assert "данные удалены; кто: командная строка; о ком: " in log[-1]
    assert log[-1].endswith("; act 1")
    assert "Канарейкин" not in act.stdout + done.stdout
    assert "77777" not in act.stdout + done.stdout


def test_a_code_of_a_spreadsheet_names_the_person_too(with_two: Opora) -> None:
    assert with_two("forget", "--code", "T2", "--yes").exit_code == 0
    assert with_two("forget", "--code", "T2", "--yes").exit_code == 1
    assert with_two("forget", "--account", "telegram:77777", "--yes").exit_code == 0


def test_it_is_asked_about_first(with_two: Opora, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer.prompt", lambda _words: "telegram:88888")
    refused = with_two("forget", "--account", "telegram:77777")
    assert refused.exit_code == 1
    assert "Ничего не удалено" in refused.stderr

    monkeypatch.setattr("typer.prompt", lambda _words: " telegram:77777 ")
    assert with_two("forget", "--account", "telegram:77777").exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "--account telegram:123 или --code"),
        (["--account", "telegram:77777", "--code", "T1"], "Укажите одно из двух"),
        (["--account", "77777"], "не похоже на учётную запись"),
        (["--code", "T9"], "T9 в базе нет"),
    ],
)
def test_nobody_is_erased_by_mistake(with_two: Opora, words: list[str], told: str) -> None:
    result = with_two("forget", *words, "--yes")

    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr


def test_an_act_that_is_not_there_is_a_sentence(with_two: Opora) -> None:
    result = with_two("act", "5")

    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "Акта № 5 нет.\n")


def test_forms_in_redis_go_too(
    postgres_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPORA_DATABASE", postgres_url)
    monkeypatch.setenv("OPORA_REDIS", redis_url)
    monkeypatch.setenv("OPORA_TELEGRAM_TOKEN", "42:" + 7 * "AAEex")
    assert typed("migrate").exit_code == 0
    units = table("u.csv", "Код;Название;Уровень;Вышестоящая\nS11;Школа № 1;школа;\n")
    assert typed("import", "units", units).exit_code == 0
    assert typed("import", "people", table("p.csv", PEOPLE)).exit_code == 0
    with Redis.from_url(redis_url) as redis:
        for key in ("opora:42:77777:77777:default:data", "opora:42:777:777:default:data"):
            redis.set(key, "{}")
        assert typed("forget", "--code", "T1", "--yes").exit_code == 0

        assert redis.keys() == [b"opora:42:777:777:default:data"]
