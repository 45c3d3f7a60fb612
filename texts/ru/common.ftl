### Слова, общие для всех экранов

button-menu = Меню
button-back = ← Назад
button-next = Дальше
button-done = Готово
button-send = Отправить
button-cancel = Отмена
button-continue = Продолжить
button-discard = Выйти без отправки
button-open = Открыть
button-later = Позже
button-privacy = Мои данные

signs =
    { $length ->
        [one] { $length } знак
        [few] { $length } знака
       *[many] { $length } знаков
    }
somebody = Человек, который удалил свои данные

card-outdated = Эта кнопка из старого сообщения, с тех пор многое изменилось. Ниже то, что есть сейчас.
failure = У нас не получилось это сделать. То, что вы написали, сохранено. Попробуйте ещё раз через несколько минут. Если не поможет, назовите администратору номер { NUMBER($number, useGrouping: 0) }.
file-not-passed = Файл «{ $name }» не удалось передать. Попросите отправить его ещё раз.
file-not-passed-yet = Файл «{ $name }» сейчас не удаётся передать: мессенджер, из которого его прислали, не отвечает. Попробуйте ещё раз через несколько минут.
letter-withdrawn = Это сообщение отозвано.
unknown-command = Команды { $command } нет. Всё, что можно сделать, есть в меню.

messenger = { $name ->
        [telegram] Телеграм
        [max] MAX
        [demo] демонстрация
        [paper] на бумаге
       *[other] { $name }
    }
into-messenger = { $name ->
        [demo] демонстрацию
        [telegram] Телеграм
        [max] MAX
       *[other] { $name }
    }
role = { $name ->
        [teacher] учитель
        [methodist] методист
        [coordinator] координатор
       *[administrator] администратор
    }
state = { $name ->
        [waiting] ждёт ответа
        [answered] есть ответ
        [asked-back] ждёт уточнения
       *[closed] закрыто
    }
message-kind = { $name ->
        [back] уточнение
        [note] заметка для коллег
        [proposal] предложенный ответ
       *[words] сообщение
    }
outcome = { $name ->
        [full] помогло полностью
        [partly] помогло частично
        [none] не помогло
       *[unknown] оценки пока нет
    }
deed = { $name ->
        [granted] назначена роль
        [revoked] снята роль
        [invited] создано приглашение
        [adopted] личная ссылка соединила учётную запись с карточкой
        [joined] добавлен мессенджер
        [parted] отключён мессенджер
        [merged] два профиля объединены
        [looked] сотрудник открыл данные
        [imported] запись загружена из таблицы
        [exported] данные выгружены
        [chose] изменено, что могут передавать мессенджеры
        [published] ответ опубликован без имён
        [withdrew] ответ убран из банка
        [announced] сделано с объявлением
        [ruled] изменены правила или отсутствие
       *[erased] данные удалены
    }

digest-title = { $count ->
    [one] Сводка: { $count } сообщение
    [few] Сводка: { $count } сообщения
   *[many] Сводка: { $count } сообщений
  }
digest-more = { $count ->
    [one] И ещё { $count } сообщение. Оно есть в меню.
    [few] И ещё { $count } сообщения. Они есть в меню.
   *[many] И ещё { $count } сообщений. Они есть в меню.
  }
button-preferences = Настроить уведомления
