"""How announcements are worded, and what their authors and those who have to agree are told."""

from core.announcements.model import State
from core.announcements.notices import (
    Announced,
    AnnouncementGoes,
    AnnouncementReturned,
    ApprovalAsked,
    ApprovalGiven,
)
from core.carriage.model import Cargo
from core.letters import Button, Screen
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(Announced, hint="announcement", cargo=Cargo.ANNOUNCEMENTS)
def announced(notice: Announced, texts: Texts) -> Screen:
    """The author's links first, then what whoever reads it may do."""
    number = notice.announcement
    buttons = [Button(link.title, url=link.url) for link in notice.links]
    if notice.acknowledge:
        buttons.append(Button(texts.raw("button-acknowledged"), f"ack:{number}"))
    buttons.append(Button(texts.raw("button-ask-about"), f"askabout:{number}"))
    text = texts("notice-announced", unit=notice.unit, text=notice.text)
    return Screen(text, tuple(buttons), notice.attachments)


@wordings.of(ApprovalAsked)
def approval_asked(notice: ApprovalAsked, texts: Texts) -> Screen:
    text = texts(
        "notice-approval-asked",
        number=notice.announcement,
        author=notice.author,
        unit=notice.unit,
    )
    return Screen(text, (_open(notice.announcement, texts),))


@wordings.of(ApprovalGiven)
def approval_given(notice: ApprovalGiven, texts: Texts) -> Screen:
    text = texts("notice-approval-given", number=notice.announcement, by=notice.by)
    return Screen(text, (_open(notice.announcement, texts),))


@wordings.of(AnnouncementReturned)
def announcement_returned(notice: AnnouncementReturned, texts: Texts) -> Screen:
    text = texts(
        "notice-announcement-returned",
        number=notice.announcement,
        by=notice.by,
        text=notice.words,
    )
    correct = Button(texts.raw("button-correct"), f"correct:{notice.announcement}")
    return Screen(text, (correct, _open(notice.announcement, texts)))


@wordings.of(AnnouncementGoes)
def announcement_goes(notice: AnnouncementGoes, texts: Texts) -> Screen:
    number = notice.announcement
    state = "over" if notice.over and notice.state is State.DONE else notice.state
    parts = [
        texts("notice-announcement-goes", number=number, state=state),
        texts(
            "announcement-progress",
            sent=notice.sent,
            blocked=notice.blocked,
            failed=notice.failed,
            unknown=notice.unknown,
            off=notice.off,
            left=notice.left,
            held=notice.held,
        ),
    ]
    if notice.state is State.RECALLED:
        parts.append(
            texts(
                "announcement-withdrawn",
                withdrawn=notice.withdrawn,
                revising=notice.revising,
                in_digest=notice.in_digest,
            )
        )
    elif notice.preparing:
        parts.append(texts("announcement-preparing"))
    elif notice.minutes is not None:
        parts.append(texts("announcement-minutes", minutes=notice.minutes))
    return Screen("\n\n".join(parts), _steering(notice, texts))


def _steering(notice: AnnouncementGoes, texts: Texts) -> tuple[Button, ...]:
    """What may be done now, and a look at how it stands at this moment."""
    offered = {
        State.GOING: ("pause", "recall", "correct"),
        State.PAUSED: ("resume", "recall", "correct"),
        State.DONE: ("recall", "correct"),
    }.get(notice.state, ())
    titles = {
        "pause": texts.raw("button-pause"),
        "resume": texts.raw("button-resume"),
        "recall": texts.raw("button-recall"),
        "correct": texts.raw("button-correct"),
    }
    number = notice.announcement
    return (
        *(Button(titles[place], f"{place}:{number}") for place in offered),
        Button(texts.raw("button-refresh"), f"announcement:{number}"),
    )


def _open(announcement: int, texts: Texts) -> Button:
    return Button(texts.raw("button-open"), f"announcement:{announcement}")
