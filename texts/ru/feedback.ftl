### Отзывы о мероприятиях

feedback-useful = { $name ->
        [yes] да
        [partly] отчасти
       *[no] нет
    }
feedback-applied = { $name ->
        [yes] да
        [maybe] возможно
       *[no] нет
    }
feedback-pace = { $name ->
        [right] в самый раз
        [fast] слишком быстро
       *[slow] слишком медленно
    }

button-give-feedback = Оставить отзыв
button-my-feedback = Мой отзыв
button-opinions = Отзывы

## Учителю

feedback-useful-asked =
    <b>{ $title }</b>

    Три вопроса, около полминуты. Отвечать не обязательно. Организатор увидит, сколько человек как ответили, и слова без имён.

    1 из 3. Было полезно?
feedback-applied-asked =
    <b>{ $title }</b>

    2 из 3. Пригодится ли это в работе?
feedback-pace-asked =
    <b>{ $title }</b>

    3 из 3. Как вам темп?
button-opinion-useful = { $name ->
        [yes] Да
        [partly] Отчасти
       *[no] Нет
    }
button-opinion-applied = { $name ->
        [yes] Да, применю
        [maybe] Возможно
       *[no] Нет
    }
button-opinion-pace = { $name ->
        [right] В самый раз
        [fast] Слишком быстро
       *[slow] Слишком медленно
    }
feedback-words =
    <b>{ $title }</b>

    Ответы сохранены. { $has_words ->
        [yes] К ним вы написали: «{ $words }». Новое сообщение заменит эти слова.
       *[no] Если хотите, напишите одним сообщением, что было ценно или что улучшить.
    } Организатор прочитает слова без вашего имени, поэтому не подписывайтесь.
button-no-more-words = { $has_words ->
        [yes] Оставить как есть
       *[no] Пропустить
    }
button-unsay = Убрать слова
feedback-given =
    Спасибо, ваш отзыв сохранён.
    <b>{ $title }</b>

    Было полезно: { $useful }
    Пригодится в работе: { $applied }
    Темп: { $pace }{ $has_words ->
        [yes] { "" }
            Ваши слова: «{ $words }»
       *[no] { "" }
    }
feedback-until = Изменить отзыв можно до { $until }.
feedback-final = Две недели прошли, изменить отзыв уже нельзя.
button-other-answers = Изменить ответы
button-feedback-words = { $has_words ->
        [yes] Изменить слова
       *[no] Добавить слова
    }

## Организатору

opinions-title =
    <b>Отзывы: { $title }</b>
    { $of ->
        [0] Никто не отмечен, поэтому отзывов нет. Отметьте тех, кто был.
       *[other] Отмечено участников: { $of }. Ответили: { $given } ({ $share } %)
    }
opinions-sums =

    Было полезно: да – { $useful_yes }, отчасти – { $useful_partly }, нет – { $useful_no }
    Пригодится в работе: да – { $applied_yes }, возможно – { $applied_maybe }, нет – { $applied_no }
    Темп: в самый раз – { $pace_right }, слишком быстро – { $pace_fast }, слишком медленно – { $pace_slow }
opinions-few = Сами ответы покажем, когда их будет хотя бы { $fewest }: иначе можно догадаться, кто как ответил.
opinions-words =
    <b>Отзывы: { $title }</b>
    Слова без имён, не по порядку ответов
opinion-line = «{ $words }»
button-opinion-words = Слова участников
