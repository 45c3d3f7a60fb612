"""How long people have been teaching: kept as the year they began, spoken of in four spans."""

import re
from collections.abc import Mapping
from enum import StrEnum

from core.errors import Refusal

LONGEST = 70
"""Years. Whoever says more has mistyped."""


class YearIsOff(Refusal):
    """A year that nobody teaching now can have begun in."""

    key = "year-is-off"


class Experience(StrEnum):
    UNDER_3 = "under-3"
    FROM_3 = "from-3"
    FROM_10 = "from-10"
    OVER_20 = "over-20"


YEARS: Mapping[Experience, tuple[int, int]] = {
    Experience.UNDER_3: (0, 2),
    Experience.FROM_3: (3, 9),
    Experience.FROM_10: (10, 20),
    Experience.OVER_20: (21, LONGEST),
}
"""Whole years, the first and the last of each span; no year is in two of them or in none."""

MIDDLE: Mapping[Experience, int] = {
    Experience.UNDER_3: 1,
    Experience.FROM_3: 6,
    Experience.FROM_10: 15,
    Experience.OVER_20: 25,
}
"""What is taken for whoever names a span and no year."""


def since(span: Experience, *, this_year: int) -> int:
    return this_year - MIDDLE[span]


def span_of(began: int, *, this_year: int) -> Experience:
    years = min(max(this_year - began, 0), LONGEST)
    return next(span for span, (least, most) in YEARS.items() if least <= years <= most)


def year_of(words: str, *, this_year: int) -> int:
    """«2012», «с 2012 года»: the one year in the words."""
    years = [int(found) for found in re.findall(r"(?<!\d)\d{4}(?!\d)", words)]
    if len(years) != 1 or not this_year - LONGEST <= years[0] <= this_year:
        raise YearIsOff(year=this_year - 10)
    return years[0]
