"""How notices about questions to colleagues, and about letters that came back, are worded."""

from core.consultations.notices import AnswerUndelivered, MethodistAway, MissedMeanwhile
from core.consultations.proposing import ColleagueAsked, ProposalMade, ProposalThanked
from core.letters import Button, Screen
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(ColleagueAsked, hint="question")
def colleague_asked(notice: ColleagueAsked, texts: Texts) -> Screen:
    text = texts(
        "notice-colleague-asked",
        topic=notice.topic,
        has_subject="yes" if notice.subject else "no",
        subject=notice.subject,
        text=notice.text or texts.raw("thread-no-text"),
    )
    buttons = (
        Button(texts.raw("button-propose"), f"propose:{notice.consultation}"),
        Button(texts.raw("button-helping"), "helping"),
    )
    return Screen(text, buttons, notice.attachments)


@wordings.of(ProposalMade, hint="answer")
def proposal_made(notice: ProposalMade, texts: Texts) -> Screen:
    text = texts(
        "notice-proposal-made",
        number=notice.consultation,
        colleague=notice.colleague,
        text=notice.text or texts.raw("thread-no-text"),
    )
    choose = Button(texts.raw("button-proposals"), f"proposals:{notice.consultation}")
    return Screen(text, (choose, _open(notice.consultation, texts)), notice.attachments)


@wordings.of(ProposalThanked)
def proposal_thanked(notice: ProposalThanked, texts: Texts) -> Screen:
    chosen = "yes" if notice.chosen else "no"
    text = texts("notice-proposal-thanked", number=notice.consultation, chosen=chosen)
    return Screen(text, (Button(texts.raw("button-menu"), "menu"),))


@wordings.of(AnswerUndelivered)
def answer_undelivered(notice: AnswerUndelivered, texts: Texts) -> Screen:
    text = texts("notice-answer-undelivered", number=notice.consultation)
    return Screen(text, (_open(notice.consultation, texts),))


@wordings.of(MethodistAway)
def methodist_away(notice: MethodistAway, texts: Texts) -> Screen:
    methodist = notice.methodist or texts.raw("somebody")
    text = texts("notice-methodist-away", number=notice.consultation, methodist=methodist)
    return Screen(text, (_open(notice.consultation, texts),))


@wordings.of(MissedMeanwhile)
def missed_meanwhile(notice: MissedMeanwhile, texts: Texts) -> Screen:
    text = texts("notice-missed-meanwhile", number=notice.consultation)
    return Screen(text, (_open(notice.consultation, texts),))


def _open(consultation: int, texts: Texts) -> Button:
    return Button(texts.raw("button-open"), f"consultation:{consultation}")
