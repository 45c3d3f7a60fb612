"""Carriage: which messenger may carry which kind of messages, and what did not arrive.

Glossary (ru): что можно передавать (carriage), вид сообщений (cargo), полностью, без личных
данных, нельзя (extent), готовый выбор (choice), не доставлено (undelivered), отправить снова
(send again).
"""
