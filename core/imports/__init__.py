"""Imports: the tree, the people and what methodists answer for, from spreadsheets.

All or nothing: every error of the file is told at once, with its row and column, and nothing is
written while there is one. A second import of the same file changes nothing.

Glossary (ru): загрузка (import), строка (row), столбец (column), ошибка в строке (trouble),
код (code: the number that the service itself gives a unit or a person), бумажное согласие
(paper consent), строка плана (planned event).
"""
