### Загрузка таблиц

## Итог

import-done = { $kind ->
        [units] Территории и организации
        [people] Люди
        [rules] Правила маршрутов
        [plan] План мероприятий
       *[expertise] Направления методистов
    }: { import-created }, { import-updated }, { import-unchanged }.
import-created = { $created ->
        [one] { $created } запись создана
        [few] { $created } записи созданы
       *[many] { $created } записей создано
    }
import-updated = { $updated ->
        [one] { $updated } обновлена
        [few] { $updated } обновлены
       *[many] { $updated } обновлено
    }
import-unchanged = { $unchanged ->
        [one] { $unchanged } без изменений
       *[many] { $unchanged } без изменений
    }
import-invited = { $count ->
        [one] { $count } личное приглашение записано в { $path }. Оно действует 30 дней и срабатывает один раз. Передайте его лично и удалите файл.
        [few] { $count } личных приглашения записаны в { $path }. Каждое действует 30 дней и срабатывает один раз. Раздайте их лично и удалите файл.
       *[many] { $count } личных приглашений записано в { $path }. Каждое действует 30 дней и срабатывает один раз. Раздайте их лично и удалите файл.
    }
import-plan-past = { $count ->
        [one] { $count } строка о прошедшем месяце. В боте откройте её в плане и отметьте, проведено мероприятие или нет.
        [few] { $count } строки о прошедших месяцах. В боте откройте их в плане и отметьте, проведены мероприятия или нет.
       *[many] { $count } строк о прошедших месяцах. В боте откройте их в плане и отметьте, проведены мероприятия или нет.
    }
import-plan-missing = { $count ->
        [one] { $count } строка есть в плане, но её нет в файле: { $titles }. Она осталась. Если мероприятия не будет, откройте строку в боте и нажмите «Не состоится».
        [few] { $count } строки есть в плане, но их нет в файле: { $titles }. Они остались. Если мероприятий не будет, откройте строки в боте и нажмите «Не состоится».
       *[many] { $count } строк есть в плане, но их нет в файле: { $titles }. Они остались. Если мероприятий не будет, откройте строки в боте и нажмите «Не состоится».
    }
import-unused = Столбцы, которые не понадобились: { $titles }.
import-nothing-written = { $count ->
        [one] { $count } ошибка, ничего не записано. Исправьте файл и загрузите снова.
        [few] { $count } ошибки, ничего не записано. Исправьте файл и загрузите снова.
       *[many] { $count } ошибок, ничего не записано. Исправьте файл и загрузите снова.
    }
import-invitations-exist = Файл { $path } уже есть. Укажите новый: в старом могут быть приглашения, которые ещё не розданы.
import-invitations-unwritable = Файл { $path } не удаётся создать. Проверьте папку и права.
import-invitations-header = ФИО;Организация;Код приглашения
import-invitations-link = { $messenger ->
        [telegram] Ссылка, Телеграм
        [max] Ссылка, MAX
       *[any] Ссылка
    }

## Файл

sheet-unreadable = Файл { $path } не открывается. Проверьте имя и права.
sheet-too-big = Файл больше { $most } МБ. Разделите его на части.
sheet-not-one = Это не таблица .xlsx и не .csv. Откройте файл в редакторе таблиц и сохраните как .xlsx.
sheet-broken = Файл повреждён. Откройте его в редакторе таблиц и сохраните заново.
sheet-bomb = Файл распаковывается в слишком большую таблицу. Скопируйте нужные строки в новую таблицу и сохраните её.
sheet-too-long = В таблице больше { $most } строк. Разделите её на части.
sheet-empty = В таблице нет строк. Первая строка называет столбцы, данные идут под ней.

## Строки

import-trouble = Строка { NUMBER($row, useGrouping: 0) }, столбец «{ $column }»: { $what }
import-trouble-column-missing = столбца нет, а без него не обойтись.
import-trouble-column-twice = таких столбцов два. Оставьте один.
import-trouble-cell-empty = пусто, а должно быть заполнено.
import-trouble-cell-too-long = слишком длинно, можно до { $most } знаков.
import-trouble-cell-unprintable = есть невидимые знаки. Наберите заново.
import-trouble-double = то же самое уже в строке { NUMBER($first, useGrouping: 0) }. Оставьте одну или дайте разные коды.
import-trouble-unit-unknown = территории или организации «{ $name }» нет. Проверьте название или добавьте её в таблицу территорий.
import-trouble-unit-ambiguous = «{ $name }» значит сразу несколько территорий или организаций. Укажите код.
import-trouble-unit-cycle = получается круг: подчинена самой себе. Исправьте вышестоящую; одноимённым дайте коды.
import-trouble-zone-unknown = часового пояса «{ $value }» нет. Напишите, например, МСК+2 или Asia/Yekaterinburg. Если пояс тот же, что у вышестоящей, оставьте пустым.
import-trouble-name-wrong = «{ $value }» не похоже на имя.
import-trouble-subject-unknown = предмета «{ $value }» нет в списке.{ $like ->
        [none] {""}
       *[other] {" "}Похоже: «{ $like }».
    }
import-trouble-topic-unknown = темы «{ $value }» нет в списке.{ $like ->
        [none] {""}
       *[other] {" "}Похоже: «{ $like }».
    }
import-trouble-subjects-too-many = слишком много предметов, можно до { $most }.
import-trouble-role-unknown = роли «{ $value }» нет. Бывает: учитель, методист, координатор, администратор.
import-trouble-plan-date-wrong = «{ $value }» не похоже на дату. Напишите день, например 15.12.2026, или месяц, например декабрь 2026. «В течение года» замените на месяц.
import-trouble-plan-date-past = «{ $value }» раньше начала этого года. Проверьте год или уберите строку.
import-trouble-plan-year-unclear = «{ $value }»: прошлая осень или следующая? Напишите с годом, например октябрь 2027.
import-trouble-plan-date-far = «{ $value }» больше чем через два года. Проверьте год.
import-trouble-plan-double = то же мероприятие с тем же сроком уже в строке { NUMBER($first, useGrouping: 0) }. Оставьте одну строку или дайте разные коды.
import-trouble-plan-person-unknown = человека «{ $name }» нет. Сначала загрузите людей или оставьте пустым: кто отвечает, отметит это в боте.
import-trouble-account-wrong = «{ $value }» не похоже на учётную запись. Пример: telegram:123. Если её нет, оставьте пустым: человек получит приглашение.
import-trouble-account-taken = эта учётная запись принадлежит человеку с другим кодом. Исправьте код или учётную запись.
import-trouble-person-has-account = { $name } здесь уже есть с другой учётной записью. Если это тёзка, дайте обоим коды; если тот же человек, уберите учётную запись.
import-trouble-person-ambiguous = «{ $name }» значит сразу несколько человек. Укажите код или учётную запись.
import-trouble-person-unknown = человека «{ $name }» нет. Сначала загрузите людей.
import-trouble-not-methodist = у «{ $name }» нет роли методиста для этой территории. Назначьте роль: столбец «Роль» в таблице людей или opora grant.
import-trouble-expertise-double = этот человек для этой территории уже назван в строке { NUMBER($first, useGrouping: 0) }. Соедините в одну строку.
import-trouble-rule-unknown = правила «{ $value }» нет. Бывает: срок, опорная школа, нагрузка.
import-trouble-rule-alien = у этого правила такого столбца нет. Оставьте пустым.
import-trouble-one-of-them = здесь нужно одно. Для нескольких сделайте по строке на каждое.
import-trouble-rule-double = то же самое правило уже в строке { NUMBER($first, useGrouping: 0) }. Оставьте одну.
import-trouble-number-wrong = «{ $value }» не похоже на число. Нужно целое от { $least } до { $most }.
import-trouble-load-empty = нет ни доли, ни предела. Заполните хотя бы одно.
import-trouble-school-outside = «{ $name }» не входит в эту территорию. Опорной может быть только школа внутри неё.
import-trouble-nowhere-methodist = у «{ $name }» нет роли методиста. Назначьте роль: столбец «Роль» в таблице людей или opora grant.
import-trouble-consent-empty = нет даты согласия. Без подписанного согласия на обработку персональных данных человека записывать нельзя (152-ФЗ): возьмите согласие и поставьте его дату.
import-trouble-consent-wrong = «{ $value }» не похоже на дату. Пример: 01.09.2026
import-trouble-consent-ahead = дата согласия «{ $value }» ещё не наступила.
import-trouble-consent-too-old = дата согласия «{ $value }» раньше закона о персональных данных. Проверьте год.
import-trouble-invitations-nowhere = есть люди без учётной записи, им нужны личные приглашения. Повторите с --invitations ФАЙЛ.csv или заполните столбец.
