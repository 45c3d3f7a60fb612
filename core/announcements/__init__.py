"""Announcements: one text for many, seen before it leaves, counted while it goes, taken back.

Glossary (ru): объявление (announcement), получатели (audience), условие (condition), нагрузка
(burden), согласие второго (approval), отменить (cancel), отозвать (recall), пауза (pause),
исправить (edit), ход рассылки (progress).
"""
