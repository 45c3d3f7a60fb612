"""Events of the service: one calendar, fair seats, nobody forgets.

Glossary (ru): мероприятие (event), вид (kind), уровень (level), форма (form: очно, онлайн или
очно и онлайн), участие (presence: очно или онлайн), запись (enrolment), записаться (enrol), лист
ожидания (waiting list), предложить место (offer), занять место (accept), отказаться (refuse),
выйти из листа ожидания (leave), время вышло (lapsed), черновик (draft), открыть запись (open),
отменить мероприятие (cancel), организатор (organiser), подписка на календарь (subscription),
серия (series), повторять (repeat), это и следующие (following), образец (sample), наименьшее число
(quorum), для кого (audience), места по организациям (quotas), общие места (common), станут общими
(release), памятка (memo), вопрос организатору (inquiry).
"""
