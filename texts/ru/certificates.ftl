### Сертификаты и страница их проверки

certificate-title = СЕРТИФИКАТ
certificate-of = участника мероприятия
certificate-day = { $since ->
        [0] { "" }
       *[other] { NUMBER($since, useGrouping: 0) }–
    }{ NUMBER($day, useGrouping: 0) } { of-month } { NUMBER($year, useGrouping: 0) } года
certificate-days = { $first_day } – { $last_day }
certificate-hours = { $hours ->
        [one] { $hours } академический час
        [few] { $hours } академических часа
       *[many] { $hours } академических часов
    }
certificate-number = № { $code }
certificate-check = Проверить: { $address }
certificate-about = Сертификат: { $title }
certificate-file = sertifikat-{ NUMBER($event, useGrouping: 0) }.pdf

## Страница проверки

verify-true =
    Сертификат настоящий
    { $who } – участник мероприятия «{ $title }», которое прошло { $when }.
    Организатор: { $unit }. Номер сертификата: { $code }.
    Имя показано не целиком, чтобы не раскрывать личные данные. Сверьте его с бумагой.
verify-unknown =
    Такого сертификата нет
    Номера «{ $code }» мы не выдавали. Проверьте, нет ли ошибки: в номере 16 латинских букв и цифр.
verify-withdrawn =
    Сертификат больше не действует
    Сертификат № { $code } отозван: участник попросил стереть свои данные, или организатор снял отметку об участии.
verify-wait =
    Слишком много попыток
    Подождите минуту и откройте страницу ещё раз.
verify-ask =
    Проверка сертификата
    Наведите камеру телефона на код в углу сертификата или введите номер.
verify-label = Номер сертификата
verify-button = Проверить

## Экраны

button-certificate = Сертификат
button-certificates = Мои сертификаты
certificates-mine = <b>Мои сертификаты</b>
certificates-none =
    <b>Мои сертификаты</b>

    Пока ни одного. Сертификат появится здесь, когда организатор отметит, что вы были на мероприятии.
button-visit = { $day } { $title }
certificate-handed =
    Сертификат отправлен файлом.

    <b>{ $title }</b>
    { $when }
    { $name }
    № { $code }
