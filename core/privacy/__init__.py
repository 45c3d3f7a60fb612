"""Privacy: a person sees what is kept about them, takes a copy, and is forgotten on request.

Glossary (ru): согласие (consent), выгрузка (export), удаление (erasure), акт (act of erasure).
"""
