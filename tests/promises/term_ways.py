"""Forms of the terms of an event from their first step to their last, as in ``ways``."""

from core.people import Role
from tests.promises.ways import OPEN, PRESS, SAY, Step, Way

DRAWN: tuple[Step, ...] = (
    *((OPEN, "newevent"), (SAY, "Семинар"), (PRESS, "Вебинар"), (PRESS, "Очно")),
    *((SAY, "25 октября 15:00-16:00"), (SAY, "Кабинет 12"), (SAY, "30"), (PRESS, "Дальше")),
    *((PRESS, "Открыть запись"), (PRESS, "Открыть"), (PRESS, "Условия участия")),
)
"""An event of the district of one's own, whose terms are open."""

TERM_WAYS = {
    "keeping seats": Way(
        Role.METHODIST,
        (
            *DRAWN,
            *((PRESS, "Места по организациям"), (PRESS, "Оставить места"), (SAY, "школа 5")),
            *((PRESS, "Школа № 5"), (SAY, "40"), (SAY, "10"), (PRESS, "Когда станут общими")),
            *((SAY, "скоро"), (SAY, "20 октября"), (PRESS, "1. Школа № 5")),
            *((PRESS, "Изменить число"), (SAY, "12")),
        ),
        "1. Школа № 5: оставлено 12, занято 0",
    ),
    "choosing whom it is for": Way(
        Role.METHODIST,
        (
            *DRAWN,
            *((PRESS, "Для кого"), (PRESS, "Роль"), (PRESS, "Учителя"), (PRESS, "Готово")),
            *((PRESS, "Предмет"), (PRESS, "Физика"), (PRESS, "✓ Физика"), (PRESS, "Готово")),
            *((PRESS, "Где работают"), (PRESS, "Выбрать организацию")),
            *((SAY, "школа 5"), (PRESS, "Школа № 5"), (PRESS, "Готово")),
        ),
        "Где работают: Школа № 5\nРоль: Учителя",
    ),
}
