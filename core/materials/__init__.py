"""What an event leaves in the hands of those who took part: files, links and words.

Glossary (ru): материалы (materials), материал (material), полка материалов (shelf), кому видны
(seen by), когда откроются (opens), добавить (add), убрать (remove), переименовать (rename).
"""
