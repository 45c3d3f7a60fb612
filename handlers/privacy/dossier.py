"""A dossier as files: JSON for programs, a page for people."""

import json
from dataclasses import replace
from datetime import datetime
from html import escape
from itertools import groupby

from core.privacy.model import Dossier
from texts import Texts

CODED = {field: field for field in ("state", "outcome", "role", "deed", "messenger", "joining")}
CODED |= {"kind": "message-kind"}
CODED |= {"slot_state": "slot-state", "talk_state": "talk-state"}
CODED |= {"marked": "attendance-way"}
CODED |= {"useful": "feedback-useful", "applied": "feedback-applied", "pace": "feedback-pace"}
CODED |= {"application_state": "application-state", "award": "application-award"}
CODED |= {"presence": "presence", "standing": "standing", "event_state": "event-state"}
CODED |= {"reminders": "mode", "announcements": "mode"}
"""Fields whose values are codes; people read their names, which are under these keys."""


LARGEST = 45 * 1024 * 1024
"""Bytes. A bot of Telegram sends files up to 50 MB."""


def as_files(dossier: Dossier, texts: Texts, *, largest: int = LARGEST) -> list[tuple[str, bytes]]:
    """Names and contents: a page and its JSON, or several pairs when one would be too heavy."""
    pairs = _pairs(dossier, texts, largest)
    files = []
    for number, (page, data) in enumerate(pairs, start=1):
        part = number if len(pairs) > 1 else 0
        files.append((texts.raw("export-page-name", part=part), page))
        files.append((texts.raw("export-json-name", part=part), data))
    return files


def _pairs(dossier: Dossier, texts: Texts, largest: int) -> list[tuple[bytes, bytes]]:
    page, data = as_page(dossier, texts), as_json(dossier)
    halves = _halves(dossier) if max(len(page), len(data)) > largest else ()
    return [pair for half in halves for pair in _pairs(half, texts, largest)] or [(page, data)]


def _halves(dossier: Dossier) -> tuple[Dossier, ...]:
    """The rows in their order, cut in the middle; one row alone stays whole."""
    rows = [(name, row) for name, section in dossier.sections.items() for row in section]
    middle = len(rows) // 2
    return tuple(
        replace(
            dossier,
            sections={
                name: [row for _, row in pairs]
                for name, pairs in groupby(half, key=lambda pair: pair[0])
            },
        )
        for half in (rows[:middle], rows[middle:])
        if middle
    )


def as_json(dossier: Dossier) -> bytes:
    body = {"person": dossier.person, **dossier.sections}
    return json.dumps(body, ensure_ascii=False, indent=2, default=_plain).encode()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def as_page(dossier: Dossier, texts: Texts) -> bytes:
    """One HTML page without scripts, to be opened on any phone or printed."""
    title = escape(texts.raw("export-title"))
    sections = "".join(
        f"<h2>{escape(texts.raw(f'export-{name}'))}</h2>{_table(rows, texts)}"
        for name, rows in dossier.sections.items()
    )
    return (
        "<!doctype html><html lang='ru'><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{title}</title><style>"
        "body{font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
        "td{padding:.2rem 1rem .2rem 0;vertical-align:top}td:first-child{color:#666}"
        "table{border-bottom:1px solid #ddd;width:100%;margin-bottom:.5rem}"
        f"</style><h1>{title}</h1>{sections}</html>"
    ).encode()


def _table(rows: object, texts: Texts) -> str:
    assert isinstance(rows, list)  # noqa: S101 - a section is a list of rows
    if not rows:
        return f"<p>{escape(texts.raw('export-nothing'))}</p>"
    return "".join(
        "<table>"
        + "".join(
            f"<tr><td>{escape(texts.raw(f'export-field-{field}'))}</td>"
            f"<td>{escape(_shown(field, value, texts))}</td></tr>"
            for field, value in row.items()
            if value not in (None, "")
        )
        + "</table>"
        for row in rows
    )


def _shown(field: str, value: object, texts: Texts) -> str:
    if isinstance(value, datetime):
        return texts.moment(value)
    if field in CODED:
        return texts.raw(CODED[field], name=str(value))
    return str(value)
