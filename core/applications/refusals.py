"""What may not be done with applications."""

from core.errors import Refusal


class NoApplications(Refusal):
    """People take part in the event without asking."""

    key = "application-not-needed"


class DeadlineOver(Refusal):
    key = "application-too-late"


class CallOver(Refusal):
    """Cancelled, not open yet or over: nothing is decided about it."""

    key = "application-call-over"


class TakesPartAlready(Refusal):
    """The person has a seat or waits for one."""

    key = "application-takes-part"


class ApplicationDecided(Refusal):
    """Said to the applicant: what was decided is not changed by them."""

    key = "application-decided"


class DecidedAlready(Refusal):
    """Said to an organiser: ``name`` was quicker, ``state`` is what they have decided."""

    key = "application-decided-already"


class NoApplication(Refusal):
    """There is none, or its author has taken it back."""

    key = "application-none"


class ApplicationChanged(Refusal):
    """It reads otherwise than when the organiser read it."""

    key = "application-changed"


class NothingWritten(Refusal):
    key = "application-empty"


class TextTooLong(Refusal):
    key = "application-text-too-long"


class NoFile(Refusal):
    """A work was asked for, and none is attached."""

    key = "application-no-file"


class FilesNotWanted(Refusal):
    key = "application-files-not-wanted"


class TooManyFiles(Refusal):
    key = "application-too-many-files"


class FileTooLarge(Refusal):
    key = "application-file-too-large"


class NoGrounds(Refusal):
    """Whoever is refused or asked for more has to know why."""

    key = "application-no-grounds"


class GroundsTooLong(Refusal):
    key = "application-grounds-too-long"


class PromptTooLong(Refusal):
    key = "application-prompt-too-long"


class DeadlineUnclear(Refusal):
    """``why`` is a word of ``core.written_times.Unclear``."""

    key = "application-deadline-unclear"


class DeadlinePast(Refusal):
    key = "application-deadline-past"


class DeadlineAfterBeginning(Refusal):
    key = "application-deadline-after-beginning"


class StillUndecided(Refusal):
    """``count`` people wait for a decision."""

    key = "application-undecided"


class TooLateToReturn(Refusal):
    """Said after the deadline: nobody could send it once more."""

    key = "application-no-time-to-return"


class NotAContest(Refusal):
    key = "application-not-a-contest"


class ContestGoesOn(Refusal):
    """Works may come until the deadline."""

    key = "application-contest-goes-on"


class ResultsAnnounced(Refusal):
    """Everybody has read theirs."""

    key = "application-results-announced"


class NobodyToAward(Refusal):
    key = "application-nobody-to-award"
