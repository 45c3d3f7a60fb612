"""Codes by which a seat passes to a colleague."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id, Moment

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seat_codes",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("ticket", Id, nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_seat_codes_event_id")),
        sa.PrimaryKeyConstraint("event_id", "ticket", name=op.f("pk_seat_codes")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_seat_codes_fingerprint")),
    )
    op.create_index(op.f("ix_seat_codes_until"), "seat_codes", ["until"])


def downgrade() -> None:
    op.drop_table("seat_codes")
