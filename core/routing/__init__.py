"""Rules of routing as people keep them: absences, shares, terms, leading schools.

Glossary (ru): отсутствие (absence), заместитель (substitute), рабочие дни (working days), доля
(share), предел (ceiling), срок ответа (term), опорная школа (leading school), маршруты (rules).
"""
