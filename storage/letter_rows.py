"""The rows of the outbox."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, ForeignKey, Index, Row
from sqlalchemy.orm import Mapped, mapped_column

from core.letters import Errand, Letter, LetterState, Shown
from core.notices import Lane, Notice
from core.people import Account, PersonId
from storage.base import Base


@cache
def _adapter(kind: type[Notice]) -> TypeAdapter[Notice]:
    """Kept: to make one takes longer than to put a hundred letters."""
    return TypeAdapter(kind)


def payload_of(notice: Notice) -> dict[str, Any]:
    """What a letter has to know to be worded; who it is to and from has columns of its own."""
    adapter = _adapter(type(notice))  # type: ignore[arg-type]  # a class can be hashed
    payload: dict[str, Any] = adapter.dump_python(notice, mode="json", exclude={"to", "sender"})
    return payload


class LetterRow(Base):
    """One message owed to one person.

    ``due_at`` is when it may leave, ``not_before`` the earliest of such moments if it was put for
    later, ``term`` under which leader it is in hand, ``digest_id`` the
    digest it is to be a part of. ``sender_id`` is whose words or name it carries.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(None, "state", "lane", "due_at", "id"),
        Index(None, "state", "expires_at"),
        Index(None, "to_id", "thread"),
        Index(None, "announcement_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    once: Mapped[str] = mapped_column(unique=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, object]] = mapped_column(JSON)
    lane: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default=LetterState.DUE)
    thread: Mapped[str | None]
    put_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    term: Mapped[int | None]
    attempts: Mapped[int] = mapped_column(default=0)
    doubts: Mapped[int] = mapped_column(default=0)
    errand: Mapped[str] = mapped_column(default=Errand.SHOW)
    shown: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    failure: Mapped[str | None]
    announcement_id: Mapped[int | None]
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"), index=True)


READ = (
    "id",
    "to_id",
    "kind",
    "payload",
    "attempts",
    "lane",
    "doubts",
    "errand",
    "shown",
    "announcement_id",
)
"""The columns that a letter is made of."""


def letter_of(row: LetterRow | Row[Any]) -> Letter:
    return Letter(
        id=row.id,
        to=PersonId(row.to_id),
        kind=row.kind,
        payload=row.payload,
        attempts=row.attempts,
        lane=Lane(row.lane),
        doubts=row.doubts,
        errand=Errand(row.errand),
        shown=_shown(row.shown),
        announcement=row.announcement_id,
    )


def shown_kept(shown: Shown | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    account = [shown.account.messenger, shown.account.external]
    return {"account": account, "ids": list(shown.ids), "texts": shown.texts}


def _shown(shown: Mapping[str, Any] | None) -> Shown | None:
    if shown is None:
        return None
    messenger, external = shown["account"]
    return Shown(Account(messenger, external), tuple(shown["ids"]), shown["texts"])
