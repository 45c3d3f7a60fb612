"""Badges, questions after the code word, and tries of those who answer them."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id, Moment

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "badges",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("ticket", Id, nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_badges_event_id")),
        sa.PrimaryKeyConstraint("event_id", "ticket", name=op.f("pk_badges")),
        sa.UniqueConstraint("token", name=op.f("uq_badges_token")),
    )
    op.create_table(
        "checks",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_checks_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_checks")),
    )
    op.create_table(
        "check_tries",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("failed", Id, nullable=False),
        sa.Column("last", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_check_tries_event_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_check_tries_person_id")
        ),
        sa.PrimaryKeyConstraint("event_id", "person_id", name=op.f("pk_check_tries")),
    )
    op.create_index(op.f("ix_check_tries_person_id"), "check_tries", ["person_id"])


def downgrade() -> None:
    for table in ("check_tries", "checks", "badges"):
        op.drop_table(table)
