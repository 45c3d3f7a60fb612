"""Half-filled forms that live in Redis: how their keys are found when a person is forgotten.

Nothing here needs aiogram, so the command line can forget without loading it.
"""

from collections.abc import Collection

from redis.asyncio import Redis

PREFIX = "opora"
BATCH = 500
LOCK = b":lock"
"""Held by the update in hand, and gone with it."""


async def forget(redis: Redis, *, bots: Collection[int], external: int) -> None:
    """Remove everything kept for the account, whatever the forms are called."""
    for bot in bots:
        found = redis.scan_iter(match=f"{PREFIX}:{bot}:{external}:*", count=BATCH)
        keys = [key async for key in found if not key.endswith(LOCK)]
        if keys:
            await redis.delete(*keys)
