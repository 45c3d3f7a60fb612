"""Series of events, and the least number of people for whom one is held."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id, Moment

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_series",
        sa.Column("id", Id, nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_series")),
    )
    with op.batch_alter_table("events") as batch_op:
        batch_op.add_column(sa.Column("series_id", Id, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_events_series_id"), "event_series", ["series_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_events_series_id"), ["series_id"])
    op.create_table(
        "quorums",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("least", Id, nullable=False),
        sa.Column("lead_minutes", Id, nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("ask_at", Moment(), nullable=True),
        sa.Column("round", Id, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_quorums_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_quorums")),
    )
    for column in ("ask_at", "stage"):
        op.create_index(op.f(f"ix_quorums_{column}"), "quorums", [column])


def downgrade() -> None:
    op.drop_table("quorums")
    with op.batch_alter_table("events") as batch_op:
        batch_op.drop_index(batch_op.f("ix_events_series_id"))
        batch_op.drop_constraint(batch_op.f("fk_events_series_id"), type_="foreignkey")
        batch_op.drop_column("series_id")
    op.drop_table("event_series")
