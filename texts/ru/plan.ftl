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
        [day] { NUMBER($day, useGrouping: 0) } { of-month } { NUMBER($year, useGrouping: 0) }
       *[month] { month }
    }, { $unit }{ $has_audience ->
        [yes] { plan-audience }
       *[no] { "" }
    }{ $has_responsible ->
        [yes] { plan-responsible }
       *[no] { "" }
    }
plan-audience = . Для кого: { $audience }
plan-responsible = . Отвечает: { $responsible }
