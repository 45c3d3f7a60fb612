"""What may not be done with a consultation."""

from core.errors import Refusal


class AlreadyClosed(Refusal):
    key = "consultation-closed"


class NotClosedYet(Refusal):
    key = "consultation-not-closed"


class AnotherMethodist(Refusal):
    key = "consultation-of-another-methodist"


class TakenByAnother(Refusal):
    key = "consultation-taken"


class NothingSaid(Refusal):
    key = "nothing-said"


class TooLong(Refusal):
    key = "text-too-long"


class TooManyAttachments(Refusal):
    key = "too-many-attachments"


class AttachmentTooLarge(Refusal):
    key = "attachment-too-large"
