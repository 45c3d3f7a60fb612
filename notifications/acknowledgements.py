"""How those are asked again who have not said that they have read."""

from core.acknowledgements.notices import AcknowledgementAsked
from core.carriage.model import Cargo
from core.letters import Button, Screen
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(AcknowledgementAsked, cargo=Cargo.ANNOUNCEMENTS)
def acknowledgement_asked(notice: AcknowledgementAsked, texts: Texts) -> Screen:
    text = texts("notice-acknowledgement-asked", gist=notice.gist)
    buttons = (
        Button(texts.raw("button-acknowledged"), f"ack:{notice.announcement}"),
        Button(texts.raw("button-read-again"), f"announcement:{notice.announcement}"),
        Button(texts.raw("button-ask-about"), f"askabout:{notice.announcement}"),
    )
    return Screen(text, buttons)
