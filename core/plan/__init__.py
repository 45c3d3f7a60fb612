"""The plan of the year: what will be held, when and for whom, and what has become of it.

Glossary (ru): план (plan), строка плана (line), для кого (audience), ответственный
(responsible), связать с мероприятием (tie), отвязать (untie), не состоится (struck), проведено
(held), вернуть в план (restore), типовой план (typical plan), выгрузить (take out).
"""
