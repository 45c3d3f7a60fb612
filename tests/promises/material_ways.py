"""Forms of events and their materials from their first step to their last, as in ``ways``."""

from core.people import Role
from tests.promises.ways import OPEN, PRESS, SAY, Way

MATERIAL_WAYS = {
    "adding materials": Way(
        Role.METHODIST,
        (
            *((OPEN, "addmaterials:77"), (SAY, "Запись: https://example.ru"), (PRESS, "Отмена")),
            *((PRESS, "Продолжить"), (SAY, "Слайды: https://example.ru"), (PRESS, "Готово")),
        ),
        "Добавлено: 2.",
    ),
    "renaming a material": Way(
        Role.METHODIST,
        (
            *((OPEN, "addmaterials:77"), (SAY, "https://example.ru"), (PRESS, "Готово")),
            *((PRESS, "Материалы"), (PRESS, "1. https://example.ru"), (PRESS, "Переименовать")),
            (SAY, "Запись семинара"),
        ),
        "Запись семинара",
    ),
    "writing a memo": Way(
        Role.METHODIST,
        (
            *((OPEN, "memoroom:77"), (SAY, "Паспорт"), (PRESS, "← Назад")),
            *((SAY, "Паспорт и ручка"), (PRESS, "Сохранить")),
        ),
        "Памятка сохранена.",
    ),
}
