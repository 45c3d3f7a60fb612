"""A certificate as a page to print: A4 on its side, one colour, nothing that could be missed."""

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from core.certificates.model import Certificate
from handlers.certificates.words import when
from texts import Texts

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = Path(__file__).parent / "fonts"
FAMILY = "PT Serif"

WIDTH, HEIGHT = 297.0, 210.0
"""Millimetres, as everything below but the sizes of letters."""
EDGE, GAP = 10.0, 1.8
MARGIN = 32.0
NO_BREAK = "\N{NO-BREAK SPACE}"
INK, BLUE, GREY = (33, 37, 41), (31, 58, 95), (108, 117, 125)
QR_SIDE = 28.0

SPACE_OF_TITLE = 46.0
"""What the name of the event may take: a long one is set in smaller letters, not cut."""
LARGEST, SMALLEST = 20, 10


def as_pdf(certificate: Certificate, texts: Texts, *, address: str | None) -> bytes:
    """``address`` is the page that confirms it; without one there is nothing to scan."""
    pdf = _page(certificate, texts)
    _frame(pdf)
    pdf.set_xy(MARGIN, 27)
    _say(pdf, certificate.unit, size=13, colour=GREY, line=6)
    pdf.set_y(50)
    pdf.set_char_spacing(4)
    _say(pdf, texts.raw("certificate-title"), size=40, colour=BLUE, line=18, bold=True)
    pdf.set_char_spacing(0)
    _say(pdf, texts.raw("certificate-of"), size=14, colour=GREY, line=8)
    pdf.set_y(pdf.get_y() + 8)
    _say(pdf, certificate.name, size=_fitting(pdf, certificate.name), line=13, bold=True)
    _rule(pdf, pdf.get_y() + 3)
    pdf.set_y(pdf.get_y() + 8)
    _title(pdf, certificate.title)
    pdf.set_y(pdf.get_y() + 3)
    _say(pdf, _facts(certificate, texts), size=13, line=7)
    _foot(pdf, certificate, texts, address)
    return bytes(pdf.output())


def _facts(certificate: Certificate, texts: Texts) -> str:
    facts = [when(certificate.first, certificate.last, texts)]
    if certificate.hours is not None:
        facts.append(texts.raw("certificate-hours", hours=certificate.hours))
    return ", ".join(facts)


def _page(certificate: Certificate, texts: Texts) -> "FPDF":
    from fpdf import FPDF  # noqa: PLC0415 - it brings Pillow and fontTools, and few ask for it

    pdf = FPDF(orientation="landscape", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_margins(MARGIN, 0)
    pdf.add_font(FAMILY, "", FONTS / "PT_Serif-Web-Regular.ttf")
    pdf.add_font(FAMILY, "B", FONTS / "PT_Serif-Web-Bold.ttf")
    pdf.set_title(texts.raw("certificate-about", title=certificate.title))
    pdf.set_lang("ru")
    pdf.set_creation_date(certificate.given_at)
    pdf.add_page()
    return pdf


def _frame(pdf: "FPDF") -> None:
    pdf.set_draw_color(*BLUE)
    for inset, width in ((EDGE, 0.9), (EDGE + GAP, 0.25)):
        pdf.set_line_width(width)
        pdf.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)


def _rule(pdf: "FPDF", y: float) -> None:
    pdf.set_draw_color(*BLUE)
    pdf.set_line_width(0.25)
    pdf.line(WIDTH / 2 - 45, y, WIDTH / 2 + 45, y)


def _say(
    pdf: "FPDF",
    words: str,
    *,
    size: float,
    line: float,
    colour: tuple[int, int, int] = INK,
    bold: bool = False,
) -> None:
    pdf.set_font(FAMILY, "B" if bold else "", size)
    pdf.set_text_color(*colour)
    pdf.multi_cell(0, line, words, align="C", new_x="LMARGIN", new_y="NEXT")


def _fitting(pdf: "FPDF", words: str) -> float:
    """The largest letters, of those for a name, in which it stays on one line."""
    for size in range(30, 14, -1):
        pdf.set_font(FAMILY, "B", size)
        if pdf.get_string_width(words) <= WIDTH - 2 * MARGIN - 4:
            return size
    return 14


def _title(pdf: "FPDF", title: str) -> None:
    """Short words stay with the next one; letters are as large as there is space for."""
    title = re.sub(r"(?<=\s)(\w{1,2}) ", rf"\1{NO_BREAK}", title)
    for size in range(LARGEST, SMALLEST - 1, -1):
        line = size * 0.46
        pdf.set_font(FAMILY, "", size)
        lines = pdf.multi_cell(0, line, title, align="C", dry_run=True, output="LINES")
        if isinstance(lines, list) and len(lines) * line <= SPACE_OF_TITLE:
            break
    _say(pdf, title, size=size, line=line)


def _foot(pdf: "FPDF", certificate: Certificate, texts: Texts, address: str | None) -> None:
    bottom = HEIGHT - EDGE - GAP - 7
    pdf.set_font(FAMILY, "", 10)
    pdf.set_text_color(*GREY)
    number = texts.raw("certificate-number", code=certificate.number)
    if address is None:
        pdf.text(MARGIN, bottom, number)
        return
    pdf.text(MARGIN, bottom - 6, number)
    pdf.text(MARGIN, bottom, texts.raw("certificate-check", address=address))
    pdf.image(_qr(address), x=WIDTH - MARGIN - QR_SIDE, y=bottom - QR_SIDE + 2, w=QR_SIDE)


def _qr(address: str) -> BytesIO:
    import segno  # noqa: PLC0415 - only a certificate needs it

    content = BytesIO()
    segno.make(address, error="m", micro=False).save(
        content, kind="png", scale=6, border=0, dark="#1f3a5f"
    )
    content.seek(0)
    return content
