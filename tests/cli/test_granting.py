"""The first administrator has to come from somewhere."""

import pytest

from tests.cli.typing_in import Opora, table


def test_a_role_is_granted_to_whoever_the_bot_knows(with_units: Opora) -> None:
    text = "ФИО;Школа;Согласие;Аккаунт\nАнна Примерова;S11;1.9.2026;telegram:5\n"
    assert with_units("import", "people", table("p.csv", text)).exit_code == 0
    words = ("grant", "administrator", "--unit", "R1", "--account", "telegram:5")

    first, again = with_units(*words), with_units(*words)

    assert (first.exit_code, first.stderr) == (0, "")
    assert "Анна Примерова" in first.stdout
    assert again.exit_code == 1


@pytest.mark.parametrize(
    ("role", "unit", "account", "told"),
    [
        ("king", "R1", "telegram:5", "«king»"),
        ("teacher", "R1", "telegram:5", "«teacher»"),
        ("methodist", "R1", "5", "telegram:123"),
        ("methodist", "R1", "telegram:5", "telegram:5"),
    ],
)
def test_a_role_that_cannot_be_granted_is_a_sentence(
    with_units: Opora, role: str, unit: str, account: str, told: str
) -> None:
    result = with_units("grant", role, "--unit", unit, "--account", account)

    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr
