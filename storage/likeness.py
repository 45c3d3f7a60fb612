"""Which names are like what somebody has typed."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

LIKE_ENOUGH = 60
"""Of 100. Below it a name found is more often wrong than right."""


def likest(query: str, names: Mapping[int, str], *, limit: int) -> Sequence[int]:
    """Keys of the names that are like enough, the likest first. All is folded."""
    found = process.extract(query, names, scorer=_likeness, score_cutoff=LIKE_ENOUGH, limit=limit)
    return [key for _, _, key in found]


def _likeness(query: str, name: str, *, score_cutoff: float | None = None) -> float:
    """How like a name the query is, 0 to 100.

    People type «школа 5» for «МБОУ СОШ № 5»: a number that agrees says more than the words, a
    number that does not makes it another school.
    """
    words = max(fuzz.WRatio(query, name), fuzz.partial_ratio(query, name))
    numbers = {token for token in query.split() if token.isdecimal()}
    if numbers:
        agree = numbers <= set(name.split())
        words = (words + 2 * 100) / 3 if agree else words / 2
    return words if score_cutoff is None or words >= score_cutoff else 0.0
