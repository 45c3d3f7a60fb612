"""A line of the plan has an event, or is said to be struck or held; it is remembered monthly."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLE = "planned_events"
ADDED = ("reminded", "people", "reason", "fate", "event_id")


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as batch_op:
        batch_op.add_column(sa.Column("event_id", Id, nullable=True))
        batch_op.add_column(
            sa.Column("fate", sa.String(), nullable=False, server_default="planned")
        )
        batch_op.add_column(sa.Column("reason", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("people", Id, nullable=True))
        batch_op.add_column(sa.Column("reminded", sa.Date(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_planned_events_event_id"), "events", ["event_id"], ["id"]
        )
        batch_op.create_unique_constraint(op.f("uq_planned_events_event_id"), ["event_id"])
    with op.batch_alter_table(TABLE) as batch_op:
        batch_op.alter_column("fate", server_default=None)
        batch_op.alter_column("reason", server_default=None)
        batch_op.create_index(op.f("ix_planned_events_month_reminded"), ["month", "reminded"])


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as batch_op:
        batch_op.drop_index(op.f("ix_planned_events_month_reminded"))
        batch_op.drop_constraint(op.f("uq_planned_events_event_id"), type_="unique")
        batch_op.drop_constraint(op.f("fk_planned_events_event_id"), type_="foreignkey")
        for column in ADDED:
            batch_op.drop_column(column)
