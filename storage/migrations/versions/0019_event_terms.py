"""Whom an event is for, and seats of it that are kept for units until a day."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_audiences",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("place", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_audiences_event_id")
        ),
        sa.PrimaryKeyConstraint("event_id", "condition", "value", name=op.f("pk_event_audiences")),
    )
    _quotas()


def _quotas() -> None:
    op.create_table(
        "seat_quotas",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("seats", Id, nullable=False),
        sa.Column("place", Id, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_seat_quotas_event_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_seat_quotas_unit_id")),
        sa.PrimaryKeyConstraint("event_id", "presence", "unit_id", name=op.f("pk_seat_quotas")),
    )
    op.create_table(
        "seat_releases",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_seat_releases_event_id")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_seat_releases")),
    )
    with op.batch_alter_table("enrolments") as batch_op:
        batch_op.add_column(sa.Column("kept_for", Id, nullable=True))
        batch_op.create_foreign_key(op.f("fk_enrolments_kept_for"), "units", ["kept_for"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("enrolments") as batch_op:
        batch_op.drop_constraint(op.f("fk_enrolments_kept_for"), type_="foreignkey")
        batch_op.drop_column("kept_for")
    for table in ("seat_releases", "seat_quotas", "event_audiences"):
        op.drop_table(table)
