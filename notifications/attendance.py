"""How whoever came is thanked."""

from core.attendance.notices import EventAttended
from core.letters import Button, Screen
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(EventAttended, hint="event")
def event_attended(notice: EventAttended, texts: Texts) -> Screen:
    materials = Button(texts.raw("button-materials"), f"materials:{notice.event}")
    return Screen(
        texts(
            "notice-event-attended",
            title=notice.title,
            materials="yes" if notice.materials else "no",
        ),
        (
            Button(texts.raw("button-certificate"), f"certificate:{notice.event}"),
            *((materials,) if notice.materials else ()),
            Button(texts.raw("button-give-feedback"), f"feedback:{notice.event}"),
        ),
    )
