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

    Опишите, что случилось и что хотите узнать. Можно прислать несколько сообщений: текст, фото, файлы, голосовые.
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
draft-long =
    { "" }
    Показаны начало и конец, а отправим всё целиком: { $signs ->
        [one] { $signs } знак
        [few] { $signs } знака
       *[many] { $signs } знаков
    }.
ask-hidden =
    { "" }
    Вопрос анонимный: имени и школы методист не увидит.
draft-more =
    { "" }
    Можно написать ещё или приложить файл. Пока не нажато «Отправить», этого никто не видит.
ask-subject = По какому предмету вопрос?
button-subject = Другой предмет
button-topic = Другая тема
button-anonymous = Спросить анонимно
button-named = Спросить с именем
button-anonymous-yes = Да, без имени
ask-anonymous =
    <b>Вопрос без имени</b>

    Методист и координатор не увидят ни имени, ни школы, ни стажа, ни прошлых вопросов. Вместо школы увидят район. Переписываться можно, как обычно.

    Ваше имя рядом с вопросом не хранится. Отдельно служба хранит только, куда принести ответ. Сотрудники этого не видят, но тот, кто управляет базой данных, прочитать может. Через 14 дней после закрытия мы это сотрём: тогда вопроса не будет и в ваших обращениях.

    Не называйте себя в тексте. Голос, фото и названия файлов тоже могут вас выдать.
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
        [asked-back] методист просит уточнить
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
        [asked-back] вы попросили уточнить
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
button-overdue =
    { $overdue ->
        [0] Просроченные у всех
       *[other] Просроченные у всех ({ $overdue })
    }
overdue-title =
    <b>Просроченные у всех</b>
    Вопросы вашей территории, на которые не ответили в срок. Первыми те, что ждут дольше.
    { "" }
overdue-none = Таких вопросов нет.
overdue-line =
    <b>№ { NUMBER($number, useGrouping: 0) }</b> · { $topic } · { $days ->
        [0] опоздание меньше рабочего дня
        [one] опоздание { $days } рабочий день
        [few] опоздание { $days } рабочих дня
       *[many] опоздание { $days } рабочих дней
    }
    { $who ->
        [somebody] Отвечает { $methodist }, до { $due_at }
        [asked-back] { $methodist } ждёт уточнения от учителя
       *[nobody] Без исполнителя
    }
    { $unit }
    { $gist }
button-late = Просрочено ({ $late })
late-title =
    <b>Просрочено</b>
    { "" }
late-none = Просроченных вопросов у вас нет.
before-title =
    <b>Прошлые вопросы учителя</b>
    { "" }
before-none = Раньше этот учитель не спрашивал.
before-line =
    <b>№ { NUMBER($number, useGrouping: 0) }</b> · { $topic } · { $state ->
        [waiting] ждёт ответа
        [answered] есть ответ
        [asked-back] ждёт уточнения
        [closed] закрыто
       *[unowned] без исполнителя
    }
    { $gist }
button-turn-back = ‹
button-turn-on = ›
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
        [asked-back] { $methodist } ждёт вашего уточнения. Пока ждём, срок ответа не идёт
        [unowned] Координатор подбирает методиста, ответим до { $due_at }
       *[closed] Закрыто
    }
    { "" }
thread-head-staff =
    <b>№ { NUMBER($number, useGrouping: 0) } · { $topic }</b>{ $has_subject ->
        [yes] , { $subject }
       *[no] { "" }
    }
    { $teacher }, { $unit }{ $has_experience ->
        [yes] , стаж: { $experience }
       *[no] { "" }
    }
    { $state ->
        [waiting] Отвечает { $methodist }, до { $due_at }
        [answered] Ответ отправлен, отвечает { $methodist }
        [asked-back] Ждём уточнения от учителя, срок не идёт. Отвечает { $methodist }
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
thread-word =
    Слова учителя: <i>{ $word }</i>
    { "" }
thread-away =
    Учитель остановил бота: ответы сохраняются здесь, и он узнает о них, когда вернётся.
    { "" }
thread-owner-away =
    Методист остановил бота, письма ему не доходят. Вопрос можно передать другому.
    { "" }
thread-line =
    { $kind ->
        [note] Заметка для коллег:{ " " }
       *[other] { "" }
    }<b>{ $author }</b>, { $at }{ $kind ->
        [back] , просит уточнить
       *[other] { "" }
    }{ $is_edited ->
        [yes] , исправлено
       *[no] { "" }
    }
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
anonymous = Анонимный учитель
button-ask-back = Уточнить
button-note = Заметка для коллег
button-before =
    { $before ->
        [one] { $before } прошлый вопрос
        [few] { $before } прошлых вопроса
       *[many] { $before } прошлых вопросов
    }
button-thread = Вся переписка
button-reply = Ответить
button-reopen = Открыть снова
button-close = Закрыть
button-rate = Оценить
button-close-helped = Вопрос решён
button-why =
    { $is_mine ->
        [yes] Почему мне
       *[no] Почему этот методист
    }
why-title =
    { $is_mine ->
        [yes] <b>Почему вопрос № { NUMBER($number, useGrouping: 0) } у вас</b>
       *[no] <b>Почему на вопрос № { NUMBER($number, useGrouping: 0) } отвечает { $name }</b>
    }
    { "" }
why-asked = Служба выбрала методиста по правилам, как только пришёл вопрос: { $given_at }.
why-freed = Вопрос ждал без исполнителя. Служба отдала его первому, кто смог взять: { $given_at }.
why-lapsed = На вопрос не ответили в срок, и он перешёл на ступень выше: { $given_at }.
why-passed-up = Вопрос передали на ступень выше: { $given_at }. Причина, если её назвали, есть в переписке: в заметке для коллег.
why-passed = Вопрос передал коллега, который отвечал раньше: { $given_at }. Причина есть в переписке: в заметке для коллег.
why-handed = Вопрос передал координатор: { $given_at }. Правила выбора здесь не применялись.
why-taken = Вопрос взят из очереди «Без исполнителя»: { $given_at }. Правила выбора здесь не применялись.
why-reopened = Учитель снова открыл обращение: { $given_at }. Вопрос вернулся к тому, кто на него отвечал.
why-reopened-anew = Учитель снова открыл обращение: { $given_at }. Кто отвечал раньше, сейчас ответить не может, и служба выбрала другого.
why-unknown = Вопрос отдан раньше, чем служба стала записывать причины.
why-step =
    Ступень: { $is_leading ->
        [yes] опорная школа, { $unit }
       *[no] { $unit }
    }. { $nearer ->
        [nearest] Это самая близкая к учителю ступень.
        [passed] Ступени ниже уже прошли: там не ответили или передали вопрос выше.
       *[nobody] Ближе к учителю никто не подошёл.
    }
why-direction =
    Направление: { $matched ->
        [both] { $subject }, { $topic }
        [subject] { $subject }, любая тема
        [topic] { $topic }, любой предмет
       *[any] любые предметы и темы
    }.
why-among =
    { $among ->
        [1] На этой ступени подходил один методист.
       *[other] На этой ступени подходило методистов: { $among }. Сначала смотрим, у кого точнее направление, потом у кого меньше вопросов на его долю нагрузки.
    }
why-load = Нагрузка в тот момент. Ждали ответа: { $load }, предел: { $ceiling }. Получено за 28 дней: { $recent }, доля нагрузки: { $share } %.
why-instead = Отвечает вместо отсутствующего методиста: { $instead_of }.
why-later = В тот день никто из подходящих не работал. Выбран тот, кто выйдет до конца срока.
why-again = Эти данные сохранены. По ним выбор всегда получится тем же.
button-to-inbox = К обращениям
button-pass-up = На ступень выше
button-pass-queue = Вернуть в очередь
button-pass-now = Передать
button-pass-silently = Передать без пояснения
button-pass-other = Кому-то другому
pass-to = Кому передать вопрос № { NUMBER($number, useGrouping: 0) }? Рядом с именем видно, сколько вопросов уже открыто.
pass-above =
    { "" }
    На ступень выше: ответит { $above }.
pass-returns =
    { "" }
    Ступенью выше никого нет. Вопрос можно вернуть в очередь «Без исполнителя»: об этом узнает координатор.
pass-whom =
    { $has_name ->
        [yes] Вопрос № { NUMBER($number, useGrouping: 0) } получит { $name }.
       *[no] Вопрос № { NUMBER($number, useGrouping: 0) } вернётся в очередь «Без исполнителя».
    }
    { "" }
pass-prompt =
    { $must ->
        [yes] Напишите, почему передаёте. Это прочитают коллеги, учитель не увидит.
       *[no] Если хотите, напишите, почему передаёте. Это прочитают коллеги, учитель не увидит.
    }
pass-draft =
    Ваше пояснение, учитель его не увидит:
    { $has_text ->
        [true] <i>{ $text }</i>
       *[false] без текста
    }
pass-leaving = Вопрос не передан. Если выйти, пояснение пропадёт.
pass-done =
    { $has_name ->
        [yes] Вопрос № { NUMBER($number, useGrouping: 0) } передан: теперь отвечает { $name }. Учитель об этом узнает.
       *[no] Вопрос № { NUMBER($number, useGrouping: 0) } снова в очереди «Без исполнителя». Координатор и учитель об этом узнают.
    }
hand-over-none = Передать вопрос № { NUMBER($number, useGrouping: 0) } пока некому: других методистов на этой территории нет. Пригласите методиста в разделе «Управление».
button-methodist =
    { $is_absent ->
        [yes] { $name } ({ $load }), отсутствует
       *[no] { $name } ({ $load })
    }

## Ответ и продолжение

answer-prompt = Напишите ответ на вопрос № { NUMBER($number, useGrouping: 0) }. Можно приложить файл.
answer-draft =
    Ваш ответ на вопрос № { NUMBER($number, useGrouping: 0) }:

    { $has_text ->
        [true] <i>{ $text }</i>
       *[false] без текста
    }
answer-done = Ответ на вопрос № { NUMBER($number, useGrouping: 0) } отправлен. Если учитель напишет ещё, мы сообщим.
back-prompt = Что нужно узнать по вопросу № { NUMBER($number, useGrouping: 0) }, чтобы ответить? Учитель получит это сразу.
back-draft =
    Спросить учителя по вопросу № { NUMBER($number, useGrouping: 0) }:

    { $has_text ->
        [true] <i>{ $text }</i>
       *[false] без текста
    }
back-done = Отправлено. Когда учитель ответит на вопрос № { NUMBER($number, useGrouping: 0) }, мы сообщим. Пока ждём, срок не идёт.
note-prompt = Заметка к вопросу № { NUMBER($number, useGrouping: 0) }. Её увидят сотрудники службы, учитель не увидит.
note-draft =
    Заметка к вопросу № { NUMBER($number, useGrouping: 0) }, учитель её не увидит:

    { $has_text ->
        [true] <i>{ $text }</i>
       *[false] без текста
    }
note-done = Заметка к вопросу № { NUMBER($number, useGrouping: 0) } сохранена. Учитель её не видит.
edit-passed-on = Исправление передано: сообщение в обращении № { NUMBER($number, useGrouping: 0) } теперь такое же, как у вас.
write-prompt = Что добавить к вопросу № { NUMBER($number, useGrouping: 0) }? Можно приложить файл.
write-draft =
    Добавить к вопросу № { NUMBER($number, useGrouping: 0) }:

    { $has_text ->
        [true] <i>{ $text }</i>
       *[false] без текста
    }
write-done =
    Отправлено. { $is_promised ->
        [yes] Ответим на вопрос № { NUMBER($number, useGrouping: 0) } до { $due_at }, ответ придёт сюда.
       *[no] Ответ на вопрос № { NUMBER($number, useGrouping: 0) } придёт сюда.
    }

## Закрыть и оценить

closing = Закрыть обращение № { NUMBER($number, useGrouping: 0) }? Писать по нему будет нельзя, но 14 дней его можно открыть снова.
closing-staff = Закрыть обращение № { NUMBER($number, useGrouping: 0) }? Учителя спросим, помог ли ответ. Он сможет открыть обращение снова в течение 14 дней.
button-close-now = Да, закрыть
rating = Обращение № { NUMBER($number, useGrouping: 0) } закрыто. Помог ли ответ? Оценку увидит методист.
button-outcome-full = Помогло полностью
button-outcome-partly = Частично
button-outcome-none = Не помогло
rating-thanks =
    { $outcome ->
        [full] Спасибо, передали методисту. Рады, что помогло.
        [partly] Спасибо, передали методисту. Если чего-то не хватило, откройте обращение снова или задайте новый вопрос.
       *[none] Спасибо за честность, передали методисту. Можно открыть обращение снова или спросить другими словами.
    }
rating-word-asked =
    { "" }
    Если хотите, добавьте пару слов: просто напишите их сюда.
rating-word =
    { "" }
    Ваши слова: <i>{ $word }</i>

## Шаблоны ответов

button-templates = Шаблоны ответов
templates-title =
    <b>Шаблоны ответов</b>
    С шаблона можно начать ответ. Вместо { $fields } подставим нужное.
templates-none =
    { "" }
    Шаблонов пока нет.
button-template-new = Новый шаблон
button-template-mine = Только для меня
button-template-drop = Удалить
template-one =
    <b>Шаблон</b>{ $of_unit ->
        [yes] , { $unit }
       *[no] { "" }
    }

    <i>{ $text }</i>
template-prompt =
    Напишите текст шаблона.
    Можно вставить { $fields }: при ответе подставим нужное.
template-draft =
    Шаблон:

    <i>{ $text }</i>

    Можно написать ещё, текст добавится в конец.
template-whose = Кому он нужен? Шаблон территории увидят все её методисты.
template-done = Шаблон сохранён. Он есть под кнопкой «Шаблоны ответов», когда вы пишете ответ.
template-leaving = Шаблон не сохранён. Если выйти, он пропадёт.
button-template-edit = Изменить
button-save-template = Сохранить
template-edit =
    Сейчас шаблон такой:

    <pre>{ $before }</pre>

    Скопируйте, измените и пришлите его целиком: новый текст заменит старый.
    Можно вставить { $fields }.
template-edited =
    Станет так:

    <i>{ $text }</i>

    Можно написать ещё, текст добавится в конец. Пока вы не сохранили, в списке прежний шаблон.
template-edit-leaving = Шаблон остался прежним. Если выйти, новый текст пропадёт.
template-edit-done = Сохранено. Новые ответы начнутся с этих слов, отправленные не изменятся.
template-choose = С чего начать ответ?
template-none = Шаблонов пока нет. Создать их можно в разделе «Рабочее место».
template-shown =
    Вот что получится:

    <pre>{ $text }</pre>

    Вставьте как есть или скопируйте, измените и пришлите сюда: добавим ваш вариант.
button-insert = Вставить как есть
template-nameless = коллега
template-field = { $field ->
        [name] имя
        [number] номер
        [topic] тема
        [subject] предмет
        [deadline] срок
       *[methodist] методист
    }

## Спросить коллег

button-helping = Помощь коллегам
button-help = Готов(а) помогать
button-rest = Больше не помогать
button-colleagues = Спросить коллег
button-proposals = Предложения коллег
button-propose = Предложить ответ
button-propose-named = Отправить с именем
button-propose-unnamed = Отправить без имени
button-confirm = Отправить учителю
colleagues-willing =
    <b>Помощь коллегам по предмету</b>

    { $is_on ->
        [yes] Вы помогаете: методист вашего района может показать вам вопрос по вашим предметам, без имени того, кто спросил. Отвечать не обязательно.
       *[no] Если согласитесь, методист вашего района сможет показать вам вопрос по вашим предметам, без имени того, кто спросил. Отвечать не обязательно, отказаться можно в любой день.
    }
colleagues-asked =
    { $asked ->
        [one] Вопрос показан { $asked } коллеге, без имени учителя.
       *[other] Вопрос показан { $asked } коллегам, без имени учителя.
    }

    Когда кто-нибудь предложит ответ, мы сообщим. Лучший вы отправите учителю одной кнопкой.
propose-prompt =
    <b>{ $topic }</b>
    <i>{ $question }</i>

    Что вы ответили бы коллеге? Ответ прочитает методист и, если он подойдёт, отправит учителю.
propose-draft =
    { "" }
    Ваш ответ:
    <i>{ $text }</i>
propose-done = Спасибо, методист прочитает ваш ответ. Мы сообщим, что он решил.
proposals-title =
    <b>Что предлагают коллеги</b>, вопрос № { NUMBER($number, useGrouping: 0) }
    { "" }
proposals-none = Пока никто ничего не предложил.
proposal-line =
    <b>{ $author }</b>{ $verdict ->
        [confirmed] , отправлено учителю
       *[other] { "" }
    }
    { $text }
proposal-one =
    Предлагает <b>{ $author }</b>{ $is_named ->
        [yes] , имя можно назвать
       *[no] , имя просят не называть
    }

    <i>{ $text }</i>

## Уведомления

notice-question-asked =
    { $how ->
        [handed-over] Вам передали вопрос № { NUMBER($number, useGrouping: 0) }
        [edited] Вопрос № { NUMBER($number, useGrouping: 0) }, исправлено
       *[new] Новый вопрос № { NUMBER($number, useGrouping: 0) }
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

    { $text }{ $passed ->
        [explained]
            { "" }
            { "" }
            Передаёт { $by }: <i>{ $reason }</i>
        [silently]
            { "" }
            { "" }
            Передаёт { $by }.
       *[no] { "" }
    }

    Обещали ответить до { $due_at }.
notice-question-unowned =
    На вопрос № { NUMBER($number, useGrouping: 0) } некому ответить.
    <b>{ $topic }</b>{ $has_subject ->
        [yes] , { $subject }
       *[no] { "" }
    }
    { $unit }

    Выберите, кому его передать.
notice-question-taken =
    { $has_methodist ->
        [yes] На вопрос № { NUMBER($number, useGrouping: 0) } теперь отвечает { $methodist }.
       *[no] Вопрос № { NUMBER($number, useGrouping: 0) } передан координатору: он подберёт, кто ответит.
    }{ $is_moved ->
        [yes] { " " }Новый срок: до { $due_at }.
       *[no] { "" }
    }
notice-question-passed =
    Вопрос № { NUMBER($number, useGrouping: 0) } передан, вам отвечать на него больше не нужно. { $has_methodist ->
        [yes] Теперь отвечает { $methodist }.
       *[no] Он в очереди «Без исполнителя».
    }

    { $has_reason ->
        [yes] Передаёт { $by }: <i>{ $reason }</i>
       *[no] Передаёт { $by }.
    }
notice-question-answered =
    { $what ->
        [back] Методист просит уточнить вопрос № { NUMBER($number, useGrouping: 0) }
       *[answer] Ответ на вопрос № { NUMBER($number, useGrouping: 0) }
    }{ $is_edited ->
        [yes] , исправлено
       *[no] { "" }
    }
    <b>{ $methodist }</b>

    { $text }{ $helped ->
        [named]
            { "" }
            { "" }
            Ответ подсказал коллега: { $colleague }.
        [unnamed]
            { "" }
            { "" }
            Ответ подсказал коллега из вашего района.
       *[no] { "" }
    }
notice-message-corrected =
    Исправлено сообщение в обращении № { NUMBER($number, useGrouping: 0) }
    <b>{ $author }</b>

    { $text }
notice-consultation-closed =
    Обращение № { NUMBER($number, useGrouping: 0) } закрыто.
    <b>{ $methodist }</b>

    Помог ли ответ? Если вопрос остался, обращение можно открыть снова.
notice-outcome-wanted = Обращение № { NUMBER($number, useGrouping: 0) } закрыто. Помог ли ответ? Больше спрашивать не будем.
notice-consultation-reopened = { $teacher }: обращение № { NUMBER($number, useGrouping: 0) } открыто снова. Обещали ответить до { $due_at }.
notice-question-continued =
    Дополнение к вопросу № { NUMBER($number, useGrouping: 0) }{ $is_edited ->
        [yes] , исправлено
       *[no] { "" }
    }
    <b>{ $teacher }</b>

    { $text }{ $is_moved ->
        [yes]
            { "" }
            { "" }
            Новый срок: ответить до { $due_at }.
       *[no] { "" }
    }
notice-consultation-rated = { $teacher }, вопрос № { NUMBER($number, useGrouping: 0) }: { $outcome ->
        [full] помогло полностью.
        [partly] помогло частично.
       *[none] не помогло.
    }{ $has_word ->
        [yes]
            { "" }
            <i>{ $word }</i>
       *[no] { "" }
    }
notice-answer-late =
    На вопрос № { NUMBER($number, useGrouping: 0) } не ответили в срок. { $has_methodist ->
        [yes] Теперь отвечает { $methodist }, до { $due_at }.
       *[no] Координатор ищет, кто ответит.
    }
notice-question-lapsed =
    Срок ответа на вопрос № { NUMBER($number, useGrouping: 0) } прошёл. { $has_methodist ->
        [yes] Теперь отвечает { $methodist }.
       *[no] Вопрос передан координатору.
    }
notice-question-overdue =
    Вопрос № { NUMBER($number, useGrouping: 0) }: срок ответа прошёл.
    <b>{ $topic }</b>

    Отвечал: { $late }. Теперь отвечает { $methodist }.
notice-question-waits = Вопрос № { NUMBER($number, useGrouping: 0) } ждёт ответа до { $due_at }. Спрашивает { $teacher }.
notice-colleague-asked =
    Коллега спрашивает, может быть, вы знаете
    <b>{ $topic }</b>{ $has_subject ->
        [yes] , { $subject }
       *[no] { "" }
    }

    { $text }

    Отвечать не обязательно.
notice-proposal-made =
    Коллега предлагает ответ на вопрос № { NUMBER($number, useGrouping: 0) }
    <b>{ $colleague }</b>

    { $text }
notice-proposal-thanked =
    { $chosen ->
        [yes] Ваш ответ на вопрос № { NUMBER($number, useGrouping: 0) } методист отправил учителю. Спасибо.
       *[no] Спасибо за ответ на вопрос № { NUMBER($number, useGrouping: 0) }. Методист выбрал другой, но ваш тоже прочитал.
    }
notice-answer-undelivered = Ответ на вопрос № { NUMBER($number, useGrouping: 0) } не доставлен: учитель остановил бота. Ответ сохранён в обращении. Когда учитель вернётся, мы сразу скажем ему об этом.
notice-methodist-away =
    Письма по вопросу № { NUMBER($number, useGrouping: 0) } не доходят: методист остановил бота.
    <b>{ $methodist }</b>

    Передайте вопрос другому методисту, чтобы учитель не остался без ответа.
notice-missed-meanwhile = Пока бот был остановлен, в обращении № { NUMBER($number, useGrouping: 0) } появилось новое. Откройте его, чтобы прочитать.
