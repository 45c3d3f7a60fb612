### Меню и справка

menu-main =
    { $kept ->
        [yes] <b>{ $name }</b>, написанное сохранено, его можно закончить в любое время.
       *[no] <b>{ $name }</b>, чем помочь?
    }
menu-ask = 💬 Консультация
menu-mine = Мои обращения
menu-profile = 👤 Профиль
menu-inbox =
    { $waiting ->
        [0] 📥 Обращения
       *[other] 📥 Обращения ({ $waiting })
    }
menu-inbox-plain = 📥 Обращения
menu-workplace = 🛠 Рабочее место
menu-announce = 📢 Объявление
menu-manage = ⚙️ Управление
menu-help = Как это работает

button-draft-ask = ✏️ Закончить вопрос
button-draft-answer = ✏️ Закончить ответ
button-draft-askback = ✏️ Закончить уточнение
button-draft-note = ✏️ Закончить заметку
button-draft-pass = ✏️ Закончить передачу
button-draft-newtemplate = ✏️ Закончить шаблон
button-draft-edittemplate = ✏️ Изменить шаблон
button-draft-propose = ✏️ Закончить подсказку
button-draft-write = ✏️ Закончить письмо
button-draft-announce = ✏️ Закончить объявление
button-draft-publish = ✏️ Закончить публикацию
button-draft-reword = ✏️ Закончить правку
button-draft-newevent = ✏️ Закончить мероприятие
button-draft-feedback = ✏️ Закончить отзыв
button-draft-askhost = ✏️ Вопрос организатору
button-draft-answerguest = ✏️ Ответ о мероприятии
button-draft-addmaterials = ✏️ Закончить материалы
button-draft-correct = ✏️ Закончить исправление

menu-help-text =
    <b>Опора</b> — помощник методической службы.

    Напишите вопрос, и его получит методист вашей школы или района, который отвечает за эту тему. Ответ придёт сюда, обычно за два рабочих дня.

    Пользоваться ботом не обязательно, и отчётов по нему никто не спросит. Вопрос видят вы, методист и координатор, который следит, чтобы никто не остался без ответа.

    /ask — задать вопрос
    /menu — меню
    /events — мероприятия и запись
    /profile — что о вас записано
    /privacy — согласие и ваши данные
    /cancel — выйти из формы, черновик останется
menu-cancelled =
    { $kept ->
        [yes] Вы вышли. Написанное сохранено, его можно закончить в любое время.
       *[no] Вы вышли. Ничего не отправлено.
    }

command-menu = Меню
command-ask = Задать вопрос методисту
command-profile = Профиль
command-privacy = Согласие и мои данные
command-help = Как это работает
command-cancel = Выйти, сохранив черновик
