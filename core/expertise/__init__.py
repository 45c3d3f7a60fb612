"""Expertise: what a methodist answers for, subjects × topics within a unit.

Glossary (ru): направления методиста (expertise), все предметы (any subject).
"""
