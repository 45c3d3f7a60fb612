"""Certificates: a paper for whoever came, and a page on which anybody sees that it is true.

Glossary (ru): сертификат (certificate), номер (number), отозван (withdrawn),
страница проверки (the page where a number is looked up), академический час (academic hour).
"""
