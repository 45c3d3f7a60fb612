"""Acknowledgements: who has read an announcement and said so, who has not, and who is asked again.

Glossary (ru): ознакомлен(а) (acknowledged), объявление (announced), кто ознакомился (report),
напомнить (ask again), не доставлено (undelivered), неизвестно (unknown), в пути (on its way).
"""
