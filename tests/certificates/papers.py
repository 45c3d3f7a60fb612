"""Certificates for tests that only look at them."""

from datetime import date, timedelta

from core.certificates.model import Certificate
from core.people import PersonId
from tests.times import MONDAY

NUMBER = "7K3M-Q2XP-9RTD-4HNV"
ADDRESS = f"https://opora.example.ru/c/{NUMBER}"


def a_certificate(
    name: str = "Соколова Анна Петровна",
    title: str = "Как оценивать проект",
    unit: str = "Северный район",
    days: int = 0,
    hours: int | None = 4,
) -> Certificate:
    first = date(2026, 12, 30)
    return Certificate(
        number=NUMBER,
        event=1,
        person=PersonId(1),
        name=name,
        title=title,
        unit=unit,
        first=first,
        last=first + timedelta(days=days),
        hours=hours,
        given_at=MONDAY,
    )
