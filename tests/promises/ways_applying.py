"""Forms of applications, from their first step to their last."""

from core.people import Role
from tests.promises.ways import OPEN, PRESS, SAY, Way

CALLED = 79
"""An event that takes applications; the organiser has Vera's."""

APPLYING = {
    "applying": Way(
        Role.TEACHER,
        (
            *((OPEN, f"apply:{CALLED}"), (SAY, "Веду проекты."), (SAY, "План приложу.")),
            *((PRESS, "Отмена"), (PRESS, "Продолжить"), (PRESS, "Отправить")),
        ),
        "Заявка отправлена.",
    ),
    "changing an application": Way(
        Role.TEACHER,
        (
            *((OPEN, f"apply:{CALLED}"), (SAY, "Веду проекты."), (PRESS, "Отправить")),
            *((PRESS, "Моя заявка"), (PRESS, "Изменить заявку"), (SAY, "И кружок.")),
            *((PRESS, "Отправить"), (PRESS, "Моя заявка"), (PRESS, "Забрать заявку")),
            (PRESS, "Да, забрать"),
        ),
        "Заявка у вас, организатор её больше не видит.",
    ),
    "taking applications": Way(
        Role.METHODIST,
        (
            *((OPEN, f"applicationterms:{CALLED}"), (PRESS, "Конкурс"), (PRESS, "Срок подачи")),
            *((SAY, "15 сентября 18:00"), (PRESS, "О чём написать"), (SAY, "О работе.")),
            (PRESS, "Попросить файлы"),
        ),
        "Файлы с работой: нужны, до 10",
    ),
    "deciding about an application": Way(
        Role.METHODIST,
        (
            *((OPEN, f"applications:{CALLED}"), (PRESS, "Волкова Вера · Школа № 5")),
            *((PRESS, "Вернуть на доработку"), (PRESS, "← Назад"), (PRESS, "Отклонить")),
            (SAY, "Нет мест."),
        ),
        "Отклонена: Нет мест.",
    ),
}
