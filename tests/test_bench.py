"""The benchmarks themselves run, with the smallest counts; their figures are not judged here."""

from pathlib import Path

import pytest

from bench import figures, start, webhook
from bench.figures import Figure

FEW = webhook.Counts(people=2, at_once=1, steps=2, rounds=1, warm_up=1)


@pytest.mark.xdist_group("bench")
async def test_a_step_of_the_dialog_is_measured_beside_an_echo() -> None:
    echo, remembering, opora = await webhook.measure(FEW, _quietly)

    assert (echo.ratio, echo.target) == (1.0, None)
    assert remembering.target is None
    assert opora.target == webhook.TARGET
    assert opora.measured >= 0


@pytest.mark.xdist_group("bench")
async def test_a_start_is_measured() -> None:
    ready, at_once, later = await start.start(updates=2, say=_quietly)

    assert ready.measured > 0
    assert 10 < at_once.measured <= later.measured + 10


def test_a_missed_target_is_told(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    met = Figure("an echo", 0.5, "ms", ratio=1.0)
    missed = Figure("a step", 2.5, "ms", target=4.0, ratio=5.0)

    figures.write([met, missed], webhook="few", updates=2, page=page)

    assert (met.is_met, missed.is_met) == (True, False)
    said = page.read_text(encoding="utf-8")
    assert "| a step | CPU per update | ≤ 4 × | 2.50 ms | 5.00 × |" in said


def _quietly(_: str) -> None:
    pass
