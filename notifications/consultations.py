"""How notices about consultations are worded."""

from core.consultations.lateness import (
    AnswerLate,
    QuestionLapsed,
    QuestionOverdue,
    QuestionPassed,
)
from core.consultations.model import Outcome
from core.consultations.notices import (
    ConsultationClosed,
    ConsultationRated,
    ConsultationReopened,
    MessageCorrected,
    OutcomeWanted,
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

OUTCOMES = {"helped": Outcome.FULL, "partly": Outcome.PARTLY, "nothelped": Outcome.NONE}
"""Places that say how it went."""


@wordings.of(QuestionAsked, hint="question", anew=True)
def question_asked(notice: QuestionAsked, texts: Texts) -> Screen:
    text = texts(
        "notice-question-asked",
        how=_how(notice),
        number=notice.consultation,
        topic=notice.topic,
        has_subject="yes" if notice.subject else "no",
        subject=notice.subject,
        teacher=notice.teacher or texts.raw("anonymous"),
        unit=notice.unit,
        has_about="yes" if notice.announcement else "no",
        announcement=notice.announcement or 0,
        text=notice.text,
        passed=_passed(notice),
        by=notice.by,
        reason=notice.reason,
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
    text = texts(
        "notice-question-taken",
        number=notice.consultation,
        methodist=notice.methodist,
        has_methodist="yes" if notice.methodist else "no",
        is_moved="yes" if notice.due_at else "no",
        due_at=notice.due_at or notice.taken_at,
    )
    return Screen(text, (_open(notice.consultation, texts),))


@wordings.of(QuestionAnswered, hint="answer", anew=True)
def question_answered(notice: QuestionAnswered, texts: Texts) -> Screen:
    text = texts(
        "notice-question-answered",
        number=notice.consultation,
        methodist=notice.methodist,
        what="back" if notice.back else "answer",
        is_edited="yes" if notice.edited_at else "no",
        text=notice.text or texts.raw("thread-no-text"),
        helped="no" if notice.colleague is None else "named" if notice.colleague else "unnamed",
        colleague=notice.colleague or "",
    )
    write = Button(
        texts.raw("button-reply" if notice.back else "button-write-on"),
        f"write:{notice.consultation}",
    )
    close = Button(texts.raw("button-close-helped"), f"close:{notice.consultation}")
    first = (write,) if notice.back else (close, write)
    return Screen(text, (*first, _open(notice.consultation, texts)), notice.attachments)


@wordings.of(QuestionContinued, hint="question", anew=True)
def question_continued(notice: QuestionContinued, texts: Texts) -> Screen:
    text = texts(
        "notice-question-continued",
        number=notice.consultation,
        is_edited="yes" if notice.edited_at else "no",
        teacher=notice.teacher or texts.raw("anonymous"),
        text=notice.text or texts.raw("thread-no-text"),
        is_moved="yes" if notice.due_at else "no",
        due_at=notice.due_at,
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
        teacher=notice.teacher or texts.raw("anonymous"),
        outcome=notice.outcome,
        word=notice.word,
        has_word="yes" if notice.word else "no",
    )
    return Screen(text, (_open(notice.consultation, texts),))


@wordings.of(MessageCorrected)
def message_corrected(notice: MessageCorrected, texts: Texts) -> Screen:
    text = texts(
        "notice-message-corrected",
        number=notice.consultation,
        author=notice.author or texts.raw("anonymous"),
        text=notice.text or texts.raw("thread-no-text"),
    )
    place = "answer" if notice.by_teacher else "write"
    title = texts.raw("button-answer" if notice.by_teacher else "button-write-on")
    buttons = (Button(title, f"{place}:{notice.consultation}"), _open(notice.consultation, texts))
    return Screen(text, buttons, notice.attachments)


@wordings.of(ConsultationClosed)
def consultation_closed(notice: ConsultationClosed, texts: Texts) -> Screen:
    text = texts(
        "notice-consultation-closed", number=notice.consultation, methodist=notice.methodist
    )
    reopen = Button(texts.raw("button-reopen"), f"reopen:{notice.consultation}")
    return Screen(text, (*_outcomes(notice.consultation, texts), reopen))


@wordings.of(OutcomeWanted)
def outcome_wanted(notice: OutcomeWanted, texts: Texts) -> Screen:
    text = texts("notice-outcome-wanted", number=notice.consultation)
    buttons = (*_outcomes(notice.consultation, texts), _open(notice.consultation, texts))
    return Screen(text, buttons)


@wordings.of(ConsultationReopened, hint="question")
def consultation_reopened(notice: ConsultationReopened, texts: Texts) -> Screen:
    text = texts(
        "notice-consultation-reopened",
        number=notice.consultation,
        teacher=notice.teacher or texts.raw("anonymous"),
        due_at=notice.due_at,
    )
    buttons = (
        Button(texts.raw("button-answer"), f"answer:{notice.consultation}"),
        _open(notice.consultation, texts),
    )
    return Screen(text, buttons)


@wordings.of(AnswerLate)
def answer_late(notice: AnswerLate, texts: Texts) -> Screen:
    text = texts(
        "notice-answer-late",
        number=notice.consultation,
        has_methodist="yes" if notice.methodist else "no",
        methodist=notice.methodist,
        due_at=notice.due_at,
    )
    return Screen(text, (_open(notice.consultation, texts),))


@wordings.of(QuestionLapsed)
def question_lapsed(notice: QuestionLapsed, texts: Texts) -> Screen:
    text = texts(
        "notice-question-lapsed",
        number=notice.consultation,
        has_methodist="yes" if notice.methodist else "no",
        methodist=notice.methodist,
    )
    return Screen(text, (_inbox(texts),))


@wordings.of(QuestionPassed)
def question_passed(notice: QuestionPassed, texts: Texts) -> Screen:
    text = texts(
        "notice-question-passed",
        number=notice.consultation,
        has_methodist="yes" if notice.methodist else "no",
        methodist=notice.methodist,
        by=notice.by,
        has_reason="yes" if notice.reason else "no",
        reason=notice.reason,
    )
    return Screen(text, (_inbox(texts),))


@wordings.of(QuestionOverdue)
def question_overdue(notice: QuestionOverdue, texts: Texts) -> Screen:
    text = texts(
        "notice-question-overdue",
        number=notice.consultation,
        topic=notice.topic,
        late=notice.late,
        methodist=notice.methodist,
    )
    return Screen(text, (_open(notice.consultation, texts),))


@wordings.of(QuestionWaits, hint="waits")
def question_waits(notice: QuestionWaits, texts: Texts) -> Screen:
    text = texts(
        "notice-question-waits",
        number=notice.consultation,
        teacher=notice.teacher or texts.raw("anonymous"),
        due_at=notice.due_at,
    )
    buttons = (
        Button(texts.raw("button-answer"), f"answer:{notice.consultation}"),
        _open(notice.consultation, texts),
    )
    return Screen(text, buttons)


def _inbox(texts: Texts) -> Button:
    """It is not theirs to open any more; what else waits for them is."""
    return Button(texts.raw("button-to-inbox"), "inbox")


def _open(consultation: int, texts: Texts) -> Button:
    return Button(texts.raw("button-open"), f"consultation:{consultation}")


def _outcomes(consultation: int, texts: Texts) -> tuple[Button, ...]:
    """Whether it helped, by one tap."""
    return tuple(
        Button(texts.raw(f"button-outcome-{outcome}"), f"{place}:{consultation}")
        for place, outcome in OUTCOMES.items()
    )


def _passed(notice: QuestionAsked) -> str:
    if not notice.by:
        return "no"
    return "explained" if notice.reason else "silently"


def _how(notice: QuestionAsked) -> str:
    if notice.edited_at is not None:
        return "edited"
    return "handed-over" if notice.handed_over else "new"
