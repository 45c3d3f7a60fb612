"""The page to print, read back by other people's programs."""

import io
import subprocess
import sys

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from handlers.certificates.paper import as_pdf
from tests.certificates.papers import ADDRESS, NUMBER, a_certificate
from tests.sources import ROOT
from tests.world import TEXTS

LONG = "Практико-ориентированный семинар " * 4
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=150)


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    [page] = reader(content).pages
    return " ".join(page.extract_text().replace("\N{NO-BREAK SPACE}", " ").split())


def test_everything_on_it_reads_back() -> None:
    content = as_pdf(a_certificate(), TEXTS, address=ADDRESS)

    assert words(content) == (
        "Северный район СЕРТИФИКАТ участника мероприятия Соколова Анна Петровна "
        "Как оценивать проект 30 декабря 2026 года, 4 академических часа "
        f"№ {NUMBER} Проверить: {ADDRESS}"
    )
    page = reader(content).pages[0].mediabox
    assert (round(page.width), round(page.height)) == (842, 595), "A4 on its side"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "30 декабря 2026 года"),
        (1, "30–31 декабря 2026 года"),
        (7, "30 декабря 2026 года – 6 января 2027 года"),
    ],
)
def test_days_are_named_with_their_year(days: int, said: str) -> None:
    paper = a_certificate(days=days, hours=None)

    assert f"Как оценивать проект {said} №" in words(as_pdf(paper, TEXTS, address=None))


def test_the_code_on_it_leads_to_its_page() -> None:
    [page] = reader(as_pdf(a_certificate(), TEXTS, address=ADDRESS)).pages
    [image] = page.images

    [code] = zxingcpp.read_barcodes(image.image)
    assert code.text == ADDRESS


def test_without_an_address_there_is_nothing_to_scan() -> None:
    content = as_pdf(a_certificate(), TEXTS, address=None)

    assert not reader(content).pages[0].images
    assert words(content).endswith(f"№ {NUMBER}")


def test_long_names_are_set_smaller_and_stay_on_the_page() -> None:
    name = "Константинопольская-Преображенская Александра-Виктория Владиславовна"
    paper = a_certificate(name=name, title=LONG, unit=LONG)
    content = as_pdf(paper, TEXTS, address=ADDRESS)

    assert name in words(content)
    assert words(content).count("семинар") == 8


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(WORDS, WORDS, WORDS)
def test_whatever_people_write_it_is_one_page(name: str, title: str, unit: str) -> None:
    paper = a_certificate(name=name, title=title, unit=unit)

    assert len(reader(as_pdf(paper, TEXTS, address=ADDRESS)).pages) == 1


def test_whoever_asks_for_none_does_not_wait_for_the_library() -> None:
    code = "import sys, handlers.certificates; sys.exit(bool({'fpdf', 'PIL'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0  # noqa: S603 - our own interpreter and our own words
