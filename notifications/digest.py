"""One message instead of many: what a person has asked to get once a day."""

from collections.abc import Sequence

from core.carriage.model import Cargo
from core.letters import Button, Screen
from core.parts import split
from texts import Texts

SHOWN = 8
"""Of so many the beginning is told, with a button each; the rest are counted."""

LONGEST = 350
"""Characters of each."""


def digest(screens: Sequence[Screen], texts: Texts) -> Screen:
    told = [_told(number, screen) for number, screen in enumerate(screens[:SHOWN], start=1)]
    parts = [texts("digest-title", count=len(screens)), *told]
    if len(screens) > SHOWN:
        parts.append(texts("digest-more", count=len(screens) - SHOWN))
    buttons = [
        Button(f"{number}. {opens.title}", opens.opens)
        for number, screen in enumerate(screens[:SHOWN], start=1)
        for opens in [button for button in screen.buttons if button.opens][:1]
    ]
    settings = Button(texts.raw("button-preferences"), "preferences")
    cargo = max((screen.cargo for screen in screens), key=_is_announcement)
    return Screen("\n\n".join(parts), (*buttons, settings), cargo=cargo)


def _told(number: int, screen: Screen) -> str:
    first, *rest = split(screen.text, LONGEST)
    return f"{number}. {first}…" if rest else f"{number}. {first}"


def _is_announcement(cargo: Cargo) -> bool:
    return cargo is Cargo.ANNOUNCEMENTS
