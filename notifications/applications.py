"""How notices about applications are worded, each by the clock of whoever reads."""

from typing import Any
from zoneinfo import ZoneInfo

from core.applications.notices import (
    ApplicationApproved,
    ApplicationNotice,
    ApplicationNotNeeded,
    ApplicationRefused,
    ApplicationReturned,
    ApplicationUnsent,
    DeadlineMoved,
    ResultsKnown,
)
from core.letters import Button, Screen
from notifications.clocks import span_of
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(ApplicationApproved, hint="event")
def application_approved(notice: ApplicationApproved, texts: Texts) -> Screen:
    seated = "yes" if notice.seated else "no"
    return _screen("notice-application-approved", notice, texts, seated=seated)


@wordings.of(ApplicationRefused, hint="event")
def application_refused(notice: ApplicationRefused, texts: Texts) -> Screen:
    return _screen("notice-application-refused", notice, texts, reason=notice.reason)


@wordings.of(ApplicationReturned, hint="event")
def application_returned(notice: ApplicationReturned, texts: Texts) -> Screen:
    return _screen(
        "notice-application-returned", notice, texts, "button-complete", reason=notice.reason
    )


@wordings.of(ApplicationUnsent, hint="event")
def application_unsent(notice: ApplicationUnsent, texts: Texts) -> Screen:
    returned = "yes" if notice.returned else "no"
    title = "button-complete" if notice.returned else "button-finish-application"
    return _screen("notice-application-unsent", notice, texts, title, returned=returned)


@wordings.of(DeadlineMoved, hint="event")
def deadline_moved(notice: DeadlineMoved, texts: Texts) -> Screen:
    return _screen("notice-application-deadline", notice, texts)


@wordings.of(ApplicationNotNeeded, hint="event")
def application_not_needed(notice: ApplicationNotNeeded, texts: Texts) -> Screen:
    return _screen("notice-application-not-needed", notice, texts)


@wordings.of(ResultsKnown, hint="event")
def results_known(notice: ResultsKnown, texts: Texts) -> Screen:
    award = texts.raw("application-award", name=notice.award)
    return _screen("notice-application-results", notice, texts, award=award)


def _screen(
    key: str, notice: ApplicationNotice, texts: Texts, write: str | None = None, **facts: Any
) -> Screen:
    """``write`` is the title of the button to the form, where something is expected."""
    text = texts(
        key,
        title=notice.title,
        time=span_of(notice, texts),
        until=texts.moment(notice.closes_at, ZoneInfo(notice.zone)),
        **facts,
    )
    buttons = [Button(texts.raw(write), f"apply:{notice.event}")] if write else []
    open_ = Button(texts.raw("button-open"), f"event:{notice.event}")
    return Screen(text, (*buttons, open_))
