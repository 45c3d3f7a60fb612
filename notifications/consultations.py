"""How notices about consultations are worded."""

from core.consultations.notices import (
    ConsultationRated,
    QuestionAnswered,
    QuestionAsked,
    QuestionContinued,
    QuestionTaken,
    QuestionUnowned,
    QuestionWaits,
)
from core.letters import Button, Screen
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(QuestionAsked, hint="question")
def question_asked(notice: QuestionAsked, texts: Texts) -> Screen:
    text = texts(
        "notice-question-asked",
        handed_over=notice.handed_over,
        number=notice.consultation,
        topic=notice.topic,
        has_subject="yes" if notice.subject else "no",
        subject=notice.subject,
        teacher=notice.teacher,
        unit=notice.unit,
        has_about="yes" if notice.announcement else "no",
        announcement=notice.announcement or 0,
        text=notice.text,
        due_at=notice.due_at,
    )
    buttons = (
        Button(texts.raw("button-answer"), f"answer:{notice.consultation}"),
        _open(notice.consultation, texts),
    )
    return Screen(text, buttons, notice.attachments)


@wordings.of(QuestionUnowned, hint="question")
def question_unowned(notice: QuestionUnowned, texts: Texts) -> Screen:
    text = texts(
        "notice-question-unowned",
        number=notice.consultation,
        topic=notice.topic,
        has_subject="yes" if notice.subject else "no",
        subject=notice.subject,
        unit=notice.unit,
    )
    return Screen(text, (_open(notice.consultation, texts),))


@wordings.of(QuestionTaken)
def question_taken(notice: QuestionTaken, texts: Texts) -> Screen:
    text = texts("notice-question-taken", number=notice.consultation, methodist=notice.methodist)
    return Screen(text, (_open(notice.consultation, texts),))


@wordings.of(QuestionAnswered, hint="answer")
def question_answered(notice: QuestionAnswered, texts: Texts) -> Screen:
    text = texts(
        "notice-question-answered",
        number=notice.consultation,
        methodist=notice.methodist,
        text=notice.text or texts.raw("thread-no-text"),
    )
    buttons = (
        Button(texts.raw("button-close-helped"), f"close:{notice.consultation}"),
        Button(texts.raw("button-write-on"), f"write:{notice.consultation}"),
        _open(notice.consultation, texts),
    )
    return Screen(text, buttons, notice.attachments)


@wordings.of(QuestionContinued, hint="question")
def question_continued(notice: QuestionContinued, texts: Texts) -> Screen:
    text = texts(
        "notice-question-continued",
        number=notice.consultation,
        teacher=notice.teacher,
        text=notice.text or texts.raw("thread-no-text"),
    )
    buttons = (
        Button(texts.raw("button-answer"), f"answer:{notice.consultation}"),
        _open(notice.consultation, texts),
    )
    return Screen(text, buttons, notice.attachments)


@wordings.of(ConsultationRated)
def consultation_rated(notice: ConsultationRated, texts: Texts) -> Screen:
    text = texts(
        "notice-consultation-rated",
        number=notice.consultation,
        teacher=notice.teacher,
        outcome=notice.outcome,
    )
    return Screen(text, (_open(notice.consultation, texts),))


@wordings.of(QuestionWaits, hint="waits")
def question_waits(notice: QuestionWaits, texts: Texts) -> Screen:
    text = texts(
        "notice-question-waits",
        number=notice.consultation,
        teacher=notice.teacher,
        due_at=notice.due_at,
    )
    buttons = (
        Button(texts.raw("button-answer"), f"answer:{notice.consultation}"),
        _open(notice.consultation, texts),
    )
    return Screen(text, buttons)


def _open(consultation: int, texts: Texts) -> Button:
    return Button(texts.raw("button-open"), f"consultation:{consultation}")
