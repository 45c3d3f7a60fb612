### Консультации

## Вопрос учителя

ask-topic =
    <b>Вопрос методисту</b>
    Тема и один текст, около минуты. Вопрос увидят методист и координатор.

    О чём вопрос?
ask-about =
    По объявлению:
    <i>{ $about }</i>
    { "" }
ask-prompt =
    <b>{ $topic }</b>{ $has_subject ->
        [yes] , { $subject }
       *[no] { "" }
    }

    Опишите, что случилось и что хотите узнать. Можно приложить файл или фото.
ask-draft =
    <b>{ $topic }</b>{ $has_subject ->
        [yes] , { $subject }
       *[no] { "" }
    }

    Ваш вопрос:
    { $has_text ->
        [true] <i>{ $text }</i>
       *[false] без текста
    }
draft-files =
    { "" }
    Файлы: { $files }
draft-more =
    { "" }
    Можно написать ещё или приложить файл. Пока не нажато «Отправить», этого никто не видит.
ask-subject = По какому предмету вопрос?
button-subject = Другой предмет
button-topic = Другая тема
ask-leaving = Вопрос не отправлен. Если выйти, он пропадёт.
draft-leaving = Письмо не отправлено. Если выйти, оно пропадёт.
ask-done =
    { $owned ->
        [yes] Вопрос № { NUMBER($number, useGrouping: 0) } отправлен. Отвечает { $methodist }.

        Ответим до { $due_at }. Ответ придёт сюда.
       *[no] Вопрос № { NUMBER($number, useGrouping: 0) } записан. Методиста по этой теме пока нет, координатор подберёт, кто ответит.

        Ответим до { $due_at }. Ответ придёт сюда.
    }

stray-offer =
    Похоже, это вопрос. Передать его методисту?

    { $has_text ->
        [true] <i>{ $text }</i>
       *[false] без текста
    }
stray-offer-about =
    Это вопрос по объявлению? Передать его методисту той службы, которая объявила?

    <i>{ $about }</i>

    Ваши слова:
    { $has_text ->
        [true] <i>{ $text }</i>
       *[false] без текста
    }
button-make-question = Да, спросить

## Списки

mine-title =
    <b>Мои обращения</b>
    { "" }
mine-none = Вы ещё ни о чём не спрашивали.
mine-line =
    <b>№ { NUMBER($number, useGrouping: 0) }</b> · { $topic } · { $state ->
        [waiting] ждёт ответа до { $due_at }
        [answered] есть ответ
        [closed] закрыто
       *[unowned] подбираем методиста
    }
    { $gist }
inbox-title =
    <b>Обращения</b>{ $total ->
        [0] { "" }
        [one]
            { "" }
            У вас { $total } открытый вопрос.
        [few]
            { "" }
            У вас { $total } открытых вопроса.
       *[many]
            { "" }
            У вас { $total } открытых вопросов.
    }
    { "" }
inbox-none = Никто не ждёт вашего ответа.
inbox-line =
    <b>№ { NUMBER($number, useGrouping: 0) }</b> · { $topic } · { $state ->
        [waiting] ждёт ответа до { $due_at }
        [answered] вы ответили
        [closed] закрыто
       *[unowned] без исполнителя, ответить до { $due_at }
    }
    { $unit }
    { $gist }
button-unowned =
    { $free ->
        [0] Без исполнителя
       *[other] Без исполнителя ({ $free })
    }
unowned-title =
    <b>Без исполнителя</b>
    { "" }
unowned-none = У всех вопросов есть исполнитель.
button-number = № { NUMBER($number, useGrouping: 0) }

## Одно обращение

thread-head-teacher =
    <b>№ { NUMBER($number, useGrouping: 0) } · { $topic }</b>{ $has_subject ->
        [yes] , { $subject }
       *[no] { "" }
    }
    { $state ->
        [waiting] Отвечает { $methodist }, до { $due_at }
        [answered] Ответ есть, отвечает { $methodist }
        [unowned] Координатор подбирает методиста, ответим до { $due_at }
       *[closed] Закрыто
    }
    { "" }
thread-head-staff =
    <b>№ { NUMBER($number, useGrouping: 0) } · { $topic }</b>{ $has_subject ->
        [yes] , { $subject }
       *[no] { "" }
    }
    { $teacher }, { $unit }
    { $state ->
        [waiting] Отвечает { $methodist }, до { $due_at }
        [answered] Ответ отправлен, отвечает { $methodist }
        [unowned] Без исполнителя, ответить до { $due_at }
       *[closed] Закрыто: { $outcome ->
            [full] помогло полностью
            [partly] помогло частично
            [none] не помогло
           *[unknown] оценки пока нет
        }
    }
    { "" }
thread-about =
    По объявлению: <i>{ $about }</i>
    { "" }
thread-line =
    <b>{ $author }</b>, { $at }
    { $text }{ $has_files ->
        [yes] { " " }[{ $files }]
       *[no] { "" }
    }
thread-no-text = Без текста.
thread-earlier =
    { $count ->
        [one] И ещё { $count } сообщение раньше.
        [few] И ещё { $count } сообщения раньше.
       *[many] И ещё { $count } сообщений раньше.
    }
button-answer = Ответить
button-take = Взять себе
button-hand-over = Передать
button-write-on = Написать ещё
button-files =
    { $files ->
        [one] Показать { $files } файл
        [few] Показать { $files } файла
       *[many] Показать { $files } файлов
    }
button-close = Закрыть
button-rate = Оценить
button-close-helped = Вопрос решён
hand-over = Кому передать вопрос № { NUMBER($number, useGrouping: 0) }? Рядом с именем видно, сколько вопросов уже открыто.
hand-over-none = Передать вопрос № { NUMBER($number, useGrouping: 0) } пока некому: других методистов на этой территории нет. Пригласите методиста в разделе «Управление».
button-methodist = { $name } ({ $load })

## Ответ и продолжение

answer-prompt = Напишите ответ на вопрос № { NUMBER($number, useGrouping: 0) }. Можно приложить файл.
answer-draft =
    Ваш ответ на вопрос № { NUMBER($number, useGrouping: 0) }:

    { $has_text ->
        [true] <i>{ $text }</i>
       *[false] без текста
    }
answer-done = Ответ на вопрос № { NUMBER($number, useGrouping: 0) } отправлен. Если учитель напишет ещё, мы сообщим.
write-prompt = Что добавить к вопросу № { NUMBER($number, useGrouping: 0) }? Можно приложить файл.
write-draft =
    Добавить к вопросу № { NUMBER($number, useGrouping: 0) }:

    { $has_text ->
        [true] <i>{ $text }</i>
       *[false] без текста
    }
write-done = Отправлено. Ответ на вопрос № { NUMBER($number, useGrouping: 0) } придёт сюда.

## Закрыть и оценить

closing = Закрыть обращение № { NUMBER($number, useGrouping: 0) }? Потом по нему уже нельзя будет писать, но можно задать новый вопрос.
button-close-now = Да, закрыть
rating = Обращение № { NUMBER($number, useGrouping: 0) } закрыто. Помог ли ответ? Оценку увидит методист.
button-outcome-full = Помогло полностью
button-outcome-partly = Частично
button-outcome-none = Не помогло
rating-thanks =
    { $outcome ->
        [full] Спасибо, передали методисту. Рады, что помогло.
        [partly] Спасибо, передали методисту. Если чего-то не хватило, задайте новый вопрос.
       *[none] Спасибо за честность, передали методисту. Задайте вопрос ещё раз, другими словами, и мы попробуем снова.
    }

## Уведомления

notice-question-asked =
    { $handed_over ->
        [true] Вам передали вопрос № { NUMBER($number, useGrouping: 0) }
       *[false] Новый вопрос № { NUMBER($number, useGrouping: 0) }
    }
    <b>{ $topic }</b>{ $has_subject ->
        [yes] , { $subject }
       *[no] { "" }
    }
    { $teacher }, { $unit }{ $has_about ->
        [yes]
            { "" }
            По объявлению № { NUMBER($announcement, useGrouping: 0) }
       *[no] { "" }
    }

    { $text }

    Обещали ответить до { $due_at }.
notice-question-unowned =
    На вопрос № { NUMBER($number, useGrouping: 0) } некому ответить.
    <b>{ $topic }</b>{ $has_subject ->
        [yes] , { $subject }
       *[no] { "" }
    }
    { $unit }

    Выберите, кому его передать.
notice-question-taken = На вопрос № { NUMBER($number, useGrouping: 0) } теперь отвечает { $methodist }.
notice-question-answered =
    Ответ на вопрос № { NUMBER($number, useGrouping: 0) }
    <b>{ $methodist }</b>

    { $text }
notice-question-continued =
    Дополнение к вопросу № { NUMBER($number, useGrouping: 0) }
    <b>{ $teacher }</b>

    { $text }
notice-consultation-rated = { $teacher }, вопрос № { NUMBER($number, useGrouping: 0) }: { $outcome ->
        [full] помогло полностью.
        [partly] помогло частично.
       *[none] не помогло.
    }
notice-question-waits = Вопрос № { NUMBER($number, useGrouping: 0) } ждёт ответа до { $due_at }. Спрашивает { $teacher }.
