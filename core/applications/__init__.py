"""Applications: who asks to take part, with which words and works, and what is decided.

Glossary (ru): заявка (application), подать заявку (send), забрать заявку (take back), на
рассмотрении (sent), вернуть на доработку (return), одобрить (approve), отклонить (refuse), срок
подачи (deadline), о чём написать (prompt), запись по заявке (approval), конкурс (contest), итоги
(results), победитель, призёр, участник (awards: winner, laureate, participant).
"""
