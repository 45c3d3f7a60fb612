### Кто пришёл на мероприятие

button-roll = Отметки и таблица
roll-title =
    <b>{ $title }</b>
    Отмечено { $came } из { $enrolled }
roll-how = Нажмите на имя, чтобы поставить отметку или снять её. Сертификат получит только тот, кто отмечен.
roll-early = Отмечать можно за полчаса до начала и позже.
roll-none = Записавшихся нет, отмечать некого.
button-guest = { $name } · { $school }
button-everybody-came = Все пришли
roll-everybody =
    Отметить всех, кто записан?
    <b>{ $title }</b>

    Без отметки сейчас: { $missing }. Каждый отмеченный сможет получить сертификат. Лишнюю отметку потом можно снять.
button-everybody-sure = Да, отметить всех
button-code-word = Кодовое слово
roll-word =
    Кодовое слово:
    <b>{ $word }</b>

    Действует до { $until }. Скажите его вслух или покажите на экране. Участники откроют мероприятие в боте, нажмут «Я здесь» и напишут это слово.
button-new-word = Другое слово
button-roll-table = Таблица участников
roll-file-name = uchastniki-{ NUMBER($number, useGrouping: 0) }.xlsx
roll-sheet = Участники
roll-column-number = № п/п
roll-column-school = Организация
roll-column-name = ФИО
roll-column-position = Должность
roll-column-presence = Участие
roll-column-came = Присутствие
roll-presence = { $presence ->
        [room] очно
       *[online] онлайн
    }
roll-came = { $came ->
        [yes] да
       *[no] нет
    }
roll-taken =
    { $count ->
        [one] Таблица выше, в ней { $count } человек.
        [few] Таблица выше, в ней { $count } человека.
       *[many] Таблица выше, в ней { $count } человек.
    } Что вы её взяли, записано в журнал.

button-arrive = Я здесь
arriving-word =
    <b>{ $title }</b>

    Напишите кодовое слово, которое назвал организатор.
arriving-done =
    <b>{ $title }</b>

    Отметка о присутствии есть. Сертификат можно получить уже сейчас.

notice-event-attended =
    Спасибо, что участвовали
    <b>{ $title }</b>

    { $materials ->
        [yes] Сертификат и материалы готовы.
       *[no] Сертификат готов.
    } Если есть полминуты, ответьте на три вопроса о мероприятии: организатор увидит ответы без имён.

attendance-way = { $name ->
        [list] отметил организатор
       *[word] по кодовому слову
    }
