"""How many people an announcement is for and how much they hear already."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """``untold`` fit all but the experience, which they have not told. ``burdened`` have got as
    many announcements this week as they should at most; ``average`` is for one person, a week.
    """

    people: int
    untold: int = 0
    burdened: int = 0
    average: float = 0.0
