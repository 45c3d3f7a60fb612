### План мероприятий на год

## Список

button-plan = План на год
plan-title =
    <b>План на год</b>{ $mine ->
        [yes] { "" }
            Только то, за что отвечаете вы
       *[no] { "" }
    }{ $month ->
        [none] { "" }
       *[other] { "" }
            Месяц: { $month }
    }{ $unit ->
        [none] { "" }
       *[other] { "" }
            Организация: { $unit }
    }
plan-about =
    Сроки могут измениться. Записаться можно, когда мероприятие появится в календаре.
    { "" }
plan-none =
    { "" }
    { $narrowed ->
        [true] Здесь ничего не запланировано. Чтобы увидеть остальное, нажмите «Показать всё».
       *[false] На ближайшие месяцы ничего не запланировано.
    }
plan-line = { $at ->
        [0] { "" }
       *[other] { $at }.{ " " }
    }<b>{ $title }</b>
    { $when }, { $unit }{ $has_audience ->
        [yes] { plan-audience }
       *[no] { "" }
    }{ $has_responsible ->
        [yes] { plan-responsible }
       *[no] { "" }
    }{ $has_state ->
        [yes] . { $state }
       *[no] { "" }
    }
plan-audience = . Для кого: { $audience }
plan-responsible = . Отвечает: { $responsible }
plan-state = { $name ->
        [wanted] Ещё не создано
        [draft] Черновик
        [open] Запись открыта
        [over] Прошло
        [cancelled] Отменено
        [struck] Не состоится
       *[held] Проведено
    }
button-plan-year = По месяцам
button-plan-units = Организация
button-plan-mine = Я отвечаю
button-plan-all = Показать всё
button-plan-table = Выгрузить план
plan-year = { $none ->
        [true] <b>План по месяцам</b>

            Пока ничего не запланировано.
       *[false] <b>План по месяцам</b>

            Рядом с месяцем стоит, сколько мероприятий запланировано.
    }
plan-year-wanting = Всего: { $lines_count }. Ещё не создано: { $wanting }.
button-plan-month = { month }: { $lines }
plan-units = Чей план показать?

## Строка плана

plan-card =
    <b>{ $title }</b>
    { $when }, { $unit }{ $has_audience ->
        [yes] { "" }
            Для кого: { $audience }
       *[no] { "" }
    }{ $has_responsible ->
        [yes] { "" }
            Отвечает: { $responsible }
       *[no] { "" }
    }

    { $state }{ $tied ->
        [yes] : «{ $event_title }»
            { $time }
       *[no] { "" }
    }{ $has_reason ->
        [yes] { "" }
            Причина: { $reason }
       *[no] { "" }
    }{ $people ->
        [-1] { "" }
       *[other] { "" }
            Участников: { $people }
    }
button-make-event = Создать мероприятие
button-tie-event = Связать с мероприятием
button-untie-event = Отвязать мероприятие
button-open-tied = Открыть мероприятие
button-was-held = Проведено
button-strike = Не состоится
button-restore = Вернуть в план
button-edit-line = Изменить
plan-striking =
    <b>{ $title }</b>

    Почему не состоится? Напишите причину: её увидят те, кто отвечает за план.
plan-holding =
    <b>{ $title }</b>

    Сколько человек участвовало? Напишите число. Так отмечают то, что прошло без записи в боте.
plan-tying =
    <b>{ $title }</b>

    С каким мероприятием связать? Показаны ближайшие по сроку.
plan-tying-none =
    <b>{ $title }</b>

    Связать не с чем: у этой организации нет мероприятий без строки плана. Создайте новое.
plan-unfinished =
    У вас есть незаконченное мероприятие. Закончите его или начните новое, по плану: тогда незаконченное не сохранится.
button-finish-event = Закончить прежнее
button-make-anew = Начать по плану
compose-planned-day =
    { "" }
    По плану это { $planned_day }. Если день верный, напишите только время: 15:00-16:30

plan-editing = Что изменить?
button-line-title = Название
button-line-when = Срок
button-line-audience = Для кого
button-line-mine = Отвечаю я
button-line-not-mine = Отвечаю не я
plan-edit-title =
    <b>{ $title }</b>

    Напишите новое название.
plan-edit-when =
    <b>{ $title }</b>
    Сейчас: { $when }

    Когда? Напишите день, например 15.12.2026, или месяц, например декабрь 2026.
plan-edit-audience =
    <b>{ $title }</b>

    Для кого? Например: учителя начальных классов.

button-add-line = Добавить строку
plan-add-unit = В чей план добавить строку?
plan-add-title =
    <b>Новая строка плана</b>, шаг 1 из 2
    { $unit }

    Напишите название мероприятия.
plan-add-when =
    <b>Новая строка плана</b>, шаг 2 из 2
    { $title }

    Когда? Напишите день, например 15.12.2026, или месяц, например декабрь 2026.
plan-added =
    Строка добавлена в план.
    <b>{ $title }</b>

    Откройте её, чтобы указать, для кого мероприятие, отметить, что отвечаете вы, или создать мероприятие.

## Таблица

plan-table =
    <b>Выгрузить план</b>

    За какой год? В таблице будет, что запланировано и что сделано: записано, пришло, доля отзывов. Её можно изменить и загрузить снова.
plan-table-none =
    <b>Выгрузить план</b>

    Выгружать нечего: у ваших организаций пока нет плана.
button-plan-of-year = { $kind ->
        [school] { NUMBER($first, useGrouping: 0) }/{ NUMBER($last, useGrouping: 0) } учебный год
       *[calendar] { NUMBER($first, useGrouping: 0) } год
    }
plan-taken = { $count ->
        [one] Таблица готова, в ней { $count } строка. Она выше.
        [few] Таблица готова, в ней { $count } строки. Она выше.
       *[many] Таблица готова, в ней { $count } строк. Она выше.
    }
plan-file-name = plan-{ NUMBER($year, useGrouping: 0) }.xlsx
plan-sheet = План
plan-column-code = Код
plan-column-date = Дата
plan-column-month = Месяц плана
plan-column-title = Мероприятие
plan-column-audience = Для кого
plan-column-unit = Организация
plan-column-responsible = Ответственный
plan-column-state = Состояние
plan-column-event = День мероприятия
plan-column-enrolled = Записано
plan-column-came = Пришло
plan-column-opinions = Доля отзывов
plan-share = { $share } %

## Типовой план

button-typical-plan = Взять типовой план
typical-unit = Для какой организации взять типовой план?
typical-title =
    <b>Типовой план на год</b>
    { $unit }

    Это заготовка: то, что методические службы обычно делают в течение года. Каждую строку потом можно изменить или отметить «Не состоится».
    { "" }
typical-line = { $month }: { $title }
button-take-typical = Взять этот план
typical-taken = { $count ->
        [one] Готово: в плане { $count } новая строка. Откройте её, чтобы изменить срок и название или отметить, что отвечаете вы.
        [few] Готово: в плане { $count } новые строки. Откройте каждую, чтобы изменить срок и название или отметить, что отвечаете вы.
       *[many] Готово: в плане { $count } новых строк. Откройте каждую, чтобы изменить срок и название или отметить, что отвечаете вы.
    }

## Напоминание

notice-plan-due =
    План на { $month }. За эти мероприятия отвечаете вы, и они ещё не созданы:
    { $titles }{ $more ->
        [0] { "" }
       *[other] { "" }
            И ещё: { $more }
    }

    Создайте мероприятие прямо из плана. Если оно не состоится или уже прошло, отметьте это там же.
plan-due-title = • { $title }
button-my-plan = Открыть план
