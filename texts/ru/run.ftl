### Что говорит команда run

run-demo =
    Демонстрация Опоры открыта: { $url }
    Токена мессенджера нет, поэтому все люди и школы выдуманы. Остановить: Ctrl+C.
run-messenger =
    Опора работает в { $messenger ->
        [max] MAX
       *[telegram] Телеграме
    }{ $webhook ->
        [no] , спрашивает обновления сама. Остановить: Ctrl+C.
       *[other] , обновления приходят на { $webhook }. Остановить: Ctrl+C.
    }
run-demo-database = База { $database } заполнена выдуманными людьми. Для работы укажите другую: OPORA_DATABASE.
run-demo-real = В базе { $database } настоящие люди, демонстрация её не тронет. Укажите токен или другую базу: OPORA_DATABASE.
post-carries = Этот процесс отправляет письма или ждёт своей очереди. Мессенджеры: { $messengers }.
post-demo = opora post: без токена отправлять письма некуда. Задайте OPORA_TELEGRAM_TOKEN или OPORA_MAX_TOKEN.
post-sqlite = opora post: отдельному процессу для писем нужен PostgreSQL в OPORA_DATABASE, а с SQLite письма отправляет сама opora run.
run-port-taken = Адрес { $host }:{ $port } занят другой программой. Остановите её или укажите другой: { $name }.
