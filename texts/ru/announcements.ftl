### Объявления

## Текст, файлы, ссылки

announce-unit = От чьего имени объявление?
announce-prompt =
    <b>Объявление</b>
    <b>Шаг 1 из 5.</b> Всё вместе займёт около трёх минут.

    Напишите текст. Можно приложить фото, альбом или документ, по одному сообщению или все сразу.
announce-draft =
    <b>Шаг 1 из 5.</b> Текст объявления:

    { $has_text ->
        [true] <i>{ $text }</i>
       *[false] Пока без текста, напишите его.
    }
announce-more =
    { "" }
    Можно написать ещё или приложить файл. Пока объявление не отправлено, его никто не видит.
button-anew = Написать заново
button-announcements = Объявления
announce-links =
    <b>Шаг 2 из 5.</b> Нужны ссылки под объявлением? Они станут кнопками, можно до трёх.

    Напишите название и адрес, каждую ссылку с новой строки:
    Положение — https://example.ru/doc{ $any ->
        [yes]
            { "" }

            Сейчас:
            { $listed }
       *[no] { "" }
    }
button-no-links = Убрать ссылки
announce-leaving = Объявление не отправлено. Если выйти, оно пропадёт.

## Участникам мероприятия

button-write-guests = Написать участникам
announce-guests =
    <b>Кому написать?</b>
    { $title }
announce-guests-none =
    { "" }
    Писать пока некому: никто не записан и не ждёт места.
announce-guests-written =
    { "" }
    Уже написано:
    { "" }
announce-written = <b>№ { NUMBER($number, useGrouping: 0) }</b>, { $at }, { $who }{ $state ->
        [left] . Получили { $sent } из { $all }
        [awaiting] . Ждёт согласия
        [returned] . Вернули на доработку
        [waiting] . Ещё не отправлено
       *[cancelled] . Отменено
    }
guests-part = { $part ->
        [enrolled] кто записан
        [waiting] кто ждёт места
        [came] кто пришёл
       *[missed] кто не пришёл
    }
announce-which =
    <b>Участники мероприятия</b>

    Какого? Здесь то, что будет, и то, что прошло за последние 30 дней. Где работают участники, тогда не важно.
announce-which-none =
    <b>Участники мероприятия</b>

    Мероприятий за последние 30 дней и впереди нет.
button-no-event = Не по мероприятию
button-guests-part = { $part ->
        [enrolled] Кто записан
        [waiting] Кто ждёт места
        [came] Кто пришёл
       *[missed] Кто не пришёл
    }: { $people }

## Получатели

announce-audience =
    <b>Шаг 3 из 5.</b> Кто получит?
    { "" }
audience-so-many =
    { $people ->
        [0] Получателей нет.
        [one] Получит { $people } человек.
        [few] Получат { $people } человека.
       *[many] Получат { $people } человек.
    }
audience-units =
    { $several ->
        [yes] Выбрано несколько мест. Нажмите на место, чтобы убрать его.
       *[no] Сейчас: { $name } и всё, что ниже.
    }
audience-add-unit = Кому ещё? Выберите из списка или напишите название.
button-add-unit = Выбрать место
button-all-units = Всем, как вначале
button-ask-acknowledge = { $acknowledge ->
        [yes] Ознакомление: да
       *[no] Ознакомление: нет
    }
button-preview = Посмотреть
reach-people =
    { $people ->
        [0] Получателей нет: под эти условия никто не подходит.
        [one] Получит <b>{ $people } человек</b>.
        [few] Получат <b>{ $people } человека</b>.
       *[many] Получат <b>{ $people } человек</b>.
    }
reach-untold =
    { $count ->
        [one] Ещё { $count } человек не указал стаж и объявления не получит.
        [few] Ещё { $count } человека не указали стаж и объявления не получат.
       *[many] Ещё { $count } человек не указали стаж и объявления не получат.
    }
reach-average = За последние 7 дней каждому пришло объявлений: в среднем { NUMBER($average, maximumFractionDigits: 1) }.
reach-burdened =
    { $count ->
        [one] У { $count } человека их уже { $ceiling } или больше.
        [few] У { $count } человек их уже { $ceiling } или больше.
       *[many] У { $count } человек их уже { $ceiling } или больше.
    } { $asks ->
        [yes] Раз вы спрашиваете ознакомление, оно всё равно придёт отдельным сообщением.
       *[no] Им оно придёт в сводке, а не отдельным сообщением.
    }

## Посмотреть, когда, отправить

announce-preview =
    <b>Шаг 4 из 5.</b> Так это увидят получатели:
    { "" }
button-when = Когда отправить
announce-when = <b>Шаг 5 из 5.</b> Когда отправить?
button-now = Сейчас
button-today = Сегодня в 15:00
button-tomorrow = Завтра в 09:00
button-own-time = Другое время
announce-moment = Напишите день и время, например: 28.11 15:00.
announce-confirm =
    <b>Отправляем?</b>

    { $now ->
        [yes] Когда: сейчас.
       *[no] Когда: { $at }.
    } { $near ->
        [yes] Мероприятие совсем скоро или уже идёт, поэтому объявление придёт и ночью, и в выходной.
       *[no] Ночью и в выходные мы не пишем: кому сейчас не время, тем объявление придёт утром рабочего дня.
    }
    { $asks ->
        [yes] Под объявлением будет кнопка «Ознакомлен(а)».
       *[no] { "" }
    }
    { $demanded ->
        [yes] Сначала с ним должен согласиться второй координатор или администратор.
       *[no] После отправки будет 10 минут, чтобы передумать.
    }
    { "" }
announce-done =
    { $state ->
        [awaiting] Объявление № { NUMBER($number, useGrouping: 0) } ждёт согласия второго человека. Мы сообщим вам, что он решил.
        [waiting] Объявление № { NUMBER($number, useGrouping: 0) } уйдёт { $begins_at }. До этого его можно отменить.
       *[other] Объявление № { NUMBER($number, useGrouping: 0) }. Что с ним сейчас, видно на его карточке.
    }
button-unsend = Отменить
button-hasten = Отправить сразу

## Как его получают

notice-announced =
    <b>Объявление</b> · { $unit }

    { $text }
button-announced-files = Показать файлы

## Одно объявление

announcement-state = { $state ->
        [awaiting] ждёт согласия
        [returned] возвращено автору
        [waiting] уйдёт { $at }
        [going] уходит
        [paused] на паузе
        [done] отправлено { $at }
        [recalled] отозвано
       *[cancelled] отменено
    }
announcement-card =
    <b>Объявление № { NUMBER($number, useGrouping: 0) }</b> · { $unit }
    Автор: { $author }
    { $state ->
        [awaiting] Ждёт согласия второго человека
        [returned] Возвращено автору с замечанием
        [starting] Начинает уходить
        [waiting] Уйдёт { $begins_at }, до этого можно отменить
        [going] Уходит
        [paused] На паузе: никому больше не уходит, пока вы не продолжите
        [done] Отправлено
        [recalled] Отозвано
       *[cancelled] Отменено, никто его не получил
    }{ $approved ->
        [yes] . Согласие дал(а): { $approver }
       *[no] { "" }
    }

    <i>{ $gist }</i>
announcement-progress =
    Получили: { $sent }
    Остановили бота: { $blocked }
    Не доставлено: { $failed }
    Неизвестно, дошло ли: { $unknown }{ $off ->
        [0] { "" }
       *[other]
            { "" }
            Отключили объявления: { $off }
    }{ $held ->
        [0] { "" }
       *[other]
            { "" }
            Ждут сводки: { $held }
    }
    Осталось: { $left }
announcement-preparing = Письма ещё готовятся, число оставшихся растёт.
announcement-minutes =
    { $minutes ->
        [one] Примерно { $minutes } минута до конца.
        [few] Примерно { $minutes } минуты до конца.
       *[many] Примерно { $minutes } минут до конца.
    }
announcement-withdrawn =
    Удалено у получателей: { $withdrawn }
    Ещё удаляем: { $revising }
    Пришло в сводке, оттуда не удалить: { $in_digest }
button-approve = Согласен(на)
button-return = Вернуть автору
button-pause = Пауза
button-resume = Продолжить
button-recall = Отозвать
button-correct = Исправить
button-acks = Кто ознакомился
button-whole = Показать целиком
button-refresh = Обновить
announcement-returning = Что исправить? Напишите, и автор получит ваши слова вместе с объявлением № { NUMBER($number, useGrouping: 0) }.
announcement-recalling =
    Отозвать объявление № { NUMBER($number, useGrouping: 0) }?

    Тем, кто его ещё не получил, оно не придёт, а у остальных исчезнет из чата. Где мессенджер уже не даёт удалить, вместо него будет сказано, что оно отозвано. Вернуть его потом нельзя.
button-recall-now = Да, отозвать
announcements-title =
    <b>Объявления</b>
    { "" }
announcements-none = Объявлений ещё не было.
announcements-line =
    <b>№ { NUMBER($number, useGrouping: 0) }</b> · { $unit } · { announcement-state }
    { $gist }

## Исправить

correct-prompt =
    { $left ->
        [yes] Напишите новый текст: он встанет на место старого у всех, кто объявление получил, и с ним оно уйдёт остальным. Сейчас так:
       *[no] Напишите новый текст, он встанет на место старого. Сейчас так:
    }
    { "" }
button-correct-now = { $left ->
        [yes] Исправить у всех
       *[no] Исправить
    }
button-links = Ссылки
correct-links =
    Напишите ссылки заново, каждую с новой строки: название, тире и адрес.{ $any ->
        [yes]
            { "" }

            Сейчас:
            { $listed }
       *[no] { "" }
    }
correct-leaving = Исправление не сохранено. Если выйти, оно пропадёт, а объявление останется как было.
button-discard-correction = Выйти
correct-done =
    { $state ->
        [awaiting] Исправлено. Теперь с новым текстом должен согласиться второй человек.
        [waiting] Исправлено. Объявление уйдёт { $begins_at }, до этого его можно отменить.
       *[left] Исправлено. У тех, кто уже получил объявление, текст сменится в ближайшие минуты.
    }

## Согласие второго человека

notice-approval-asked = { $author } просит согласия на объявление № { NUMBER($number, useGrouping: 0) } от имени: { $unit }. Откройте его, прочитайте целиком и решите.
notice-approval-given = { $by } даёт согласие на объявление № { NUMBER($number, useGrouping: 0) }. Когда оно уйдёт, видно на его карточке, там же его можно отменить или отправить сразу.
notice-announcement-returned =
    { $by } возвращает объявление № { NUMBER($number, useGrouping: 0) }:

    <i>{ $text }</i>

    Исправьте его, и оно снова уйдёт на согласование.
notice-announcement-goes =
    <b>Объявление № { NUMBER($number, useGrouping: 0) }</b> { $state ->
        [going] уходит
        [paused] на паузе
        [recalled] отозвано
        [over] отправлено
       *[done] исправляется
    }
button-approvals = Согласие второго
approvals-unit =
    <b>Согласие второго человека</b>

    Где объявления должны уходить только с согласия второго координатора или администратора? Выберите место или напишите название.
approvals-one =
    <b>{ $unit }</b>

    { $demanded ->
        [own] Объявления отсюда и от всех, кто ниже, уходят с согласия второго координатора или администратора.
        [above] Согласие второго нужно: так решено для организации выше.
       *[no] Согласие второго не нужно: у автора есть 10 минут, чтобы передумать.
    }
button-approval-on = Требовать согласия
button-approval-off = Не требовать
