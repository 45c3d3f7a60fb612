"""A page of consultations: lines to read, a short button for each, and pages to turn."""

from typing import Any

from core.consultations.ports import Page
from handlers.widgets import turns
from texts import Texts


def listed(page: Page, texts: Texts, *, place: str, key: str) -> dict[str, Any]:
    lines = [
        texts(
            key,
            number=line.id,
            topic=line.topic,
            teacher=line.teacher,
            unit=line.unit,
            gist=line.gist,
            state=line.state if line.owned or line.state == "closed" else "unowned",
            due_at=line.due_at,
        )
        for line in page.lines
    ]
    items = [
        (texts.raw("button-number", number=line.id), f"consultation:{line.id}")
        for line in page.lines
    ]
    return {
        "lines": lines,
        "items": items,
        "total": page.total,
        "none": not lines,
        "turns": turns(place, page.number, page.pages),
    }
