### Мои данные

privacy-card =
    <b>Мои данные</b>

    Согласие: редакция { $version }, { $given_at }, { $messenger }.

    Можно получить копию всего, что о вас записано, или отозвать согласие: тогда мы сразу удалим ваши данные.
button-export = Получить копию
button-forget = Отозвать согласие
privacy-exported = { $parts ->
        [1] Отправили два файла. Первый можно просто открыть и прочитать, второй нужен для программ.
       *[other] Данных много, поэтому частей { $parts }, в каждой два файла. Первый можно просто открыть и прочитать, второй нужен для программ.
    }
privacy-forgetting =
    <b>Отозвать согласие и удалить данные?</b>

    Удалим сразу: имя, учётную запись, должность, предметы, ваши вопросы, ответы, заявки и файлы. Открытые обращения закроются, ответы на них уже не придут.

    Останется без имени: сколько было обращений и помогли ли они, ваши оценки мероприятий без слов. Вернуть удалённое нельзя, но можно прийти снова.
button-forget-now = Удалить мои данные
privacy-forgotten =
    Согласие отозвано, данные удалены.
    Акт № { NUMBER($act, useGrouping: 0) }, { $at }.

    Если захотите вернуться, отправьте /start.

export-page-name = Мои данные{ $part ->
        [0] {""}
       *[other] , часть { $part }
    }.html
export-json-name = Мои данные{ $part ->
        [0] {""}
       *[other] , часть { $part }
    }.json
export-title = Что записано обо мне
export-nothing = Ничего нет.
export-profile = Профиль
export-subjects = Предметы
export-accounts = Учётные записи
export-codes = Коды для второго мессенджера
export-consents = Согласия
export-roles = Роли
export-expertise = Направления методиста
export-preferences = Уведомления
export-workload = Нагрузка методиста
export-absences = Отсутствие
export-consultations = Мои обращения
export-messages = Мои сообщения
export-templates = Мои шаблоны ответов
export-volunteering = Помогаю коллегам по предмету
export-answers = Мои ответы в банке
export-marks = Какие ответы мне помогли
export-announcements = Мои объявления
export-slots = Открытое время для бесед
export-talks = Личные беседы
export-enrolments = Записи на мероприятия
export-events = Мероприятия, которые вы проводите
export-subscriptions = Подписка на календарь
export-acknowledgements = С какими объявлениями ознакомились
export-applications = Ваши заявки на мероприятия
export-attendances = На каких мероприятиях были
export-tries = Неудачные ответы на вопросы мероприятий
export-certificates = Сертификаты
export-opinions = Ваши отзывы о мероприятиях
export-materials = Материалы мероприятий, которые вы добавили
export-inquiries = Вопросы организаторам мероприятий и ваши ответы
export-plan = За что отвечаете по плану на год
export-looks = Кто и когда обращался к моим данным
export-field-name = Имя
export-field-month = Месяц
export-field-event = Мероприятие
export-field-failed = Неудачных попыток
export-field-held_at = Начало
export-field-marked = Как отмечено
export-field-application_state = Заявка
export-field-grounds = Что ответил организатор
export-field-award = Итог конкурса
export-field-useful = Было полезно
export-field-applied = Пригодится в работе
export-field-pace = Темп
export-field-certificate = Номер сертификата
export-field-unit = Место работы
export-field-position = Должность
export-field-teaching_since = Преподаёте с
export-field-registered_at = Регистрация
export-field-subject = Предмет
export-field-share = Доля нагрузки, %
export-field-ceiling = Вопросов сразу, не больше
export-field-first = Первый день
export-field-last = Последний день
export-field-messenger = Мессенджер
export-field-external = Номер в мессенджере
export-field-at = Когда
export-field-ends_at = До
export-field-place = Где
export-field-about = О чём
export-field-slot_state = Состояние
export-field-talk_state = Состояние
export-field-title = Название
export-field-presence = Участие
export-field-standing = Запись
export-field-kept_for = Место оставлено для
export-field-event_state = Состояние
export-field-version = Редакция
export-field-withdrawn_at = Отозвано
export-field-role = Роль
export-field-revoked_at = Снята
export-field-question = Вопрос
export-field-mark = Отметка
export-field-number = Номер
export-field-topic = Тема
export-field-state = Состояние
export-field-joining = Что с ним стало
export-field-outcome = Оценка
export-field-word = Слова к оценке
export-field-kind = Вид
export-field-reminders = Напоминания
export-field-announcements = Объявления
export-field-digest_hour = Час сводки
export-field-quiet_until = Не беспокоить до
export-field-zone = Часовой пояс
export-field-text = Текст
export-field-file = Файл
export-field-deed = Действие
export-field-who = Кто
export-field-what = Подробности
