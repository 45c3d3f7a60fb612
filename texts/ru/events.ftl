### Мероприятия: календарь, запись, лист ожидания, организация

presence = { $name ->
        [room] очно
       *[online] онлайн
    }
event-form = { $name ->
        [room] очно
        [online] онлайн
       *[hybrid] очно и онлайн
    }
event-level = { $name ->
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
