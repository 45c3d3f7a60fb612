"""What the doctor says of the queues: updates that wait, those set aside, letters on their way."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.election import POST
from storage import health
from storage.leaders import Leader
from storage.outbox import Post
from storage.work import Database
from texts import Texts

LONG_FOR_UPDATES = timedelta(minutes=1)
LONG_FOR_LETTERS = timedelta(minutes=10)
MOST_NUMBERS = 5
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Finding(NamedTuple):
    """``grave`` is ``None`` when all is well, ``False`` for a warning."""

    words: str
    grave: bool | None = None


async def findings(database: Database, texts: Texts) -> list[Finding]:
    async with database.open_view() as work:
        waiting, since = await work.inbox.depth()
        post = await work.outbox.post()
        leader = await work.leaders.get(POST)
        now = work.now
    found = [
        _inbox(waiting, since, now, texts),
        _post(post, now, texts),
        _carrier(leader, post.waiting, texts),
    ]
    given_up = await health.set_aside(database.reader)
    return [*found, _aside(given_up, texts)] if given_up else found


def _inbox(count: int, since: datetime | None, now: datetime, texts: Texts) -> Finding:
    if since is None or now - since < LONG_FOR_UPDATES:
        return Finding(texts.raw("doctor-inbox"))
    return Finding(texts.raw("doctor-inbox-waits", count=count, since=since), grave=True)


def _aside(given_up: Sequence[tuple[int, str]], texts: Texts) -> Finding:
    numbers = [str(number) for number, _ in given_up[:MOST_NUMBERS]]
    more = ["…"] if len(given_up) > MOST_NUMBERS else []
    errors = Counter(failure for _, failure in given_up).most_common(MOST_NUMBERS)
    words = texts.raw(
        "doctor-aside",
        count=len(given_up),
        numbers=", ".join([*numbers, *more]),
        errors=", ".join(f"{kind} ({times})" for kind, times in errors),
    )
    return Finding(words, grave=False)


def _post(post: Post, now: datetime, texts: Texts) -> Finding:
    if post.oldest is None and post.delivered_at is None:
        return Finding(texts.raw("doctor-post-none"))
    if post.oldest is None:
        return Finding(texts.raw("doctor-post", when=post.delivered_at))
    if now - post.oldest < LONG_FOR_LETTERS:
        return Finding(texts.raw("doctor-post-soon", count=post.waiting))
    facts = {
        "count": post.waiting,
        "span": span(now - post.oldest, texts),
        "since": post.oldest,
    }
    if post.delivered_at is not None and post.delivered_at > post.oldest:
        return Finding(texts.raw("doctor-post-slow", **facts), grave=False)
    return Finding(texts.raw("doctor-post-stopped", **facts), grave=True)


def _carrier(leader: Leader | None, waiting: int, texts: Texts) -> Finding:
    """Who carries letters. That nobody does is all right while none waits."""
    if leader is None or leader.is_over:
        if not waiting:
            return Finding(texts.raw("doctor-carrier-rest"))
        return Finding(texts.raw("doctor-carrier-none", count=waiting), grave=False)
    facts = {"holder": leader.holder, "since": leader.since, "count": waiting}
    return Finding(texts.raw("doctor-carrier", **facts))


def span(time: timedelta, texts: Texts) -> str:
    """In the largest unit that makes at least one."""
    if time >= DAY:
        return texts.raw("span-days", count=time // DAY)
    if time >= HOUR:
        return texts.raw("span-hours", count=time // HOUR)
    return texts.raw("span-minutes", count=time // timedelta(minutes=1))
