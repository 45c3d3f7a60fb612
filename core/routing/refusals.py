"""What may not be done with rules, absences and questions on their way."""

from core.errors import Refusal


class NoSuchDay(Refusal):
    key = "no-such-day"


class AbsenceBackwards(Refusal):
    key = "absence-backwards"


class AbsenceTooLong(Refusal):
    key = "absence-too-long"


class AbsencesOverlap(Refusal):
    key = "absences-overlap"


class NotAColleague(Refusal):
    """Who cannot see the questions of the absent one cannot answer them."""

    key = "not-a-colleague"


class NoWorkingDays(Refusal):
    key = "no-working-days"


class OutsideLimits(Refusal):
    """A number that no window offers: typed into an old button."""

    key = "outside-limits"


class NotInside(Refusal):
    """A leading school is one of the schools that it leads."""

    key = "not-inside"


class ReasonMissing(Refusal):
    key = "reason-missing"


class ReasonTooLong(Refusal):
    key = "reason-too-long"
