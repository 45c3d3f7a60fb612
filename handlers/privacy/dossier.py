"""A dossier as files: JSON for programs, a page for people."""

import json
from datetime import datetime
from html import escape

from core.privacy.model import Dossier
from texts import Texts

CODED = {"state", "outcome", "role", "deed", "messenger"}
"""Fields whose values are codes; people read their names."""


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
        return texts.raw(field, name=str(value))
    return str(value)
