### Мероприятия: календарь, запись, лист ожидания, организация

presence = { $name ->
        [room] очно
       *[online] онлайн
    }
event-form = { $form ->
        [room] очно
        [online] онлайн
       *[hybrid] очно и онлайн
    }
event-level = { $level ->
        [school] школьный
        [municipal] муниципальный
        [intermunicipal] межмуниципальный
        [regional] региональный
        [interregional] межрегиональный
       *[national] всероссийский
    }
event-state = { $name ->
        [draft] черновик
        [open] запись открыта
       *[cancelled] отменено
    }
standing = { $name ->
        [enrolled] вы записаны
        [offered] вам предложено место
        [waiting] вы в листе ожидания
        [left] вы отменили запись
        [declined] вы отказались от места
       *[lapsed] вы не ответили вовремя
    }
month = { $month ->
        [1] январь
        [2] февраль
        [3] март
        [4] апрель
        [5] май
        [6] июнь
        [7] июль
        [8] август
        [9] сентябрь
        [10] октябрь
        [11] ноябрь
       *[12] декабрь
    } { NUMBER($year, useGrouping: 0) }

menu-events = 📅 Мероприятия
command-events = Мероприятия и запись

events-title =
    <b>Мероприятия</b>
    { $own ->
        [yes] По вашим предметам и для всех
       *[no] По всем предметам
    }{ $month ->
        [any] { "" }
       *[other] , { $month }
    }{ $level ->
        [any] { "" }
       *[other] , { event-level } уровень
    }{ $form ->
        [any] { "" }
       *[other] , { event-form }
    }
events-none = Пока ничего не запланировано. Посмотрите другие месяцы и предметы или загляните позже.
event-line =
    <b>{ $title }</b>
    { $kind }, { event-form }
    { $time }{ $state ->
        [draft] . Черновик
        [cancelled] . Отменено
       *[open] { "" }
    }{ $standing ->
        [enrolled] . Вы записаны
        [offered] . Вам предложено место
        [waiting] . Вы в листе ожидания
       *[none] { "" }
    }
button-page-of = { $page }/{ $pages }
button-all-subjects = Все предметы
button-own-subjects = Только мои предметы
button-month = Месяц
button-levels = Уровень
button-forms = Форма
button-any = Не важно
button-level = { $name ->
        [school] Школьный
        [municipal] Муниципальный
        [intermunicipal] Межмуниципальный
        [regional] Региональный
        [interregional] Межрегиональный
       *[national] Всероссийский
    }
button-form = { $name ->
        [room] Очно
        [online] Онлайн
       *[hybrid] Очно и онлайн
    }
button-my-events = { $mine ->
        [0] Мои мероприятия
       *[other] Мои мероприятия ({ $mine })
    }
button-seat-code = Место по коду
button-organised = Я организатор
events-level = Мероприятия какого уровня показать?
events-form = Как вам удобно участвовать?
events-month = За какой месяц показать мероприятия?

my-events =
    <b>Мои мероприятия</b>
    { $coming ->
        [0] Впереди ничего нет.
       *[other] Впереди: { $coming }
    }
my-events-none = Вы ещё ни на что не записаны. Откройте календарь и выберите мероприятие.

event-card =
    <b>{ $title }</b>
    { $kind }, { event-level } уровень, { event-form }

    { $time }{ $has_place ->
        [yes] { "" }
            Где: { $place }
       *[no] { "" }
    }{ $has_link ->
        [yes] { "" }
            Ссылка: { $link }
        [later] { "" }
            Ссылка будет здесь у тех, кто записан онлайн
       *[none] { "" }
    }{ $has_description ->
        [yes] { "" }

            { $description }
       *[no] { "" }
    }

    { $state ->
        [draft] Черновик: его видите только вы и координатор.
        [cancelled] Мероприятие отменено. Причина: { $reason }
        [over] Мероприятие прошло.
       *[open] { $seats }
    }
event-seats = { $presence ->
        [room] Очно:
        [online] Онлайн:
       *[only] Места:
    } { $most ->
        [-1] без ограничений
        [0] все оставлены за организациями
       *[other] свободно { $free }, всего { $most }
    }{ $waiting ->
        [0] { "" }
       *[other] , в листе ожидания { $waiting }
    }
event-standing = { $standing ->
        [enrolled] <b>Вы записаны{ $hybrid ->
            [yes] { $presence ->
                [room] , очно
               *[online] , онлайн
            }
           *[no] { "" }
        }.</b>
        [coming] <b>Вы записаны и придёте.</b> Организатор это видит.
        [offered] <b>Вам предложено место.</b> Ответьте до { $until }, потом оно достанется следующему.
        [waiting] <b>Вы в листе ожидания, номер { $place_in_line }.</b> Когда освободится место, напишем сюда.
        [left] Вы не записаны.
        [declined] Вы отказались от места.
        [lapsed] Вы не ответили вовремя, место предложено следующему.
       *[none] { "" }
    }
event-host = Организатор: { $host }{ $host_role ->
        [none] { $host_position ->
            [none] { "" }
           *[other] , { $host_position }
        }
        [teacher] { "" }
        [methodist] , методист
        [coordinator] , координатор
       *[administrator] , администратор
    }{ $host_unit ->
        [none] { "" }
       *[other] , { $host_unit }
    }
event-memo =
    { "" }
    <b>Памятка участника</b>
    { $memo }{ $cut ->
        [yes] { "" }
            Целиком она в файле для календаря.
       *[no] { "" }
    }
button-enter-room = { $way_room ->
        [wait_only] В лист ожидания
        [wait_room] В лист: очно
        [enter_room] Записаться очно
       *[enter_only] Записаться
    }
button-enter-online = { $way_online ->
        [wait_only] В лист ожидания
        [wait_online] В лист: онлайн
        [enter_online] Записаться онлайн
       *[enter_only] Записаться
    }
button-take-seat = Занять место
button-give-seat = Отказаться
button-come = Приду
button-not-come = Не приду
button-leave-seat = Отменить запись
button-hand-seat = Передать место коллеге
button-stop-waiting = Выйти из листа
button-event-file = Файл для календаря
button-open-event = Открыть запись
button-guests = Кто записан
button-edit-event = Изменить или отменить
button-event-terms = Условия участия
event-terms =
    <b>Условия участия</b>
    { $title }

    Это нужно не каждому мероприятию. Что вы здесь измените, действует сразу.
terms-memo-room = Памятка очно: { $memo_room ->
        [yes] есть
       *[no] нет
    }
terms-memo-online = Памятка онлайн: { $memo_online ->
        [yes] есть
       *[no] нет
    }
button-memo-room = Памятка очно
button-memo-online = Памятка онлайн
memo-title =
    <b>Памятка участника, { $presence ->
        [room] очно
       *[online] онлайн
    }</b>
    { $title }
    { "" }
memo-now =
    Сейчас: { $memo }
    { "" }
memo-none =
    Пока памятки нет.
    { "" }
memo-prompt =
    Что взять с собой, как пройти, как подключиться. Напишите одним сообщением.

    Памятку увидят только те, кто записан { $presence ->
        [room] очно
       *[online] онлайн
    }: в карточке мероприятия, в напоминании за день и в файле для календаря.
button-memo-away = Убрать памятку
memo-confirm =
    { $fresh }

    { $draft ->
        [yes] Если всё верно, сохраните. Чтобы исправить, пришлите памятку ещё раз.
       *[no] Если всё верно, сохраните: те, кто записан, сразу получат памятку. Чтобы исправить, пришлите её ещё раз.
    }
button-save-memo = Сохранить
memo-done = { $what ->
        [taken-back] Памятки больше нет.{ $draft ->
            [yes] { "" }
           *[no] { " " }Тем, кто записан { $presence ->
                [room] очно
               *[online] онлайн
            }, мы об этом напишем.
        }
       *[saved] Памятка сохранена. { $draft ->
            [yes] Её увидят, когда вы откроете запись.
           *[no] Тем, кто записан { $presence ->
                [room] очно
               *[online] онлайн
            }, мы её отправим.
        }
    }
event-leaving =
    Освободить место?
    <b>{ $title }</b>
    { $time }

    Если есть лист ожидания, место сразу предложим следующему.
button-leave-sure = Да, освободить
button-keep-seat = Нет, я приду
seat-handing =
    <b>Передать место коллеге</b>
    { $title }
    { $time }

    Если вы не сможете участвовать, ваше место может занять коллега из вашей организации, без листа ожидания. Мы покажем код, а вы отправите его коллеге.

    Пока код не использован, место ваше.
button-show-code = Показать код
seat-code =
    <b>Код для коллеги</b>

    <code>{ $code }</code>

    Отправьте его коллеге из вашей организации. Коллега откроет «Мероприятия», нажмёт «Место по коду» и введёт код. Или просто откроет ссылку:
    { $links }

    Код сработает один раз, до { $until }. Когда коллега займёт место, мы вам напишем.
seat-code-link = { $messenger }: { $link }
seat-code-hidden =
    Код показан только один раз, мы его не храним. Если он не пригодился, сделайте новый: прежний перестанет работать.
seat-code-ask =
    <b>Место по коду</b>

    Коллега из вашей организации может передать вам своё место. Напишите код, он состоит из восьми цифр.
seat-given = Место передаёт { $name }.
seat-taken =
    <b>Вы записаны.</b> Место перешло к вам.

    { $title }
    { $time }

    Мы написали об этом коллеге.
event-file-memo =
    Памятка участника
    { $memo }
button-ask-host = Спросить организатора
inquiry-asking =
    <b>Вопрос организатору</b>
    { $title }{ $host ->
        [none] { "" }
       *[other] { "" }
            Ответит: { $host }
    }
    { "" }
inquiry-answering =
    <b>Ответ на вопрос о мероприятии</b>
    { $title }

    { $name }: { $question }
    { "" }
inquiry-prompt = Напишите одним сообщением.
inquiry-draft =
    <i>{ $text }</i>

    Если всё верно, отправьте. Новое сообщение заменит это.
inquiry-asked = Вопрос отправлен организатору. Ответ придёт сюда.
inquiry-answer-sent = Ответ отправлен.
notice-inquiry-made =
    Вопрос о мероприятии
    <b>{ $title }</b>

    { $name }: { $text }
notice-inquiry-answered =
    Ответ на ваш вопрос о мероприятии
    <b>{ $title }</b>

    Вы спросили: <i>{ $question }</i>

    { $name }: { $text }
event-summary = { $kind }: { $title }
event-online = Онлайн
event-file-name = meropriyatie-{ NUMBER($number, useGrouping: 0) }.ics

notice-seat-offered =
    Для вас есть место: <b>{ $title }</b>
    { $time }, { $presence ->
        [room] очно
       *[online] онлайн
    }

    Ответьте до { $until }. Потом место будет предложено следующему.
notice-offer-lapsed =
    Время на ответ вышло, место предложено следующему: <b>{ $title }</b>, { $time }.

    Если хотите участвовать, откройте мероприятие и встаньте в лист ожидания ещё раз.
notice-seat-passed =
    Место передано: <b>{ $title }</b>
    { $time }

    Вместо вас участвует { $name }. Вы больше не записаны.
notice-event-altered =
    Изменения: <b>{ $title }</b>, { $time }

    { $changes }{ $asks ->
        [yes] { "" }

            { $applied ->
                [yes] Если теперь вам неудобно, откройте мероприятие и заберите заявку.
               *[no] Если теперь вам неудобно, отмените запись: место достанется другому.
            }
       *[no] { "" }
    }
event-change = { $what ->
        [title] Название: { $title }
        [times] Время: { $time }
        [form] Вы участвуете { $presence ->
            [room] очно
           *[online] онлайн
        }, форма изменилась
        [place] { $place ->
            [none] Место для участников очно изменилось
           *[other] Где: { $place }
        }
        [memo] { $memo ->
            [none] Организатор убрал памятку участника
           *[other] Памятка участника: { $memo }
        }
       *[link] { $link ->
            [none] Ссылка для участников онлайн изменилась
           *[other] Ссылка: { $link }
        }
    }
notice-event-cancelled =
    Мероприятие отменено: <b>{ $title }</b>, { $time }

    Причина: { $reason }

    { $applied ->
        [yes] Заявка больше не нужна.
       *[no] Чтобы убрать его из календаря телефона, откройте мероприятие и возьмите там файл.
    }
notice-event-in-a-week =
    Напоминаем: <b>{ $title }</b>
    { $time }{ $where ->
        [none] { "" }
       *[other] { "" }
            { $presence ->
                [room] Где:
               *[online] Ссылка:
            } { $where }
    }
notice-event-tomorrow =
    Уже скоро: <b>{ $title }</b>
    { $time }{ $where ->
        [none] { "" }
       *[other] { "" }
            { $presence ->
                [room] Где:
               *[online] Ссылка:
            } { $where }
    }

    { $memo ->
        [none] { "" }
       *[other] Памятка участника: { $memo }

            { "" }
    }Вы придёте? Если нет, скажите сейчас: место достанется тому, кто ждёт.
notice-event-in-an-hour =
    Через час: <b>{ $title }</b>
    { $time }{ $where ->
        [none] { "" }
       *[other] { "" }
            { $presence ->
                [room] Где:
               *[online] Ссылка:
            } { $where }
    }

events-organised = <b>Я организатор</b>
events-organised-none = Пока ни одного. Создайте первое: это до 9 коротких вопросов, около двух минут.
button-new-event = Новое мероприятие
event-guests = <b>{ $title }</b>
event-guests-none = Пока никто не записан.
event-guest = { $name }, { $unit }: { $presence ->
        [room] очно
       *[online] онлайн
    }{ $standing ->
        [coming] , придёт
        [offered] , предложено место
        [waiting] , в листе ожидания
       *[enrolled] { "" }
    }

compose-step = { $step ->
        [0] <b>Мероприятие</b>
       *[other] <b>Новое мероприятие</b>, шаг { $step } из { $steps }
    }
compose-unit = Для кого мероприятие? Его увидят все учителя этой организации и тех, что ей подчинены.
compose-title = Напишите название.
compose-kind = Какое это мероприятие?
compose-form = Как оно пройдёт?
compose-times =
    Когда? Напишите день, начало и окончание, например:
    5 декабря 15:00-16:30

    Если мероприятие идёт несколько дней, напишите начало и окончание на двух строках:
    10 декабря 10:00
    12 декабря 17:00
compose-place = Куда приходить? Напишите адрес и кабинет.
compose-link = Пришлите ссылку для тех, кто участвует онлайн. Её увидят только записанные.
compose-seats-room = Сколько человек может прийти? Напишите число.
compose-seats-online = Сколько человек может участвовать онлайн? Напишите число.
compose-subjects = Для каких предметов? Отметьте нужные. Если не отметить ни одного, мероприятие для всех.
compose-level = Какого уровня мероприятие?
compose-description = Напишите, о чём мероприятие и что взять с собой. Это увидят все.
compose-preview =
    Проверьте. { $is_new ->
        [true] Пока мероприятие видите только вы.
       *[false] Изменения начнут действовать, когда вы их сохраните.
    }
    Для кого: { $unit }, { $about ->
        [all] все предметы
       *[other] { $about }
    }
event-clash = В этот день уже есть: «{ $title }», { $time }. Его увидят те же учителя.
compose-cancelling = Почему мероприятия не будет? Напишите причину: её получат все, кто записан или ждёт места.
compose-leaving = Выйти? Изменения не сохранятся.
compose-done = { $what ->
        [opened] Запись открыта. Учителя уже видят мероприятие в календаре.
        [drafted] Черновик сохранён. Когда будете готовы, откройте его и нажмите «Открыть запись».
        [told] Сохранено. Все, кто записан или ждёт места, узнают, что изменилось.
        [told_all] Сохранено для этого мероприятия и следующих. Все, кто записан или ждёт места, получат одно письмо об изменениях.
        [cancelled] Мероприятие отменено. Все, кто записан или ждал места, узнают причину.
        [cancelled_all] Это мероприятие и следующие отменены. Все, кто записан или ждал места, получат одно письмо с причиной.
       *[saved] Сохранено.
    }
button-no-limit = Без ограничений
button-link-later = Ссылка будет позже
button-no-text = Без описания
button-keep-draft = Сохранить черновик
button-save-event = { $followed ->
        [true] Изменить только это
       *[false] Сохранить
    }
button-cancel-event = { $followed ->
        [true] Отменить только это
       *[false] Отменить мероприятие
    }
button-leave-unsaved = Выйти без сохранения
button-field-title = Название
button-field-kind = Вид
button-field-times = Время
button-field-form = Форма
button-field-place = Место
button-field-link = Ссылка
button-field-room = Мест очно
button-field-online = Мест онлайн
button-field-subjects = Предметы
button-field-level = Уровень
button-field-description = Описание

button-subscription = Календарь на телефоне
subscription = { $subscribed ->
        [yes] Подписка включена: ваши мероприятия сами появляются в календаре телефона. Новый адрес отключит прежний.
       *[no] Добавьте один раз личный адрес в календарь телефона, и ваши мероприятия будут появляться в нём сами.
    }

    Адрес секретный: кто его знает, тот видит, на что вы записаны. Отключить его можно здесь в любое время.
button-subscribe = Получить новый адрес
button-unsubscribe = Отключить подписку
subscription-address =
    Личный адрес вашего календаря. Скопируйте его и добавьте в календаре телефона как подписку («Добавить по URL»). Никому его не показывайте.

    <code>{ $address }</code>

feed-own-name = Мои мероприятия
feed-public-name = Мероприятия методической службы
feed-nothing = Пока ничего не запланировано.
feed-subscribe = Добавить в свой календарь
feed-line =
    { $time }
    { $kind }: «{ $title }», { event-form }{ $place ->
        [none] { "" }
       *[other] { "" }
            Где: { $place }
    }
