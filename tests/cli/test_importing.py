"""Spreadsheets in: all or nothing, and every mistake told by its row and column."""

import csv
from pathlib import Path

import pytest

from tests.cli.typing_in import SAMPLES, Opora, table


def test_the_samples_are_imported_and_a_second_time_change_nothing(with_people: Opora) -> None:
    done = with_people("import", "expertise", SAMPLES / "expertise.csv")
    assert (done.exit_code, done.stderr) == (0, "")
    done = with_people("import", "rules", SAMPLES / "rules.csv")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Правила маршрутов: 4 записи созданы" in done.stdout

    done = with_people("import", "plan", SAMPLES / "plan.csv")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "План мероприятий: 3 записи созданы" in done.stdout
    counts = {"units": 7, "people": 5, "expertise": 1, "rules": 4, "plan": 3}
    for kind, count in counts.items():
        again = with_people("import", kind, SAMPLES / f"{kind}.csv")
        assert again.exit_code == 0
        assert f"0 записей создано, 0 обновлено, {count} без изменений" in again.stdout


def test_a_second_import_updates(with_people: Opora) -> None:
    units = table("u.csv", "Код;Название;Уровень;Вышестоящая\nS11;Лицей;лицей;M2\n")
    people = table(
        "p.csv", "Код;ФИО;Организация;Дата согласия;Должность\nП-3;Анна Новая;S21;5.9.2026;Завуч\n"
    )
    expertise = table("e.csv", "Методист;Территория;Предметы;Темы\nП-2;M1;все;Аттестация\n")
    rules = table("r.csv", "Правило;Методист;Доля, %;Предел\nНагрузка;П-2;;12\n")
    with_people("import", "expertise", SAMPLES / "expertise.csv")
    with_people("import", "rules", SAMPLES / "rules.csv")

    for kind, file in (
        ("units", units),
        ("people", people),
        ("expertise", expertise),
        ("rules", rules),
    ):
        updated = with_people("import", kind, file)
        assert "0 записей создано, 1 обновлена, 0 без изменений" in updated.stdout
        assert "1 без изменений" in with_people("import", kind, file).stdout


def test_a_moved_unit_takes_along_what_is_below_it(with_people: Opora) -> None:
    moved = (
        "Код;Название;Уровень;Вышестоящая\nM1;Лесной район;район;M2\nM2;Полевой район;район;R1\n"
    )
    assert with_people("import", "units", table("u.csv", moved)).exit_code == 0
    role = "Код;ФИО;Организация;Дата согласия;Роль\nП-2;Пётр Методистов;M2;5.9.2026;методист\n"
    assert with_people("import", "people", table("p.csv", role)).exit_code == 0

    school = table("e.csv", "Методист;Территория;Предметы;Темы\nП-2;S11;все;все\n")

    assert with_people("import", "expertise", school).exit_code == 0


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (
            "units",
            "Название;Уровень;Подчинена\nШкола;школа;Нигде\n;школа;\n",
            ["Строка 2, столбец «Подчинена»", "Строка 3, столбец «Название»"],
        ),
        (
            "people",
            "ФИО;Школа;Согласие;Предметы\nАнна Первая;S11;;Магия\n\nПётр Второй;S99;1.9.2026;\n",
            [
                "Строка 2, столбец «Согласие»",
                "Строка 2, столбец «Предметы»",
                "Строка 4, столбец «Школа»",
            ],
        ),
        (
            "expertise",
            "Методист;Территория;Предметы;Темы\nП-3;M1;все;все\nП-2;M1;все;Магия\n",
            ["Строка 2, столбец «Методист»", "Строка 3, столбец «Темы»"],
        ),
        (
            "units",
            "Название;Уровень;Часовой пояс\nОбласть;регион;МСК+2\nКрай;край;МСК+20\n",
            ["Строка 3, столбец «Часовой пояс»: часового пояса «МСК+20» нет. Напишите"],
        ),
        (
            "rules",
            "Правило;Где;Срок;Тема;Методист;Доля\nсрок;M1;30;Магия;;\nнагрузка;;;;П-1;50\n",
            [
                "Строка 2, столбец «Срок»: «30» не похоже на число. Нужно целое от 1 до 20.",
                "Строка 2, столбец «Тема»",
                "Строка 3, столбец «Методист»: у «П-1» нет роли методиста.",
            ],
        ),
        (
            "plan",
            "Дата;Мероприятие;Территория;Ответственный\nскоро;Семинар;M1;\n1.1.2001;Круг;M9;Никто\n",
            [
                "Строка 2, столбец «Дата»",
                "Строка 3, столбец «Дата»",
                "Строка 3, столбец «Ответственный»",
                "Строка 3, столбец «Территория»",
            ],
        ),
        ("units", "Название\nШкола\n", ["Строка 1, столбец «Уровень»: столбца нет"]),
        ("units", "Название;Тип;Вид\nШкола;1;2\n", ["Строка 1, столбец «Тип»: таких столбцов"]),
    ],
)
def test_every_mistake_is_told_and_nothing_is_written(
    with_people: Opora, kind: str, text: str, told: list[str]
) -> None:
    result = with_people("import", kind, table("wrong.csv", text), "--invitations", "more.csv")

    assert (result.exit_code, result.stdout) == (1, "")
    for beginning in told:
        assert beginning in result.stderr
    assert "ничего не записано" in result.stderr
    assert len(result.stderr.splitlines()) == len(told) + 1
    assert not Path("more.csv").exists()
    assert "7 без изменений" in with_people("import", "units", SAMPLES / "units.csv").stdout


def test_a_broken_file_is_a_sentence(opora: Opora) -> None:
    Path("photo.xlsx").write_bytes(b"\x89PNG\x00\x01")

    result = opora("import", "units", "photo.xlsx")

    assert result.exit_code == 1
    assert ".xlsx" in result.stderr
    assert result.stderr.count("\n") == 1


def test_invitations_are_written_for_the_owner_alone(with_people: Opora) -> None:
    letters = Path("letters.csv")
    with letters.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream, delimiter=";")

    assert header[0] == "ФИО"
    assert rows[0][0] == "Координаторова Вера Примеровна"
    assert len({row[2] for row in rows}) == 5
    assert letters.stat().st_mode & 0o077 == 0


def test_without_a_place_for_invitations_nobody_is_imported(with_units: Opora) -> None:
    result = with_units("import", "people", SAMPLES / "people.csv")

    assert result.exit_code == 1
    assert "--invitations" in result.stderr


def test_a_file_of_invitations_is_never_written_over(with_units: Opora) -> None:
    Path("letters.csv").write_text("старые", encoding="utf-8")

    words = ("import", "people", SAMPLES / "people.csv", "--invitations", "letters.csv")

    assert with_units(*words).exit_code == 1
    assert Path("letters.csv").read_text(encoding="utf-8") == "старые"


def test_a_name_that_looks_like_a_formula_is_only_a_name(with_units: Opora) -> None:
    text = "ФИО;Школа;Согласие\n=Анна Примерова;S11;1.9.2026\n"
    words = ("import", "people", table("p.csv", text), "--invitations", "letters.csv")

    assert with_units(*words).exit_code == 0
    assert "'=Анна" in Path("letters.csv").read_text(encoding="utf-8-sig")
