"""The bank of answers: what was answered once helps whoever asks the same again.

Glossary (ru): банк ответов (bank), опубликовать (publish), убрать из банка (withdraw), обновить
срок (renew), полезно (useful), сохранённый вопрос (saved question), срок пересмотра (review date).
"""
