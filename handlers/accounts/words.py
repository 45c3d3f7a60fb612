"""Accounts and records in words, for whoever decides about them."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from core.accounts.model import Holdings, Linked
from core.people import Account
from texts import Texts


def named(linked: Sequence[Linked], texts: Texts, *, key: str = "messenger") -> dict[Account, str]:
    """By the messenger; two accounts in one are numbered, the older is the first."""
    several = Counter(one.account.messenger for one in linked)
    met: Counter[str] = Counter()
    names = {}
    for one in sorted(linked, key=_age):
        messenger = one.account.messenger
        name = texts.raw(key, name=messenger)
        met[messenger] += 1
        if several[messenger] > 1:
            name = texts.raw("accounts-same", name=name, number=met[messenger])
        names[one.account] = name
    return names


def _age(linked: Linked) -> tuple[datetime, str]:
    return linked.joined_at, str(linked.account)


def listed(linked: Sequence[Linked], texts: Texts) -> str:
    names = named(linked, texts)
    return "\n".join(
        texts.raw(
            "accounts-line",
            name=names[one.account],
            joined_at=one.joined_at,
            unreachable="yes" if one.is_unreachable else "no",
        )
        for one in sorted(linked, key=_age)
    )


def described(holdings: Holdings, texts: Texts) -> str:
    """Who it is and what is theirs. Not escaped: it is put into another phrase."""
    roles = [
        texts.raw("role-at", role=texts.raw("role", name=role), unit=unit)
        for role, unit in holdings.roles
    ]
    questions = [texts.raw("holdings-asked", asked=holdings.asked)]
    if holdings.answering:
        questions.append(texts.raw("holdings-answering", answering=holdings.answering))
    return texts.raw(
        "holdings",
        name=holdings.name,
        place=", ".join(filter(None, (holdings.unit, holdings.position))),
        roles=", ".join(roles),
        has_roles="yes" if roles else "no",
        questions=", ".join(questions),
        messengers=", ".join(texts.raw("messenger", name=one) for one in holdings.messengers),
    )
