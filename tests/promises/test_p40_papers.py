"""P40: papers and tables are made beside everything else: nobody waits for another's."""

import threading
import time
from typing import Any

import pytest

from core.attendance.model import Way
from core.attendance.ports import Taker
from handlers.attendance.table import as_xlsx
from handlers.certificates import mine
from handlers.certificates.paper import as_pdf
from tests.certificates.papers import ADDRESS, a_certificate
from tests.promises.results import Record
from tests.world import TEXTS

ROWS, PAPERS = 10_000, 50


async def test_a_certificate_is_printed_off_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def printing(*given: Any, **more: Any) -> bytes:
        seen.append(threading.current_thread().name)
        return as_pdf(*given, **more)

    monkeypatch.setattr(mine, "as_pdf", printing)
    for _ in range(3):
        content = await mine.print_out(a_certificate(), TEXTS, site="https://opora.example.ru")
        assert content.startswith(b"%PDF")
    assert set(seen) == {"printer_0"}, "one at a time, however many ask"


@pytest.mark.long
def test_a_certificate_takes_a_third_of_a_second(record: Record) -> None:
    as_pdf(a_certificate(), TEXTS, address=ADDRESS)  # the library is loaded once
    began = time.perf_counter()
    for _ in range(PAPERS):
        as_pdf(a_certificate(title="Семинар " * 18), TEXTS, address=ADDRESS)
    each = (time.perf_counter() - began) / PAPERS

    record(f"a certificate in {each:.2f} s (≤ 0.3)", kept=each <= 0.3)


@pytest.mark.long
def test_a_table_of_ten_thousand_participants_takes_three_seconds(record: Record) -> None:
    takers = [
        Taker(
            ticket=number,
            name=f"Учитель {number}",
            school="=1+1",
            position="учитель",
            presence="room",
            came=Way.LIST,
        )
        for number in range(ROWS)
    ]
    began = time.perf_counter()
    as_xlsx(takers, TEXTS)
    took = time.perf_counter() - began

    record(f"{ROWS:,} rows in {took:.1f} s (≤ 3)", kept=took <= 3)
