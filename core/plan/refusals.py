"""What may not be done with a line of the plan."""

from core.errors import Refusal


class LineTied(Refusal):
    """It has an event already: one line, one event."""

    key = "plan-line-tied"


class LineSettled(Refusal):
    """Struck or marked as held."""

    key = "plan-line-settled"


class NotTied(Refusal):
    key = "plan-line-not-tied"


class NotToTie(Refusal):
    """Cancelled meanwhile, of another unit, or the event of another line."""

    key = "plan-not-to-tie"


class NoTitle(Refusal):
    key = "plan-no-title"


class TitleTooLong(Refusal):
    key = "plan-title-too-long"


class AudienceTooLong(Refusal):
    key = "plan-audience-too-long"


class NoReason(Refusal):
    key = "plan-no-reason"


class ReasonTooLong(Refusal):
    key = "plan-reason-too-long"


class NotANumber(Refusal):
    key = "plan-not-a-number"


class DayUnclear(Refusal):
    """Neither a day nor a month, or of two years nobody knows which."""

    key = "plan-day-unclear"


class DayTooFar(Refusal):
    key = "plan-day-too-far"


class NotEmpty(Refusal):
    """A typical plan is taken where there is none yet."""

    key = "plan-not-empty"
