### Банк ответов

menu-answers = 📚 Банк ответов
answers-ask =
    <b>Банк ответов</b>

    Здесь ответы методистов на вопросы, которые уже задавали. Напишите, что ищете, несколькими словами или выберите тему.
answers-topics = Ответы по какой теме показать?
answers-subjects = Ответы по какому предмету показать?
answers-list = { $kind ->
        [words] Нашлось по словам «{ $what }»: { $total }.
        [review] Пора пересмотреть: { $total }. Откройте ответ и обновите срок, исправьте или уберите его.
        [out] Убрано из банка: { $total }. Учителя этого не видят. Откройте ответ, чтобы вернуть его.
       *[other] <b>{ $what }</b>, ответов: { $total }.
    }
answers-none = Такого ответа пока нет. Напишите другими словами или спросите методиста.
answers-line =
    { $place }. { $question }{ $useful ->
        [0] {""}
       *[other] {" "}(полезно: { $useful })
    }
button-by-topic = По теме
button-by-subject = По предмету
button-to-review = На пересмотр: { $due }
button-taken-out = Убранные: { $out }
button-page-before = ‹
button-page = { $page }
button-page-after = ›

published-card =
    <b>{ $question }</b>

    { $answer }

    { $topic }{ $has_subject ->
        [yes] , { $subject }
       *[no] {""}
    }. { $author }, { $at }.
published-out = Этот ответ убран из банка, учителя его не видят.
published-kept = Пересмотреть: { $review_at }. Полезно: { $useful }, не понадобилось спрашивать: { $saved }.
published-withdrawing = Убрать ответ из банка? Его больше никто не найдёт. Вернуть его можно: он останется в списке «Убранные».
button-useful = { $mine ->
        [yes] Снять отметку: { $useful }
       *[no] Полезно: { $useful }
    }
button-ask-methodist = Спросить методиста
button-edit-answer = Изменить
button-reword = Сохранить
button-renew = Обновить срок
button-put-back = Вернуть в банк
button-withdraw = Убрать из банка

button-to-bank = Опубликовать ответ
publish-draft = <b>Ответ для банка</b>. Так его увидят все. Имена, школа и контакты убраны, но проверьте сами: могло остаться то, по чему узнают человека.
reword-draft = <b>Ответ из банка</b>. Измените вопрос или ответ и сохраните.
wording-shown =
    <b>{ $question }</b>

    { $answer }
wording-question = Напишите вопрос, как он будет стоять в списке: одно предложение, до 300 знаков, без имён.
wording-answer = Напишите ответ целиком, до 2600 знаков, без имён.
wording-leaving = Выйти? Изменения не сохранятся.
button-leave-wording = Выйти, не сохраняя
button-publish = Опубликовать
button-change-question = Изменить вопрос
button-change-answer = Изменить ответ
publish-done = Ответ в банке. Теперь его найдут все, кто спросит о том же. Через год напомним проверить, верен ли он ещё.
reword-done = Сохранено. Искать его теперь можно по новым словам.

fitting = <b>Возможно, ответ уже есть</b>. Вопрос пока не отправлен.
fitting-line =
    <b>{ $place }. { $question }</b>
    { $answer }
fitting-spared = Хорошо, что ответ нашёлся. Вопрос не отправлен, черновик удалён.
button-read-answer = Читать ответ { $place }
button-it-helped = Это помогло
button-which-helped = Помог ответ { $place }
button-ask-anyway = Всё равно спросить

notice-answer-to-review =
    Проверьте ответ из банка: он верен до { $review_at }.

    { $question }
