### Ознакомление с объявлениями

## Для тех, кто прочитал

button-acknowledged = Ознакомлен(а)
button-read-again = Прочитать ещё раз
button-ask-about = Спросить
acknowledged =
    { $again ->
        [yes] Вы уже отметили, что ознакомились с объявлением.
       *[no] Отмечено: вы ознакомились с объявлением.
    }

    <i>{ $gist }</i>

    Отметка стоит с { $at }. Объявление осталось в чате, куда пришло. Прочитать его можно и здесь.
announced-text =
    <b>Объявление № { NUMBER($number, useGrouping: 0) }</b>

    { $text }
announced-recalled = Объявление № { NUMBER($number, useGrouping: 0) } отозвано. Отмечать, что вы ознакомились, не нужно.
notice-acknowledgement-asked =
    <b>Пожалуйста, отметьте, что ознакомились с объявлением</b>

    <i>{ $gist }</i>

## Для тех, кто отвечает

acks-title =
    <b>Ознакомились { $acknowledged } из { $total }</b>
    <i>{ $gist }</i>

    Получили и не отметили: { $silent }
    Ещё в пути: { $on_its_way }
    Не доставлено: { $undelivered }
    Неизвестно, дошло ли: { $unknown }
acks-asked-at = Напоминали: { $asked_at }
acks-recalled = Объявление отозвано, отметки больше не нужны.
acks-nowhere = Место работы не указано
button-acks-school = { $acknowledged } из { $total } · { $name }
button-ask-again = Напомнить ({ $silent })
button-acks-table = Таблица для приказа
acks-school =
    <b>{ $school }</b>
    { "" }
acks-reader =
    { $name }
    { $standing ->
        [acknowledged] { $at }
        [undelivered] не доставлено: { $reason }
        [unknown] неизвестно, дошло ли
        [on-its-way] ещё в пути
       *[silent] нет
    }
acks-standing = { $standing ->
        [undelivered] не доставлено
        [unknown] неизвестно
        [on-its-way] ещё в пути
       *[silent] нет
    }
acks-reason = { $reason ->
        [carriage] мессенджерам человека нельзя это передавать
        [blocked] человек остановил бота или удалил учётную запись
        [no-account] человека ещё нет ни в одном мессенджере
        [late] мессенджер долго не отвечал
       *[refused] мессенджер отказался принять
    }
acks-asking =
    { $silent ->
        [one] Напомнить { $silent } человеку, который получил объявление и не отметил, что ознакомился?
        [few] Напомнить { $silent } людям, которые получили объявление и не отметили, что ознакомились?
       *[many] Напомнить { $silent } людям, которые получили объявление и не отметили, что ознакомились?
    }

    <i>{ $gist }</i>

    Напоминать можно раз в день.
button-ask-again-now = Да, напомнить
acks-asked =
    { $count ->
        [0] Напоминать некому: все, кто получил объявление, отметили, что ознакомились.
        [one] Напоминание уйдёт { $count } человеку. Ночью мы не пишем: тем, у кого ночь, оно придёт утром.
        [few] Напоминание уйдёт { $count } людям. Ночью мы не пишем: тем, у кого ночь, оно придёт утром.
       *[many] Напоминание уйдёт { $count } людям. Ночью мы не пишем: тем, у кого ночь, оно придёт утром.
    }
acks-taken-out =
    { $count ->
        [one] Отправили таблицу, в ней { $count } человек. Что вы её взяли, записано в журнал.
        [few] Отправили таблицу, в ней { $count } человека. Что вы её взяли, записано в журнал.
       *[many] Отправили таблицу, в ней { $count } человек. Что вы её взяли, записано в журнал.
    }
acks-file-name = Ознакомление, объявление № { NUMBER($number, useGrouping: 0) }.xlsx
acks-sheet = Ознакомление
acks-column-number = № п/п
acks-column-school = Место работы
acks-column-name = ФИО
acks-column-position = Должность
acks-column-at = Дата и время
acks-column-where = Мессенджер или причина
