"""Consultations: a teacher asks, a methodist answers, the bot carries the words.

Glossary (ru): консультация, обращение (consultation), вопрос (question), методист (methodist),
нагрузка (load), без исполнителя (unowned), взять (take), передать (hand over).
"""
