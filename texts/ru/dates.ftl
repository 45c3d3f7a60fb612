### Даты и время

weekday = { $weekday ->
        [0] пн
        [1] вт
        [2] ср
        [3] чт
        [4] пт
        [5] сб
       *[6] вс
    }
moment = { weekday }, { day-of-month }, { $time }

day-of-month = { NUMBER($day, useGrouping: 0) } { of-month }
of-month = { $month ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    }
day-with-year = { day-of-month } { NUMBER($year, useGrouping: 0) }
days-of-month = { $first }–{ $last }
days-apart = { $first } – { $last }

span = { $begins }{ $days ->
        [same] –
       *[other] { " — " }
    }{ $ends }{ $zone ->
        [none] { "" }
       *[other] { " " }({ $zone })
    }
