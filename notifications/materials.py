"""How people are told that there are materials of an event."""

from core.letters import Button, Screen
from core.materials.notices import MaterialsReady
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(MaterialsReady, hint="event")
def materials_ready(notice: MaterialsReady, texts: Texts) -> Screen:
    again = "yes" if notice.again else "no"
    return Screen(
        texts("notice-materials-ready", title=notice.title, again=again),
        (Button(texts.raw("button-materials"), f"materials:{notice.event}"),),
    )
