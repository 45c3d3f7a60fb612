"""Consultations: a teacher asks, a methodist answers, the bot carries the words.

Glossary (ru): консультация, обращение (consultation), вопрос (question), методист (methodist),
нагрузка (load), без исполнителя (unowned), взять (take), передать (hand over), шаблон (template),
переписка (thread), уточнить (ask back), заметка (note), исправление (correction),
открыть снова (reopen), маска (mask), предложение (proposal).
"""
