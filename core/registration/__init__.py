"""Registration: consent first, then a profile asked once and never again.

Glossary (ru): согласие (consent), профиль (profile), должность (position), предмет (subject).
"""
