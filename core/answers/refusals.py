"""What may not be done with an answer of the bank."""

from core.errors import Refusal


class NotAnsweredYet(Refusal):
    """There is nothing to publish before somebody has answered."""

    key = "not-answered-yet"


class AnswerEmpty(Refusal):
    """A published answer is a question and an answer, both in words."""

    key = "answer-empty"


class QuestionTooLong(Refusal):
    """A question that is not seen whole in a list is no title."""

    key = "answer-question-too-long"


class AnswerTooLong(Refusal):
    """Question and answer have to fit one card."""

    key = "answer-too-long"


class AnswerWithdrawn(Refusal):
    """Its unit has taken it out of the bank."""

    key = "answer-withdrawn"


class AnswerOut(Refusal):
    """To those who keep it: somebody has taken it out meanwhile."""

    key = "answer-out"


class PublishedAlready(Refusal):
    """Somebody was quicker, and their words are in the bank."""

    key = "published-already"


class NothingToLookFor(Refusal):
    """Only words that stand in every question: nothing could be found by them."""

    key = "nothing-to-look-for"
