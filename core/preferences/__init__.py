"""What comes to a person by itself, and when: their kinds of letters, their hours, their zone.

Glossary (ru): Preferences — уведомления, Mode — сразу, раз в день, не присылать, digest —
сводка, quiet — «не беспокоить», zone — часовой пояс.
"""
