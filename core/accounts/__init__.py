"""Accounts: one person in several messengers, and two records of one person made into one.

A code or a link made in one messenger is brought to another. A stranger who brings it gets the
account added to the profile; somebody with a profile of their own has to be confirmed by both
sides before the two become one.

Glossary (ru): мессенджер (messenger), учётная запись (account), код (code), присоединение
(joining), объединение профилей (merge).
"""
