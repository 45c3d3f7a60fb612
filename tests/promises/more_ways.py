"""More forms from their first step to their last: a seat handed on, the plan of the year."""

from core.people import Role
from tests.promises.ways import OPEN, PRESS, SAY, WAYS, Way

MINE = "2. чт, 17 сентября, 12:00"
"""The seat of whoever gives it; what goes on already stands before it."""

MORE = {
    "handing a seat on": Way(
        Role.TEACHER,
        (
            *((OPEN, "myevents"), (PRESS, MINE), (PRESS, "Передать место коллеге")),
            *((PRESS, "Показать код"), (PRESS, "Новый код")),
        ),
        "Код для коллеги",
        giving=True,
    ),
    "making an event of a line": Way(
        Role.METHODIST,
        (
            *((OPEN, "planline:1"), (PRESS, "Создать мероприятие"), (PRESS, "Семинар")),
            *((PRESS, "Онлайн"), (SAY, "15 октября 15:00-16:00"), (PRESS, "← Назад")),
            *((SAY, "15:00-16:30"), (PRESS, "Ссылка будет позже"), (PRESS, "Без ограничений")),
            *((PRESS, "Дальше"), (PRESS, "Отмена"), (PRESS, "Продолжить")),
            (PRESS, "Открыть запись"),
        ),
        "Запись открыта.",
    ),
    "striking a line": Way(
        Role.METHODIST,
        (
            *((OPEN, "plan"), (PRESS, "1"), (PRESS, "Не состоится"), (PRESS, "← Назад")),
            *((PRESS, "Не состоится"), (SAY, "Перенесли на весну")),
        ),
        "Причина: Перенесли на весну",
    ),
    "holding what was planned": Way(
        Role.METHODIST,
        ((OPEN, "planline:1"), (PRESS, "Проведено"), (SAY, "много"), (SAY, "25")),
        "Участников: 25",
    ),
    "changing a line": Way(
        Role.METHODIST,
        (
            *((OPEN, "planline:1"), (PRESS, "Изменить"), (PRESS, "Название"), (SAY, "Форум")),
            *((PRESS, "Срок"), (SAY, "завтра или позже"), (SAY, "октябрь 2026")),
            *((PRESS, "Для кого"), (SAY, "Все желающие"), (PRESS, "Отвечаю я")),
        ),
        "Отвечает: Громов Борис",
    ),
    "adding a line": Way(
        Role.METHODIST,
        (
            *((OPEN, "plan"), (PRESS, "Добавить строку"), (SAY, "Форум"), (PRESS, "← Назад")),
            *((SAY, "Форум молодых"), (SAY, "не скоро"), (SAY, "10.2026")),
        ),
        "Строка добавлена в план.",
    ),
    "taking the typical plan": Way(
        Role.COORDINATOR,
        ((OPEN, "typicalplan"), (PRESS, "Взять этот план")),
        "Готово: в плане",
        unplanned=True,
    ),
}
EVERY = {**WAYS, **MORE}
