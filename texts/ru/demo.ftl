### Демо: страница с телефонами и часами

## Шапка

demo-page-title = Опора
demo-page-badge = демо: все люди и школы выдуманы
demo-page-clock = Часы демонстрации
demo-page-hour = +1 час
demo-page-day = +1 день
demo-page-week = +1 неделя
demo-page-move-hour = Перевести часы на час вперёд
demo-page-move-day = Перевести часы на день вперёд
demo-page-move-week = Перевести часы на неделю вперёд
demo-page-newcomer = Добавить телефон нового человека
demo-page-newcomer-short = + Новичок
demo-page-people = Люди
demo-page-unread = Новых сообщений:

## Телефон

demo-page-message = Сообщение
demo-page-send = Отправить
demo-page-attach = Прикрепить файл
demo-page-drop = Отпустите, чтобы прикрепить файл
demo-page-commands = Команды бота
demo-page-start = Старт
demo-page-typing = Бот печатает
demo-page-empty = Переписки ещё нет. Бот заговорит, когда нажмут «Старт».
demo-page-chat = Переписка с ботом
demo-page-down = К последнему сообщению
demo-page-close = Закрыть
demo-page-edit = Изменить сообщение
demo-page-editing = Изменение сообщения
demo-page-edited = изменено

## Ссылка на бота

demo-page-link-title = На чьём телефоне открыть ссылку?
demo-page-link-newcomer = Новый человек
demo-page-link-newcomer-hint = С ботом ещё не знаком

## Новый человек

demo-newcomer-title = Новый человек
demo-newcomer-hint = { $invited ->
        [yes] Открыта ссылка на бота. Нажмите «Старт».
       *[no] С ботом ещё не знаком. Нажмите «Старт».
    }
demo-newcomer-name = { $turn ->
        [0] Алина
        [1] Тимур
        [2] Дарья
        [3] Глеб
        [4] Зарина
        [5] Матвей
        [6] Ульяна
        [7] Ринат
        [8] Полина
        [9] Лев
        [10] Эльвира
       *[11] Степан
    }

## Что пошло не так

demo-page-offline = Нет связи со службой. Страница подключится сама.
demo-page-too-large = Файл больше 50 МБ. Отправьте файл поменьше.
demo-page-empty-file = Файл пустой. Выберите другой.
demo-page-no-file = Этого файла уже нет: демо хранит файлы до перезапуска.
demo-page-changed = Экран уже изменился, этой кнопки на нём нет.
demo-page-not-editable = Этого сообщения уже нет, изменить его нельзя.
demo-page-too-many = Телефонов уже слишком много. Перезапустите демо, чтобы начать сначала.
demo-page-failed = Бот не справился. Подробности в журнале службы.
demo-guest-title = Пришёл раньше
demo-guest-hint = Этот человек уже знаком с ботом. Отправьте /menu.
