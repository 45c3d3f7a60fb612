"""Forms from their first step to their last, as people go through them."""

from dataclasses import dataclass

from core.people import Role

Step = tuple[str, str]
"""What is done with the phone, and with which words."""

SAY, PRESS, OPEN = "say", "press", "open"


@dataclass(frozen=True)
class Way:
    """A form to its end, which is on the screen then. ``hosted``: a methodist has opened times
    before; ``helping``: one was asked to help a colleague; ``seated``: one is given a seat;
    ``giving``: has one to give; ``unplanned``: the plan has no line for October."""

    who: Role | None
    steps: tuple[Step, ...]
    end: str
    hosted: bool = False
    helping: bool = False
    seated: bool = False
    giving: bool = False
    unplanned: bool = False


TO_A_TIME = (
    (OPEN, "booktalk"),
    (PRESS, "Громов Борис (2)"),
    (PRESS, "пн, 5 октября, 15:00–15:30"),
)


WAYS = {
    "registering": Way(
        None,
        (
            (SAY, "/start"),
            (PRESS, "Согласен(на)"),
            (SAY, "Соколова Анна"),
            (SAY, "школа 5"),
            (PRESS, "Школа № 5"),
            (SAY, "Логопед"),
            (PRESS, "Математика"),
            (PRESS, "Физика"),
            (PRESS, "Готово"),
        ),
        "Соколова Анна",
    ),
    "asking": Way(
        Role.TEACHER,
        (
            (SAY, "/ask"),
            (PRESS, "Аттестация"),
            (SAY, "Как оценивать проект?"),
            (SAY, "И ещё одно."),
            (PRESS, "Другая тема"),
            (PRESS, "Аттестация"),
            (PRESS, "Отмена"),
            (PRESS, "Продолжить"),
            (PRESS, "Отправить"),
        ),
        "Вопрос № 2 ",
    ),
    "answering": Way(
        Role.METHODIST,
        (
            (OPEN, "answer:1"),
            (SAY, "По критериям."),
            (SAY, "Они в приложении."),
            (PRESS, "Отмена"),
            (PRESS, "Продолжить"),
            (PRESS, "Отправить"),
        ),
        "Ответ на вопрос № 1",
    ),
    "saying the word": Way(
        Role.TEACHER,
        ((OPEN, "arrive:77"), (SAY, "берёза 481"), (SAY, "Береза 482")),
        "Отметка о присутствии есть.",
    ),
    "giving feedback": Way(
        Role.TEACHER,
        (
            *((OPEN, "feedback:78"), (PRESS, "Да"), (PRESS, "← Назад"), (PRESS, "Отчасти")),
            *((PRESS, "Возможно"), (PRESS, "В самый раз"), (SAY, "Было бы больше примеров.")),
        ),
        "Ваши слова: «Было бы больше примеров.»",
    ),
    "coming instead": Way(
        Role.TEACHER,
        (
            *((OPEN, "seatcode"), (SAY, "4821"), (SAY, "4821 7735"), (PRESS, "← Назад")),
            *((SAY, "4821-7735"), (PRESS, "Занять место")),
        ),
        "Вы записаны. Место перешло к вам.",
        seated=True,
    ),
    "asking without a name": Way(
        Role.TEACHER,
        (
            (SAY, "/ask"),
            (PRESS, "Аттестация"),
            (PRESS, "Спросить анонимно"),
            (PRESS, "Да, без имени"),
            (SAY, "Как быть с травлей?"),
            (PRESS, "Отправить"),
        ),
        "Вопрос № 2 ",
    ),
    "publishing": Way(
        Role.METHODIST,
        (
            *((OPEN, "answer:1"), (SAY, "По критериям."), (PRESS, "Отправить")),
            *((OPEN, "publish:1"), (PRESS, "Изменить вопрос"), (SAY, "Как оценивать?")),
            *((PRESS, "Отмена"), (PRESS, "Продолжить"), (PRESS, "Опубликовать")),
        ),
        "Ответ в банке.",
    ),
    "asking back": Way(
        Role.METHODIST,
        ((OPEN, "askback:1"), (SAY, "Какой это класс?"), (PRESS, "Отправить")),
        "Когда учитель ответит на вопрос № 1",
    ),
    "noting": Way(
        Role.METHODIST,
        (
            *((OPEN, "note:1"), (SAY, "Спросить у юриста."), (PRESS, "Отмена")),
            *((PRESS, "Продолжить"), (PRESS, "Отправить")),
        ),
        "Заметка к вопросу № 1",
    ),
    "passing on": Way(
        Role.METHODIST,
        (
            (OPEN, "pass:1"),
            (PRESS, "Вернуть в очередь"),
            (PRESS, "Кому-то другому"),
            (PRESS, "Вернуть в очередь"),
            (SAY, "Это к юристу."),
            (PRESS, "Отмена"),
            (PRESS, "Продолжить"),
            (PRESS, "Передать"),
        ),
        "Вопрос № 1 снова в очереди",
    ),
    "answering by a template": Way(
        Role.METHODIST,
        (
            (OPEN, "workplace"),
            (PRESS, "Шаблоны ответов"),
            (PRESS, "Новый шаблон"),
            (SAY, "Здравствуйте, {имя}."),
            (PRESS, "Дальше"),
            (PRESS, "Только для меня"),
            (OPEN, "answer:1"),
            (PRESS, "Шаблоны ответов"),
            (PRESS, "Здравствуйте, {имя}."),
            (PRESS, "Вставить как есть"),
            (PRESS, "Отправить"),
        ),
        "Ответ на вопрос № 1",
    ),
    "changing a template": Way(
        Role.METHODIST,
        (
            *((OPEN, "newtemplate"), (SAY, "Здравствуйте, {имя}."), (PRESS, "Дальше")),
            *((PRESS, "Только для меня"), (PRESS, "Шаблоны ответов")),
            *((PRESS, "Здравствуйте, {имя}."), (PRESS, "Изменить")),
            (SAY, "Добрый день, {имя}."),
            (PRESS, "Отмена"),
            (PRESS, "Продолжить"),
            (PRESS, "Сохранить"),
        ),
        "Сохранено. Новые ответы",
    ),
    "helping a colleague": Way(
        Role.TEACHER,
        (
            (OPEN, "propose:1"),
            (SAY, "По критериям ФГОС."),
            (SAY, "Они в приложении."),
            (PRESS, "Отмена"),
            (PRESS, "Продолжить"),
            (PRESS, "Отправить с именем"),
        ),
        "Спасибо, методист прочитает ваш ответ.",
        helping=True,
    ),
    "inviting": Way(
        Role.COORDINATOR,
        (
            *((OPEN, "invite"), (PRESS, "Методиста")),
            *((PRESS, "Северный район"), (PRESS, "Школа № 5")),
        ),
        "https://t.me/",
    ),
    "expertise": Way(
        Role.METHODIST,
        (
            *((OPEN, "workplace"), (PRESS, "Изменить: Северный район"), (PRESS, "Математика")),
            *((PRESS, "Дальше"), (PRESS, "Аттестация"), (PRESS, "Готово")),
        ),
        "Математика",
    ),
    "preferences": Way(
        Role.TEACHER,
        (
            *((OPEN, "preferences"), (PRESS, "Напоминания"), (PRESS, "Раз в день, сводкой")),
            *((PRESS, "Час сводки"), (PRESS, "12:00")),
        ),
        "Сохранено. Час сводки: 12:00.",
    ),
    "noting an absence": Way(
        Role.METHODIST,
        (
            (OPEN, "absences"),
            (PRESS, "Отметить дни"),
            (SAY, "5–9 октября"),
            (PRESS, "Без заместителя"),
            *((PRESS, "Другие дни"), (SAY, "5–16 октября")),
            *((PRESS, "Без заместителя"), (PRESS, "Отметить")),
        ),
        "Отмечено: 5–16 октября 2026.",
    ),
    "working days": Way(
        Role.METHODIST,
        (
            *((OPEN, "workdays"), (PRESS, "✓ пн"), (PRESS, "сб"), (PRESS, "✓ ср")),
            (PRESS, "Сохранить"),
        ),
        "Ваши рабочие дни: вт, чт, пт, сб.",
    ),
    "a term": Way(
        Role.COORDINATOR,
        (
            *((OPEN, "terms"), (PRESS, "Добавить срок"), (PRESS, "Северный район")),
            *((PRESS, "Школа № 5"), (PRESS, "все темы"), (SAY, "21"), (SAY, "6")),
        ),
        "1. Школа № 5, все темы: 6 рабочих дней",
    ),
    "a leading school": Way(
        Role.COORDINATOR,
        (
            *((OPEN, "leading"), (PRESS, "Добавить школу"), (PRESS, "Северный район")),
            *((PRESS, "Северный район"), (PRESS, "Школа № 1"), (PRESS, "Физика")),
        ),
        "1. Школа № 1 помогает: Северный район, Физика",
    ),
    "drawing up an event": Way(
        Role.METHODIST,
        (
            (OPEN, "newevent"),
            (SAY, "Семинар"),
            (PRESS, "Вебинар"),
            (PRESS, "Очно и онлайн"),
            (SAY, "5 октября 15:00-16:00"),
            (PRESS, "← Назад"),
            (SAY, "6 октября 15:00-16:00"),
            (SAY, "Кабинет 12"),
            (PRESS, "Ссылка будет позже"),
            *((SAY, "30"), (PRESS, "Без ограничений"), (PRESS, "Математика"), (PRESS, "Дальше")),
            *((PRESS, "Описание"), (SAY, "Возьмите тетрадь.")),
            (PRESS, "Отмена"),
            (PRESS, "Продолжить"),
            (PRESS, "Открыть запись"),
        ),
        "Запись открыта.",
    ),
    "opening": Way(
        Role.METHODIST,
        (
            (OPEN, "opentimes"),
            (SAY, "Кабинет 12"),
            (SAY, "5 октября 15:00-16:00"),
            (PRESS, "Без повтора"),
            (PRESS, "Недель подряд: 2"),
            (PRESS, "Открыть (4)"),
        ),
        "Открыто встреч: 4.",
    ),
    "booking": Way(
        Role.TEACHER,
        (*TO_A_TIME, (PRESS, "← Назад"), TO_A_TIME[-1], (SAY, "Как защитить проект")),
        "Вы записаны на беседу.",
        hosted=True,
    ),
    "moving": Way(
        Role.TEACHER,
        (
            *(*TO_A_TIME, (PRESS, "Записаться без темы"), (PRESS, "Открыть")),
            *((PRESS, "Перенести"), (PRESS, "пн, 5 октября, 15:30–16:00")),
        ),
        "Беседа перенесена.",
        hosted=True,
    ),
}
