"""How whoever came is thanked."""

from core.attendance.notices import EventAttended
from core.letters import Button, Screen
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(EventAttended, hint="event")
def event_attended(notice: EventAttended, texts: Texts) -> Screen:
    return Screen(
        texts("notice-event-attended", title=notice.title),
        (
            Button(texts.raw("button-certificate"), f"certificate:{notice.event}"),
            Button(texts.raw("button-give-feedback"), f"feedback:{notice.event}"),
        ),
    )
