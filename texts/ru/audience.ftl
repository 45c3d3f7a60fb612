### Кому: условия, общие для объявлений и мероприятий

button-condition = { $condition ->
        [unit] Где работают
        [role] Роль
        [subject] Предмет
        [experience] Стаж
        [event] Участники
       *[messenger] Мессенджер
    }
audience-phrase = { $condition ->
        [unit] Где работают
        [role] Роль
        [subject] Предмет
        [experience] Стаж
        [event] Мероприятие
       *[messenger] Мессенджер
    }: { $values }
audience-guests = { $title } ({ guests-part })
audience-more = и ещё { $count }
audience-role = { $role ->
        [teacher] Учителя
        [methodist] Методисты
        [coordinator] Координаторы
       *[administrator] Администраторы
    }
audience-choose =
    { $condition ->
        [role] <b>Роль</b>
        [subject] <b>Предмет</b>
        [experience] <b>Стаж</b>
       *[messenger] <b>Мессенджер</b>
    }

    { $any ->
        [yes] Ничего не выбрано, значит, подходит любой.
       *[no] Подойдёт тот, у кого есть хотя бы одно из отмеченного.
    }
