"""What those who came think of an event: three questions, a word, and sums without names.

Glossary (ru): отзыв (opinion), полезно (useful), пригодится (applied), темп (pace),
отзывы (summary), слова без имён (words).
"""
