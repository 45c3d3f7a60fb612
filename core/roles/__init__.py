"""Roles: who answers for what, given by hand or by an invitation link.

Glossary (ru): роль (role), назначить (grant), снять (revoke), приглашение (invitation).
"""
