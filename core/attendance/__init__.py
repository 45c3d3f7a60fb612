"""Who came to an event: ticked or scanned by the organiser, or said by the teacher with a word.

Glossary (ru): отметка о присутствии (attendance), кто пришёл (roll), кодовое слово (code word),
пришёл (came), отметить всех (mark everybody), снять отметку (unmark), QR-код участника (badge),
номер участника (ticket), пришёл без записи (walk-in), вопросы после слова (check), попытка (try).
"""
