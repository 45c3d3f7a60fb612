"""Forms of series, of events drawn up after others and of their quorums, step by step."""

from core.people import Role
from tests.promises.ways import OPEN, PRESS, SAY, Way

DRAWN_UP = (
    *((OPEN, "newevent"), (SAY, "Семинар"), (PRESS, "Вебинар"), (PRESS, "Онлайн")),
    *((SAY, "6 октября 15:00-16:00"), (PRESS, "Ссылка будет позже"), (PRESS, "Без ограничений")),
    *((PRESS, "Дальше"), (PRESS, "Открыть запись"), (PRESS, "Открыть")),
)
"""An event, on the card of which one is."""

WAYS_OF_SERIES = {
    "repeating": Way(
        Role.METHODIST,
        (
            *(*DRAWN_UP, (PRESS, "Повторять"), (PRESS, "Раз в месяц"), (PRESS, "← Назад")),
            *((PRESS, "Каждую неделю"), (SAY, "до 27 октября"), (PRESS, "✓ 20 октября")),
            (PRESS, "Открыть запись на все"),
        ),
        "В серии 3 мероприятия.",
    ),
    "changing what follows": Way(
        Role.METHODIST,
        (
            *(*DRAWN_UP, (PRESS, "Повторять"), (PRESS, "Каждую неделю"), (PRESS, "4 раза")),
            *((PRESS, "Сохранить черновики"), (PRESS, "Вся серия")),
            *((PRESS, "Открыть запись на все"), (PRESS, "2. вт, 13 октября, 15:00")),
            *((PRESS, "Изменить или отменить"), (PRESS, "Название"), (SAY, "Практикум")),
            *((PRESS, "Отмена"), (PRESS, "Продолжить"), (PRESS, "Изменить это и следующие")),
        ),
        "Сохранено для этого мероприятия и следующих.",
    ),
    "enrolling for all": Way(
        Role.METHODIST,
        (
            *(*DRAWN_UP, (PRESS, "Повторять"), (PRESS, "Каждую неделю"), (PRESS, "4 раза")),
            *((PRESS, "Открыть запись на все"), (PRESS, "Вся серия")),
            (PRESS, "Записаться на всю серию"),
        ),
        "вт, 27 октября, 15:00–16:00: вы записаны",
    ),
    "drawing up by a sample": Way(
        Role.METHODIST,
        (
            *(*DRAWN_UP, (OPEN, "newevent"), (PRESS, "По образцу"), (SAY, "семинар")),
            *((PRESS, "1. Семинар"), (SAY, "7 октября 15:00-16:00"), (PRESS, "Отмена")),
            *((PRESS, "Продолжить"), (PRESS, "Открыть запись")),
        ),
        "Запись открыта.",
    ),
    "a quorum": Way(
        Role.METHODIST,
        (
            *(*DRAWN_UP, (PRESS, "Условия участия"), (PRESS, "Наименьшее число")),
            *((PRESS, "Назвать число"), (SAY, "10"), (PRESS, "← Назад"), (SAY, "12")),
            (SAY, "4 октября 12:00"),
        ),
        "нужно 12. Если столько не наберётся",
    ),
}
