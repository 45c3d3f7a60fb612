"""The plan of the year: what will be held, when and for whom, before it is an event.

Glossary (ru): план (plan), строка плана (planned event), для кого (audience), ответственный
(responsible).
"""
