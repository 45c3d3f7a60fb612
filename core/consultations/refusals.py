"""What may not be done with a consultation."""

from core.errors import Refusal


class AlreadyClosed(Refusal):
    key = "consultation-closed"


class NotClosedYet(Refusal):
    key = "consultation-not-closed"


class NotAnsweredYet(Refusal):
    """A methodist closes what they have answered; a question back is no answer."""

    key = "consultation-not-answered"


class CorrectionTooLate(Refusal):
    key = "correction-too-late"


class TooLateToReopen(Refusal):
    key = "consultation-too-late"


class AnotherMethodist(Refusal):
    key = "consultation-of-another-methodist"


class TakenByAnother(Refusal):
    key = "consultation-taken"


class AlreadyTaken(TakenByAnother):
    """Whoever was quicker is named to those who could have had the question themselves."""

    key = "consultation-already-taken"


class NobodyHasIt(Refusal):
    key = "consultation-unowned"


class NothingSaid(Refusal):
    key = "nothing-said"


class TemplateTooLong(Refusal):
    """A template and what is put into it have to be seen whole."""

    key = "template-too-long"


class TooLong(Refusal):
    key = "text-too-long"


class TooManyAttachments(Refusal):
    key = "too-many-attachments"


class NobodyToAsk(Refusal):
    """Nobody nearby has said that they help with the subject."""

    key = "nobody-to-ask"


class TooManyTemplates(Refusal):
    key = "too-many-templates"


class AttachmentTooLarge(Refusal):
    key = "attachment-too-large"
