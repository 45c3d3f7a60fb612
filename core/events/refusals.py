"""What may not be done with events and seats."""

from core.errors import Refusal
from core.guessing import Missed


class EventOver(Refusal):
    """Cancelled, begun or not open: nobody enrols any more."""

    key = "event-over"


class NoSuchPresence(Refusal):
    """The event is not held in this way."""

    key = "event-no-such-presence"


class NotEnrolled(Refusal):
    key = "event-not-enrolled"


class NeedsApplication(Refusal):
    """The organiser agrees to each who takes part."""

    key = "event-needs-application"


class SeatsByApplication(Refusal):
    """A seat does not pass to somebody whom the organiser has not agreed to."""

    key = "event-seats-by-application"


class OfferOver(Refusal):
    """The time for the answer is up, or it has been answered."""

    key = "event-offer-over"


class SeatTaken(Refusal):
    """The person has a seat already, or is being offered one."""

    key = "event-seat-taken"


class OwnSeat(Refusal):
    """The code is for a colleague of whoever brings it."""

    key = "event-own-seat"


class NotAColleague(Refusal):
    """A seat passes within one school, and they are of another one."""

    key = "event-not-a-colleague"


class SeatCodeUnclear(Refusal):
    """What was brought is no code."""

    key = "event-code-unclear"


class SeatCodeUnknown(Refusal, Missed):
    """There is none like that, its time is up, or whoever gave it has the seat no more."""

    key = "event-code-unknown"


class EventChanged(Refusal):
    """Somebody else has changed it meanwhile."""

    key = "event-changed"


class NoTitle(Refusal):
    key = "event-no-title"


class TitleTooLong(Refusal):
    key = "event-title-too-long"


class DescriptionTooLong(Refusal):
    key = "event-description-too-long"


class NoPlace(Refusal):
    key = "event-no-place"


class PlaceTooLong(Refusal):
    key = "event-place-too-long"


class NotALink(Refusal):
    key = "event-not-a-link"


class NotSeats(Refusal):
    key = "event-not-seats"


class TimesUnclear(Refusal):
    """``why`` is a word of ``core.written_times.Unclear``."""

    key = "event-times-unclear"


class NoEnd(Refusal):
    key = "event-no-end"


class EndsBeforeBeginning(Refusal):
    key = "event-ends-before-beginning"


class BeginsInThePast(Refusal):
    key = "event-in-the-past"


class BeginsTooFar(Refusal):
    key = "event-too-far"


class LastsTooLong(Refusal):
    key = "event-too-long"


class NoReason(Refusal):
    key = "event-no-reason"


class ReasonTooLong(Refusal):
    key = "event-reason-too-long"


class SeriesTooShort(Refusal):
    """One event is no series."""

    key = "series-too-short"


class SeriesTooLong(Refusal):
    key = "series-too-long"


class SeriesTooFar(Refusal):
    """The last of them would be held later than anything is planned."""

    key = "series-too-far"


class SeriesUnclear(Refusal):
    """Neither a number nor a day."""

    key = "series-unclear"


class SeriesAlready(Refusal):
    """The event belongs to a series."""

    key = "series-already"


class NoSeries(Refusal):
    """The event is held once."""

    key = "series-none"


class QuorumNotNumber(Refusal):
    key = "quorum-not-number"


class QuorumAboveSeats(Refusal):
    """There are not so many seats."""

    key = "quorum-above-seats"


class QuorumTooLate(Refusal):
    """The moment is over, or is not before the beginning."""

    key = "quorum-too-late"


class QuorumNoDay(Refusal):
    """There is no day left to wait."""

    key = "quorum-no-day"


class QuorumOver(Refusal):
    """The event has begun or is called off: there is nothing to decide."""

    key = "quorum-over"


class QuorumUnclear(Refusal):
    """What was written is no moment."""

    key = "quorum-unclear"


class NotForYou(Refusal):
    """Not of the audience of the event; ``why`` is the condition that they do not fit, or
    ``untold`` when they have not said how long they teach."""

    key = "event-not-for-you"


class SeatsUnlimited(Refusal):
    """As many may come as like, so there is nothing to keep."""

    key = "event-seats-unlimited"


class NotSoManyKept(Refusal):
    """``left`` is how many may be kept at most."""

    key = "event-not-so-many-kept"


class TooFewSeats(Refusal):
    """``kept`` for units are more than there would be."""

    key = "event-too-few-seats"


class QuotaForAll(Refusal):
    """The unit of the event itself or one that does not see it."""

    key = "event-quota-for-all"


class ReleaseUnclear(Refusal):
    key = "event-release-unclear"


class ReleaseOver(Refusal):
    """Written without a year, and it was not long ago."""

    key = "event-release-over"


class ReleaseTooFar(Refusal):
    """Over already, or after the event has begun at ``starts``."""

    key = "event-release-too-far"


class NoMemo(Refusal):
    key = "event-no-memo"


class MemoTooLong(Refusal):
    key = "event-memo-too-long"


class NoInquiry(Refusal):
    key = "event-inquiry-no-words"


class InquiryTooLong(Refusal):
    key = "event-inquiry-too-long"


class TooManyInquiries(Refusal):
    """As many of theirs as may be wait for an answer already."""

    key = "event-inquiry-too-many"


class InquiryAnsweredAlready(Refusal):
    key = "event-inquiry-answered"


class NobodyToAsk(Refusal):
    """Nobody holds it any more, and nobody coordinates above it."""

    key = "event-inquiry-nobody"
