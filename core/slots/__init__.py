"""Times for personal talks: a methodist opens them, a teacher books one, moves or cancels it.

Glossary (ru): время для беседы (slot), личная беседа (talk), записаться (book),
перенести (move), отменить (cancel), убрать время (withdraw), состоялась, не пришёл (outcome).
"""
