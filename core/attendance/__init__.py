"""Who came to an event: ticked by the organiser, or said by the teacher with a word heard there.

Glossary (ru): отметка о присутствии (attendance), кто пришёл (roll), кодовое слово (code word),
пришёл (came), отметить всех (mark everybody), снять отметку (unmark).
"""
