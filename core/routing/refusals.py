"""What may not be done with absences and rules."""

from core.errors import Refusal


class DaysNotWords(Refusal):
    """A file or a picture where days were asked for."""

    key = "days-not-words"


class DaysUnclear(Refusal):
    key = "days-unclear"


class NoSuchDay(Refusal):
    key = "no-such-day"


class DaysBackwards(Refusal):
    key = "days-backwards"


class DaysOver(Refusal):
    """All of them lie behind."""

    key = "days-over"


class DaysTooFar(Refusal):
    key = "days-too-far"


class AbsenceTooLong(Refusal):
    key = "absence-too-long"


class AbsencesOverlap(Refusal):
    key = "absences-overlap"


class TooManyAbsences(Refusal):
    key = "too-many-absences"


class AbsenceOver(Refusal):
    """Ended or taken away meanwhile."""

    key = "absence-over"


class NotAColleague(Refusal):
    """Not a methodist of the same units or above, or away on these days as well."""

    key = "not-a-colleague"


class NoWorkingDays(Refusal):
    key = "no-working-days"


class OutsideLimits(Refusal):
    key = "outside-limits"


class NotANumber(Refusal):
    """Words, or a file, where a number was asked for."""

    key = "not-a-number"


class NotInside(Refusal):
    """A leading school is one of those that it leads."""

    key = "not-inside"


class NobodyInside(Refusal):
    """A school has nobody below it to be helped."""

    key = "nobody-inside"


class LeadsAlready(Refusal):
    key = "leads-already"


class NobodyStandsIn(Refusal):
    key = "nobody-stands-in"
