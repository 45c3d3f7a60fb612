"""Applications for an event as a spreadsheet: who they are, what they wrote, what was decided."""

from collections.abc import Sequence

from core.applications.ports import Applicant
from handlers import sheets
from handlers.files import names_of
from texts import Texts

WIDTHS = {
    "number": 6,
    "school": 40,
    "name": 36,
    "position": 28,
    "presence": 14,
    "sent": 24,
    "state": 20,
    "award": 14,
    "text": 80,
    "files": 40,
    "grounds": 40,
}
"""Columns in their order, ``applications-column-<name>``, and how many signs are seen of each."""


def as_xlsx(applicants: Sequence[Applicant], texts: Texts) -> bytes:
    return sheets.as_xlsx(
        texts.raw("applications-sheet"),
        [(texts.raw(f"applications-column-{name}"), width) for name, width in WIDTHS.items()],
        (_row(number, one, texts) for number, one in enumerate(applicants, start=1)),
    )


def _row(number: int, applicant: Applicant, texts: Texts) -> tuple[str, ...]:
    application = applicant.application
    award = application.award
    return (
        str(number),
        applicant.school,
        applicant.name,
        applicant.position,
        texts.raw("presence", name=application.presence),
        texts.moment(applicant.sent_at),
        texts.raw("application-state", name=application.state),
        "" if award is None else texts.raw("application-award", name=award),
        application.entry.text,
        names_of(application.entry.files),
        application.reason,
    )
