### Личные беседы с методистом

button-talk = Беседа с методистом
button-my-talks = Мои беседы
button-talks = Беседы
talk-summary = Личная беседа: { $other }
talk-file-name = beseda-{ NUMBER($number, useGrouping: 0) }.ics
talk-no-place = не указано
talk-line = <b>{ $time }</b>
    { $other }{ $state ->
        [cancelled] , отменена
        [held] , состоялась
        [missed] , не состоялась
       *[coming] { "" }
    }

booking-hosts = С кем вы хотите поговорить? В скобках число свободных встреч.
booking-nobody = Свободного времени для беседы пока нет. Загляните позже или задайте вопрос письменно: /ask.
button-host = { $name } ({ $free })
booking-times =
    <b>{ $name }</b>

    Выберите время.
booking-no-times = У методиста не осталось свободного времени. Загляните позже или выберите другого методиста.
booking-about =
    <b>{ $time }</b>
    Где: { $place }

    О чём хотите поговорить? Напишите несколько слов или пропустите этот шаг.
button-skip-about = Записаться без темы
booking-done =
    { $moved ->
        [yes] Беседа перенесена.
       *[no] Вы записаны на беседу.
    }

    <b>{ $time }</b>
    { $name }
    Где: { $place }

    Файл выше добавит встречу в календарь телефона. Напомним за день и за час.

my-talks = <b>Мои беседы</b>
my-talks-none = Пока ни одной.
talk-card =
    <b>Личная беседа</b>
    { $time }
    { $side ->
        [teacher] Методист: { $other }
       *[methodist] Учитель: { $other }
    }{ $has_about ->
        [yes] , тема: «{ $about }»
       *[no] { "" }
    }
    Где: { $place }
    { $state ->
        [cancelled] Беседа отменена.
        [held] Беседа состоялась.
        [missed] Учитель не пришёл.
       *[coming] { "" }
    }
button-move-talk = Перенести
button-cancel-talk = Отменить беседу
button-slot-withdraw = Убрать это время
button-talk-file = Файл для календаря
button-talk-question = Открыть обращение
button-talk-held = Состоялась
button-talk-missed = Не пришёл
talk-cancelling =
    Отменить беседу?
    { $time }, { $other }

    Второй участник узнает об этом сразу, а время снова станет свободным.
button-cancel-sure = Да, отменить
talk-withdrawing =
    Убрать это время?
    { $time }, { $other }

    Беседа будет отменена, учитель узнает об этом сразу. Записаться на это время больше будет нельзя.
button-withdraw-sure = Да, убрать

hosting-title =
    <b>Беседы</b>
    Предстоит: { $coming }, свободно: { $free }
hosting-unmarked = Отметьте, состоялись ли прошедшие беседы: { $unmarked }.
button-open-times = Открыть время
button-free-times = Свободное время
hosting-free = Ваше свободное время. Нажмите, чтобы убрать.
hosting-no-free = Свободного времени нет.
slot-withdrawing =
    Убрать это время?
    { $time }
    Где: { $place }

opening-unit = Для учителей какой организации открыть время?
opening-place = Где пройдёт беседа? Напишите кабинет и адрес или ссылку на встречу.
opening-head =
    <b>Время для бесед</b>
    { $unit }
    Где: { $place }
opening-prompt =
    Напишите дни и часы, каждый день с новой строки. Например:
    пн 15:00
    5 декабря 14:30
    завтра 10:00
    15.12 14:00-16:00 по 20 минут
opening-time = + { $time }
opening-refused = – { $time }: { $why ->
        [past] уже прошло
        [far] дальше чем через полгода
        [overlap] пересекается с другим временем
        [short] короче одной беседы
        [no-such-time] в этот день часы переводят, такого часа нет
       *[too-many] слишком много за один раз
    }
opening-unclear = – «{ $line }»: { $why ->
        [no-day] не указан день
        [no-hour] не указан час
        [no-such-day] такого дня нет
        [no-such-hour] такого часа нет
        [other-weekday] это другой день недели
        [over] этот день уже прошёл
        [backwards] конец раньше начала
        [length] так долго нельзя, выберите 15, 20, 30, 45 или 60 минут
        [too-many] слишком много строк за один раз
       *[words] не получилось понять
    }
opening-days-off = Это нерабочие дни: { $days_off }. Открыть время всё равно можно.
opening-again = Проверьте. Пока ничего не открыто. Чтобы исправить, напишите дни и часы заново.
button-open-now = Открыть ({ $count })
button-length = Длительность: { $minutes } мин
button-weeks = { $weeks ->
        [1] Без повтора
       *[other] Недель подряд: { $weeks }
    }
button-place = Другое место
opening-length = Сколько длится одна беседа? Если длительность написана рядом со временем, действует она.
button-minutes = { $minutes } мин
opening-weeks = Повторять эти дни и часы каждую неделю?
button-repeat = { $weeks ->
        [1] Без повтора
       *[other] Недель подряд: { $weeks }
    }
opening-done =
    Открыто встреч: { $count }. Учителя уже могут записаться.
button-open-more = Открыть ещё

notice-talk-booked =
    К вам записались на беседу
    <b>{ $time }</b>
    { $other }, { $unit }{ $has_about ->
        [yes] : «{ $about }»
       *[no] { "" }
    }
    Где: { $place }
notice-talk-moved =
    Беседу перенесли
    <b>{ $time }</b>, было { $before }
    { $other }
    Где: { $place }
notice-talk-cancelled =
    { $by ->
        [teacher] Учитель отменил беседу
        [methodist] Методист отменил беседу
       *[nobody] Беседа отменена: второй участник больше не пользуется сервисом в прежней роли
    }
    <b>{ $time }</b>
    { $other }
notice-talk-tomorrow =
    Напоминание: личная беседа
    <b>{ $time }</b>
    { $other }
    Где: { $place }
notice-talk-in-an-hour =
    Скоро личная беседа
    <b>{ $time }</b>
    { $other }
    Где: { $place }

slot-state = { $name ->
        [free] свободно
        [booked] занято
       *[withdrawn] убрано
    }
talk-state = { $name ->
        [coming] предстоит
        [cancelled] отменена
        [held] состоялась
       *[missed] не состоялась
    }
