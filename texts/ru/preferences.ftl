### Уведомления: что приходит само, когда и по какому времени

button-my-notices = Уведомления
preferences-card =
    <b>Уведомления</b>

    Ответы и вопросы людей: сразу, в любое время
    Напоминания: { $reminders }
    Объявления: { $announcements }
    { $in_digest ->
        [yes] Сводка: по рабочим дням в { $hour }
       *[no] Сводка: в неё ничего не входит
    }
    Не беспокоить: { $until ->
        [none] выключено
       *[other] до { $until }
    }
    Часовой пояс: { $zone }, сейчас { $clock }{ $own ->
        [yes] { "" }
       *[no] , как у вашей организации
    }

    Напоминания и объявления не приходят с 21:00 до 08:00, в выходные и праздники: они подождут утра рабочего дня.

    Объявление с кнопкой «Ознакомлен(а)» приходит всегда, отдельным сообщением.
mode = { $name ->
        [instant] сразу
        [digest] раз в день, сводкой
       *[off] не приходят
    }
zone = { $shift ->
        [none] МСК
       *[other] МСК{ $shift }
    }

button-kind-reminders = Напоминания
button-kind-announcements = Объявления
button-digest-hour = Час сводки
button-be-quiet = Не беспокоить
button-my-zone = Часовой пояс

preferences-mode = { $kind ->
        [reminders] Как присылать напоминания о сроках?
       *[announcements] Как присылать объявления?
    }

    Сводка собирает всё за день в одно сообщение. Сейчас её час: { $hour }.
button-mode = { $name ->
        [instant] Сразу
        [digest] Раз в день, сводкой
       *[off] Не присылать
    }
preferences-hour =
    В котором часу присылать сводку?

    Она приходит по рабочим дням, если в ней что-нибудь есть.
preferences-quiet =
    Сколько вас не беспокоить?

    Будут приходить только ответы и вопросы людей. Напоминания и объявления подождут до утра следующего рабочего дня.{ $until ->
        [none] { "" }
       *[other] {" "}Сейчас они ждут до { $until }.
    }
button-quiet = { $days ->
        [7] Неделю
        [14] Две недели
       *[30] Месяц
    }
button-disturb = Выключить
preferences-zone =
    Сколько времени сейчас у вас?

    Выберите строку, где часы показывают то же, что ваши.
button-zone = { $zone }, { $clock }
button-units-zone = Как у организации

preferences-changed-reminders = Сохранено. Напоминания: { $reminders }.
preferences-changed-announcements = Сохранено. Объявления: { $announcements }.
preferences-changed-hour = Сохранено. Час сводки: { $hour }.{ $in_digest ->
        [yes] { "" }
       *[no] {" "}Чтобы в сводку что-нибудь вошло, выберите «Раз в день, сводкой» для напоминаний или объявлений.
    }
preferences-changed-quiet = { $until ->
        [none] Сохранено. Напоминания и объявления снова приходят.
       *[other] Сохранено. Не беспокоим до { $until }.
    }
preferences-changed-zone = Сохранено. Часовой пояс: { $zone }, сейчас { $clock }.
