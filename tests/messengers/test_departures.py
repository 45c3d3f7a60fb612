"""Whose turn it is: replies before all else, and never a burst that they have to wait for."""

import asyncio
import heapq
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messengers.departures import Departures
from bot.messengers.window import Request, Window
from core.albums import LARGEST, albums
from core.files import Attachment, FileKind
from core.letters import Screen
from core.notices import Lane
from core.people import Account
from tests.messengers.letters import Post, max_post, telegram_post

LIMIT = 30

Open = Callable[[int], AbstractAsyncContextManager[Post]]


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


class Unspread(Window):
    """The twin: whoever comes first takes what there is."""

    def pause_of(self, lane: Lane) -> float:
        return self.pause


@dataclass
class Rush:
    """Announcements without an end and a reply now and then, in a time of its own."""

    window: Window
    clock: Clock
    trip: float
    asked: deque[float]
    """When each reply is asked for."""
    left: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    answers: list[tuple[float, int, Request]] = field(default_factory=list)

    def run(self) -> None:
        while self.asked:
            while self.answers and self.answers[0][0] <= self.clock.now:
                self.window.answered(heapq.heappop(self.answers)[2])
            replies = self.asked[0] <= self.clock.now
            lane = Lane.REPLIES if replies else Lane.ANNOUNCEMENTS
            pause = self.window.pause_of(lane)
            if pause > 0.0 or (not replies and len(self.answers) >= 8):
                self._sleep(pause)
            else:
                if replies:
                    self.waits.append(self.clock.now - self.asked.popleft())
                self._leave()

    def _leave(self) -> None:
        self.left.append(self.clock.now)
        answer = (self.clock.now + self.trip, len(self.left), self.window.leave())
        heapq.heappush(self.answers, answer)

    def _sleep(self, pause: float) -> None:
        moments = [self.asked[0], *(at for at, _, _ in self.answers[:1])]
        if pause > 0.0:
            moments.append(self.clock.now + pause)
        self.clock.now = min(at for at in moments if at > self.clock.now) + 1e-9


def rush(kind: type[Window], *, trip: float, gaps: Sequence[float], limit: int = LIMIT) -> Rush:
    clock = Clock()
    asked, at = deque[float](), clock.now
    for gap in gaps:
        at += gap
        asked.append(at)
    going = Rush(kind(limit, clock=clock), clock, trip, asked)
    going.run()
    return going


GAPS = st.lists(st.floats(0.15, 2.0), min_size=3, max_size=15)
TRIPS = st.floats(0.001, 0.2)


@given(trip=TRIPS, gaps=GAPS)
@settings(max_examples=40, deadline=None)
def test_a_reply_does_not_wait_for_announcements(trip: float, gaps: list[float]) -> None:
    going = rush(Window, trip=trip, gaps=gaps)

    assert max(going.waits) < 0.3


def test_the_twin_without_the_spread_makes_it_wait_for_most_of_a_second() -> None:
    gaps = [1.37] * 20

    assert max(rush(Unspread, trip=0.02, gaps=gaps).waits) > 0.6
    assert max(rush(Window, trip=0.02, gaps=gaps).waits) < 0.15


@given(trip=TRIPS, gaps=GAPS, limit=st.integers(1, 40))
@settings(max_examples=40, deadline=None)
def test_no_second_sees_more_than_the_limit_of_all_lanes(
    trip: float, gaps: list[float], limit: int
) -> None:
    left = rush(Window, trip=trip, gaps=gaps, limit=limit).left

    assert all(later - sooner > 1.0 for sooner, later in zip(left, left[limit:], strict=False))


@pytest.mark.parametrize("trip", [0.002, 0.02, 0.1])
def test_the_spread_costs_nearly_nothing_of_the_limit(trip: float) -> None:
    left = rush(Window, trip=trip, gaps=[101.0]).left

    assert len(left) / (left[-1] - left[0]) >= 0.95 * LIMIT


class Free:
    """No limit but the connections; a halt when it is told so."""

    halted = 0.0

    def halt(self, seconds: float) -> None:
        self.halted = seconds

    def pause_of(self, lane: Lane) -> float:
        return self.halted

    def chat_pause(self, chat: object, kind: str) -> float:
        return 0.0

    def leave_for(self, chat: object, kind: str) -> Request:
        return Request(0.0)

    def answered(self, request: Request) -> None: ...


@dataclass
class Wire:
    """Where requests end up, in the order they came; they stay until ``let_go``."""

    departures: Departures
    seen: list[str] = field(default_factory=list)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, word: str, lane: Lane, chat: object = None) -> None:
        async with self.departures.turn(chat, lane=lane):
            self.seen.append(word)
            await self.let_go.wait()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_letters_that_hang_hold_no_reply_up() -> None:
    wire = Wire(Departures(Free(), parallel=2, connections=3))
    async with asyncio.TaskGroup() as group:
        for number in range(4):
            group.create_task(wire.send(f"letter {number}", Lane.REMINDERS))
        await settle()
        assert wire.seen == ["letter 0", "letter 1"]
        for number in range(2):
            group.create_task(wire.send(f"reply {number}", Lane.REPLIES))
        await settle()
        assert wire.seen[2:] == ["reply 0"]
        wire.let_go.set()
    assert wire.seen[3:] == ["reply 1", "letter 2", "letter 3"]


async def test_who_waits_is_served_by_lanes_and_then_by_time() -> None:
    wire = Wire(Departures(Free(), parallel=1, connections=1))
    async with asyncio.TaskGroup() as group:
        for word, lane in (
            ("first", Lane.ANNOUNCEMENTS),
            ("announcement", Lane.ANNOUNCEMENTS),
            ("another", Lane.ANNOUNCEMENTS),
            ("digest", Lane.DIGESTS),
            ("reminder", Lane.REMINDERS),
            ("reply", Lane.REPLIES),
        ):
            group.create_task(wire.send(word, lane))
            await settle()
        wire.let_go.set()
    assert wire.seen == ["first", "reply", "reminder", "digest", "announcement", "another"]


async def test_within_a_chat_one_at_a_time_by_lanes_too() -> None:
    wire = Wire(Departures(Free()))
    async with asyncio.TaskGroup() as group:
        group.create_task(wire.send("text", Lane.ANNOUNCEMENTS, "Anna"))
        group.create_task(wire.send("album", Lane.ANNOUNCEMENTS, "Anna"))
        await settle()
        group.create_task(wire.send("reply", Lane.REPLIES, "Anna"))
        await settle()
        assert wire.seen == ["text"]
        wire.let_go.set()
    assert wire.seen == ["text", "reply", "album"]


async def test_who_is_cancelled_together_with_being_served_leaves_the_place() -> None:
    wire = Wire(Departures(Free(), parallel=1, connections=1))
    async with asyncio.TaskGroup() as group:
        first = group.create_task(wire.send("first", Lane.REPLIES))
        second = group.create_task(wire.send("second", Lane.REPLIES))
        await settle()
        first.cancel()
        await asyncio.sleep(0)  # it has made room, and the second has been told but has not run
        second.cancel()
        await settle()
        wire.let_go.set()
        await wire.send("third", Lane.REPLIES)
    assert wire.seen[-1] == "third"


@pytest.mark.parametrize("post", [telegram_post, max_post])
async def test_a_reply_goes_before_waiting_announcements(post: Open) -> None:
    """Over HTTP; five a second, so twelve take their time."""
    async with post(5) as office, asyncio.TaskGroup() as group:
        fake = office.network
        assert fake is not None
        for number in range(201, 213):
            fake.chats.open(number)
            screen = Screen("Объявление", lane=Lane.ANNOUNCEMENTS)
            to = Account(office.messenger, number)
            group.create_task(office.carrier.show(screen, to=to))
        await asyncio.sleep(0.3)
        before = len(fake.calls)
        async with asyncio.timeout(1.0):
            await office.carrier.show(Screen("Ответ"), to=office.account)
        assert before < 8
        assert len(fake.calls) - before <= 3


KINDS = st.sampled_from(FileKind)
FILES = st.lists(st.tuples(KINDS, st.sampled_from(["telegram", "max"])), max_size=40)


@given(FILES)
def test_albums_keep_every_file_in_its_order(found: list[tuple[FileKind, str]]) -> None:
    files = [
        Attachment(kind=kind, messenger=messenger, file_id=str(number), name="")
        for number, (kind, messenger) in enumerate(found)
    ]
    together = list(albums(files, "max"))

    assert [file for some in together for file in some] == files
    for some in together:
        assert 1 <= len(some) <= LARGEST
        pictures = all(
            file.kind in {FileKind.PHOTO, FileKind.VIDEO} and file.messenger == "max"
            for file in some
        )
        assert pictures or len(some) == 1
