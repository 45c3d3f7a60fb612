"""Refusals: the rules of the service said no."""


class Refusal(Exception):
    """The service understood the person and will not do it.

    A refusal is a normal outcome, not a crash: it is shown to the person and never paged to
    anybody. Its words live in ``texts/ru/refusals.ftl`` under ``refusal-<key>``; ``facts`` fill
    the numbers and names in them.
    """

    key = "generic"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.key, facts)
        self.facts = facts


class NotYours(Refusal):
    """The person has no right to this thing; whether it exists is not told."""

    key = "not-yours"


class Gone(Refusal):
    """The thing was there once and is not any more."""

    key = "gone"
