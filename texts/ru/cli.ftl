### Командная строка: справка, настройки, проверка

## Справка

cli-help = Опора: помощник методической службы. Без токена мессенджера запускается демо в браузере.
cli-help-run = Запустить службу (без токена: демо на http://127.0.0.1:8080).
cli-help-migrate = Создать таблицы или привести их к этой версии.
cli-help-post = Отправлять письма отдельным процессом, рядом с opora run; нужен PostgreSQL.
cli-help-doctor = Проверить настройки, базу, очереди, токен, вебхук, часы и место на диске.
cli-help-import = Загрузить таблицу: units (территории), people (люди), expertise (направления методистов), rules (правила маршрутов), plan (план мероприятий).
cli-help-import-kind = Что загружаем: units, people, expertise, rules или plan.
cli-help-import-file = Файл .xlsx или .csv.
cli-help-import-invitations = Куда записать личные приглашения тех, у кого нет учётной записи (новый файл .csv).
cli-help-grant = Назначить роль: methodist, coordinator или administrator.
cli-help-grant-role = Роль: methodist (методист), coordinator (координатор), administrator (администратор).
cli-help-grant-unit = Территория или организация: код или полное название.
cli-help-grant-account = Кому: telegram:123 или max:456.
cli-help-demo = Наполнить базу выдуманными людьми для проб и замеров.
cli-help-demo-people = Сколько людей.
cli-help-demo-seed = Из одного числа всегда выходят одни и те же люди.

## Настройки

settings-unknown = { $name }: такой настройки нет. Возможно, имелась в виду { $nearest }.
settings-wrong = { $name }: значение не подходит.
settings-dotenv = .env: файл не читается как текст. Сохраните его в кодировке UTF-8.
settings-database = { $name }: нужен адрес вида sqlite+aiosqlite:///data/opora.db или postgresql+asyncpg://имя:пароль@сервер/база.
settings-token = { $name }: это не похоже на токен. Скопируйте его у @BotFather целиком: цифры, двоеточие, буквы.
settings-max-token = { $name }: это не похоже на токен. Скопируйте его на платформе для партнёров MAX целиком, без пробелов.
settings-max-ca = { $name }: файл { $value } не открывается. Проверьте путь и права; где взять сертификаты, сказано в docs/operator.md.
settings-max-ca-format = { $name }: в файле { $value } нет сертификатов. Нужен текстовый файл PEM: строки BEGIN CERTIFICATE и END CERTIFICATE.
settings-url = { $name }: «{ $value }» не похоже на адрес. Нужен адрес вида https://bot.example.ru
settings-proxy = { $name }: нужен адрес вида socks5://сервер:1080 или http://сервер:3128
settings-secret = { $name }: только латинские буквы, цифры, «_» и «-», от 1 до 256 знаков.
settings-redis = { $name }: нужен адрес вида redis://сервер:6379/0
settings-public = { $name }: «{ $value }» не подходит. Нужен адрес без пути, например https://bot.example.ru
settings-listen = { $name }: «{ $value }» не подходит. Нужны адрес и порт, например 127.0.0.1:8080
settings-rate = { $name }: «{ $value }» не подходит. Нужно число от 1 до 1000: сколько писем в секунду отправлять в Телеграм; он разрешает 30.
settings-post = { $name }: «{ $value }» не подходит. Бывает: here (письма отправляет opora run) или apart (их отправляет opora post).
settings-post-demo = OPORA_POST: без токена запускается демо, а оно отправляет письма само. Уберите OPORA_POST или задайте OPORA_TELEGRAM_TOKEN или OPORA_MAX_TOKEN.
settings-post-sqlite = OPORA_POST: отдельному процессу для писем нужен PostgreSQL, а файл SQLite занимает один процесс. Уберите OPORA_POST или задайте PostgreSQL в OPORA_DATABASE.
settings-name = { $name }: нужно от 1 до 64 латинских букв, цифр и знаков без пробелов.
settings-listen-demo = OPORA_LISTEN: без токена запускается демо, а оно открывается только с этого компьютера. Укажите 127.0.0.1:8080 или задайте OPORA_TELEGRAM_TOKEN или OPORA_MAX_TOKEN.
settings-zone = { $name }: часового пояса «{ $value }» нет. Пример: Europe/Moscow
settings-days = { $name }: «{ $value }» не похоже на дату. Пример: 2026-12-31, несколько через запятую
settings-days-both = OPORA_WORKING_DAYS: { $value } есть и в OPORA_DAYS_OFF. Оставьте этот день в одном списке.
settings-admins = { $name }: «{ $value }» не похоже на учётную запись. Пример: telegram:123,max:456
settings-weekly = { $name }={ $value } не подходит: нужно целое число от 1 до 99, столько объявлений в неделю приходит человеку отдельными сообщениями.
settings-level = { $name }: «{ $value }» не подходит. Бывает: { $levels }.
settings-webhook-token = OPORA_TELEGRAM_WEBHOOK: вебхук задан, а токена нет. Задайте OPORA_TELEGRAM_TOKEN или уберите вебхук.
settings-webhook-https = OPORA_TELEGRAM_WEBHOOK: «{ $value }» не подходит. Telegram присылает сообщения только по https.
settings-webhook-secret = OPORA_WEBHOOK_SECRET: для вебхука нужен секрет, иначе писать боту от чужого имени сможет любой. Задайте любые 32 латинские буквы и цифры.
settings-max-webhook-token = OPORA_MAX_WEBHOOK: вебхук задан, а токена нет. Задайте OPORA_MAX_TOKEN или уберите вебхук.
settings-max-webhook-https = OPORA_MAX_WEBHOOK: «{ $value }» не подходит. MAX присылает сообщения только по https и без номера порта в адресе.
settings-max-webhook-same = OPORA_MAX_WEBHOOK: «{ $value }» уже занят Телеграмом. Дайте MAX другой путь, например /max.
settings-max-secret = OPORA_WEBHOOK_SECRET: для MAX секрет должен быть не короче { $least } знаков. Задайте любые 32 латинские буквы и цифры.
settings-redis-sqlite = OPORA_REDIS: Redis нужен нескольким процессам, а SQLite служит одному. Уберите OPORA_REDIS или задайте PostgreSQL в OPORA_DATABASE.

## Ошибки

cli-failed = Не получилось: { $error }. Подробности: OPORA_LOG_LEVEL=DEBUG.
cli-not-migrated = База { $database } не готова: нет таблиц этой версии. Выполните opora migrate.
cli-no-database = База { $database } не отвечает. Проверьте OPORA_DATABASE и запущен ли сервер баз данных.
cli-migrated =
    { $changed ->
        [yes] База { $database }: таблицы приведены к версии { $revision }.
       *[no] База { $database }: таблицы уже этой версии ({ $revision }).
    }

cli-trial-base = Токена нет, поэтому запись сделана в пробную базу { $database }. Для настоящей службы сначала задайте токен мессенджера или OPORA_DATABASE.

## Роль

cli-role-unknown = Роли «{ $role }» нет. Бывает: methodist, coordinator, administrator.
cli-account-wrong = «{ $account }» не похоже на учётную запись. Пример: telegram:123
cli-account-unknown = Человек { $account } ещё не знаком с ботом. Пусть откроет бота, нажмёт «Старт» и даст согласие, потом повторите команду.
cli-unit-unknown = Территории «{ $name }» нет. Похожие: { $like }.
cli-unit-none = Территории «{ $name }» нет. Список загружается командой opora import units.
cli-unit-ambiguous = Территорий «{ $name }» несколько. Укажите код.
cli-granted = Роль «{ $role }» назначена: { $name }, { $unit }.

## Выдуманные люди

cli-demo-real = В базе { $database } есть настоящие люди. Выдуманных к ним не добавляем: задайте в OPORA_DATABASE другую базу.
cli-demo-again = В базе { $database } уже есть выдуманная область из числа { NUMBER($seed, useGrouping: 0) }. Задайте другое --seed.
cli-demo-progress = { $what }: { $count }
cli-demo-what = { $what ->
        [units] Территории и школы
        [people] Люди
        [consultations] Консультации
       *[messages] Сообщения
    }
cli-demo-done = Готово за { $seconds } с: { $people ->
        [one] { $people } человек
        [few] { $people } человека
       *[many] { $people } человек
    }, всё выдумано. База: { $database }

## Проверка

doctor-settings = Настройки прочитаны: { $ways ->
        [demo] токена нет, работает демо
       *[other] { $ways }
    }; часовой пояс { $zone }
doctor-way = { $messenger ->
        [max] MAX
       *[telegram] Telegram
    }, { $way ->
        [polling] длинный опрос
       *[webhook] вебхук
    }
doctor-database = База { $database }: { $kind ->
        [demo] демо, все люди выдуманы
       *[real] настоящая
    }; людей { $people }, территорий и организаций { $units }
doctor-database-none = База { $database } ещё не создана. Выполните opora migrate или opora run.
doctor-database-silent = База { $database } не отвечает: { $error }. Проверьте OPORA_DATABASE и запущен ли сервер баз данных.
doctor-database-old = База { $database }: таблицы другой версии. Остановите службу и выполните opora migrate.
doctor-database-demo = База { $database } с выдуманными людьми, а токен настоящий. Задайте в OPORA_DATABASE другую базу.
doctor-database-real = В базе { $database } настоящие люди, демо с ней не запустится. Задайте OPORA_TELEGRAM_TOKEN или OPORA_MAX_TOKEN либо другую базу в OPORA_DATABASE.
doctor-token = Токен принят: @{ $username }
doctor-token-none = Токена нет: работает демо. Для Telegram задайте OPORA_TELEGRAM_TOKEN (его выдаёт @BotFather), для MAX — OPORA_MAX_TOKEN.
doctor-token-refused = Токен не принят. Возьмите действующий у @BotFather (/mybots, API Token) и задайте OPORA_TELEGRAM_TOKEN.
doctor-token-silent = Telegram не отвечает ({ $error }). Проверьте сеть, OPORA_TELEGRAM_API и OPORA_TELEGRAM_PROXY.
doctor-webhook = Вебхук на месте; ждут доставки: { $pending }
doctor-webhook-off = Вебхук не задан: служба сама спрашивает Telegram; ждут доставки: { $pending }
doctor-webhook-left = У Telegram записан вебхук { $url }, а OPORA_TELEGRAM_WEBHOOK не задан. Служба снимет его при запуске; если им пользуется другая служба, заведите для неё другого бота.
doctor-webhook-other = У Telegram записан другой вебхук: { $url }. Он обновится при запуске службы; если нет, проверьте OPORA_TELEGRAM_WEBHOOK.
doctor-webhook-missing = У Telegram вебхука нет. Он появится при запуске службы (opora run).
doctor-webhook-error = Вебхук: Telegram не смог доставить сообщение ({ $error }); ждут доставки: { $pending }. Проверьте сертификат и что адрес открыт снаружи.
doctor-max = MAX принял токен: { $username }
doctor-max-refused = MAX не принял токен. Возьмите действующий на платформе для партнёров MAX и задайте OPORA_MAX_TOKEN.
doctor-max-silent = MAX не отвечает ({ $error }). Проверьте сеть, OPORA_MAX_API и OPORA_MAX_CA.
doctor-max-ca = Сертификаты для MAX: { $count }, ближайший действует до { $until }
doctor-max-ca-none = Сертификаты для MAX не заданы. Если MAX не отвечает, задайте в OPORA_MAX_CA файл сертификатов Минцифры (docs/operator.md).
doctor-max-ca-empty = В файле { $file } нет сертификатов удостоверяющих центров. Соберите его заново, как сказано в docs/operator.md.
doctor-max-ca-old = Сертификаты для MAX пора менять: первый действует до { $until }, всего в файле { $count }. Возьмите новые на gosuslugi.ru/tls, замените файл { $file } и перезапустите службу.
doctor-max-webhook = Вебхук MAX на месте: { $url }
doctor-max-webhook-off = Вебхук MAX не задан: служба сама спрашивает MAX. Это годится для проб; для работы задайте OPORA_MAX_WEBHOOK.
doctor-max-webhook-left = У MAX записан вебхук { $url }, а OPORA_MAX_WEBHOOK не задан. Служба снимет его при запуске; если им пользуется другая служба, заведите для неё другого бота.
doctor-max-webhook-other = У MAX записан другой вебхук: { $url }. Служба снимет его при запуске; если нет, проверьте OPORA_MAX_WEBHOOK.
doctor-max-webhook-missing = У MAX нашего вебхука нет или он неполный. Служба поставит его при запуске (opora run) и проверяет каждый час.
doctor-clock = Часы идут верно (расхождение { $seconds } с)
doctor-clock-off = Часы расходятся на { $seconds } с. Включите синхронизацию времени (NTP): иначе сроки и напоминания сдвинутся.
doctor-clock-alone = Часы: сравнить не с чем
doctor-disk = На диске свободно { $free } ГБ
doctor-disk-low = На диске мало места: { $free } ГБ. Освободите место, пока база не остановилась.
doctor-audit = Журнал действий цел: записей { $rows }{ $rows ->
        [0] {""}
       *[other] , последний отпечаток { $head }
    }
doctor-audit-broken = Журнал действий нарушен: запись № { $row } не сходится с предыдущими. Её изменили, либо перед ней что-то удалили или вставили в обход службы. Сохраните базу и сообщите ответственному за личные данные.
doctor-audit-cut = Журнал действий нарушен: его последние записи удалены или подменены в обход службы. Сохраните базу и сообщите ответственному за личные данные.

doctor-inbox = Обновления обработаны все, в очереди ничего нет
doctor-inbox-waits = { $count ->
        [one] { $count } обновление ждёт
        [few] { $count } обновления ждут
       *[many] { $count } обновлений ждут
    } обработки, самое старое от { $since }. Служба запущена? Если нет, запустите её: opora run. Если да, посмотрите её журнал.
doctor-aside = { $count ->
        [one] { $count } обновление отложено
        [few] { $count } обновления отложены
       *[many] { $count } обновлений отложено
    } после пяти попыток: номера { $numbers }, ошибки { $errors }. Людям мы об этом сказали. Найдите номера в журнале службы (update set aside) и покажите эти строки разработчикам.
doctor-post = Письма уходят, в очереди ничего нет; последнее доставлено { $when }
doctor-carrier = Письма отправляет { $holder }, начало { $since }; ждут отправки: { $count }
doctor-carrier-none = Писем сейчас никто не отправляет; ждут отправки: { $count }. Запустите службу: opora run, а при OPORA_POST=apart ещё и opora post.
doctor-carrier-rest = Писем сейчас никто не отправляет, и ни одно не ждёт
doctor-post-none = Писем пока не было
doctor-post-soon = { $count ->
        [one] { $count } письмо ждёт
        [few] { $count } письма ждут
       *[many] { $count } писем ждут
    } отправки
doctor-post-slow = { $count ->
        [one] { $count } письмо ждёт
        [few] { $count } письма ждут
       *[many] { $count } писем ждут
    } отправки уже { $span }, самое старое от { $since }; остальные уходят. Причина есть в журнале службы (строки letter).
doctor-post-stopped = Письма не уходят уже { $span }, самое старое от { $since }, в очереди { $count }. Служба запущена? Если нет, запустите её: opora run. Если да, проверьте, отвечает ли мессенджер (строка про токен), и посмотрите журнал службы.
span-minutes = { $count ->
        [one] { $count } минуту
        [few] { $count } минуты
       *[many] { $count } минут
    }
span-hours = { $count ->
        [one] { $count } час
        [few] { $count } часа
       *[many] { $count } часов
    }
span-days = { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[many] { $count } дней
    }

## Отзыв согласия на бумаге и акты

cli-help-forget = Удалить данные человека, который отозвал согласие на бумаге. Останется акт без имени.
cli-help-forget-account = Кого: telegram:123 или max:456.
cli-help-forget-code = Кого: код человека из таблицы.
cli-help-forget-yes = Не переспрашивать.
cli-help-act = Напечатать акт об удалении и записи журнала о нём. Имён в них нет.
cli-help-act-number = Номер акта.
forget-whom = Укажите одно из двух: --account telegram:123 или --code КОД.
forget-unknown = Человека { $whom } в базе нет: удалять нечего.
forget-again = Удалённое не вернуть. Чтобы продолжить, введите ещё раз «{ $whom }»
forget-differs = Введено другое. Ничего не удалено.
forget-done = Данные удалены, строк { $rows }. Выписка: opora act { NUMBER($act, useGrouping: 0) }
act-none = Акта № { NUMBER($act, useGrouping: 0) } нет.
act-title = Акт № { NUMBER($act, useGrouping: 0) } об удалении персональных данных
act-body = Удалено: { $at }. Запись в базе: { NUMBER($person, useGrouping: 0) }. Удалено и обезличено строк: { $rows }.
act-lines = Записи журнала действий об этой записи, всего { $total }:
act-line = { $row }. { $at }: { $deed }; кто: { $by }; о ком: { $about }{ $what ->
        [none] {""}
       *[other] ; { $what }
    }
act-console = командная строка
act-nobody = нет

## Один процесс

lock-taken-by = База { $database } занята: с ней работает процесс { $pid }, начал { $since }. Остановите его (службу: sudo systemctl stop opora, демо: Ctrl+C) и повторите.
lock-taken = База { $database } занята другим процессом Опоры. Остановите его (службу: sudo systemctl stop opora, демо: Ctrl+C) и повторите.

## Копия и восстановление

cli-help-backup = Сделать копию базы, не останавливая службу, и проверить её.
cli-help-backup-file = Куда записать копию (новый файл).
cli-help-restore = Вернуть базу из копии. Служба должна быть остановлена.
cli-help-restore-file = Файл, который сделала команда opora backup.
backup-none = Базы { $database } нет: копировать нечего.
backup-exists = { $file }: такой файл уже есть. Копия ничего не заменяет: укажите новое имя.
backup-no-folder = { $file }: такой папки нет.
backup-bad = Копия не прошла проверку и стёрта: { $trouble }. Проверьте диск и саму базу (opora doctor).
backup-done = Копия { $file } сделана и проверена за { $seconds } с: людей { $people }, консультаций { $consultations }, { $size } МБ. В ней личные данные: храните её под замком.
backup-postgres = Копию PostgreSQL делает его собственная программа (пароль она спросит сама или возьмёт из ~/.pgpass): { $line }
restore-postgres = Копию PostgreSQL возвращает его собственная программа; сначала остановите службу (пароль она спросит сама или возьмёт из ~/.pgpass): { $line }
restore-no-file = { $file }: такого файла нет.
restore-itself = { $file }: это и есть нынешняя база. Укажите файл копии.
restore-bad = { $file }: не восстановлено, база осталась прежней. { $trouble }
restore-done = База { $database } восстановлена из { $file } за { $seconds } с: людей { $people }, консультаций { $consultations }.{ $migrated ->
        [yes] {" "}Таблицы приведены к этой версии.
       *[no] {""}
    }
restore-kept = Прежняя база осталась рядом: { $kept }. Когда всё проверите, сотрите её: в ней личные данные.

unfit-foreign = это не база Опоры
unfit-broken = файл испорчен ({ $found })
unfit-newer = база сделана более новой версией Опоры ({ $found }); сначала обновите программу
unfit-short = в копии меньше записей, чем было в базе ({ $found })

## Перенос в другую базу

cli-help-transfer = Перенести всё из SQLite в другую, пустую базу и сверить. Служба должна быть остановлена.
cli-help-transfer-to = Куда: postgresql+asyncpg://имя@сервер/база. Пароль лучше не писать: он возьмётся из PGPASSWORD или ~/.pgpass.
transfer-from = Перенос идёт только из SQLite, а OPORA_DATABASE указывает на { $database }.
transfer-same = --to указывает на ту же базу { $database }.
transfer-silent = База { $database } не отвечает. Проверьте адрес в --to, имя, пароль (PGPASSWORD или ~/.pgpass) и запущен ли сервер.
transfer-not-empty = База { $database } не пуста (есть записи в таблице { $table }). Создайте пустую базу и укажите её.
transfer-progress = { $table }: { $rows }
transfer-line = { $mark } { $table }: { $before } → { $after }, { $sum }
transfer-differs = Таблицы не сошлись: { $tables }. В { $database } ничего не записано.
transfer-done = Всё перенесено в { $database } и сверено за { $seconds } с: таблиц { $tables }, записей { $rows }. Укажите эту базу в OPORA_DATABASE и запустите службу. Прежняя база не изменилась.
