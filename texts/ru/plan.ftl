### План мероприятий на год

button-plan = План на год
plan-title =
    <b>План на год</b>
    Сроки могут измениться. Записаться можно, когда мероприятие появится в календаре.
    { "" }
plan-none =
    <b>План на год</b>

    На ближайшие месяцы ничего не запланировано.
plan-line = <b>{ $title }</b>
    { $when ->
        [day] { NUMBER($day, useGrouping: 0) } { month } { NUMBER($year, useGrouping: 0) }
       *[month] { plan-month } { NUMBER($year, useGrouping: 0) }
    }, { $unit }{ $has_audience ->
        [yes] { plan-audience }
       *[no] { "" }
    }{ $has_responsible ->
        [yes] { plan-responsible }
       *[no] { "" }
    }
plan-audience = . Для кого: { $audience }
plan-responsible = . Отвечает: { $responsible }
plan-month = { $month ->
        [1] январь
        [2] февраль
        [3] март
        [4] апрель
        [5] май
        [6] июнь
        [7] июль
        [8] август
        [9] сентябрь
        [10] октябрь
        [11] ноябрь
       *[12] декабрь
    }
