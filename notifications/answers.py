"""How notices about the bank of answers are worded."""

from core.answers.notices import AnswerToReview
from core.letters import Button, Screen
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(AnswerToReview)
def answer_to_review(notice: AnswerToReview, texts: Texts) -> Screen:
    text = texts("notice-answer-to-review", question=notice.question, review_at=notice.review_at)
    return Screen(text, (Button(texts.raw("button-open"), f"published:{notice.answer}"),))
