"""Routing: who gets a question and why, until when, and what if nobody answers.

Glossary (ru): ступень (step), лестница (ladder), опорная школа (leading school), доля (share),
предел (ceiling), срок ответа (term), отсутствие (absence), замещает (substitute, stand-in),
«Почему мне» (choice), прошёл срок (lapsed), передать (pass on).
"""
