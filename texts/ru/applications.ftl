### Заявки на мероприятия и конкурсы: подать, рассмотреть, объявить итоги

application-state = { $name ->
        [begun] начата, не отправлена
        [sent] на рассмотрении
        [returned] нужно дополнить
        [approved] одобрена
        [refused] отклонена
       *[withdrawn] забрали
    }
application-award = { $name ->
        [winner] победитель
        [laureate] призёр
       *[participant] участник
    }
application-standing = { $application ->
        [none] { "" }
        [open] { $admission ->
            [contest] Это конкурс: участвуют по заявке. Её можно подать до { $application_until }.
           *[approval] Участвуют по заявке, её рассматривает организатор. Подать можно до { $application_until }.
        }
        [closed] Заявки больше не принимают: срок был до { $application_until }.
        [begun] <b>Заявка начата, но не отправлена.</b> Отправьте её до { $application_until }.
        [sent] <b>Заявка на рассмотрении.</b> О решении напишем сюда. До { $application_until } её можно изменить или забрать.
        [sent-late] <b>Заявка на рассмотрении.</b> Срок подачи прошёл, изменить её уже нельзя. О решении напишем сюда.
        [returned] <b>Заявку нужно дополнить.</b> Что нужно: { $grounds }

            Дополните её и отправьте ещё раз до { $application_until }.
        [returned-late] <b>Заявку просили дополнить:</b> { $grounds }

            Срок прошёл, организатор решит по тому, что есть.
        [approved] <b>Заявка одобрена.</b>{ $award ->
            [winner] { "" } Итоги объявлены: вы победитель.
            [laureate] { "" } Итоги объявлены: вы призёр.
            [participant] { "" } Итоги объявлены: вы участник.
           *[none] { "" }
        }
       *[refused] <b>Заявка отклонена.</b> Причина: { $grounds }
    }

button-apply = { $application ->
        [begun] Закончить заявку
       *[open] Подать заявку
    }
button-finish-application = Закончить заявку
button-complete = Дополнить заявку
button-my-application = Моя заявка
button-applications = { $applications ->
        [0] Заявки
       *[other] Заявки ({ $applications })
    }

apply-presence =
    <b>Заявка</b>
    { $title }

    Как вы будете участвовать?
button-apply-presence = { $name ->
        [room] Очно
       *[online] Онлайн
    }
apply-head =
    <b>Заявка</b>
    { $title }{ $hybrid ->
        [true] , { $presence ->
            [room] очно
           *[online] онлайн
        }
       *[false] { "" }
    }
    Отправьте до { $until }
apply-empty =
    { "" }
    { $has_prompt ->
        [yes] { $prompt }
       *[no] { $admission ->
            [contest] Расскажите о своей работе.
           *[approval] Напишите, почему хотите участвовать и чем занимаетесь.
        }
    }

    { $wanted ->
        [needed] Нужны текст и файлы с работой или только файлы, до { $most }: документы, фото, голосовые. Присылайте в любом порядке, потом нажмите «Отправить».
        [possible] Можно прислать несколько сообщений и приложить файлы, до { $most }. Потом нажмите «Отправить».
       *[none] Файлы не нужны, только текст. Можно прислать несколько сообщений, потом нажмите «Отправить».
    }
apply-as-sent =
    { "" }
    Сейчас в заявке{ $has_text ->
        [yes] :
            { $text }
       *[no] { "" } только файлы.
    }
apply-more =
    { "" }
    Что вы пришлёте, добавится к этому. Пока новое не отправлено, у организатора остаётся прежняя заявка.
apply-asked =
    { "" }
    Вас просят дополнить: { $grounds }
apply-filled =
    { "" }
    { $has_text ->
        [yes] В вашей заявке:
            { $text }
       *[no] В вашей заявке пока только файлы.
    }
button-apply-other = Очно или онлайн
button-apply-anew = Написать заново
button-apply-discard = Выйти, это не нужно
apply-leaving =
    Что сделать с тем, что не отправлено?
    { $sent_before ->
        [yes] Заявка, которую вы отправили раньше, останется у организатора.
       *[no] Если нажать «Меню», черновик подождёт вас.
    }
apply-done =
    <b>Заявка отправлена.</b>
    { $title }

    Её рассмотрит организатор, о решении напишем сюда. До { $until } заявку можно изменить или забрать.
button-draft-apply = ✏️ Закончить заявку

my-application =
    <b>Моя заявка</b>
    { $title }
    { $time }
    { "" }
my-application-words =
    { "" }
    { $has_text ->
        [yes] В заявке:
            { $text }
       *[no] В заявке только файлы.
    }
button-change-application = { $application ->
        [returned] Дополнить заявку
       *[sent] Изменить заявку
    }
button-application-files = Показать файлы ({ $count })
button-take-back = Забрать заявку
application-taking-back =
    Забрать заявку?
    { $title }

    Текст и файлы удалим. До { $application_until } можно подать новую.
button-take-back-sure = Да, забрать
application-taken-back =
    Заявка у вас, организатор её больше не видит.
    { "" }
button-my-applications = Мои заявки
my-applications = <b>Мои заявки</b>
my-applications-none = Заявок нет. Если на мероприятие записываются по заявке, на его карточке есть кнопка «Подать заявку».
my-application-line =
    <b>{ $title }</b>
    { $time }
    Заявка: { $state }

event-terms-applications = Заявки: { $admission ->
        [approval] участников одобряете вы
        [contest] это конкурс, участвуют по заявке
       *[open] не нужны
    }
button-application-terms = Заявки и конкурс
application-terms =
    <b>Заявки</b>
    { $title }

    { $admission ->
        [approval] Сейчас участвуют по заявке: каждого одобряете вы. Кто записался раньше, остаётся.

            Срок подачи: до { $until }
            О чём написать: { $prompt ->
                [none] не сказано, каждый пишет сам
               *[other] { $prompt }
            }
        [contest] Сейчас это конкурс: учителя присылают заявку, вы её одобряете, а после срока подачи объявляете итоги.

            Срок подачи: до { $until }
            О чём написать: { $prompt ->
                [none] не сказано, каждый пишет сам
               *[other] { $prompt }
            }
            Файлы с работой: { $files ->
                [yes] нужны, до { $most }
               *[no] не нужны, только текст
            }
       *[open] Сейчас заявки не нужны: записаться может каждый, кому доступно мероприятие.
    }
button-admission = { $name ->
        [approval] Запись по заявке
        [contest] Конкурс
       *[open] Без заявок
    }
button-deadline = Срок подачи
button-prompt = О чём написать
button-want-files = { $files ->
        [yes] Файлы не нужны
       *[no] Попросить файлы
    }
application-deadline =
    До какого времени принимать заявки? Напишите день и час, например:
    5 декабря 18:00

    Можно только день: тогда заявки принимаем до конца этого дня. Сейчас: до { $until }. Кто уже пишет заявку или ждёт решения, узнает о новом сроке.
button-no-deadline = До начала мероприятия
application-prompt = О чём написать в заявке? Напишите одним сообщением: это увидит каждый, кто подаёт заявку.
button-no-prompt = Ничего не подсказывать

applications-title =
    <b>Заявки</b>
    { $title }
    { $taken ->
        [yes] Принимаем до { $until }
        [over] Приём закончен: срок был до { $until }
       *[no] Сейчас участвуют без заявок
    }
applications-none = Здесь пока пусто.
button-applications-box = { $name ->
        [new] Новые ({ $count })
        [returned] На доработке ({ $count })
        [approved] Одобрены ({ $count })
       *[refused] Отклонены ({ $count })
    }
button-applicant = { $name } · { $school }
button-approve-all = Одобрить все ({ $waiting })
applications-everybody =
    Одобрить все новые заявки?
    { $title }

    Заявок: { $count }. Места получат в порядке подачи. Кому мест не хватит, встанут в лист ожидания. Каждому напишем сразу, отменить это будет нельзя.
button-approve-all-sure = Да, одобрить все
button-applications-table = Таблица заявок
applications-file-name = zayavki-{ NUMBER($number, useGrouping: 0) }.xlsx
applications-sheet = Заявки
applications-column-number = № п/п
applications-column-school = Организация
applications-column-name = ФИО
applications-column-position = Должность
applications-column-presence = Участие
applications-column-sent = Подана
applications-column-state = Состояние
applications-column-award = Итог
applications-column-text = Текст заявки
applications-column-files = Файлы
applications-column-grounds = Причина или что дополнить
applications-taken = { $count ->
        [one] Таблица выше, в ней { $count } заявка.
        [few] Таблица выше, в ней { $count } заявки.
       *[many] Таблица выше, в ней { $count } заявок.
    }

application-one =
    <b>{ $name }</b>
    { $school }, { $position }
    { $title }{ $hybrid ->
        [yes] , { $presence ->
            [room] очно
           *[online] онлайн
        }
       *[no] { "" }
    }
    Подана: { $at }
    { $state ->
        [sent] { $grounds ->
            [none] Ждёт решения
           *[other] Отправлена ещё раз. Вы просили дополнить: { $grounds }
        }
        [returned] Возвращена на доработку: { $grounds }
        [approved] Одобрена{ $award ->
            [winner] , победитель
            [laureate] , призёр
            [participant] , участник
           *[none] { "" }
        }
       *[refused] Отклонена: { $grounds }
    }{ $has_text ->
        [yes] { "" }

            { $text }
       *[no] { "" }

            Текста нет.
    }
button-approve-application = Одобрить
button-return-application = Вернуть на доработку
button-refuse-application = Отклонить
button-next-application = Следующая заявка
button-award = { $name ->
        [winner] Победитель
        [laureate] Призёр
       *[participant] Участник
    }
application-refusing = Почему заявка отклонена? Напишите причину, её прочитает { $name }. Изменить решение потом нельзя.
application-returning = Что нужно дополнить? Напишите, это прочитает { $name } и сможет отправить заявку ещё раз.
button-results = Итоги конкурса
applications-results =
    <b>Итоги конкурса</b>
    { $title }

    Победители: { $winner }
    Призёры: { $laureate }
    Участники: { $participant }
    Без решения: { $undecided }

    Кого вы не отметили, считается участником. Каждый получит письмо со своим итогом, до этого итогов никто не видит. Изменить их потом нельзя.
button-announce-results = Объявить итоги

notice-application-approved =
    Заявка одобрена: <b>{ $title }</b>
    { $time }

    { $seated ->
        [yes] Вы записаны.
       *[no] Мест пока нет, вы в листе ожидания. Когда место освободится, мы предложим его вам.
    }
notice-application-refused =
    Заявка отклонена: <b>{ $title }</b>
    { $time }

    Причина: { $reason }
notice-application-returned =
    Заявку нужно дополнить: <b>{ $title }</b>
    { $time }

    Что нужно: { $reason }

    Отправьте её ещё раз до { $until }.
notice-application-unsent =
    { $returned ->
        [yes] Заявку просили дополнить, а вы её ещё не отправили: <b>{ $title }</b>
       *[no] Вы начали заявку и не отправили её: <b>{ $title }</b>
    }

    Заявки принимают до { $until }.
notice-application-deadline =
    Срок подачи заявок изменился: <b>{ $title }</b>

    Теперь заявки принимают до { $until }.
notice-application-not-needed =
    Заявка больше не нужна: <b>{ $title }</b>
    { $time }

    Теперь записаться можно сразу: откройте мероприятие и нажмите «Записаться».
notice-application-results =
    Итоги конкурса: <b>{ $title }</b>

    Ваш итог: { $award }.

refusal-event-needs-application = На это мероприятие записываются по заявке, её рассматривает организатор. Откройте мероприятие и нажмите «Подать заявку».
refusal-event-seats-by-application = Здесь организатор одобряет каждого участника, поэтому передать место нельзя. Коллега может подать свою заявку.
refusal-application-not-needed = Заявка на это мероприятие не нужна. Откройте его: записаться можно сразу.
refusal-application-too-late = Срок подачи прошёл: подать, изменить или забрать заявку уже нельзя. Если что-то важно, отправьте /ask.
refusal-application-call-over = С заявками здесь ничего не сделать: мероприятие прошло, отменено или ещё не открыто.
refusal-application-takes-part = Вы уже записаны или ждёте места, заявка не нужна.
refusal-application-decided = По вашей заявке уже решили, изменить её нельзя. Решение видно на карточке мероприятия.
refusal-application-decided-already = По этой заявке уже решили: { $state ->
        [approved] она одобрена
        [returned] она на доработке
       *[refused] она отклонена
    }. Решение принял(а) { $name }.
refusal-application-none = Этой заявки больше нет: её забрали или ещё не отправили. Откройте мероприятие, там видно, что дальше.
refusal-application-changed = Заявку только что изменили. Прочитайте её ещё раз и решите.
refusal-application-empty = Напишите хотя бы несколько слов.
refusal-application-text-too-long = Получилось { $length }, а помещается { $most }. Последнее сообщение не добавлено, остальное сохранено. Напишите короче.
refusal-application-no-file = К заявке нужен файл с работой. Приложите его и нажмите «Отправить» ещё раз.
refusal-application-files-not-wanted = Файлы к этой заявке не нужны. Файл не добавлен, остальное сохранено. Напишите словами.
refusal-application-too-many-files = Файлов может быть не больше { $most }. Последний не добавлен, остальное сохранено.
refusal-application-file-too-large = Файл «{ $name }» слишком большой: помещается { $most } МБ. Он не добавлен, остальное сохранено. Сожмите его или пришлите ссылку.
refusal-application-no-grounds = Напишите словами, это прочитает тот, кто подал заявку.
refusal-application-grounds-too-long = Получилось { $length }, а помещается { $most }. Напишите короче.
refusal-application-prompt-too-long = Получилось { $length }, а помещается { $most }. Напишите короче.
refusal-application-deadline-unclear = { $line ->
        [none] Не получилось понять.
       *[other] Не получилось понять «{ $line }».
    } { $why ->
        [no-day] Напишите и день, например: 5 декабря 18:00.
        [no-such-day] Такого дня нет. Проверьте дату.
        [no-such-hour] Такого часа нет. Проверьте время.
        [other-weekday] Это другой день недели. Проверьте дату.
        [over] Этот день уже прошёл. Напишите другой.
       *[words] Напишите один день и час, например: 5 декабря 18:00.
    }
refusal-application-deadline-past = Это время уже прошло. Напишите другое.
refusal-application-deadline-after-beginning = К этому времени мероприятие уже начнётся. Напишите время до его начала.
refusal-application-undecided = Сначала решите по всем заявкам. Без решения: { $count }.
refusal-application-no-time-to-return = Срок подачи прошёл, дополнить заявку уже не успеют. Одобрите её или отклоните.
refusal-application-not-a-contest = Итоги бывают только у конкурса.
refusal-application-contest-goes-on = Заявки ещё принимают. Итоги можно отметить, когда срок подачи пройдёт.
refusal-application-results-announced = Итоги уже объявлены, изменить их нельзя.
refusal-application-nobody-to-award = Одобренных заявок нет, объявлять нечего.
