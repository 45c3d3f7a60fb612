"""How notices about absences are worded."""

from core.letters import Button, Screen
from core.routing.notices import AbsenceNoted, StandingDown, StandingIn
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(StandingIn, hint="absence")
def standing_in(notice: StandingIn, texts: Texts) -> Screen:
    text = texts(
        "notice-standing-in",
        name=notice.name,
        days=texts.days(notice.first, notice.last),
    )
    return Screen(text, (Button(texts.raw("menu-inbox-plain"), "inbox"),))


@wordings.of(StandingDown, hint="absence")
def standing_down(notice: StandingDown, texts: Texts) -> Screen:
    text = texts("notice-standing-down", name=notice.name)
    return Screen(text, (Button(texts.raw("menu-inbox-plain"), "inbox"),))


@wordings.of(AbsenceNoted, hint="absence")
def absence_noted(notice: AbsenceNoted, texts: Texts) -> Screen:
    text = texts(
        "notice-absence-noted",
        over="yes" if notice.over else "no",
        days=texts.days(notice.first, notice.last),
        substitute=notice.substitute or "none",
    )
    return Screen(text, (Button(texts.raw("button-absences"), "absences"),))
