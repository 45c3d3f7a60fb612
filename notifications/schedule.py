"""When things happen by themselves. The clock only knocks; what is due is in the database."""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

POST_SECONDS = 1
ANNOUNCEMENTS_SECONDS = 1
REMINDERS_SECONDS = 60
SWEEP_SECONDS = 3600

Job = Callable[[], Awaitable[object]]


def make_schedule(
    *, post: Job, announcements: Job, reminders: Job, sweep: Job
) -> AsyncIOScheduler:
    """A missed tick is caught up once; a slow one is never run beside itself."""
    schedule = AsyncIOScheduler(
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for name, job, seconds in (
        ("post", post, POST_SECONDS),
        ("announcements", announcements, ANNOUNCEMENTS_SECONDS),
        ("reminders", reminders, REMINDERS_SECONDS),
        ("sweep", sweep, SWEEP_SECONDS),
    ):
        schedule.add_job(job, "interval", seconds=seconds, id=name)
    return schedule
