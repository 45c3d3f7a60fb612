"""The benchmarks themselves run, with the smallest counts; their figures are not judged here."""

from pathlib import Path

import pytest

from bench import door, events, figures, post, routing, start, webhook
from bench.door import DoorCounts, Pace
from bench.events import EventCounts
from bench.figures import CPU, Figure
from bench.post import PostCounts
from bench.routing import RoutingCounts
from bench.side_by_side import Counts

FEW = Counts(people=2, at_once=1, steps=2, rounds=1, warm_up=1)
BRIEF = Pace(people=3, per_second=10, seconds=1)
A_FEW_LETTERS = PostCounts(
    letters=40, slow=10, lifted=40, few=10, many=100, pending=60, replies=4, people=200
)
A_LITTLE = DoorCounts(rush=BRIEF, steps=BRIEF, turns=FEW, others=BRIEF, flood=5, floods=1)


@pytest.mark.xdist_group("bench")
async def test_a_step_of_the_dialog_is_measured_beside_an_echo() -> None:
    echo, remembering, opora = await webhook.measure(FEW, _quietly)

    assert (echo.ratio, echo.target) == (1.0, None)
    assert remembering.target is None
    assert opora.target == webhook.TARGET
    assert opora.measured >= 0


@pytest.mark.xdist_group("bench")
async def test_steps_and_a_rush_are_measured() -> None:
    shown, rate, confirmed = await door.load(A_LITTLE, _quietly)

    assert 0 < shown.measured < 1000 * door.PATIENCE
    assert 0 < rate.measured <= 10 / 0.9, "ten, and nine tenths of a second from first to last"
    assert 0 < confirmed.measured < 1000 * door.PATIENCE


@pytest.mark.xdist_group("bench")
async def test_a_step_is_measured_without_the_inbox_too() -> None:
    without, with_it = await door.overhead(FEW, _quietly)

    assert (without.ratio, without.target) == (1.0, None)
    assert with_it.target == door.OVERHEAD_TARGET


@pytest.mark.xdist_group("bench")
async def test_people_are_measured_alone_and_beside_a_flood() -> None:
    alone, beside = await door.flood(A_LITTLE, _quietly)

    assert (alone.ratio, alone.target) == (1.0, None)
    assert beside.target == door.FLOOD_TARGET


@pytest.mark.xdist_group("bench")
async def test_a_start_is_measured() -> None:
    ready, at_once, later = await start.start(updates=2, say=_quietly)

    assert ready.measured > 0
    assert 10 < at_once.measured <= later.measured + 10


@pytest.mark.xdist_group("bench")
async def test_the_post_is_measured_beside_others() -> None:
    found = await post.measure(A_FEW_LETTERS, _quietly)

    by = {(one.what, one.figure): one for one in found}
    assert len(by) == len(found) == 13
    ours = by["Opora, 40 letters", "refused for haste"]
    assert (ours.measured, ours.target) == (0, 0)
    assert all(one.measured > 0 for one in found if one.unit in {"/s", "ms"})


@pytest.mark.xdist_group("bench")
async def test_enrolling_and_finding_whom_to_remind_are_measured() -> None:
    few = EventCounts(people=20, few=2_000, many=4_000)
    bare, enrolling, slowest, reminders, among_many = await events.measure(few, _quietly)

    assert bare.measured < enrolling.measured <= slowest.measured
    assert reminders.measured > 0
    assert among_many.target == events.REMINDERS_TARGET


@pytest.mark.xdist_group("bench")
async def test_a_choice_is_measured() -> None:
    few = RoutingCounts(teachers=6, methodists=3, municipalities=2, open_questions=4, choices=5)
    found = await routing.measure(few, _quietly)

    assert [one.target for one in found] == [routing.TARGET] * 2
    assert all(one.measured > 0 for one in found)


def test_a_missed_target_is_told(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    met = Figure(what="an echo", figure=CPU, measured=0.5, unit="ms", ratio=1.0, to="echo")
    missed = Figure(
        what="a step", figure=CPU, measured=2.5, unit="ms", ratio=5.0, to="echo", target=4.0
    )
    slow = Figure(what="a rush", figure="rate", measured=499, unit="/s", target=500, at_least=True)

    words = door.words(A_LITTLE)
    figures.write(
        [met, missed, slow],
        webhook="few",
        door=words,
        post="the post",
        answers="few answers",
        routing="few people",
        events="few people",
        updates=2,
        load=0.25,
        page=page,
    )

    assert (met.is_met, missed.is_met, slow.is_met) == (True, False, False)
    said = page.read_text(encoding="utf-8")
    assert "| a step | CPU per update | ≤ 4 × | 2.50 ms | 5.00 × echo |" in said
    assert "| a rush | rate | ≥ 500 /s | 499 /s | - |" in said
    assert words in said
    assert "the post" in said


def _quietly(_: str) -> None:
    pass
